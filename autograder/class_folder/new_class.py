"""Makes a class folder: a normal nbgrader course folder with our configuration, sources, and keys apart."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from autograder.class_folder.classroom import SETTINGS_FILE, Attempts, Classroom, is_student_id
from autograder.errors import ClassFolderError
from autograder.files import write_text
from course import notebooks
from course.locale import Language
from course.notebooks import Shelf

TEMPLATES: Final = Path(__file__).parent.parent / "pages" / "class_folder"
ROSTER: Final = "id,first_name,last_name,email\n"


@dataclass(frozen=True, slots=True)
class NewClass:
    """A class folder that was just made."""

    classroom: Classroom
    assignments: tuple[str, ...]


def new_class(
    folder: Path,
    language: Language,
    attempts: Attempts = "best",
    *,
    only: Iterable[str] = (),
    sources: Shelf | None = None,
) -> NewClass:
    """Makes a class folder with every graded exercise of the course, or with those in ``only``.

    Raises:
        ClassFolderError: the folder is in use, its name cannot name a course, or the sources have faults.
    """
    folder = folder.resolve()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ClassFolderError("in_use", folder=folder)
    if not is_student_id(folder.name):
        raise ClassFolderError("folder_name", name=folder.name)
    shelf, names = _exercises(only, sources)
    write_text(folder / SETTINGS_FILE, _settings(language, attempts, folder.name))
    write_text(folder / "nbgrader_config.py", (TEMPLATES / "nbgrader_config.py.txt").read_text(encoding="utf-8"))
    write_text(folder / "README.md", (TEMPLATES / f"README.{language}.md").read_text(encoding="utf-8"))
    write_text(folder / "roster.csv", ROSTER)
    (folder / "exchange").mkdir()
    classroom = Classroom.open(folder)
    try:
        for name in names:
            notebooks.build_assignment(name, language, classroom.step("source", name), sources=shelf)
            notebooks.write_keys(name, classroom.keys_file(name), sources=shelf)
    except notebooks.SourceError as problem:
        shutil.rmtree(folder)
        raise ClassFolderError("source_faults", why=problem) from problem
    _keep_scenarios(classroom)
    return NewClass(classroom, names)


def add_assignment(classroom: Classroom, name: str, *, sources: Shelf | None = None) -> None:
    """Puts one more exercise into a class folder: its source, its key and the role-plays it may need.

    Raises:
        ClassFolderError: there is no such exercise, the class has it already, or the sources have faults.
    """
    shelf, _ = _exercises([name], sources)
    goal = classroom.step("source", name)
    if goal.exists():
        raise ClassFolderError("assignment_there", assignment=name, folder=goal)
    try:
        notebooks.build_assignment(name, classroom.language, goal, sources=shelf)
        notebooks.write_keys(name, classroom.keys_file(name), sources=shelf)
    except notebooks.SourceError as problem:
        shutil.rmtree(goal, ignore_errors=True)
        raise ClassFolderError("source_faults", why=problem) from problem
    _keep_scenarios(classroom)


def _exercises(only: Iterable[str], sources: Shelf | None) -> tuple[Shelf, tuple[str, ...]]:
    try:
        shelf = sources or notebooks.find()
    except notebooks.NoSourcesError as problem:
        raise ClassFolderError("no_sources") from problem
    known = tuple(page.name for page in shelf.pages if page.graded)
    wanted = tuple(only)
    for name in wanted:
        if name not in known:
            raise ClassFolderError("unknown_assignment", assignment=name, known=", ".join(known) or "–")
    return shelf, wanted or known


def _settings(language: str, attempts: str, course_id: str) -> str:
    return (
        f"# What this class has agreed on.\n"
        f"language: {language}      # nl or en\n"
        f"attempts: {attempts}    # which attempt counts: best, last or first\n"
        f"course_id: {course_id}\n"
    )


def _keep_scenarios(classroom: Classroom) -> None:
    """Keeps every scenario under its hash, so that hand-ins can be graded by the one that their students played."""
    from autograder.class_folder.scenarios import keep  # noqa: PLC0415

    keep(classroom.scenarios)
