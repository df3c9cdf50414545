"""The grade book for looking only: the database itself is told that nothing may be written."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from nbgrader.api import Assignment, Student
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import create_engine, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.orm import Session

from autograder.errors import AssignmentError, ClassFolderError
from autograder.grading.book_rows import HandIn, Shelf
from autograder.grading.gradebook import LateRule, Standing, moment
from autograder.grading.worker import Result

AT_ONCE: Final = 200
"""Hand-ins in one question; some databases take only so many values."""


class BookView:
    """One assignment in an open grade book."""

    def __init__(self, session: Session, config: Any, assignment: Any) -> None:
        self._session = session
        self._late = LateRule(config)
        self._shelf = Shelf(session, assignment.id)
        self.duedate: datetime | None = assignment.duedate
        self.maximum = float(assignment.max_score or 0)

    def names(self) -> dict[str, str]:
        """What each student of the class list is called."""
        return _names(self._session)

    def hand_ins(self, students: Sequence[str]) -> dict[str, HandIn]:
        """What stands in the book about these students, for those who handed in before."""
        found: dict[str, HandIn] = {}
        for start in range(0, len(students), AT_ONCE):
            found |= self._shelf.read(students[start : start + AT_ONCE])
        return found

    def moment(self, hand_in: HandIn | None) -> str:
        """Until when a student has time, as the ledger writes it."""
        return moment(self.duedate, hand_in.own["extension"] if hand_in is not None else None)

    def standing(self, hand_in: HandIn) -> Standing:
        """What the rows of a hand-in come to."""
        return Standing.of(hand_in, self.duedate, self.maximum)

    def after(self, student: str, hand_in: HandIn | None, result: Result) -> HandIn:
        """The rows as they would be with a new result; those given stay as they are."""
        found = self._shelf.complete(student, deepcopy(hand_in))
        found.fill(result)
        seconds = found.seconds_late(self.duedate)
        for name, row in found.notebooks.items():
            row.put("late_submission_penalty", None)
            if seconds > 0:
                row.put("late_submission_penalty", self._late.penalty(student, found.score_of(name), seconds))
        return found


@contextmanager
def look_into(config: Any, assignment: str) -> Iterator[BookView | None]:
    """The grade book of a class at one assignment; ``None`` when there is no grade book yet.

    Raises:
        AssignmentError: the grade book does not know the assignment.
        ClassFolderError: the grade book cannot be read.
    """
    with _session(config) as session:
        if session is None:
            yield None
            return
        found = session.scalar(select(Assignment).where(Assignment.name == assignment))
        if found is None:
            raise AssignmentError("not_generated", assignment=assignment)
        yield BookView(session, config, found)


def class_names(config: Any) -> dict[str, str]:
    """What each student of the class list is called; nobody when there is no grade book yet."""
    with _session(config) as session:
        return _names(session) if session is not None else {}


def _names(session: Session) -> dict[str, str]:
    columns = select(Student.id, Student.first_name, Student.last_name)
    return {key: f"{first or ''} {last or ''}".strip() for key, first, last in session.execute(columns)}


@contextmanager
def _session(config: Any) -> Iterator[Session | None]:
    engine = _engine(CourseDirectory(config=config).db_url)
    if engine is None:
        yield None
        return
    try:
        with Session(engine, autoflush=False) as session:
            yield session
    except (OperationalError, ProgrammingError) as problem:
        raise ClassFolderError("book_unreadable", why=problem.orig) from problem
    finally:
        engine.dispose()


def _engine(address: str) -> Engine | None:
    url = make_url(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, execution_options={"postgresql_readonly": True})
    if not url.database or not Path(url.database).is_file():
        return None
    name = f"file:{quote(str(Path(url.database).resolve()))}?mode=ro"
    return create_engine("sqlite://", creator=lambda: sqlite3.connect(name, uri=True, check_same_thread=False))
