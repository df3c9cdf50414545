"""Grades a whole class in one go: the same steps as nbgrader's own run, with one grade book for all."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import nbformat
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import find_all_files, parse_utc

from autograder.books import book_for
from autograder.classroom import Classroom, is_student_id
from autograder.errors import HandInError
from autograder.gradebook import Recorder, Total
from autograder.handin import prepare, score_hand_in, write_report
from autograder.intake import TIMESTAMP, mend
from autograder.marking import Marked
from autograder.notes import Note
from autograder.preprocessors import read_release
from course.scoring import Book

READ_ONLY: Final = 0o444


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one hand-in: a total, or the reason why there is none."""

    student: str
    total: Total | None = None
    notes: tuple[Note, ...] = ()
    problem: str = ""
    name: str = ""


def grade_class(
    classroom: Classroom, config: Any, assignment: str, students: Sequence[str] | None = None
) -> Iterator[Outcome]:
    """Grades every hand-in, or those of ``students``; one after another, each by itself.

    Raises:
        AutograderError: nothing can be graded (no such assignment, damaged keys). A single bad hand-in raises nothing.
    """
    batch = _Batch(classroom, config, assignment)
    with Recorder(config, assignment) as recorder:
        for student in hand_ins(classroom, config, assignment) if students is None else students:
            try:
                outcome = batch.grade(student, recorder)
            except HandInError as problem:
                outcome = Outcome(student, problem=problem.text.of(classroom.language))
            except Exception as problem:  # noqa: BLE001 - one bad hand-in never stops the rest
                outcome = Outcome(student, problem=f"{type(problem).__name__}: {problem}"[:300])
            yield replace(outcome, name=recorder.name_of(student))


def hand_ins(classroom: Classroom, config: Any, assignment: str) -> tuple[str, ...]:
    """The students whose hand-ins are graded: all but those that the configuration leaves out."""
    excluded = {name for name in CourseDirectory(config=config).student_id_exclude.split(",") if is_student_id(name)}
    return tuple(student for student in classroom.handed_in(assignment) if student not in excluded)


class _Batch:
    def __init__(self, classroom: Classroom, config: Any, assignment: str) -> None:
        self.classroom = classroom
        self.assignment = assignment
        self.ignore: list[str] = CourseDirectory(config=config).ignore
        self.names = classroom.notebooks(assignment)
        release = classroom.step("release", assignment)
        self.releases = {name: read_release(release / f"{name}.ipynb") for name in self.names}
        self.book: Book = book_for(classroom, assignment)

    def grade(self, student: str, recorder: Recorder) -> Outcome:
        if not is_student_id(student):
            raise HandInError("student_id", name=student)
        folder = self.classroom.step("submitted", self.assignment, student)
        if folder.is_symlink() or folder.parent.is_symlink():
            raise HandInError("link", folder=folder)
        mend(self.classroom, self.assignment, student)
        if not any(folder.glob("*.ipynb")) and not any(folder.glob("*.jsonl")):
            raise HandInError("nothing_handed_in")
        notebooks: dict[str, tuple[Any, dict[str, Marked]]] = {}
        every: dict[str, Marked] = {}
        notes: dict[Note, None] = {}
        for name in self.names:
            prepared = prepare(self.classroom, self.assignment, student, name, self.releases[name])
            graded = score_hand_in(self.classroom, prepared, prepared.notebook, self.book)
            notebooks[name] = (graded.notebook, graded.marked)
            every |= graded.marked
            notes |= dict.fromkeys(graded.notes)
        self._write_files(student, folder, {name: found for name, (found, _) in notebooks.items()})
        total = recorder.save(student, _timestamp(folder), notebooks)
        write_report(self.classroom, self.assignment, student, every, tuple(notes))
        return Outcome(student, total, tuple(notes))

    def _write_files(self, student: str, folder: Path, notebooks: dict[str, Any]) -> None:
        """Builds ``autograded/<student>/<assignment>`` beside its place and swaps it in whole."""
        goal = self.classroom.step("autograded", self.assignment, student)
        fresh = goal.with_name(f".{goal.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for origin in (folder, self.classroom.step("source", self.assignment)):
            for file in find_all_files(str(origin), [*self.ignore, "*.ipynb"]):
                _copy(Path(file), fresh / Path(file).relative_to(origin))
        for name, notebook in notebooks.items():
            target = fresh / f"{name}.ipynb"
            target.write_text(nbformat.writes(notebook, version=nbformat.NO_CONVERT) + "\n", encoding="utf-8")
            target.chmod(READ_ONLY)
        if goal.exists():
            old = goal.with_name(f".{goal.name}.old")
            shutil.rmtree(old, ignore_errors=True)
            goal.rename(old)
            fresh.rename(goal)
            shutil.rmtree(old)
        else:
            fresh.rename(goal)


def _copy(file: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists():
        target.unlink()
    shutil.copyfile(file, target)
    target.chmod(READ_ONLY)


def _timestamp(folder: Path) -> datetime | None:
    try:
        text = (folder / TIMESTAMP).read_text(encoding="utf-8").strip()
        found: datetime | None = parse_utc(text) if text else None
    except OSError:
        return None
    return found
