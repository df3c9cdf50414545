"""What is done for one hand-in before its rows are written: preparing, scoring, and making its files.

It needs no grade book, so that many can be done at a time, each in a process of its own. Files are made in the staging
folder; whoever writes the rows puts them in their place.
"""

import shutil
import stat
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from nbgrader.utils import compute_checksum, determine_grade, find_all_files, is_grade, is_solution, is_task

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.errors import AutograderError, HandInError
from autograder.files import copy_plain
from autograder.grading.ledger import Entry
from autograder.grading.seal import NOTHING, file_seal, folder_seal, seal
from autograder.inbox.intake import mend, refuse_link
from autograder.inbox.moments import handed_in_at
from autograder.marking.handin import prepare, read_notes, report_text, score_hand_in
from autograder.marking.marking import Marked
from autograder.marking.notes import Note
from autograder.marking.printing import Printer
from autograder.marking.rebuild import read_release
from course.answers.call import read_call
from course.scoring import Book
from course.scoring.shelf import read_ahead

FILES: Final = "files"
REPORT: Final = "report.json"
NO_RESPONSE: Final = "No response."
"""What nbgrader writes under a written answer that is as it was released."""
LONGEST_PROBLEM: Final = 300


@dataclass(frozen=True, slots=True)
class Job:
    """What is the same for every hand-in of a run."""

    classroom: Classroom
    assignment: str
    seal: str
    """A hash of all that the grades of the class depend on."""
    ignore: tuple[str, ...] = ()
    kept: frozenset[str] = frozenset()
    """Files of the source folder that do not replace a student's."""
    permissions: int = 0o444
    parts: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What :attr:`seal` was made of, for whoever writes the ledger."""


@dataclass(frozen=True, slots=True)
class Task:
    """One hand-in to grade. With ``known`` it is left alone when nothing has changed since."""

    student: str
    moment: str = ""
    """The due date of this student, as text: a change of it can change a penalty."""
    known: Entry | None = None


@dataclass(frozen=True, slots=True)
class Rows:
    """What the grade book is to say about one notebook of a hand-in, by grade id."""

    scores: dict[str, float | None] = field(default_factory=dict)
    comments: dict[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one hand-in: rows and staged files, or a problem, or nothing since nothing has changed."""

    student: str
    hand_in: str = NOTHING
    files: str = NOTHING
    timestamp: datetime | None = None
    notebooks: Mapping[str, Rows] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    unchanged: bool = False
    problem: str = ""


def work(job: Job, task: Task) -> Result:
    """Grades one hand-in as far as that goes without a grade book; never raises for what is in it."""
    try:
        with job.classroom.at_hand(job.assignment, task.student):
            return _Desk.of(job).grade(task)
    except AutograderError as problem:
        return Result(task.student, problem=problem.text.of(job.classroom.language))
    except MemoryError:
        return Result(task.student, problem=HandInError("no_memory").text.of(job.classroom.language))
    except Exception as problem:  # noqa: BLE001 - one bad hand-in never stops the rest
        return Result(task.student, problem=f"{type(problem).__name__}: {problem}"[:LONGEST_PROBLEM])


def get_ready(job: Job, *, to_replay: bool = True) -> None:
    """Reads what every hand-in needs, before the first one comes; the role-plays only when some will be replayed."""
    with suppress(Exception):  # whoever asks is told with the first hand-in
        desk = _Desk.of(job)
        if to_replay:
            read_ahead(job.classroom.scenarios, desk.role_plays())


def place(job: Job, student: str) -> None:
    """Puts the staged files of one hand-in where they belong; what stood there goes."""
    staged = job.classroom.staging(job.assignment) / student
    report = job.classroom.report_file(job.assignment, student)
    goal = job.classroom.step("autograded", job.assignment, student)
    report.parent.mkdir(parents=True, exist_ok=True)
    goal.parent.mkdir(parents=True, exist_ok=True)
    (staged / REPORT).replace(report)
    with suppress(FileNotFoundError):
        goal.rename(staged / "old")
    (staged / FILES).rename(goal)
    shutil.rmtree(staged, ignore_errors=True)


