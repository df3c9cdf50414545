"""Classes for benchmarks: simulated players who handed in, as in ``autograder demo``, but many more."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.class_folder.new_class import new_class
from autograder.config import find_alembic
from autograder.trial.cast import CLASS, Pupil, hand_in, journal_of
from autograder.trial.demo import ASSIGNMENT

DIFFERENT: Final = 200
"""Players who play differently; a larger class has each of their games more than once."""

# What a grader of code would write in the graded cells: the same scoring, called inside the kernel.
BEGIN: Final = """\
from pathlib import Path

from course.answers.call import Call
from course.answers.collect import collect
from course.roleplay.load import library
from course.scoring import Book, score

answers = collect(Path("answers.jsonl").read_bytes(), None)
book = Book(scenarios=library())
"""
POINTS: Final = 'score(Call("criterion", "{scenario}", "{part}"), {points}, answers, book).points'
STOCK: Final = 'c = get_config()\nc.CourseDirectory.course_id = "stock"\n'


def pupils(count: int) -> Iterator[Pupil]:
    """Players of every kind in turn, each with a seed of its own."""
    for number in range(count):
        yield replace(CLASS[number % len(CLASS)], name=f"s{number:05}", seed=number, keeps_journal=True)


def make(root: Path, count: int) -> Classroom:
    """A class folder with ``count`` hand-ins and nothing graded."""
    find_alembic()
    classroom = new_class(root, "en", only=(ASSIGNMENT,)).classroom
    generate(root)
    for pupil in pupils(min(count, DIFFERENT)):
        hand_in(classroom, ASSIGNMENT, pupil, journal_of(pupil))
    for number in range(DIFFERENT, count):
        known = classroom.step("submitted", ASSIGNMENT, f"s{number % DIFFERENT:05}")
        shutil.copytree(known, classroom.step("submitted", ASSIGNMENT, f"s{number:05}"))
    return classroom


def make_stock(root: Path, classroom: Classroom, count: int) -> None:
    """The same hand-ins of the first ``count`` students for nbgrader as it comes, whose graded cells run code."""
    source = root / "source" / ASSIGNMENT
    shutil.copytree(classroom.step("source", ASSIGNMENT), source)
    (root / "nbgrader_config.py").write_text(STOCK)
    file = source / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(file.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        _run_inside(cell)
    file.write_text(json.dumps(notebook), encoding="utf-8")
    generate(root)
    for number in range(count):
        student = f"s{number:05}"
        folder = root / "submitted" / student / ASSIGNMENT
        shutil.copytree(classroom.step("submitted", ASSIGNMENT, student), folder)
        _put_answers(folder / file.name, root / "release" / ASSIGNMENT / file.name)


def generate(root: Path) -> None:
    """``nbgrader generate_assignment``."""
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415 - importing nbgrader takes a second

    config = load_config(root)
    config.NbGraderAPI.log_level = "ERROR"
    config.CourseDirectory.root = str(root)
    result = NbGraderAPI(config=config).generate_assignment(ASSIGNMENT)
    assert result["success"], result


def _run_inside(cell: dict[str, Any]) -> None:
    text = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return
    if text.startswith("criterion("):
        scenario, part = text.removeprefix("criterion(").removesuffix(")").replace('"', "").split(", ")
        points = cell["metadata"]["nbgrader"]["points"]
        cell["source"] = POINTS.format(scenario=scenario, part=part, points=points)
    else:
        cell["source"] = BEGIN if "begin(" in text else "pass"


def _put_answers(handed_in: Path, released: Path) -> None:
    """The stock notebook with the written answers of a hand-in."""
    written = {
        cell["metadata"]["nbgrader"]["grade_id"]: cell["source"]
        for cell in json.loads(handed_in.read_text(encoding="utf-8"))["cells"]
        if cell["metadata"].get("nbgrader", {}).get("solution")
    }
    notebook = json.loads(released.read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        name = cell["metadata"].get("nbgrader", {}).get("grade_id")
        if name in written:
            cell["source"] = written[name]
    handed_in.write_text(json.dumps(notebook, indent=1), encoding="utf-8")
