"""The built folder: what is in each notebook, what is beside it, and what never gets into it."""

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest

from course.locale import LANGUAGES, Language
from course.notebooks import Shelf, SourceError, UnknownPageError, build, build_assignment, read, stub, write_keys
from course.notebooks.cells import ID
from course.notebooks.folder import MANIFEST
from tests.notebooks.material import change

TALKS = Path("exercises/talks/talks.ipynb")
FERRY = Path("lessons/ferry/ferry.ipynb")


def notebook(path: Path) -> Any:
    read: Any = nbformat.read
    return read(path, as_version=4)


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def everything(folder: Path) -> str:
    return b"\n".join(bytes_of(folder).values()).decode("utf-8")


@pytest.fixture
def nl(small: Shelf, tmp_path: Path) -> Path:
    build("nl", tmp_path / "nl", sources=small)
    return tmp_path / "nl"


def test_a_folder_holds_pages_questions_data_and_pictures(nl: Path) -> None:
    assert set(bytes_of(nl)) == {
        MANIFEST,
        "start.ipynb",
        "lessons/ferry/ferry.ipynb",
        "lessons/ferry/items.json",
        "lessons/ferry/figures/ferry.svg",
        "exercises/talks/talks.ipynb",
        "exercises/talks/items.json",
        "exercises/talks/data/fares.csv",
    }


def test_building_again_changes_no_byte(nl: Path, small: Shelf, tmp_path: Path) -> None:
    build("nl", tmp_path / "again", sources=small)
    assert bytes_of(tmp_path / "again") == bytes_of(nl)
    before = bytes_of(nl)
    build("nl", nl, sources=small)
    assert bytes_of(nl) == before


def test_the_built_course_is_valid_and_its_ids_are_unique(real: Shelf, tmp_path: Path) -> None:
    ids: dict[Language, list[str]] = {}
    for language in LANGUAGES:
        build(language, tmp_path / language, sources=real)
        found = [notebook(path) for path in sorted((tmp_path / language).rglob("*.ipynb"))]
        for each in found:
            nbformat.validate(each)
            assert all(cell.get("outputs", []) == [] for cell in each.cells)
            assert "jupytext" not in each.metadata
            assert each.metadata.kernelspec.name == "python3"
            assert each.metadata.achterban.language == language
        ids[language] = [cell.id for each in found for cell in each.cells]
        assert len(set(ids[language])) == len(ids[language])
        assert all(ID.fullmatch(identity) for identity in ids[language])
    assert ids["en"] == ids["nl"]


def test_one_language_is_kept(nl: Path) -> None:
    text = everything(nl)
    assert "Kleine cursus" in text
    assert "Small course" not in text
    assert all("lang" not in cell.metadata for path in nl.rglob("*.ipynb") for cell in notebook(path).cells)


def test_the_first_code_of_a_page_is_the_generated_cell_below_the_title(nl: Path) -> None:
    for path, name in ((TALKS, "talks"), (FERRY, "ferry")):
        title, first = notebook(nl / path).cells[:2]
        assert title.source.startswith("# ")
        assert first.source.splitlines()[0].startswith("# Kies Run All Cells")
        assert first.source.splitlines()[1].startswith("from course.widgets import ask, ")
        assert first.source.splitlines()[-1] == f'begin("{name}", language="nl")'
        assert (first.metadata.editable, first.metadata.deletable) == (False, False)
    assert notebook(nl / TALKS).cells[1].metadata.nbgrader.locked
    assert "nbgrader" not in notebook(nl / FERRY).cells[1].metadata
    assert {cell.cell_type for cell in notebook(nl / "start.ipynb").cells} == {"markdown"}


def test_graded_cells_carry_what_nbgrader_wants(nl: Path) -> None:
    graded = {
        cell.id: {key: value for key, value in cell.metadata.nbgrader.items() if key != "checksum"}
        for cell in notebook(nl / TALKS).cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }
    both = {"schema_version": 3, "grade": True, "task": False}
    call = both | {"cell_type": "code", "solution": False, "locked": True}
    assert graded == {
        "talks-1": call | {"grade_id": "talks-1", "points": 4},
        "talks-sum": call | {"grade_id": "talks-sum", "points": 2.5},
        "purchasing-mandate": call | {"grade_id": "purchasing-mandate", "points": 15},
        "talks-reflection": both
        | {"cell_type": "markdown", "solution": True, "locked": False, "grade_id": "talks-reflection", "points": 10},
    }


