"""Grades the hand-ins of a class as a run would, on copies, and writes nothing into the class folder."""

import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.errors import AssignmentError
from autograder.grading.basis import basis_of
from autograder.grading.batch import hand_ins, prepare_job
from autograder.grading.book_rows import HandIn
from autograder.grading.crew import LocalCrew, cores
from autograder.grading.ledger import read_ledger
from autograder.grading.seal import folder_seal
from autograder.grading.worker import Job, Result, Task
from autograder.preview.book import BookView, look_into
from autograder.preview.changes import Change, Changes, Kind
from autograder.preview.compare import Comparison
from autograder.preview.looking import LookedAt, looked_at


def preview_class(
    classroom: Classroom,
    config: Any,
    assignment: str,
    students: Sequence[str] | None = None,
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> Changes:
    """What :func:`autograder.batch.grade_class` would do with these hand-ins; ``config`` was read only to look.

    ``progress`` hears how many of how many were looked at.

    Raises:
        AutograderError: nothing could be graded: no such assignment, nobody handed in, damaged keys, no grade book.
    """
    job = prepare_job(classroom, config, assignment)
    wanted = hand_ins(classroom, config, assignment) if students is None else tuple(dict.fromkeys(students))
    if not wanted:
        raise AssignmentError("nobody", assignment=assignment)
    with look_into(config, assignment) as view, looked_at(classroom) as copy:
        if view is None:
            raise AssignmentError("not_generated", assignment=assignment)
        look = _Look(classroom, job, view)
        before = view.hand_ins([student for student in wanted if is_student_id(student)])
        left = [each for each in wanted if not force and look.is_unchanged(each, before.get(each))]
        done = {student: look.unchanged(student, before[student]) for student in left}
        tasks = [Task(each, view.moment(before.get(each))) for each in wanted if each not in done]

        def looked(count: int) -> None:
            if progress is not None:
                progress(len(left) + count, len(wanted))

        looked(0)
        done |= look.at(tasks, copy, jobs, looked)
    return Changes(assignment, tuple(done[student] for student in sorted(wanted)))


class _Look:
    def __init__(self, classroom: Classroom, job: Job, view: BookView) -> None:
        self._classroom = classroom
        self._job = job
        self._view = view
        self._record = read_ledger(classroom.ledger_file(job.assignment))
        self._names = view.names()

    def is_unchanged(self, student: str, before: HandIn | None) -> bool:
        """Whether a run would leave this hand-in alone, as far as scores go."""
        entry = self._record.entries.get(student)
        if entry is None or before is None or entry.basis != self._job.seal:
            return False
        if entry.due != self._view.moment(before) or entry.rows != self._view.standing(before).rows:
            return False
        return entry.hand_in == folder_seal(self._classroom.step("submitted", self._job.assignment, student))

    def unchanged(self, student: str, before: HandIn) -> Change:
        """What there is to say about such a hand-in."""
        total = self._view.standing(before).total
        return Change(student, self._names.get(student, ""), Kind.SAME, total, total)

    def at(
        self, tasks: Sequence[Task], copy: LookedAt, jobs: int | None, progress: Callable[[int], None]
    ) -> dict[str, Change]:
        """What would become of hand-ins that have to be graded to know."""
        if not tasks:
            return {}
        job = self._job
        basis = basis_of(self._classroom, job.assignment, job.parts)
        comparison = Comparison(copy, job.assignment, self._view, self._record, basis, job.seal)
        found: dict[str, Change] = {}
        with LocalCrew(replace(job, classroom=copy), min(jobs or cores(), len(tasks))) as crew:
            for result in crew.run(tasks):
                plain = replace(result, problem=copy.real(result.problem))
                found |= _by_student(comparison.changes([plain]))
                _clear(copy, job.assignment, result)
                progress(len(found))
        return found


def _by_student(changes: Iterable[Change]) -> dict[str, Change]:
    return {change.student: change for change in changes}


def _clear(copy: LookedAt, assignment: str, result: Result) -> None:
    """What was made of a hand-in is looked at once, so that a large class takes no more room than a small one."""
    if is_student_id(result.student):
        shutil.rmtree(copy.staging(assignment) / result.student, ignore_errors=True)
