"""Workers that die, hang or run out of memory cost one hand-in, never the class."""

import gc
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading.batch import Outcome, grade_class, prepare_job
from autograder.grading.crew import LocalCrew
from autograder.marking.handin import prepare
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn
from tests.autograder.grades import scores

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.filterwarnings("ignore"),
    pytest.mark.skipif(sys.platform != "linux", reason="the faults are put into forked workers"),
]

STUDENTS = tuple(f"s{number}" for number in range(8))
BAD = "s3"


@pytest.fixture
def school(generated: Path, tmp_path: Path) -> Classroom:
    classroom = Classroom.open(shutil.copytree(generated, tmp_path / "class"))
    for student in STUDENTS:
        HandIn(classroom, student).answer(GOOD)
    return classroom


def grade(school: Classroom, *, limit: float = 60.0) -> dict[str, Outcome]:
    config = load_config(school.root)
    crew = LocalCrew(prepare_job(school, config, ASSIGNMENT), 2, limit)
    return {each.student: each for each in grade_class(school, config, ASSIGNMENT, crew=crew)}


def break_at(monkeypatch: pytest.MonkeyPatch, fault: Any) -> None:
    def broken(classroom: Classroom, assignment: str, student: str, name: str, release: Any, **more: Any) -> Any:
        if student == BAD:
            fault(classroom)
        return prepare(classroom, assignment, student, name, release, **more)

    monkeypatch.setattr("autograder.grading.worker.prepare", broken)


def only_the_bad_one_failed(school: Classroom, outcomes: dict[str, Outcome]) -> str:
    assert set(outcomes) == set(STUDENTS)
    assert {student for student, outcome in outcomes.items() if outcome.problem} == {BAD}
    assert set(scores(school.root)) == set(STUDENTS) - {BAD}
    assert not school.step("autograded", ASSIGNMENT, BAD).exists()
    return outcomes[BAD].problem


def test_workers_that_are_started_afresh(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grading.crew._method", lambda: "spawn")
    outcomes = grade(school)
    assert {each.total.score for each in outcomes.values() if each.total} == {10.0}
    assert set(scores(school.root)) == set(STUDENTS)


def test_a_worker_that_ends_itself(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, lambda _: os._exit(7))
    assert "(status 7)" in only_the_bad_one_failed(school, grade(school))


def test_a_worker_that_is_killed(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, lambda _: os.kill(os.getpid(), signal.SIGKILL))
    assert "(status -9)" in only_the_bad_one_failed(school, grade(school))


def test_a_worker_that_is_killed_once_is_forgiven(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def once(classroom: Classroom) -> None:
        mark = classroom.root / "was-here"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    break_at(monkeypatch, once)
    outcomes = grade(school)
    assert not any(outcome.problem for outcome in outcomes.values())
    assert set(scores(school.root)) == set(STUDENTS)


def test_a_hand_in_that_never_ends(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    break_at(monkeypatch, lambda _: time.sleep(600))
    assert "niet klaar na 2 seconden" in only_the_bad_one_failed(school, grade(school, limit=2.0)).lower()


def test_a_hand_in_that_takes_all_memory(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.grading.crew.MEMORY", 512 * 1024**2)
    break_at(monkeypatch, lambda _: bytearray(1024**3))
    assert "geheugen" in only_the_bad_one_failed(school, grade(school))


def test_a_hand_in_that_raises_what_nobody_expects(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    def deep(_: Classroom) -> None:
        raise RecursionError("too deep")

    break_at(monkeypatch, deep)
    assert only_the_bad_one_failed(school, grade(school)) == "RecursionError: too deep"


def test_a_late_penalty_plugin_that_fails_for_one_student(school: Classroom) -> None:
    with (school.root / "nbgrader_config.py").open("a") as config:
        config.write(
            "from nbgrader.plugins import LateSubmissionPlugin\n"
            "class Ours(LateSubmissionPlugin):\n"
            "    def late_submission_penalty(self, student_id, score, total_seconds_late):\n"
            f"        return 1 / 0 if student_id == {BAD!r} else 2.5\n"
            "c.AssignLatePenalties.plugin_class = Ours\n"
        )
    set_duedate(school, "2026-11-20 00:00:00")
    for student in STUDENTS:
        (school.step("submitted", ASSIGNMENT, student) / "timestamp.txt").write_text("2026-11-21 10:00:00 UTC")
    outcomes = grade(school)
    assert only_the_bad_one_failed(school, outcomes) == "ZeroDivisionError: division by zero"
    assert {each.total.penalty for each in outcomes.values() if each.total} == {2.5}


def set_duedate(school: Classroom, moment: str) -> None:
    from nbgrader.api import Gradebook  # noqa: PLC0415 - importing nbgrader takes a second

    with Gradebook(f"sqlite:///{school.root / 'gradebook.db'}") as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate=moment)


class TestGettingReady:
    """Done once, before the workers are there, and only as far as it will be needed."""

    @pytest.fixture
    def readings(self, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
        found: list[bool] = []
        monkeypatch.setattr("autograder.grading.crew.get_ready", lambda _, *, to_replay: found.append(to_replay))
        return found

    def test_once_for_all_workers(self, school: Classroom, readings: list[bool]) -> None:
        grade_class_now(school)
        assert readings == [True]  # those of the forked workers are counted in their own memory

    def test_without_the_role_plays_when_nothing_has_changed(self, school: Classroom, readings: list[bool]) -> None:
        grade_class_now(school)
        grade_class_now(school)
        grade_class_now(school, force=True)
        HandIn(school, "new").answer(GOOD)
        grade_class_now(school)
        assert readings == [True, False, True, True]

    def test_leaves_nothing_frozen(self, school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("autograder.grading.crew.gc", gc)  # what other tests go without
        try:
            with LocalCrew(prepare_job(school, load_config(school.root), ASSIGNMENT), 1):
                assert gc.get_freeze_count() == 0
        finally:
            gc.freeze()


def grade_class_now(school: Classroom, *, force: bool = False) -> None:
    config = load_config(school.root)
    assert all(not each.problem for each in grade_class(school, config, ASSIGNMENT, jobs=2, force=force))
