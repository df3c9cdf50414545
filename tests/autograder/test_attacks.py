"""What somebody tries who wants points without work, or harm to the class or to the instructor's machine."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.config import configure
from autograder.inbox import collecting
from autograder.inbox.intake import mend
from autograder.inbox.platforms import without_work
from autograder.marking import clean, reading, rebuild
from autograder.marking.reading import read_notebook
from tests.autograder.broken.case import FULL
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn
from tests.autograder.inbox.test_collecting import collected, extract, zipped
from tests.autograder.test_broken_hand_ins import grade

DOWNLOAD = "downloaded/mini/extracted/all"
EVE, BOB = f"{DOWNLOAD}/Eve_5_assignsubmission_file_", f"{DOWNLOAD}/Bob_999_assignsubmission_file_"


# -- handing in for somebody else


@pytest.mark.parametrize(
    ("place", "student"),
    [
        (f"{EVE}/x/Bob_999_assignsubmission_file_/mini.ipynb", "5"),
        (f"{EVE}/extracted/bob/mini.ipynb", "5"),
        (f"{EVE}/downloaded/mini/extracted/all/Bob_999_assignsubmission_file_/mini.ipynb", "5"),
        (f"{DOWNLOAD}/5-1 - Eve - November 21, 2026 1015 AM/x/999-1 - Bob - May 1, 2026 1015 AM/mini.ipynb", "5"),
        (f"{DOWNLOAD}/eve_5_77_hand-in/bob_999_1_mini.ipynb", "5"),
        (f"{DOWNLOAD}/eve_5_77_hand-in/mini.ipynb", "5"),
        ("extracted/eve/bob/mini.ipynb", "eve"),
        ("extracted/eve/Bob_999_assignsubmission_file_/mini.ipynb", "eve"),
        ("extracted/eve/1-1 - Bob - Foo 99, 2026 9999 AM/mini.ipynb", "eve"),
    ],
)
def test_a_folder_in_a_zip_of_ones_own_is_no_hand_in_of_somebody_else(tmp_path: Path, place: str, student: str) -> None:
    platform = [f"{BOB}/mini.ipynb", f"{DOWNLOAD}/cas_7_1_mini.ipynb"]
    found = collected(tmp_path, place, *(platform if DOWNLOAD in place else ["extracted/bob/mini.ipynb"]))[0]
    assert found is not None
    assert found["student_id"] == student
    assert "timestamp" not in found or "11-21" in found["timestamp"]


@pytest.mark.parametrize("name", ["...zip", "..zip", "x/...zip", "....ZIP"])
def test_a_zip_with_a_name_of_dots_stays_in_its_folder(tmp_path: Path, name: str) -> None:
    forged = zipped({name: zipped({"bob/mini.ipynb": b"forged", "mini.ipynb": b"forged"})})
    extract(tmp_path, {"bob.zip": zipped({"mini.ipynb": b"real"}), "eve.zip": forged})
    assert (tmp_path / "extracted/bob/mini.ipynb").read_bytes() == b"real"
    assert all(p.is_relative_to(tmp_path / "extracted/eve") for p in tmp_path.rglob("*") if _bytes(p) == b"forged")


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


# -- a download that stops the class


def _torn_inside() -> bytes:
    out = bytearray(zipped({"mini.ipynb": b"abc" * 1000}, packed=True))
    out[45] ^= 0xFF
    out[50] ^= 0xFF
    return bytes(out)


@pytest.mark.parametrize(
    "entries",
    [
        {"eve.zip": _torn_inside()},
        {f"eve/{'a' * 300}.ipynb": b""},
        {"eve.ipynb": b"", "eve.ipynb/x.ipynb": b""},
        {"eve/\n-rf \x1b[31m.ipynb": b"", "eve/CON": b"", "eve/a\x00b.ipynb": b""},
        {f"eve/{n}.ipynb": b"" for n in range(collecting.MOST_FILES + 10)},
    ],
    ids=["torn", "long", "file-and-folder", "odd", "many"],
)
def test_what_is_in_one_hand_in_never_leaves_out_another(tmp_path: Path, entries: dict[str, bytes]) -> None:
    found = extract(tmp_path, {"all.zip": zipped({**entries, "zoe/mini.ipynb": b"x"}), "torn.zip": _torn_inside()})
    assert "all/zoe/mini.ipynb" in found
    assert len(found) <= collecting.MOST_FILES + 1


def test_a_zip_never_fills_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(collecting, "LARGEST_HAND_IN", 3_000)
    bomb = zipped({f"{n}.ipynb": bytes(1_000) for n in range(50)}, packed=True)
    inside = {f"eve/{n}.ipynb": bytes(1_000) for n in range(50)}
    extract(tmp_path, {"all.zip": zipped({"nested.zip": bomb, **inside, "zoe/mini.ipynb": b"x"}, packed=True)})
    for name in ("nested", "eve"):
        assert sum(len(_bytes(p)) for p in (tmp_path / "extracted/all" / name).rglob("*")) <= 3_000
    assert (tmp_path / "extracted/all/zoe/mini.ipynb").is_file()


def test_no_two_collected_files_of_a_student_have_one_name(tmp_path: Path) -> None:
    """nbgrader stops at the second, and the system at a name that became too long."""
    folders = [f"extracted/eve/{n:03}" for n in range(30)]
    names = [f"{folders[0]}/mini ({n})-1.ipynb" for n in range(40)]
    long = [f"{folder}/{'a' * 249}.ipynb" for folder in folders[:3]]
    # Beside another hand-in; alone, a folder of folders would be a folder of students.
    files = ["extracted/bob/mini.ipynb", *names, *(f"{f}/mini.ipynb" for f in folders), *long]
    found = [(i or {})["file_id"] for i in collected(tmp_path, *files)[1:]]
    assert len(set(found)) == len(found)
    assert max(map(len, found)) < 200


def test_a_file_with_a_time_and_one_without_never_have_one_name(tmp_path: Path) -> None:
    """nbgrader cannot compare them, and stops."""
    times = ["Nov 9, 2026 1015 AM", "ooit in 2026 of zo", "Nov 10, 2026 1015 AM"]
    found = collected(tmp_path, *(f"extracted/a/9-4 - Anna Jansen - {t}/mini.ipynb" for t in times))
    timeless = [i for i in found if i is not None and "timestamp" not in i]
    assert len(timeless) == 1
    assert timeless[0]["file_id"] not in {i["file_id"] for i in found if i is not None and i is not timeless[0]}


# -- who sent something else


@pytest.mark.parametrize(
    ("files", "named"),
    [
        (["Eve_5_assignsubmission_file_/a.docx", "Bob_9_assignsubmission_file_/mini.ipynb"], {"Eve (5)"}),
        (["Eve_5_assignsubmission_file_/a.docx", "Eve_5_assignsubmission_file_/x/mini.ipynb"], set()),
        (["eve_5_77_a.docx", "eve_5_78_mini.ipynb", "bob_9_79_b.pages"], {"bob (9)"}),
        (["all/eve/a.docx", "all/bob/mini.ipynb"], {"eve"}),
        (["eve/a.docx", "bob/mini.ipynb", "index.html"], {"eve"}),
        (["a.docx", "b.docx"], {"own"}),
        (["mini.ipynb", "drafts/a.docx", "__MACOSX/a.docx"], set()),
    ],
)
def test_who_sent_only_documents_is_named(files: list[str], named: set[str]) -> None:
    assert set(without_work([(Path(f).parts, f.endswith(".ipynb")) for f in files], "own")) == named


def test_the_log_of_collecting_names_who_sent_only_documents(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    word = zipped({"essay.docx": b"PK"})
    inside = {"Eve_5_assignsubmission_file_/hand-in.zip": word, "Bob_9_assignsubmission_file_/mini.ipynb": b"x"}
    extract(tmp_path, {"all.zip": zipped(inside), "zoe.zip": word})
    told = [r.getMessage() for r in caplog.records if "Nothing to grade" in r.getMessage()]
    assert [("Eve (5)" in t, "zoe" in t) for t in told] == [(True, False), (False, True)]


# -- a hand-in that takes minutes, memory or the disk


@pytest.mark.parametrize(
    "text", ["*a " * 400, "\\begin{a}" * 400, "a|" * 400, "[" * 400, "a\n\n\\[" * 400, "a" * 25_001]
)
def test_a_text_made_to_keep_the_renderer_busy_is_never_rendered(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def render(*_: object, **__: object) -> str:
        raise AssertionError

    monkeypatch.setattr(clean, "_render", render)
    assert text in clean.neutral(text)
    assert clean.safe_markdown({}, text).startswith("<pre>")


def test_a_long_table_and_a_long_report_are_rendered() -> None:
    table = "| a | b | c |\n|---|---|---|\n" + "| 1 | *2* | 3 |\n" * 60
    report = "\n\n".join(["Ik vroeg **eerst** naar *Henk*, en [daarna](https://example.org) verder."] * 200)
    assert clean.neutral(table) == table
    assert clean.neutral(report) == report


def test_a_thousand_copies_of_an_answer_cost_no_more_than_one(
    classroom: Classroom, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    rendered: list[str] = []

    def neutral(text: str) -> str:
        rendered.append(text)
        return text

    monkeypatch.setattr(rebuild, "neutral", neutral)
    hand_in.answer(GOOD)
    notebook = hand_in.read()
    cell = hand_in.cell(notebook, "reflection")
    notebook["cells"] += [{**cell, "id": f"c{n}", "source": f"tekst {n} {'x' * 200}"} for n in range(1_000)]
    hand_in.write(notebook)
    points, codes, answer = grade(classroom)
    assert points == FULL
    assert {"answer_cut", "markup"} <= codes
    assert "tekst 0 " in answer
    assert "tekst 400 " in answer
    assert len(answer) < rebuild.LONGEST_ANSWER * 1.2
    assert rendered == []


def _many_files(folder: Path) -> None:
    (folder / "deep/er").mkdir(parents=True)
    for n in range(50):
        (folder / f"deep/er/{n}.txt").touch()


def _sparse(folder: Path) -> None:
    with (folder / "huge.bin").open("wb") as file:
        file.truncate(3_000_000_000)


def _sparse_journal(folder: Path) -> None:
    with (folder / "answers.jsonl").open("r+b") as file:
        file.truncate(3_000_000_000)


def _released_but_huge(folder: Path) -> None:
    with (folder / "items.json").open("wb") as file:
        file.truncate(3_000_000_000)


def _not_utf8(folder: Path) -> None:
    Path(os.fsdecode(os.fsencode(folder) + b"/x\xff\x1b[31m.ipynb")).write_text("{}")


def _long_timestamp(folder: Path) -> None:
    (folder / "timestamp.txt").write_text("1 a " * 200_000)


def _timestamp_folder(folder: Path) -> None:
    (folder / "timestamp.txt").mkdir()


def _notebook_folder(folder: Path) -> None:
    (folder / f"{ASSIGNMENT}.ipynb").unlink()
    (folder / f"{ASSIGNMENT}.ipynb").mkdir()


def _forged_log(folder: Path) -> None:
    (folder / "intake.json").write_text("{}")


@pytest.mark.parametrize(
    ("change", "noted"),
    [
        (_many_files, "files_aside"),
        (_sparse, "files_aside"),
        (_sparse_journal, "too_large"),
        (_released_but_huge, "files_aside"),
        (_not_utf8, "files_aside"),
        (_long_timestamp, "timestamp"),
        (_timestamp_folder, "timestamp"),
        (_notebook_folder, "files_aside"),
        (_forged_log, "files_aside"),
    ],
)
def test_what_is_no_work_is_moved_aside_and_noted(
    classroom: Classroom, hand_in: HandIn, change: Callable[[Path], None], noted: str
) -> None:
    hand_in.answer(GOOD)
    (hand_in.folder / "timestamp.txt").write_text("2026-11-21 10:15:00") if "timestamp" not in noted else None
    change(hand_in.folder)
    points, codes, _ = grade(classroom)
    assert points == FULL
    assert noted in codes
    assert sum(p.stat().st_size for p in hand_in.folder.rglob("*")) < 30_000_000
    known = {hand_in.file.name, "answers.jsonl", "timestamp.txt", "items.json"}
    assert {p.name for p in hand_in.folder.iterdir()} <= known
    assert grade(classroom)[1] >= codes - {"no_notebook"}


def test_released_files_stay_and_a_renamed_journal_gets_its_name_back(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.journal.rename(hand_in.folder / "answers (1).jsonl")
    (classroom.step("release", ASSIGNMENT) / "data").mkdir()
    (hand_in.folder / "data").mkdir()
    for folder in (classroom.step("release", ASSIGNMENT), hand_in.folder):
        (folder / "data/prices.csv").write_text("1")
    (hand_in.folder / "data/own.csv").write_text("2")
    mend(classroom, ASSIGNMENT, "anna")
    left = {str(p.relative_to(hand_in.folder)) for p in hand_in.folder.rglob("*") if p.is_file()}
    assert left == {"mini.ipynb", "answers.jsonl", "data/prices.csv"}


@pytest.mark.parametrize("part", ["{},", "[],", '{"":0},', '"ab",'])
def test_a_notebook_of_nothing_but_parts_is_never_parsed(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.marking.reading._DECODER", None)
    found = read_notebook(b'{"cells":[' + part.encode() * (reading.MOST_VALUES + 1) + b"1]}", "mini.ipynb")
    assert found.notebook is None
    assert [n.code for n in found.notes] == ["overfull"]


# -- folders that nobody may be called


@pytest.mark.parametrize("name", ["a,anna", "a\nb", "\n", "a\u2028b"])
def test_a_folder_whose_name_nbgrader_cannot_hold_is_moved_and_told(
    classroom: Classroom, hand_in: HandIn, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from traitlets.config import Config  # noqa: PLC0415

    hand_in.answer(GOOD)
    (classroom.root / "submitted" / name / ASSIGNMENT).mkdir(parents=True)
    (classroom.root / "submitted/an na").mkdir()
    config = Config()
    configure(config, str(classroom.root / "nbgrader_config.py"))
    assert config.CourseDirectory.student_id_exclude == "an na"
    assert {p.name for p in (classroom.root / "submitted").iterdir()} == {"anna", "an na"}
    assert repr(name) in capsys.readouterr().err
    assert (classroom.root / "aside/odd-folders" / name / ASSIGNMENT).is_dir()
