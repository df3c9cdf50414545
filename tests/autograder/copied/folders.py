"""A class folder whose students answer, write and play one role-play."""

import json
from collections.abc import Sequence
from random import Random
from typing import Any

import nbformat
from nbformat import v4

from autograder.class_folder.classroom import Classroom
from autograder.inbox.moments import TIMESTAMP
from course.answers.line import Line
from tests.autograder.classes import ASSIGNMENT, HandIn, grader
from tests.autograder.copied.people import game, in_class, written

PLAYED = "purchasing"


def with_a_role_play(classroom: Classroom) -> Classroom:
    """Puts a role-play into the released assignment."""
    file = classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(file, as_version=4)
    stage = v4.new_code_cell(f'roleplay("{PLAYED}")', id="stage", metadata=grader("stage", points=None))
    notebook.cells.insert(2, stage)
    nbformat.write(notebook, file)
    return classroom


def played(seed: int, plays: str = "skill:0.4") -> list[Line]:
    """A game that somebody played in class."""
    values = game(PLAYED, plays, seed)
    return written(PLAYED, values, in_class(Random(seed), len(values)))


def handed_in(classroom: Classroom, student: str, lines: Sequence[Line], text: str = "") -> HandIn:
    """A student's folder with a journal, and with a written answer when there is a ``text``."""
    hand_in = HandIn(classroom, student)
    data: list[dict[str, Any]] = [line.as_data() for line in lines]
    hand_in.journal.write_text("".join(json.dumps(each) + "\n" for each in data))
    if text:
        hand_in.write_answer(text)
    (hand_in.folder / TIMESTAMP).write_text("2026-12-24 18:00:00 UTC\n")
    return hand_in


def a_class(classroom: Classroom, count: int = 6) -> Classroom:
    """A class that played apart; ``s0`` to ``s5``."""
    with_a_role_play(classroom)
    for number in range(count):
        handed_in(classroom, f"s{number}", played(number))
    return classroom