class _Desk:
    """What a process needs for all hand-ins of a run, read once."""

    def __init__(self, job: Job) -> None:
        classroom, assignment = job.classroom, job.assignment
        self.job = job
        self.names = classroom.notebooks(assignment)
        release, source = classroom.step("release", assignment), classroom.step("source", assignment)
        self.releases = {name: read_release(release / f"{name}.ipynb") for name in self.names}
        self.printers = {name: Printer(found) for name, found in self.releases.items()}
        self.sources = {name: path for name, path in self._files(source).items() if name not in job.kept}
        self.book: Book = book_for(classroom, assignment)

    def role_plays(self) -> set[str]:
        """The role-plays that cells of the assignment give points for."""
        cells = [cell for release in self.releases.values() for cell in release.cells if cell.cell_type == "code"]
        calls = [read_call(cell.source) for cell in cells]
        return {call.item for call in calls if call is not None and call.name == "criterion"}

    @classmethod
    def of(cls, job: Job) -> "_Desk":
        return _desk(job)

    def grade(self, task: Task) -> Result:
        job, student = self.job, task.student
        if not is_student_id(student):
            raise HandInError("student_id", name=student)
        folder = job.classroom.step("submitted", job.assignment, student)
        refuse_link(folder)
        if task.known is not None and (left := self._unchanged(task, task.known, folder)) is not None:
            return left
        readings = mend(job.classroom, job.assignment, student)
        if not any(name.endswith((".ipynb", ".jsonl")) for name in _names(folder)):
            raise HandInError("nothing_handed_in")
        given = folder_seal(folder)
        every: dict[str, Marked] = {}
        notes: dict[Note, None] = {}
        rows: dict[str, Rows] = {}
        texts: dict[str, str] = {}
        for name in self.names:
            prepared = prepare(
                job.classroom, job.assignment, student, name, self.releases[name], reading=readings.get(name)
            )
            graded = score_hand_in(job.classroom, prepared, prepared.notebook, self.book)
            rows[name] = rows_of(graded.notebook, graded.marked)
            texts[name] = self.printers[name].text(graded.notebook)
            every |= graded.marked
            notes |= dict.fromkeys(graded.notes)
        report = report_text(job.classroom, job.assignment, student, every, tuple(notes))
        files = self._stage(student, folder, texts, report)
        return Result(student, given, files, handed_in_at(folder), rows, tuple(notes))

    def _unchanged(self, task: Task, known: Entry, folder: Path) -> Result | None:
        job = self.job
        if known.basis != job.seal or known.due != task.moment or known.hand_in != folder_seal(folder):
            return None
        goal = job.classroom.step("autograded", job.assignment, task.student)
        report = job.classroom.report_file(job.assignment, task.student)
        if seal(folder_seal(goal), file_seal(report)) != known.files:
            return None
        return Result(task.student, unchanged=True, notes=read_notes(report))

    def _stage(self, student: str, folder: Path, texts: Mapping[str, str], report: str) -> str:
        """Makes the files of a hand-in in the staging folder, as nbgrader would, and gives their seal."""
        staged = self.job.classroom.staging(self.job.assignment) / student
        goal = staged / FILES
        if staged.exists():
            shutil.rmtree(staged)
        goal.mkdir(parents=True)
        for name, file in {**self._files(folder), **self.sources}.items():
            target = goal / name
            if "/" in name:
                target.parent.mkdir(parents=True, exist_ok=True)
            (shutil.copyfile if name in self.sources else copy_plain)(file, target)
            target.chmod(self.job.permissions)
        for name, text in texts.items():
            target = goal / f"{name}.ipynb"
            target.write_bytes(text.encode())
            target.chmod(self.job.permissions)
        (staged / REPORT).write_bytes(report.encode("utf-8", "backslashreplace"))
        return seal(folder_seal(goal), file_seal(staged / REPORT))

    def _files(self, folder: Path) -> dict[str, Path]:
        """The files that nbgrader would copy: all but notebooks and what the configuration ignores."""
        found = (Path(file) for file in find_all_files(str(folder), [*self.job.ignore, "*.ipynb"]))
        return {file.relative_to(folder).as_posix(): file for file in found}


@lru_cache(maxsize=1)
def _desk(job: Job) -> _Desk:
    return _Desk(job)


def _names(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir() if stat.S_ISREG(path.lstat().st_mode)] if folder.is_dir() else []


def rows_of(notebook: Any, marked: Mapping[str, Marked]) -> Rows:
    """What the grade book is to say about a scored notebook."""
    rows = Rows()
    for cell in notebook.cells:
        name = cell.metadata.get("nbgrader", {}).get("grade_id")
        if is_grade(cell):
            rows.scores[name] = _score(cell, marked.get(name))
        if is_solution(cell) or is_task(cell):
            unanswered = not is_task(cell) and cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
            rows.comments[name] = NO_RESPONSE if unanswered else None
    return rows


def _score(cell: Any, marked: Marked | None) -> float | None:
    if is_solution(cell):
        score: float | None = determine_grade(cell)[0]
        return None if score is None else float(score)
    # A cell that nobody scored gets nothing: no evidence, no points.
    return 0.0 if marked is None else marked.points
