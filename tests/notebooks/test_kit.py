"""The kit with which practitioners rate keys: what is in it, and what is not."""

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from course.answers import Journal
from course.answers.as_data import read_file
from course.cli import app
from course.locale import LANGUAGES, Language
from course.notebooks import Shelf, find
from course.notebooks.kit import TESTS, NothingToRateError, shuffled, to_rate, write_kit


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return find(Path(__file__).parent)


def asked(folder: Path) -> list[str]:
    cells = json.loads((folder / "rate.ipynb").read_text())["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return [source.removeprefix('ask("').removesuffix('")') for source in sources if source.startswith("ask")]


def run(*words: object) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, [str(word) for word in words], catch_exceptions=False)
    return found.exit_code, found.stdout, found.stderr


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_both_tests_is_asked_once(tmp_path: Path, shelf: Shelf, language: Language) -> None:
    write_kit(tmp_path, language, "anna", sources=shelf)
    wanted = [f"{form}-{n}" for form in ("before", "after") for n in range(1, 21)]
    assert sorted(asked(tmp_path)) == sorted(wanted)
    assert asked(tmp_path) != wanted
    numbered = "### Situatie 40 van 40" if language == "nl" else "### Situation 40 of 40"
    assert (tmp_path / "rate.ipynb").read_text().count(numbered) == 1
    assert f'language="{language}"' in (tmp_path / "rate.ipynb").read_text().replace("\\", "")


def test_nothing_in_it_hints_at_a_key(tmp_path: Path, shelf: Shelf) -> None:
    write_kit(tmp_path, "en", "anna", sources=shelf)
    items, keys = read_file(json.loads((tmp_path / "items.json").read_text()))
    assert not keys
    assert all((item.points, item.source.en, item.goal) == ((), "", "") for item in items.values())
    whys = [text.en for each in to_rate(shelf) for text in each.key.why.values()]
    assert len(whys) == 160
    written = (tmp_path / "items.json").read_text() + (tmp_path / "rate.ipynb").read_text()
    assert not any(why in written for why in whys)


def test_a_rater_has_one_order_and_another_rater_another(shelf: Shelf) -> None:
    authored = to_rate(shelf)
    anna, again, bo = (shuffled(authored, name) for name in ("anna", "anna", "bo"))
    assert anna == again
    assert [each.item.id for each in anna] != [each.item.id for each in bo]
    options = {each.item.id: [o.id for o in each.item.options] for each in bo}  # type: ignore[union-attr]
    same = sum(options[each.item.id] == [o.id for o in each.item.options] for each in anna)  # type: ignore[union-attr]
    assert same < 10


def test_over_many_raters_no_place_holds_the_key_more_often(shelf: Shelf) -> None:
    authored = to_rate(shelf)[:10]
    places = [0, 0, 0, 0]
    for n in range(40):
        for each in shuffled(authored, f"rater {n}"):
            ids = [option.id for option in each.item.options]  # type: ignore[union-attr]
            places[ids.index(each.key.best)] += 1  # type: ignore[union-attr]
    assert sum(places) == 400
    assert all(70 <= count <= 130 for count in places)


def test_what_was_rated_stays_when_the_kit_is_built_again(tmp_path: Path, shelf: Shelf) -> None:
    write_kit(tmp_path, "en", "anna", sources=shelf)
    Journal(tmp_path / "answers.jsonl").append("before-1", 1, {"best": "sit-down", "worst": "as-given"})
    write_kit(tmp_path, "en", "anna", sources=shelf)
    assert len(Journal(tmp_path / "answers.jsonl").lines()) == 1


@pytest.mark.parametrize(("language", "sentence"), [("en", "What you send back"), ("nl", "Wat je terugstuurt")])
def test_a_kit_for_who_does_not_have_the_course(tmp_path: Path, language: str, sentence: str) -> None:
    """The zip sets itself up as that of students does, opens on the kit, and holds nothing that was rated."""
    (tmp_path / "Anna B").mkdir()
    Journal(tmp_path / "Anna B" / "answers.jsonl").append("before-1", 1, {"best": "sit-down", "worst": "as-given"})
    status, out, _ = run("kit", "--to", tmp_path / "Anna B", "--pack", "-l", language)
    assert status == 0
    assert str(tmp_path / "Anna B.zip") in out
    with ZipFile(tmp_path / "Anna B.zip") as archive:
        files = {name.removeprefix("Anna-B/"): archive.read(name) for name in archive.namelist()}
    assert {"START.html", "start.py", "rate.ipynb", "items.json", "setup/requirements.txt"} <= files.keys()
    assert "answers.jsonl" not in files
    for name in ("rate.ipynb", "items.json"):
        assert files[name] == (tmp_path / "Anna B" / name).read_bytes()
    page = files["START.html"].decode()
    assert sentence in page
    assert "<pre><code>cd Anna-B\npython start.py</code></pre>" in page
    assert "jupyter lab rate.ipynb" in page
    assert "$" not in page
    assert "--LabApp.default_url=/lab/tree/rate.ipynb" in json.loads(files["setup/start.json"])["options"]


