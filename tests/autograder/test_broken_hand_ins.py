"""Whatever a hand-in looks like, it is graded as far as there are answers, and what was odd is noted."""

import json
from collections.abc import Callable

import pytest

from autograder.books import book_for
from autograder.classroom import Classroom
from autograder.handin import prepare, score_hand_in
from autograder.intake import mend
from autograder.rebuild import read_release
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, line

FULL = {"q-choice": 4.0, "q-number": 6.0, "classic": None}
NOTHING = {"q-choice": 0.0, "q-number": 0.0, "classic": None}
ONLY_CHOICE = {"q-choice": 4.0, "q-number": 0.0, "classic": None}

Change = Callable[[HandIn], object]


def grade(classroom: Classroom, student: str = "anna") -> tuple[dict[str, float | None], set[str], str]:
    """Points of each cell, the codes of what was noted, and the written answer that a grader sees."""
    mend(classroom, ASSIGNMENT, student)
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, student, ASSIGNMENT, release)
    graded = score_hand_in(classroom, prepared, prepared.notebook, book_for(classroom, ASSIGNMENT))
    for each in graded.marked.values():
        assert each.reasons, f"{each.cell} got its points without a reason"
    points = {name: each.points for name, each in graded.marked.items()}
    return points, {note.code for note in graded.notes}, str(graded.notebook.cells[-1].source)


def no_journal(hand_in: HandIn) -> None:
    hand_in.journal.unlink()
    hand_in.embed(GOOD)


def nothing(hand_in: HandIn) -> None:
    hand_in.journal.unlink()


