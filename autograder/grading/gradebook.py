"""Writes scores into nbgrader's grade book. One writer for a whole class.

A batch of hand-ins is one transaction that begins by locking what it will change: somebody who grades by hand at the
same moment, in the formgrader or on another machine, waits or makes us wait, and neither loses a row.
"""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import SimpleNamespace, TracebackType
from typing import Any, Final, Self

from nbgrader.api import Gradebook, MissingEntry, Student, SubmittedAssignment
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from sqlalchemy import event, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from autograder.errors import AssignmentError, ClassFolderError
from autograder.grading.book_rows import HandIn, Shelf
from autograder.grading.seal import seal
from autograder.grading.worker import Result

BUSY: Final = 60.0
"""Seconds that we wait for somebody else who is writing."""
TRIES: Final = 6
AT_ONCE: Final = 200
"""Hand-ins in one question to the grade book; some databases take only so many values."""


@dataclass(frozen=True, slots=True)
class Total:
    """What the grade book says about one hand-in after it was saved."""

    score: float
    maximum: float
    penalty: float
    by_hand: int


@dataclass(frozen=True, slots=True)
class Standing:
    """What the grade book holds about one hand-in: a hash of what grading writes, and what it comes to."""

    rows: str
    total: Total
    given: bool = False
    """Whether there are points already, ours or a person's."""

    @classmethod
    def of(cls, hand_in: HandIn, duedate: datetime | None, maximum: float) -> Self:
        """What the rows of a hand-in come to."""
        # A penalty can depend on all points, also on those that a person gave since.
        score = str(hand_in.score) if hand_in.seconds_late(duedate) > 0 else ""
        total = Total(hand_in.score, maximum, hand_in.penalty, hand_in.by_hand)
        return cls(seal(hand_in.seal, score), total, hand_in.given)


class LateRule:
    """What nbgrader's step for lateness does, with the plugin of the configuration."""

    def __init__(self, config: Any) -> None:
        self._step = AssignLatePenalties(config=config)
        self._step.init_plugin()

    def penalty(self, student: str, score: float, seconds: float) -> float | None:
        """What is taken off a notebook of this score, handed in so many seconds late."""
        penalty: float | None = self._step.plugin_inst.late_submission_penalty(student, score, seconds)
        if penalty is None:
            return None
        # nbgrader's own rule, which looks at nothing of the notebook but its score.
        checked: float = self._step._check_late_penalty(SimpleNamespace(score=score), penalty)  # noqa: SLF001
        return checked


def moment(duedate: datetime | None, extension: object) -> str:
    """Until when somebody has time, as text: the due date, and what was granted on top."""
    return f"{duedate} {extension}"


