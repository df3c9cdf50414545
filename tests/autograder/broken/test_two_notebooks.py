"""An assignment of two notebooks, of which a student hands in one, or both under names of their own."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom
from autograder.inbox.intake import mend
from autograder.marking.handin import prepare, score_hand_in
from autograder.marking.rebuild import read_release
from tests.autograder.broken.case import WRITTEN
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, make_class

SECOND = "second"


def called(cell: dict[str, Any], name: str) -> dict[str, Any]:
    """A copy of a graded cell with a name of its own."""
    found: dict[str, Any] = json.loads(json.dumps(cell))
    found["metadata"]["nbgrader"]["grade_id"] = name
    return {**found, "id": name}


@pytest.fixture
def classroom(tmp_path: Path) -> Classroom:
    """The second notebook asks the number, and for other words."""
    made = make_class(tmp_path / "class")
    for step in ("source", "release"):
        file = made.step(step, ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
        notebook = json.loads(file.read_text())
        cells = {cell["id"]: cell for cell in notebook["cells"]}
        begin, words = (called(cells[name], f"{SECOND}-{name}") for name in ("begin", "reflection"))
        first = {**notebook, "cells": [cell for cell in notebook["cells"] if cell["id"] != "q-number"]}
        second = {**notebook, "cells": [begin, cells["q-number"], cells["task"], words]}
        file.write_text(json.dumps(first))
        file.with_name(f"{SECOND}.ipynb").write_text(json.dumps(second))
    return made


def handed_in(classroom: Classroom) -> HandIn:
    hand_in = HandIn(classroom)
    shutil.copy(classroom.step("release", ASSIGNMENT) / f"{SECOND}.ipynb", hand_in.folder / f"{SECOND}.ipynb")
    hand_in.answer(GOOD)
    hand_in.write_answer(WRITTEN)
    return hand_in


def grade(classroom: Classroom) -> tuple[dict[str, float | None], set[str], str]:
    mend(classroom, ASSIGNMENT, "anna")
    points: dict[str, float | None] = {}
    codes: set[str] = set()
    words = []
    for name in classroom.notebooks(ASSIGNMENT):
        assert (classroom.step("submitted", ASSIGNMENT, "anna") / f"{name}.ipynb").is_file()
        release = read_release(classroom.step("release", ASSIGNMENT) / f"{name}.ipynb")
        prepared = prepare(classroom, ASSIGNMENT, "anna", name, release)
        found = score_hand_in(classroom, prepared, prepared.notebook, book_for(classroom, ASSIGNMENT))
        points |= {cell: each.points for cell, each in found.marked.items()}
        codes |= {note.code for note in found.notes}
        words.append(found.notebook.cells[-1].source)
    return points, codes, words[0]


FULL = {"q-choice": 4.0, "q-number": 6.0, "classic": None}


def test_both_are_graded(classroom: Classroom) -> None:
    handed_in(classroom)
    assert grade(classroom) == (FULL, set(), WRITTEN)


def test_of_one_that_is_missing_the_journal_counts(classroom: Classroom) -> None:
    (handed_in(classroom).folder / f"{SECOND}.ipynb").unlink()
    assert grade(classroom) == (FULL, {"notebook_missing"}, WRITTEN)


def test_both_under_other_names_are_told_apart(classroom: Classroom) -> None:
    hand_in = handed_in(classroom)
    (hand_in.folder / f"{SECOND}.ipynb").rename(hand_in.folder / "a.ipynb")
    hand_in.file.rename(hand_in.folder / "b.ipynb")
    assert grade(classroom) == (FULL, {"renamed"}, WRITTEN)


def test_a_copy_of_one_is_no_copy_of_the_other(classroom: Classroom) -> None:
    hand_in = handed_in(classroom)
    hand_in.file.rename(hand_in.folder / f"{SECOND} (1).ipynb")
    shutil.copy(classroom.step("release", ASSIGNMENT) / hand_in.file.name, hand_in.file)
    assert grade(classroom) == (FULL, {"joined"}, WRITTEN)
