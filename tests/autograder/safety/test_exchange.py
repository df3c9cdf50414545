"""Collecting where students share a machine: a link among their files brings no file of the grader's to them."""

import os
import shutil
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn
from tests.autograder.commands import autograder, nbgrader

pytestmark = pytest.mark.nbgrader

PRIVATE = "the key of every question"


def inbound(root: Path, student: str) -> Path:
    return (
        root
        / "exchange"
        / Classroom.open(root).course_id
        / "inbound"
        / f"{student}+{ASSIGNMENT}+2026-11-21 10:15:00 UTC+x"
    )


def test_links_stay_behind_and_the_rest_is_collected(tmp_path: Path, generated: Path) -> None:
    root = Path(shutil.copytree(generated, tmp_path / "class"))
    classroom = Classroom.open(root)
    private = tmp_path / "private"
    private.write_text(PRIVATE)
    hand_in = HandIn(classroom, "bo")
    hand_in.answer(GOOD)
    inbound(root, "bo").parent.mkdir(parents=True)
    shutil.move(hand_in.folder, inbound(root, "bo"))
    shutil.rmtree(root / "submitted")
    shutil.copytree(inbound(root, "bo"), inbound(root, "eve"))
    (inbound(root, "eve") / "answers.jsonl").unlink()
    (inbound(root, "eve") / "answers.jsonl").symlink_to(private)
    (inbound(root, "eve") / "keys").symlink_to(root / "keys")
    os.mkfifo(inbound(root, "eve") / "pipe.jsonl")
    inbound(root, "mal").symlink_to(inbound(root, "bo"))
    said = nbgrader(root, "collect", ASSIGNMENT)
    assert "'answers.jsonl' is a link" in said
    assert {path.name for path in classroom.step("submitted", ASSIGNMENT, "eve").iterdir()} == {"mini.ipynb"}
    assert (classroom.step("submitted", ASSIGNMENT, "bo") / "answers.jsonl").is_file()
    assert not classroom.step("submitted", ASSIGNMENT, "mal").exists()
    autograder(root, "grade", ASSIGNMENT)
    nbgrader(root, "generate_feedback", ASSIGNMENT)
    for step in ("submitted", "autograded", "feedback", "reports"):
        assert not any(PRIVATE in path.read_text() for path in (root / step).rglob("*") if path.is_file())