class Recorder:
    """An open grade book for one assignment. Use it in a ``with`` statement."""

    def __init__(self, config: Any, assignment: str, coursedir: CourseDirectory | None = None) -> None:
        coursedir = coursedir or CourseDirectory(config=config)
        self._late = LateRule(config)
        self._book = Gradebook(coursedir.db_url, coursedir.course_id)
        self._db = self._book.db
        self._on_sqlite = self._book.engine.dialect.name == "sqlite"
        if self._on_sqlite:
            _be_patient(self._book.engine)
        try:
            found = self._book.find_assignment(assignment)
        except MissingEntry as problem:
            self._book.close()
            raise AssignmentError("not_generated", assignment=assignment) from problem
        self._id: str = found.id
        self._duedate = found.duedate
        self._maximum = float(found.max_score or 0)
        self._shelf = Shelf(self._db, self._id)
        self._db.rollback()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the grade book."""
        self._book.close()

    def names(self) -> dict[str, str]:
        """What each student of the class list is called."""
        columns = select(Student.id, Student.first_name, Student.last_name)
        found = {key: f"{first or ''} {last or ''}".strip() for key, first, last in self._db.execute(columns)}
        self._db.rollback()
        return found

    def moments(self) -> dict[str, str]:
        """Until when each student who handed in before had time; under the empty name, anybody else."""
        mine = select(SubmittedAssignment.student_id, SubmittedAssignment.extension)
        rows = self._db.execute(mine.where(SubmittedAssignment.assignment_id == self._id))
        found = {student: moment(self._duedate, extension) for student, extension in rows}
        self._db.rollback()
        return {"": moment(self._duedate, None), **found}

    def standings(self, students: Sequence[str]) -> dict[str, Standing]:
        """What stands in the grade book about these students, for those who handed in before."""
        found: dict[str, Standing] = {}
        for start in range(0, len(students), AT_ONCE):
            hand_ins = self._shelf.read(students[start : start + AT_ONCE])
            found |= {student: self._standing(hand_in) for student, hand_in in hand_ins.items()}
        self._db.rollback()
        return found

    def save(self, results: Sequence[Result]) -> tuple[dict[str, Standing], dict[str, str]]:
        """Saves hand-ins in one transaction: all of it or nothing.

        When that cannot be, each is saved by itself. Gives what now stands in the grade book, and why not for those
        that could not be saved.

        Raises:
            ClassFolderError: the grade book cannot be written at all.
        """
        try:
            return self._patiently(results), {}
        except ClassFolderError:
            raise
        except Exception as problem:  # noqa: BLE001 - one hand-in that cannot be saved never stops the rest
            if len(results) == 1:
                return {}, {results[0].student: f"{type(problem).__name__}: {problem}"[:300]}
        saved: dict[str, Standing] = {}
        problems: dict[str, str] = {}
        for result in results:
            good, bad = self.save([result])
            saved |= good
            problems |= bad
        return saved, problems

    def save_one(self, result: Result) -> Standing:
        """Saves one hand-in; raises what keeps it from being saved."""
        return self._patiently([result])[result.student]

    def _patiently(self, results: Sequence[Result]) -> dict[str, Standing]:
        for attempt in range(TRIES):
            try:
                return self._save({result.student: result for result in results})
            except (OperationalError, IntegrityError) as problem:
                # Somebody else wrote at the same moment: look again at what there is now, and write then.
                self._db.rollback()
                if attempt + 1 < TRIES:
                    time.sleep(0.05 * 2**attempt)
                elif isinstance(problem, OperationalError):
                    raise ClassFolderError("book_busy", why=problem.orig) from problem
                else:
                    raise
            except BaseException:
                self._db.rollback()
                raise
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    def _save(self, results: Mapping[str, Result]) -> dict[str, Standing]:
        if self._on_sqlite:
            # Reading first and writing later would let somebody write in between.
            self._db.connection().exec_driver_sql("BEGIN IMMEDIATE")
        students = list(results)
        known = set(self._db.scalars(select(Student.id).where(Student.id.in_(students))))
        fresh = [{"id": student} for student in students if student not in known]
        if fresh:
            self._db.execute(insert(Student.__table__), fresh)
        before = self._shelf.read(students, lock=True)
        hand_ins = {student: self._shelf.complete(student, before.get(student)) for student in students}
        for student, hand_in in hand_ins.items():
            hand_in.fill(results[student])
            for row in hand_in.notebooks.values():
                row.put("late_submission_penalty", None)
        self._shelf.write(list(hand_ins.values()))
        self._penalise({s: h for s, h in hand_ins.items() if h.seconds_late(self._duedate) > 0})
        found = {student: self._standing(hand_in) for student, hand_in in hand_ins.items()}
        self._db.commit()
        return found

    def _penalise(self, late: Mapping[str, HandIn]) -> None:
        if not late:
            return
        points = self._shelf.points_of([row["id"] for hand_in in late.values() for row in hand_in.notebooks.values()])
        for student, hand_in in late.items():
            seconds = hand_in.seconds_late(self._duedate)
            for row in hand_in.notebooks.values():
                row.put("late_submission_penalty", self._late.penalty(student, points[row["id"]], seconds))
        self._shelf.write(list(late.values()))

    def _standing(self, hand_in: HandIn) -> Standing:
        return Standing.of(hand_in, self._duedate, self._maximum)


def _be_patient(engine: Any) -> None:
    """Lets SQLite wait for others, and keep the pages of a large class in memory."""

    @event.listens_for(engine, "connect")
    def settings(connection: Any, record: object) -> None:
        connection.execute(f"PRAGMA busy_timeout = {int(BUSY * 1000)}")
        connection.execute("PRAGMA cache_size = -65536")

    engine.dispose()