def test_an_exercise_without_such_questions_cannot_be_rated(shelf: Shelf) -> None:
    with pytest.raises(NothingToRateError):
        to_rate(shelf, ["purchasing"])


def test_from_kit_to_agreement(tmp_path: Path) -> None:
    status, out, _ = run("kit", "--to", tmp_path / "anna", "-l", "en")
    assert status == 0
    assert "rate.ipynb is ready" in out
    journal = Journal(tmp_path / "anna" / "answers.jsonl")
    journal.append("before-1", 1, {"best": "sit-down", "worst": "as-given"})
    journal.append("before-2", 1, {"best": "see-there", "worst": "in-writing"})
    status, out, _ = run("agreement", tmp_path / "anna", "-l", "en")
    assert status == 0
    assert "before-2, the best: too few raters to decide (see-there 1; the key is trial)" in out
    assert "before-1, " not in out
    assert "With 1 of 5 raters the keys stay provisional." in out
    data = json.loads(run("agreement", tmp_path / "anna", "--format", "json")[1])
    assert [each["item"] for each in data["items"] if each["best"]["raters"]] == ["before-1", "before-2"]


def test_every_file_that_holds_no_rating_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / "torn.jsonl").write_text('{"format": 1, "item')
    status, out, error = run("agreement", tmp_path / "nowhere", tmp_path / "torn.jsonl", "-l", "nl")
    assert (status, out) == (2, "")
    gone, torn = error.strip().splitlines()
    assert gone.startswith(f"{tmp_path / 'nowhere'} is er niet.")
    assert torn.startswith(f"{tmp_path / 'torn.jsonl'} bevat geen antwoorden die te lezen zijn.")


@pytest.mark.parametrize(("language", "share"), [("en", "0.75"), ("nl", "0,75")])
def test_what_is_odd_about_a_rater_is_said_and_figures_are_those_of_the_language(
    tmp_path: Path, language: str, share: str
) -> None:
    """Anna rated two questions, one of which has lost an option since; her mail came twice."""
    write_kit(tmp_path / "anna", "en", "anna")
    items = tmp_path / "anna" / "items.json"
    items.write_text(items.read_text().replace("Model railway club", "Railway club"))
    journal = Journal(tmp_path / "anna" / "answers.jsonl")
    journal.append("before-1", 1, {"best": "sit-down", "worst": "as-given"})
    journal.append("before-2", 1, {"best": "see-there", "worst": "in-writing"})
    journal.append("before-3", 1, {"best": "gone", "worst": "hold-out"})
    shutil.copytree(tmp_path / "anna", tmp_path / "anna-again")
    _, out, _ = run("agreement", tmp_path / "anna", tmp_path / "anna-again", "-l", language)
    lines = out.splitlines()
    assert lines[0].endswith("anna (2).")
    assert str(tmp_path / "anna-again") in lines[1]
    assert lines[2].endswith(": 1.")
    assert "before-1" in lines[3]
    assert "before-2" not in lines[3]
    assert share in out
    assert ("0.75" in out) is (language == "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "words",
    [
        ("agreement", "nowhere"),
        ("agreement", "nowhere", "--exercise", "unknown"),
        ("agreement", "nowhere", "--format", "xml"),
        ("kit", "--to", "made", "--exercise", "unknown"),
        ("kit", "--to", "made", "--exercise", "purchasing"),
        ("takers", "unknown"),
        ("takers", "purchasing"),
        ("takers", "--format", "xml"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_status_2(
    words: tuple[str, ...], language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    status, out, error = run(*words, "-l", language)
    assert (status, out) == (2, "")
    assert len(error.strip().splitlines()) == 1
    assert not (tmp_path / "made").exists()


def test_takers_in_a_terminal_and_for_programs() -> None:
    status, out, _ = run("takers", "--people", "40", "-l", "nl")
    assert "slim gokken" in out
    assert status in {0, 1}
    data = json.loads(run("takers", *TESTS, "--people", "5", "--format", "json")[1])
    assert len(data["takers"]) == 8
    assert data["fair"] is False  # five people prove nothing
    assert [each["places"]["best"] for each in data["spread"]] == [[5, 5, 5, 5]] * 2
    assert "het beste op plaats 1, 2, 3, 4" in out
    assert "10 x 2" in out
