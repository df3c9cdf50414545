"""Grades a whole class: the same as nbgrader's own run gives, on all cores, and from wherever a run was cut off.

For each hand-in, in this order: its files are made in the staging folder, its rows are written, its files are put in
their place, and a line is added to the ledger. Whatever is cut off in between is done again by the next run, since the
line is missing, and comes out the same.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.books import book_for
from autograder.classroom import Classroom, is_student_id
from autograder.crew import Crew, LocalCrew, cores
from autograder.gradebook import Recorder, Standing, Total
from autograder.ledger import Entry, Ledger
from autograder.lock import locked
from autograder.notes import Note
from autograder.seal import class_seal
from autograder.undo import take_back_all
from autograder.worker import Job, Result, Task, place

BATCH = 100
"""Hand-ins in one transaction: few enough that others who write need not wait, many enough that it costs nothing."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one hand-in: a total, or the reason why there is none."""

    student: str
    total: Total | None = None
    notes: tuple[Note, ...] = ()
    problem: str = ""
    name: str = ""
    unchanged: bool = False
    """Whether it was graded before, and nothing has changed since."""


def grade_class(
    classroom: Classroom,
    config: Any,
    assignment: str,
    students: Sequence[str] | None = None,
    *,
    jobs: int | None = None,
    force: bool = False,
    crew: Crew | None = None,
) -> Iterator[Outcome]:
    """Grades every hand-in that changed since it was graded, or all with ``force``; those of ``students`` only.

    ``jobs`` is the number of processes, all cores unless told; a ``crew`` takes their place.

    Raises:
        AutograderError: nothing can be graded (no such assignment, damaged keys, somebody else is at it). A single bad
            hand-in raises nothing.
    """
    job = prepare_job(classroom, config, assignment)
    wanted = hand_ins(classroom, config, assignment) if students is None else tuple(dict.fromkeys(students))
    if not wanted:
        return
    with locked(classroom, assignment), _staging(classroom, assignment):
        take_back_all(classroom, assignment)
        with (
            crew or LocalCrew(job, min(jobs or cores(), len(wanted))) as workers,
            Recorder(config, assignment) as recorder,
        ):
            desk = _Desk(job, recorder, Ledger(classroom.ledger_file(assignment)), wanted)
            yield from desk.grade(workers, force=force)


def prepare_job(classroom: Classroom, config: Any, assignment: str) -> Job:
    """What every worker has to know.

    Raises:
        AutograderError: nothing can be graded.
    """
    classroom.notebooks(assignment)
    book_for(classroom, assignment)  # damaged keys are an error of the whole run, and not of each hand-in
    coursedir = CourseDirectory(config=config)
    converter = Autograde(coursedir=coursedir, config=config)
    return Job(
        classroom,
        assignment,
        class_seal(classroom, assignment),
        ignore=tuple(coursedir.ignore),
        kept=frozenset(converter.exclude_overwriting.get(assignment, ())),
        permissions=int(str(converter.permissions), 8),
    )


def hand_ins(classroom: Classroom, config: Any, assignment: str) -> tuple[str, ...]:
    """The students whose hand-ins are graded: all but those that the configuration leaves out."""
    excluded = {name for name in CourseDirectory(config=config).student_id_exclude.split(",") if is_student_id(name)}
    return tuple(student for student in classroom.handed_in(assignment) if student not in excluded)


class _Desk:
    """The one who writes: rows, files in their place, and the ledger."""

    def __init__(self, job: Job, recorder: Recorder, ledger: Ledger, students: Sequence[str]) -> None:
        self._job = job
        self._recorder = recorder
        self._ledger = ledger
        self._students = students
        self._names = recorder.names()
        self._before = recorder.standings(students)

    def grade(self, crew: Crew, *, force: bool) -> Iterator[Outcome]:
        moments = self._recorder.moments()
        tasks = [
            Task(student, moments.get(student, moments[""]), None if force else self._known(student))
            for student in self._students
        ]
        batch: list[Result] = []
        try:
            for result in crew.run(tasks):
                if result.problem:
                    yield self._outcome(result, problem=result.problem)
                elif result.unchanged:
                    yield self._outcome(result, self._before[result.student])
                else:
                    batch.append(result)
                if len(batch) >= BATCH:
                    done, batch = batch, []
                    yield from self._save(done)
        except (KeyboardInterrupt, GeneratorExit):
            # What is done stays done: it need not be graded again.
            list(self._save(batch))
            raise
        yield from self._save(batch)

    def _known(self, student: str) -> Entry | None:
        entry, standing = self._ledger.entries.get(student), self._before.get(student)
        return entry if entry is not None and standing is not None and entry.rows == standing.rows else None

    def _save(self, batch: list[Result]) -> Iterator[Outcome]:
        if not batch:
            return
        saved, problems = self._recorder.save(batch)
        results = {result.student: result for result in batch}
        entries: dict[str, Entry] = {}
        for student, standing in saved.items():
            try:
                place(self._job, student)
            except OSError as problem:
                problems[student] = f"{type(problem).__name__}: {problem}"[:300]
            else:
                entries[student] = Entry(results[student].given, results[student].files, standing.rows)
        self._ledger.add(entries)
        for student in entries:
            yield self._outcome(results[student], saved[student])
        for student, why in problems.items():
            yield self._outcome(results[student], problem=why)

    def _outcome(self, result: Result, standing: Standing | None = None, problem: str = "") -> Outcome:
        return Outcome(
            result.student,
            standing.total if standing is not None else None,
            result.notes,
            problem,
            self._names.get(result.student, ""),
            result.unchanged,
        )


@contextmanager
def _staging(classroom: Classroom, assignment: str) -> Iterator[None]:
    """An empty staging folder; whatever a dead run left in it goes first."""
    folder = classroom.staging(assignment)
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)
