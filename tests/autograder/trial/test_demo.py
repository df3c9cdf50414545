"""`autograder demo`: a class of twelve goes through nbgrader's own steps and comes out as the course means it."""

import csv
from pathlib import Path

import pytest

from autograder.trial.cast import CLASS
from tests.autograder.commands import autograder
from tests.autograder.grades import scores

pytestmark = pytest.mark.nbgrader


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    return folder, autograder(folder.parent, "demo", "--to", str(folder), "--language", "en")


def test_twelve_students_are_graded_and_the_order_is_right(made: tuple[Path, str]) -> None:
    found = {
        student: sum(float(str(points)) for name, points in cells.items() if name.startswith("purchasing-"))
        for student, cells in scores(made[0]).items()
    }
    assert len(found) == len(CLASS) == 12
    for pupil in CLASS:
        if pupil.plays == "expert":
            assert found[pupil.name] > 85
        if pupil.plays in {"egged-on", "hard-liner"}:
            assert found[pupil.name] < 40


def test_grade_book_grades_report_and_feedback_are_left(made: tuple[Path, str]) -> None:
    folder, told = made
    with (folder / "grades.csv").open(newline="") as file:
        assert len(list(csv.DictReader(file))) == 12
    assert (folder / "report.html").read_text().count("<svg") == 1
    assert len(list(folder.glob("feedback/*/purchasing/purchasing.html"))) == 12
    assert all(pupil.first in told for pupil in CLASS)


def test_a_notebook_alone_is_worth_as_much_as_a_journal(made: tuple[Path, str]) -> None:
    experts = [pupil.name for pupil in CLASS if pupil.plays == "expert"]
    assert any(not pupil.keeps_journal for pupil in CLASS if pupil.name in experts)
    found = scores(made[0])
    assert len({found[name]["purchasing-substance"] for name in experts}) == 1


def test_keys_never_reach_what_students_get(made: tuple[Path, str]) -> None:
    for step in ("release", "exchange", "feedback"):
        names = {file.name for file in (made[0] / step).rglob("*") if file.is_file()}
        assert names
        assert not any("keys" in name or name.endswith(".yaml") for name in names)