def deleted(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    notebook["cells"].remove(hand_in.cell(notebook, "q-number"))
    hand_in.write(notebook)


def duplicated(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    notebook["cells"].append(hand_in.cell(notebook, "q-choice"))
    hand_in.write(notebook)


def reordered(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    notebook["cells"].reverse()
    hand_in.write(notebook)


def edited(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    cell = hand_in.cell(notebook, "q-choice")
    cell["source"] = "4.0"
    cell["metadata"]["nbgrader"]["points"] = 400
    hand_in.write(notebook)


def retyped(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    cell = hand_in.cell(notebook, "q-choice")
    cell["cell_type"] = "markdown"
    del cell["outputs"], cell["execution_count"]
    hand_in.write(notebook)


def metadata_lost(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    for cell in notebook["cells"]:
        cell["metadata"] = {}
        del cell["id"]
    hand_in.write(notebook)


def own_cells(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    own = {
        "cell_type": "code",
        "metadata": {},
        "source": "open('x', 'w')",
        "outputs": [],
        "execution_count": 1,
        "id": "own",
    }
    notebook["cells"].insert(0, own)
    hand_in.write(notebook)


def torn(hand_in: HandIn) -> None:
    hand_in.journal.write_text(json.dumps(GOOD[0]) + "\n" + json.dumps(GOOD[1])[:30])


def impossible(hand_in: HandIn) -> None:
    hand_in.answer([GOOD[0], line("q-number", {"number": "many"})])


def unknown_item(hand_in: HandIn) -> None:
    hand_in.answer([*GOOD, line("q-nowhere", {"chosen": "ask"})])


def unknown_option(hand_in: HandIn) -> None:
    hand_in.answer([GOOD[0], line("q-number", {"total": 22})])


def other_version(hand_in: HandIn) -> None:
    hand_in.answer([GOOD[0], {**GOOD[1], "format": 2}])


def wrong_type(hand_in: HandIn) -> None:
    hand_in.answer([GOOD[0], {**GOOD[1], "value": [22]}])


def twice(hand_in: HandIn) -> None:
    hand_in.answer([*GOOD, *GOOD])


def bad_bytes(hand_in: HandIn) -> None:
    hand_in.journal.write_bytes(hand_in.journal.read_bytes() + b"\xff\xfe\n")


def journal_renamed(hand_in: HandIn) -> None:
    hand_in.journal.rename(hand_in.folder / "answers (1).jsonl")


def renamed(hand_in: HandIn) -> None:
    hand_in.file.rename(hand_in.folder / "mini-Copy1 (2).ipynb")


def broken_json(hand_in: HandIn) -> None:
    hand_in.file.write_text(hand_in.file.read_text()[:-40])


def empty_file(hand_in: HandIn) -> None:
    hand_in.file.write_bytes(b"")


def not_a_notebook(hand_in: HandIn) -> None:
    hand_in.write({"cells": 3})


def deep(hand_in: HandIn) -> None:
    hand_in.file.write_text("[" * 100_000)


def journal_only(hand_in: HandIn) -> None:
    hand_in.file.unlink()


def odd_cells(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    notebook["cells"] += [
        None,
        3,
        {"cell_type": "widget"},
        {"cell_type": "code", "outputs": 4, "source": None, "metadata": 1},
    ]
    hand_in.write(notebook)


def half_characters(hand_in: HandIn) -> None:
    hand_in.write_answer("half \udc80")


def byte_order_mark(hand_in: HandIn) -> None:
    hand_in.file.write_bytes(b"\xef\xbb\xbf" + hand_in.file.read_bytes())


def old_format(hand_in: HandIn) -> None:
    cells = [{**c, "input": c.get("source")} for c in hand_in.read()["cells"]]
    hand_in.write({"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": cells}]})


def bad_timestamp(hand_in: HandIn) -> None:
    (hand_in.folder / "timestamp.txt").write_text("yesterday at tea")


def link(hand_in: HandIn) -> None:
    (hand_in.folder / "notes.txt").symlink_to("/etc/hostname")


@pytest.mark.parametrize(
    ("change", "points", "noted"),
    [
        (no_journal, FULL, {"no_journal"}),
        (nothing, NOTHING, {"no_journal"}),
        (deleted, FULL, {"cell_deleted"}),
        (duplicated, FULL, {"cell_duplicated"}),
        (reordered, FULL, set()),
        (edited, FULL, {"cell_edited"}),
        (retyped, FULL, {"cell_retyped"}),
        (metadata_lost, FULL, {"cell_deleted"}),
        (own_cells, FULL, {"own_cells"}),
        (torn, ONLY_CHOICE, {"torn"}),
        (impossible, ONLY_CHOICE, {"impossible"}),
        (unknown_item, FULL, {"unknown_item"}),
        (unknown_option, ONLY_CHOICE, {"impossible"}),
        (other_version, ONLY_CHOICE, {"unknown_format"}),
        (wrong_type, ONLY_CHOICE, {"bad_value"}),
        (twice, FULL, {"double_line"}),
        (bad_bytes, FULL, {"not_utf8"}),
        (journal_renamed, FULL, {"journal_renamed"}),
        (renamed, FULL, {"renamed"}),
        (broken_json, FULL, {"unreadable"}),
        (empty_file, FULL, {"unreadable"}),
        (not_a_notebook, FULL, {"unreadable"}),
        (deep, FULL, {"unreadable"}),
        (journal_only, FULL, {"no_notebook"}),
        (odd_cells, FULL, {"mended"}),
        (half_characters, FULL, {"mended"}),
        (byte_order_mark, FULL, {"mended"}),
        (old_format, FULL, {"mended"}),
        (bad_timestamp, FULL, {"timestamp"}),
        (link, FULL, {"link"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_broken_hand_in_is_graded_as_far_as_there_are_answers(
    classroom: Classroom, hand_in: HandIn, change: Change, points: dict[str, float | None], noted: set[str]
) -> None:
    hand_in.answer(GOOD)
    change(hand_in)
    found, codes, _ = grade(classroom)
    assert found == points
    assert noted <= codes


def test_a_whole_hand_in_has_nothing_noted(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.write_answer("Ik stelde *meer* vragen.")
    assert grade(classroom) == (FULL, set(), "Ik stelde *meer* vragen.")


def test_what_was_mended_is_noted_again_in_a_second_run(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    renamed(hand_in)
    first = grade(classroom)
    assert grade(classroom) == first
    assert (classroom.aside(ASSIGNMENT, "anna") / "mini-Copy1 (2).ipynb").is_file()


def test_a_new_hand_in_does_not_inherit_old_notes(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    broken_json(hand_in)
    grade(classroom)
    hand_in.file.write_bytes((classroom.step("release", ASSIGNMENT) / hand_in.file.name).read_bytes())
    hand_in.write_answer("Nieuw.")
    assert grade(classroom) == (FULL, set(), "Nieuw.")


@pytest.mark.parametrize(
    "empty", ["", "  \n", "*Schrijf hier je antwoord.*", "*Write your answer here.*", "YOUR ANSWER HERE"]
)
def test_a_stub_in_any_language_is_no_answer(classroom: Classroom, hand_in: HandIn, empty: str) -> None:
    hand_in.write_answer(empty)
    assert grade(classroom)[2] == "*Schrijf hier je antwoord.*"


def test_a_written_answer_without_its_metadata_is_found_below_its_task(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.write_answer("Ik stelde meer vragen.")
    metadata_lost(hand_in)
    assert grade(classroom)[2] == "Ik stelde meer vragen."


def test_two_different_written_copies_both_reach_the_grader(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.write_answer("Eerste.")
    notebook = hand_in.read()
    notebook["cells"].append({**hand_in.cell(notebook, "reflection"), "source": "Tweede.", "id": "copy"})
    hand_in.write(notebook)
    _, codes, answer = grade(classroom)
    assert answer == "Eerste.\n\n---\n\nTweede."
    assert "cell_duplicated" in codes


def test_a_pasted_picture_stays_and_a_script_in_its_place_goes(classroom: Classroom, hand_in: HandIn) -> None:
    notebook = hand_in.read()
    cell = hand_in.cell(notebook, "reflection")
    cell["source"] = "Zie ![schets](attachment:a.png)"
    cell["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}, "b.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}
    hand_in.write(notebook)
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, "anna", ASSIGNMENT, release)
    assert prepared.notebook.cells[-1].attachments == {"a.png": {"image/png": "iVBORw0KGgo="}}


def test_no_code_of_the_student_is_left(classroom: Classroom, hand_in: HandIn) -> None:
    own_cells(hand_in)
    edited(hand_in)
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, "anna", ASSIGNMENT, release)
    released = [cell.source for cell in release.cells if cell.cell_type == "code"]
    assert [cell.source for cell in prepared.notebook.cells if cell.cell_type == "code"] == released
