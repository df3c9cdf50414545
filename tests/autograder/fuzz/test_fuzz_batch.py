"""A class in which most hand-ins are spoilt, through `autograder grade`: the batch ends, and nobody is forgotten."""

import json
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from tests.autograder.commands import autograder
from tests.autograder.fuzz.families import NAMES, case
from tests.autograder.fuzz.judging import Judge
from tests.autograder.fuzz.school import make_school
from tests.autograder.grades import scores

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

ASSIGNMENT = "purchasing"
SPOILT = 150
SEED = 5
Files = dict[str, bytes]


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(make_school(tmp_path_factory.mktemp("batch") / "class"))


def _generate(classroom: Classroom) -> None:
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415

    config = load_config(classroom.root)
    config.NbGraderAPI.log_level = "ERROR"
    assert NbGraderAPI(config=config).generate_assignment(ASSIGNMENT, force=True)["success"]


def _lay_out(folder: Path, files: Files) -> None:
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_a_class_of_spoilt_hand_ins_is_graded_to_its_end(judge: Judge) -> None:
    classroom = judge.school.classroom
    sound = [each for each in judge.school.originals if each.assignment == ASSIGNMENT]
    expected = {f"sound-{each.student}": judge.points_of(each) for each in sound}
    _generate(classroom)
    for each in sound:
        _lay_out(classroom.step("submitted", ASSIGNMENT, f"sound-{each.student}"), dict(each.files))
    for number in range(SPOILT):
        found = case(NAMES[number % len(NAMES)], number, SEED, tuple(sound))
        _lay_out(classroom.step("submitted", ASSIGNMENT, f"s{number:03}"), found.mutant.files)
    students = set(classroom.handed_in(ASSIGNMENT))
    assert len(students) > SPOILT, "some are spoilt so far that there is no folder"

    said = autograder(classroom.root, "grade", ASSIGNMENT, check=False, env=_wide())
    assert "Traceback" not in said
    rows = scores(classroom.root)
    for student, points in expected.items():
        assert {cell: rows[student][cell] for cell in points if points[cell] is not None} == {
            cell: score for cell, score in points.items() if score is not None
        }
    refused = students - set(rows)
    assert len(refused) < SPOILT // 3
    assert all(student in said for student in refused)
    for student in students - refused:
        report = json.loads(classroom.report_file(ASSIGNMENT, student).read_text(encoding="utf-8"))
        assert all(each["reasons"] for each in report["scores"])
    again = autograder(classroom.root, "grade", ASSIGNMENT, check=False, env=_wide())
    assert scores(classroom.root) == rows
    assert all(student in again for student in refused)


def _wide() -> dict[str, str]:
    from tests.autograder.commands import environment  # noqa: PLC0415

    return environment(COLUMNS="300")
