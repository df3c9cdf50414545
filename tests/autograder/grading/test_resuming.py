"""A second run does only what changed; two runs never meet; two graders never lose each other's rows."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.errors import ClassFolderError
from autograder.grading.batch import Outcome, grade_class
from autograder.grading.lock import locked
from autograder.inbox.undo import Undo
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, line
from tests.autograder.commands import autograder, environment
from tests.autograder.grades import GRADES, HAND_INS, everything, rows, scores
from tests.autograder.grading.test_crew import set_duedate

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

STUDENTS = ("anna", "bo", "cas")
REFUSES = [line("q-choice", {"chosen": "refuse"})]


@pytest.fixture
def school(generated: Path, tmp_path: Path) -> Classroom:
    classroom = Classroom.open(shutil.copytree(generated, tmp_path / "class"))
    for student in STUDENTS:
        HandIn(classroom, student).answer(GOOD)
    return classroom


def grade(school: Classroom, *, force: bool = False) -> dict[str, Outcome]:
    config = load_config(school.root)
    return {each.student: each for each in grade_class(Classroom.open(school.root), config, ASSIGNMENT, force=force)}


def redone(school: Classroom, *, force: bool = False) -> set[str]:
    return {student for student, outcome in grade(school, force=force).items() if not outcome.unchanged}


def submitted(school: Classroom, student: str) -> Path:
    return school.step("submitted", ASSIGNMENT, student)


def test_a_second_run_does_nothing_and_says_the_same(school: Classroom) -> None:
    first = grade(school)
    second = grade(school)
    assert all(outcome.unchanged for outcome in second.values())
    assert {s: each.total for s, each in first.items()} == {s: each.total for s, each in second.items()}
    assert {s: {n.code for n in each.notes} for s, each in first.items()} == {
        s: {n.code for n in each.notes} for s, each in second.items()
    }


def test_force_does_everything(school: Classroom) -> None:
    grade(school)
    assert redone(school, force=True) == set(STUDENTS)


ONE: dict[str, Callable[[Classroom], object]] = {
    "the journal": lambda s: HandIn.answer(_again(s), REFUSES),
    "the notebook": lambda s: _again(s).write_answer("Nu wel."),
    "the time stamp": lambda s: (submitted(s, "bo") / "timestamp.txt").write_text("2026-11-21 10:00:00 UTC"),
    "graded files are gone": lambda s: shutil.rmtree(s.step("autograded", ASSIGNMENT, "bo")),
    "graded files were edited": lambda s: _edit(s.step("autograded", ASSIGNMENT, "bo") / f"{ASSIGNMENT}.ipynb"),
    "the report is gone": lambda s: s.report_file(ASSIGNMENT, "bo").unlink(),
    "rows are gone": lambda s: _sql(s, "update grade set auto_score = 0 where notebook_id = (select n.id from "
    "submitted_notebook n join submitted_assignment a on n.assignment_id = a.id where a.student_id = 'bo')"),
    "more time was given": lambda s: _sql(s, "update submitted_assignment set extension = "
    "'1970-01-02 00:00:00.000000' where student_id = 'bo'"),
}  # fmt: skip
ALL: dict[str, Callable[[Classroom], object]] = {
    "the keys": lambda s: _edit(s.keys_file(ASSIGNMENT)),
    "the attempts that count": lambda s: (s.root / "class.yaml").write_text("language: nl\nattempts: last\n"),
    "the configuration": lambda s: (s.root / "nbgrader_config.py").open("a").write("# other\n"),
    "the released notebook": lambda s: _edit(s.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"),
    "the due date": lambda s: set_duedate(s, "2026-12-01 00:00:00"),
    "the grade book was put back": lambda s: _sql(s, "update grade set auto_score = null"),
    "the ledger is gone": lambda s: s.ledger_file(ASSIGNMENT).unlink(),
    "the ledger is nonsense": lambda s: s.ledger_file(ASSIGNMENT).write_bytes(b"\xff{\n[]\n{}\n"),
}


@pytest.mark.parametrize("what", ONE)
def test_what_changed_for_one_student_is_done_again_for_one(school: Classroom, what: str) -> None:
    before = everything(school.root)
    grade(school)
    ONE[what](school)
    assert redone(school) == {"bo"}
    assert redone(school) == set()
    assert before != everything(school.root)


@pytest.mark.parametrize("what", ALL)
def test_what_changed_for_the_class_is_done_again_for_all(school: Classroom, what: str) -> None:
    grade(school)
    ALL[what](school)
    assert redone(school) == set(STUDENTS)
    assert redone(school) == set()


def test_points_by_hand_change_the_penalty_of_who_was_late(school: Classroom) -> None:
    with (school.root / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    set_duedate(school, "2026-11-20 00:00:00")
    (submitted(school, "bo") / "timestamp.txt").write_text("2026-11-21 10:00:00 UTC")
    grade(school)
    _sql(school, "update grade set manual_score = 3 where cell_id in (select id from base_cell where name = 'classic')")
    assert redone(school) == {"bo"}
    assert [row[2] for row in rows(school.root, HAND_INS) if row[0] == "bo"] == [13.0]
    assert redone(school) == set()


def test_a_mended_hand_in_is_not_mended_again(school: Classroom) -> None:
    folder = submitted(school, "bo")
    (folder / f"{ASSIGNMENT}.ipynb").rename(folder / "other.ipynb")
    first = grade(school)["bo"]
    assert "renamed" in {note.code for note in first.notes}
    second = grade(school)["bo"]
    assert second.unchanged
    assert "renamed" in {note.code for note in second.notes}


def test_a_hand_in_that_came_anew_is_not_taken_back(school: Classroom) -> None:
    undo = Undo(school, ASSIGNMENT, "bo")
    undo()
    shutil.rmtree(submitted(school, "bo"))
    HandIn(school, "bo").answer(REFUSES)  # after a mending that was cut off, before the next run
    grade(school)
    assert scores(school.root)["bo"]["q-choice"] == 0.0


def test_two_runs_exclude_each_other_and_the_second_says_who_is_at_it(school: Classroom) -> None:
    with locked(school, ASSIGNMENT):
        begin = time.monotonic()
        told = autograder(school.root, "grade", ASSIGNMENT, check=False, env=environment(LANG="C"))
        assert time.monotonic() - begin < 60
    assert f"process {os.getpid()} on" in told
    assert "Traceback" not in told
    assert scores(school.root) == {}
    assert redone(school) == set(STUDENTS)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is POSIX")
def test_the_lock_goes_with_whoever_held_it(school: Classroom) -> None:
    hold = (
        "import sys, time; from pathlib import Path; from autograder.grading.lock import locked; "
        "from autograder.class_folder.classroom import Classroom\n"
        f"with locked(Classroom.open(Path.cwd()), {ASSIGNMENT!r}):\n    print('held', flush=True); time.sleep(600)"
    )
    command = [sys.executable, "-c", hold]
    with subprocess.Popen(command, cwd=school.root, env=environment(), stdout=subprocess.PIPE, text=True) as holder:
        try:
            assert holder.stdout is not None
            assert holder.stdout.readline() == "held\n"
            with pytest.raises(ClassFolderError) as problem:
                grade(school)
            assert problem.value.code == "busy"
        finally:
            holder.kill()
    assert redone(school) == set(STUDENTS)


def test_who_grades_by_hand_while_the_class_is_graded_loses_nothing(school: Classroom) -> None:
    """The formgrader in another process, without our patience, against one forced run after another."""
    for number in range(40):
        HandIn(school, f"s{number:02}").write_answer("Ik luisterde.")
    grade(school)
    other = subprocess.Popen([sys.executable, "-W", "ignore", "-c", BY_HAND], cwd=school.root, env=environment())
    runs = 0
    while other.poll() is None or runs < 2:
        grade(school, force=True)
        runs += 1
    assert other.returncode == 0
    found = {(student, cell): (auto, manual) for student, cell, auto, manual, _ in rows(school.root, GRADES)}
    for number in range(40):
        assert found[f"s{number:02}", "reflection"] == (None, float(number % 10)), "a person's points are kept"
        assert found[f"s{number:02}", "q-choice"][0] == 0.0
    assert runs >= 2


BY_HAND = f"""
from nbgrader.api import Gradebook
for number in range(40):
    with Gradebook("sqlite:///gradebook.db") as book:
        grade = book.find_grade("reflection", {ASSIGNMENT!r}, {ASSIGNMENT!r}, f"s{{number:02}}")
        grade.manual_score, grade.needs_manual_grade = float(number % 10), False
        book.db.commit()
"""


def _again(school: Classroom) -> HandIn:
    shutil.rmtree(submitted(school, "bo"))
    return HandIn(school, "bo")


def _edit(file: Path) -> None:
    file.chmod(0o644)
    file.write_bytes(file.read_bytes() + b"\n")


def _sql(school: Classroom, statement: str) -> None:
    import sqlite3  # noqa: PLC0415 - only here
    from contextlib import closing  # noqa: PLC0415

    with closing(sqlite3.connect(school.root / "gradebook.db")) as book:
        book.execute(statement)
        book.commit()