def test_the_notebook_says_which_assignment_it_is(nl: Path) -> None:
    assert notebook(nl / TALKS).metadata.achterban == {"language": "nl", "assignment": "talks"}
    assert notebook(nl / FERRY).metadata.achterban == {"language": "nl"}


def test_links_lead_to_notebooks(nl: Path) -> None:
    def text(path: Path) -> str:
        return "\n".join(cell.source for cell in notebook(path).cells)

    assert "(lessons/ferry/ferry.ipynb)" in text(nl / "start.ipynb")
    assert "(../../exercises/talks/talks.ipynb)" in text(nl / FERRY)
    assert "(../../lessons/ferry/ferry.ipynb)" in text(nl / TALKS)
    assert "(data/fares.csv)" in text(nl / TALKS)
    assert ".md)" not in text(nl / TALKS) + text(nl / FERRY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_and_no_model_answer_reaches_students(small: Shelf, tmp_path: Path, language: Language) -> None:
    build(language, tmp_path, sources=small)
    text = everything(tmp_path)
    assert not [word for word in ("SECRET-WHY", "GEHEIM-WAAROM", "MODEL-ANSWER", "MODELANTWOORD") if word in text]
    assert "keys" not in json.loads((tmp_path / "exercises/talks/items.json").read_text(encoding="utf-8"))
    assert stub(language) in text


def test_a_lessons_questions_explain_themselves(nl: Path) -> None:
    items = json.loads((nl / "lessons/ferry/items.json").read_text(encoding="utf-8"))
    assert [key["key"] for key in items["keys"]] == ["crew"]


def test_with_keys_answers_and_model_answers_go_along(small: Shelf, tmp_path: Path) -> None:
    build("en", tmp_path, with_keys=True, sources=small)
    items = json.loads((tmp_path / "exercises/talks/items.json").read_text(encoding="utf-8"))
    assert [key["key"] for key in items["keys"]] == ["ask", 3.0]
    cells = {cell.id: cell for cell in notebook(tmp_path / TALKS).cells}
    assert cells["talks-reflection"].source == stub("en")
    assert "MODEL-ANSWER" in cells["talks-reflection-answer"].source
    assert "<details>" in cells["talks-reflection-answer"].source


def test_no_key_of_the_real_course_reaches_students(real: Shelf, tmp_path: Path) -> None:
    build("en", tmp_path, sources=real)
    text = everything(tmp_path / "exercises")
    for page in real.pages:
        if page.graded and page.items is not None:
            keys = json.loads(write_keys(page.name, tmp_path / "keys.json", sources=real).read_text(encoding="utf-8"))
            explanations = [why["en"] for key in keys["keys"] for why in key["why"].values()]
            assert explanations
            assert not [why for why in explanations if json.dumps(why, ensure_ascii=False)[1:-1] in text]
        for cell in read(page.path).cells:
            if "grade_id" in cell.metadata:
                assert cell.text not in text


class TestWorkIsNeverLost:
    def test_a_notebook_somebody_worked_in_stays(self, copied: Shelf, tmp_path: Path) -> None:
        to = tmp_path / "built"
        build("nl", to, sources=copied)
        (to / TALKS).write_text("my work", encoding="utf-8")
        assert build("nl", to, sources=copied).kept == ()  # nothing newer: nothing to say
        change(copied.page("talks").path, "# Gesprekken", "# Gesprekken nu")
        for _ in range(2):
            assert [path.as_posix() for path in build("nl", to, sources=copied).kept] == [TALKS.as_posix()]
            assert (to / TALKS).read_text(encoding="utf-8") == "my work"

    def test_opening_and_saving_is_no_work(self, copied: Shelf, tmp_path: Path) -> None:
        to = tmp_path / "built"
        build("nl", to, sources=copied)
        opened = json.loads((to / TALKS).read_text(encoding="utf-8"))
        opened["metadata"]["language_info"] = {"name": "python", "version": "3.13.1"}  # as JupyterLab does
        (to / TALKS).write_text(json.dumps(opened), encoding="utf-8")
        change(copied.page("talks").path, "# Gesprekken", "# Gesprekken nu")
        assert build("nl", to, sources=copied).kept == ()
        assert "# Gesprekken nu" in (to / TALKS).read_text(encoding="utf-8")

    def test_a_notebook_nobody_touched_is_renewed(self, copied: Shelf, tmp_path: Path) -> None:
        to = tmp_path / "built"
        build("nl", to, sources=copied)
        change(copied.page("talks").path, "# Gesprekken", "# Gesprekken nu")
        assert build("nl", to, sources=copied).kept == ()
        assert "# Gesprekken nu" in (to / TALKS).read_text(encoding="utf-8")

    def test_fresh_puts_work_aside(self, copied: Shelf, tmp_path: Path) -> None:
        to = tmp_path / "built"
        build("nl", to, sources=copied)
        for work in ("first work", "second work"):
            (to / TALKS).write_text(work, encoding="utf-8")
            build("nl", to, sources=copied, fresh=True)
        folder = (to / TALKS).parent
        assert (folder / "talks-old-1.ipynb").read_text(encoding="utf-8") == "first work"
        assert (folder / "talks-old-2.ipynb").read_text(encoding="utf-8") == "second work"
        assert notebook(to / TALKS).cells

    def test_a_file_that_was_there_before_the_first_build_stays(self, small: Shelf, tmp_path: Path) -> None:
        (tmp_path / "start.ipynb").write_text("not ours", encoding="utf-8")
        assert [path.name for path in build("nl", tmp_path, sources=small).kept] == ["start.ipynb"]
        assert (tmp_path / "start.ipynb").read_text(encoding="utf-8") == "not ours"

    def test_a_page_that_is_gone_goes_unless_somebody_worked_in_it(self, copied: Shelf, tmp_path: Path) -> None:
        to = tmp_path / "built"
        build("nl", to, sources=copied)
        (to / "exercises/talks/answers.jsonl").write_text("{}\n", encoding="utf-8")
        (to / "exercises/talks/items.json").write_text("{}", encoding="utf-8")
        for path in (copied.root / "exercises/talks").glob("*.*"):
            path.unlink()
        change(copied.root / "lessons/start.md", "../exercises/talks/talks.md", "ferry.md")
        change(copied.root / "lessons/ferry.md", "../exercises/talks/talks.md", "start.md")
        build("nl", to, sources=Shelf(copied.root))
        left = {path.name for path in (to / "exercises/talks").iterdir() if path.is_file()}
        assert left == {"answers.jsonl", "items.json"}


class TestAssignment:
    def test_a_class_folder_gets_model_answers_but_no_keys(self, small: Shelf, tmp_path: Path) -> None:
        build_assignment("talks", "nl", tmp_path, sources=small)
        assert set(bytes_of(tmp_path)) == {"talks.ipynb", "items.json", "data/fares.csv"}
        text = everything(tmp_path)
        assert "MODELANTWOORD" in text
        assert "GEHEIM-WAAROM" not in text

    def test_a_link_to_another_page_becomes_its_words(self, small: Shelf, tmp_path: Path) -> None:
        build_assignment("talks", "nl", tmp_path, sources=small)
        text = (tmp_path / "talks.ipynb").read_text(encoding="utf-8")
        assert "Lees eerst de les over de veerboot." in text
        assert "[tabel met tarieven](data/fares.csv)" in text

    def test_keys_go_where_they_are_asked_to(self, small: Shelf, tmp_path: Path) -> None:
        file = write_keys("talks", tmp_path / "keys" / "talks.keys.json", sources=small)
        assert "GEHEIM-WAAROM" in file.read_text(encoding="utf-8")

    def test_an_exercise_without_questions_has_keys_too(self, copied: Shelf, tmp_path: Path) -> None:
        (copied.root / "exercises/talks/items.yaml").unlink()
        file = write_keys("talks", tmp_path / "talks.keys.json", sources=Shelf(copied.root))
        assert json.loads(file.read_text(encoding="utf-8"))["items"] == []

    def test_an_unknown_exercise_names_those_there_are(self, small: Shelf, tmp_path: Path) -> None:
        for name in ("tasks", "ferry"):
            with pytest.raises(UnknownPageError) as error:
                build_assignment(name, "nl", tmp_path, sources=small)
            assert error.value.known == ("talks",)


def test_nothing_is_built_from_a_broken_source(copied: Shelf, tmp_path: Path) -> None:
    change(copied.page("talks").path, 'ask("talks-1")', 'ask("talks-9")')
    with pytest.raises(SourceError) as error:
        build("nl", tmp_path / "built", sources=copied)
    assert [finding.code for finding in error.value.findings] == ["L024"]
    assert not (tmp_path / "built").exists()


def test_no_link_carries_a_source_or_a_key_along(copied: Shelf, tmp_path: Path) -> None:
    change(copied.page("talks").path, "(data/fares.csv)", "(items.yaml)")
    build("nl", tmp_path / "built", sources=copied)
    assert "GEHEIM-WAAROM" not in everything(tmp_path / "built")
