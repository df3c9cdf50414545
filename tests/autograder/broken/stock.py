"""What nbgrader does by itself with each broken hand-in: the column ``stock`` of the table, measured.

``python -m tests.autograder.broken.stock`` grades a class for each case (the broken hand-in and a sound one behind it)
with nbgrader as it comes, and says where the table is wrong. Takes ten minutes, since every notebook needs a kernel.
"""

import contextlib
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

import nbformat
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

from autograder.class_folder.classroom import Classroom
from autograder.config import find_alembic
from tests.autograder.broken.case import Case, Stock, make_sound
from tests.autograder.broken.table import TABLE
from tests.autograder.classes import ASSIGNMENT, HandIn, make_class
from tests.autograder.grades import scores

STUDENT, NEXT = "broken", "next"
# The graded cells give full marks when they run without an error, as test cells of nbgrader do.
BEGIN = 'def ask(item):\n    return None\n\ndef begin(*_, language):\n    return None\n\nbegin("mini", language="nl")'
FULL = {"q-choice": 4.0, "q-number": 6.0, "classic": 3.0, "reflection": None}
TESTS = ("q-choice", "q-number", "classic")


def measure(case: Case, room: Path) -> Stock:
    """Grades one broken hand-in, and a sound one behind it."""
    classroom = _classroom(room)
    hand_in = HandIn(classroom, STUDENT)
    make_sound(hand_in)
    case.change(hand_in)
    make_sound(HandIn(classroom, NEXT))
    with contextlib.suppress(BaseException):
        _api(classroom).autograde(ASSIGNMENT, "*")
    found = scores(classroom.root)
    graded = (classroom.step("autograded", ASSIGNMENT, STUDENT) / f"{ASSIGNMENT}.ipynb").is_file()
    if found.get(NEXT) != FULL:
        return Stock.STOPS
    if not any(hand_in.folder.glob("*.ipynb")):
        return Stock.UNSEEN
    if not graded:
        return Stock.FAILS
    points = [found[STUDENT].get(name) for name in TESTS]
    if points == [FULL[name] for name in TESTS]:
        return Stock.GRADED
    return Stock.BY_HAND if None in points else Stock.OTHERWISE


def _classroom(room: Path) -> Classroom:
    classroom = make_class(room / "class")
    file = classroom.step("source", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    notebook = nbformat.read(file, 4)
    notebook.cells[1].source = BEGIN
    nbformat.write(notebook, file)
    shutil.rmtree(classroom.root / "release")
    assert _api(classroom).generate_assignment(ASSIGNMENT)["success"]
    return classroom


def _api(classroom: Classroom) -> NbGraderAPI:
    config = Config()
    config.CourseDirectory.root = str(classroom.root)
    config.CourseDirectory.course_id = "stock"
    config.NbGraderAPI.log_level = config.Autograde.log_level = 50
    return NbGraderAPI(config=config)


def main() -> int:
    find_alembic()
    wanted = sys.argv[1:]
    wrong = 0
    for case in TABLE:
        if case.stock is Stock.BLIND or (wanted and case.name not in wanted):
            continue
        here = Path.cwd()
        with tempfile.TemporaryDirectory() as room, contextlib.redirect_stderr(io.StringIO()):
            found = measure(case, Path(room))
        os.chdir(here)
        wrong += found is not case.stock
        print(f"{'' if found is case.stock else 'WRONG '}{case.name}: {found.value}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
