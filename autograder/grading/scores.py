"""What the grade book says about a class, read once and as plain data."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory

from autograder.errors import AssignmentError


@dataclass(frozen=True, slots=True)
class PartInfo:
    """One graded cell of an assignment."""

    name: str
    maximum: float


@dataclass(frozen=True, slots=True)
class Row:
    """One student's scores for one assignment."""

    student: str
    first_name: str
    last_name: str
    email: str
    lms_user_id: str
    scores: Mapping[str, float]
    waiting: frozenset[str]
    total: float
    penalty: float
    timestamp: datetime | None
    handed_in: bool


@dataclass(frozen=True, slots=True)
class AssignmentScores:
    """One assignment with everybody's scores."""

    name: str
    duedate: datetime | None
    parts: tuple[PartInfo, ...]
    maximum: float
    rows: tuple[Row, ...]

    @property
    def graded(self) -> tuple[Row, ...]:
        """The rows of those who handed in."""
        return tuple(row for row in self.rows if row.handed_in)


def read_scores(config: Any, assignments: Sequence[str] = ()) -> tuple[AssignmentScores, ...]:
    """The scores of a class; of ``assignments`` only, when there are any.

    Raises:
        AssignmentError: an assignment is unknown, or there is nothing in the grade book yet.
    """
    coursedir = CourseDirectory(config=config)
    with Gradebook(coursedir.db_url, coursedir.course_id) as book:
        known = [each.name for each in book.assignments]
        for name in assignments:
            if name not in known:
                raise AssignmentError("unknown_assignment", assignment=name, known=", ".join(known) or "–")
        found = tuple(
            _assignment(book, each) for each in book.assignments if not assignments or each.name in assignments
        )
    if not any(each.graded for each in found):
        raise AssignmentError("no_grades")
    return found


def _assignment(book: Any, assignment: Any) -> AssignmentScores:
    parts = tuple(
        PartInfo(cell.name, float(cell.max_score))
        for notebook in sorted(assignment.notebooks, key=lambda n: str(n.name))
        for cell in _in_order(notebook)
    )
    rows = tuple(_row(book, assignment.name, student) for student in book.students)
    return AssignmentScores(assignment.name, assignment.duedate, parts, float(assignment.max_score or 0), rows)


def _in_order(notebook: Any) -> list[Any]:
    # Source cells stand in the order of the notebook; graded cells in no order that can be relied on.
    place = {cell.name: n for n, cell in enumerate(notebook.source_cells)}
    cells = [*notebook.grade_cells, *notebook.task_cells]
    return sorted(cells, key=lambda cell: place.get(cell.name, len(place)))


def _row(book: Any, assignment: str, student: Any) -> Row:
    names = {key: str(getattr(student, key) or "") for key in ("first_name", "last_name", "email", "lms_user_id")}
    try:
        submission = book.find_submission(assignment, student.id)
    except MissingEntry:
        return Row(
            student.id, **names, scores={}, waiting=frozenset(), total=0.0, penalty=0.0, timestamp=None, handed_in=False
        )
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    penalty = float(submission.late_submission_penalty or 0)
    return Row(
        student.id,
        **names,
        scores={grade.name: float(grade.score or 0) for grade in grades},
        waiting=frozenset(grade.name for grade in grades if grade.manual_score is None and grade.auto_score is None),
        total=max(0.0, float(submission.score or 0) - penalty),
        penalty=penalty,
        timestamp=submission.timestamp,
        handed_in=True,
    )
