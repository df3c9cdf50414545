"""Grades a whole class: the same as nbgrader's own run gives, on all cores, and from wherever a run was cut off.

For each hand-in, in this order: its files are made in the staging folder, its rows are written, its files are put in
their place, and a line is added to the ledger. Whatever is cut off in between is done again by the next run, since the
line is missing, and comes out the same.

Hand-ins that were graded by other keys or rules come first and together, so that somebody can be asked before a row is
written. All others are written as they come.
"""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.grading.basis import basis_of
from autograder.grading.crew import Crew, LocalCrew, cores
from autograder.grading.gradebook import Recorder, Standing, Total
from autograder.grading.ledger import Entry, Ledger
from autograder.grading.lock import locked
from autograder.grading.seal import class_parts, seal_of
from autograder.grading.worker import Job, Result, Task, place
from autograder.inbox.undo import take_back_all
from autograder.marking.notes import Note

if TYPE_CHECKING:
    from autograder.preview.changes import Changes


class Gate(Protocol):
    """Somebody who may say no before points that were given change."""

    def looked(self, done: int, count: int) -> None:
        """Hears how many of the hand-ins that may change were looked at."""

    def ask(self, changes: "Changes") -> None:
        """Is shown what would change; raises to say no. Then nothing was written."""


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
    gate: Gate | None = None,
) -> Iterator[Outcome]:
    """Grades every hand-in that changed since it was graded, or all with ``force``; those of ``students`` only.

    ``jobs`` is the number of processes, all cores unless told; a ``crew`` takes their place. A ``gate`` is asked before
    points change that were given, when the hand-in is still the same; without one they just change.

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
        ledger = Ledger(classroom.ledger_file(assignment))
        to_replay = force or any(not ledger.holds(student, job.seal) for student in wanted)
        with (
            crew or LocalCrew(job, min(jobs or cores(), len(wanted)), to_replay=to_replay) as workers,
            Recorder(config, assignment) as recorder,
        ):
            desk = _Desk(job, recorder, ledger, wanted)
            yield from desk.grade(workers, config, gate, force=force)


def prepare_job(classroom: Classroom, config: Any, assignment: str) -> Job:
    """What every worker has to know.

    Raises:
        AutograderError: nothing can be graded.
    """
    classroom.notebooks(assignment)
    book_for(classroom, assignment)  # damaged keys are an error of the whole run, and not of each hand-in
    coursedir = CourseDirectory(config=config)
    converter = Autograde(coursedir=coursedir, config=config)
    parts = class_parts(classroom, assignment)
    return Job(
        classroom,
        assignment,
        seal_of(parts),
        ignore=tuple(coursedir.ignore),
        kept=frozenset(converter.exclude_overwriting.get(assignment, ())),
        permissions=int(str(converter.permissions), 8),
        parts=parts,
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
        self._moments = recorder.moments()

    def grade(self, crew: Crew, config: Any, gate: Gate | None, *, force: bool) -> Iterator[Outcome]:
        tasks = [
            Task(student, self._moment(student), None if force else self._known(student)) for student in self._students
        ]
        if gate is not None:
            unsure = [task for task in tasks if self._may_change(task)]
            tasks = [task for task in tasks if not self._may_change(task)]
            if unsure:
                yield from self._ask_first(crew, unsure, config, gate)
        yield from self._grade(crew, tasks)

    def _grade(self, crew: Crew, tasks: Sequence[Task]) -> Iterator[Outcome]:
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

    def _may_change(self, task: Task) -> bool:
        """Whether points were given that can come out otherwise though the hand-in is the same."""
        standing, entry = self._before.get(task.student), self._ledger.entries.get(task.student)
        if standing is None or not standing.given:
            return False
        if entry is None or entry.rows != standing.rows:
            return True
        return entry.basis != self._job.seal or entry.due != task.moment

    def _ask_first(self, crew: Crew, tasks: Sequence[Task], config: Any, gate: Gate) -> Iterator[Outcome]:
        """Works out all of them, asks, and only then writes."""
        results: list[Result] = []
        for result in crew.run(tasks):
            results.append(result)
            gate.looked(len(results), len(tasks))
        changes = self._changes(results, config)
        if changes.asked:
            gate.ask(changes)
        for start in range(0, len(results), BATCH):
            part = results[start : start + BATCH]
            for result in part:
                if result.problem:
                    yield self._outcome(result, problem=result.problem)
            yield from self._save([result for result in part if not result.problem])

    def _changes(self, results: Sequence[Result], config: Any) -> "Changes":
        from autograder.preview.book import look_into  # noqa: PLC0415 - most runs change nothing that was given
        from autograder.preview.changes import Changes  # noqa: PLC0415
        from autograder.preview.compare import Comparison  # noqa: PLC0415

        job = self._job
        basis = basis_of(job.classroom, job.assignment, job.parts)
        with look_into(config, job.assignment) as view:
            assert view is not None  # it is open
            comparison = Comparison(job.classroom, job.assignment, view, self._ledger.record, basis, job.seal)
            return Changes(job.assignment, comparison.changes(results))

    def _moment(self, student: str) -> str:
        return self._moments.get(student, self._moments[""])

    def _known(self, student: str) -> Entry | None:
        entry, standing = self._ledger.entries.get(student), self._before.get(student)
        return entry if entry is not None and standing is not None and entry.rows == standing.rows else None

    def _save(self, batch: list[Result]) -> Iterator[Outcome]:
        if not batch:
            return
        if self._job.seal not in self._ledger.bases:
            basis = basis_of(self._job.classroom, self._job.assignment, self._job.parts)
            self._ledger.describe(self._job.seal, basis)
        saved, problems = self._recorder.save(batch)
        results = {result.student: result for result in batch}
        entries: dict[str, Entry] = {}
        for student, standing in saved.items():
            try:
                place(self._job, student)
            except OSError as problem:
                problems[student] = f"{type(problem).__name__}: {problem}"[:300]
            else:
                found = results[student]
                entries[student] = Entry(
                    self._job.seal, self._moment(student), found.hand_in, found.files, standing.rows
                )
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
