"""`autograder grade`: the whole class in one go; one bad hand-in never stops the rest."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.errors import AssignmentError, ClassFolderError
from autograder.grading.batch import Outcome, grade_class
from autograder.marking.handin import prepare
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn
from tests.autograder.grades import GRADES, rows, scores

# nbgrader itself is run in this process.
pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]


@pytest.fixture
def school(generated: Path, tmp_path: Path) -> Classroom:
    return Classroom.open(shutil.copytree(generated, tmp_path / "class"))


def run(school: Classroom, *, force: bool = False) -> dict[str, Outcome]:
    config: Any = load_config(school.root)
    return {outcome.student: outcome for outcome in grade_class(school, config, ASSIGNMENT, force=force)}


def test_one_bad_hand_in_never_stops_the_rest(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    for student in ("anna", "bo", "cas"):
        HandIn(school, student).answer(GOOD)

    def broken(classroom: Classroom, assignment: str, student: str, name: str, release: Any, **more: Any) -> Any:
        if student == "bo":
            raise RuntimeError("a fault of ours")
        return prepare(classroom, assignment, student, name, release, **more)

    monkeypatch.setattr("autograder.grading.worker.prepare", broken)
    outcomes = run(school)
    assert outcomes["bo"].problem == "RuntimeError: a fault of ours"
    assert outcomes["bo"].total is None
    assert [outcomes[s].total.score for s in ("anna", "cas") if outcomes[s].total] == [10.0, 10.0]  # type: ignore[union-attr]
    assert set(scores(school.root)) == {"anna", "cas"}
    assert not school.step("autograded", ASSIGNMENT, "bo").exists()


def test_a_journal_alone_is_graded(school: Classroom) -> None:
    hand_in = HandIn(school)
    hand_in.answer(GOOD)
    hand_in.file.unlink()
    outcome = run(school)["anna"]
    assert outcome.total is not None
    assert outcome.total.score == 10.0
    assert "no_notebook" in {note.code for note in outcome.notes}
    assert scores(school.root)["anna"]["reflection"] == 0.0
    assert (school.step("autograded", ASSIGNMENT, "anna") / f"{ASSIGNMENT}.ipynb").is_file()
    assert not hand_in.file.exists(), "what was handed in stays what was handed in"


def test_an_empty_folder_and_an_odd_name_are_reported_and_get_no_row(school: Classroom) -> None:
    school.step("submitted", ASSIGNMENT, "empty").mkdir(parents=True)
    school.step("submitted", ASSIGNMENT, "<img src=x onerror=alert(1)>").mkdir(parents=True)
    outcomes = run(school)
    assert all(outcome.problem and outcome.total is None for outcome in outcomes.values())
    assert scores(school.root) == {}


def test_a_teachers_points_stay_when_the_class_is_graded_again(school: Classroom) -> None:
    hand_in = HandIn(school)
    hand_in.answer(GOOD)
    hand_in.write_answer("Ik luisterde.")
    run(school)
    from nbgrader.api import Gradebook  # noqa: PLC0415

    with Gradebook(f"sqlite:///{school.root / 'gradebook.db'}") as book:
        grade = book.find_grade("reflection", ASSIGNMENT, ASSIGNMENT, "anna")
        grade.manual_score, grade.needs_manual_grade = 8.0, False
        book.db.commit()
    assert run(school)["anna"].unchanged, "grading by hand is no reason to grade again"
    assert ("anna", "reflection", None, 8.0, 0) in rows(school.root, GRADES)
    outcome = run(school, force=True)["anna"]
    assert outcome.total is not None
    assert outcome.total.score == 18.0
    assert ("anna", "reflection", None, 8.0, 1) in rows(school.root, GRADES), "to be looked at again, as nbgrader does"


def test_a_second_hand_in_takes_the_place_of_the_first(school: Classroom) -> None:
    hand_in = HandIn(school)
    run(school)
    assert scores(school.root)["anna"]["q-choice"] == 0.0
    hand_in.answer(GOOD)
    run(school)
    assert scores(school.root)["anna"]["q-choice"] == 4.0
    left = [path.name for path in school.step("autograded", ASSIGNMENT, "anna").parent.iterdir()]
    assert left == [ASSIGNMENT], "no half-made folder stays behind"


def test_nothing_outside_the_class_folder_is_read_through_a_link(school: Classroom, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "secret.txt").write_text("mine")
    hand_in = HandIn(school)
    (hand_in.folder / "data").symlink_to(secret)
    (hand_in.folder / "answers.jsonl").symlink_to(secret / "secret.txt")
    run(school)
    assert not [p for p in (school.root / "autograded").rglob("*") if "secret" in p.name or p.is_symlink()]
    assert (secret / "secret.txt").read_text() == "mine"


def test_the_report_file_is_json_that_names_everything(school: Classroom) -> None:
    HandIn(school).answer(GOOD)
    run(school)
    report = json.loads(school.report_file(ASSIGNMENT, "anna").read_text())
    assert set(report) == {"format", "assignment", "student", "attempts", "scores", "repaired", "ignored", "distrusted"}


def test_an_assignment_that_was_not_generated_is_an_error_of_the_whole_run(school: Classroom) -> None:
    shutil.rmtree(school.root / "release")
    with pytest.raises(AssignmentError) as problem:
        run(school)
    assert problem.value.code == "not_generated"


def test_damaged_keys_are_an_error_of_the_whole_run(school: Classroom) -> None:
    HandIn(school).answer(GOOD)
    school.keys_file(ASSIGNMENT).write_text("{")
    with pytest.raises(ClassFolderError):
        run(school)
    assert scores(school.root) == {}
