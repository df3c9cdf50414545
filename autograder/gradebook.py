"""Writes scores into nbgrader's grade book, through nbgrader's own API and models. One writer for a whole class."""

import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import AssignLatePenalties
from nbgrader.utils import compute_checksum, determine_grade, is_grade, is_solution, is_task
from sqlalchemy.exc import SAWarning

from autograder.errors import AssignmentError
from autograder.marking import Marked


@dataclass(frozen=True, slots=True)
class Total:
    """What the grade book says about one hand-in after it was saved."""

    score: float
    maximum: float
    penalty: float
    by_hand: int


class Recorder:
    """An open grade book for one assignment. Use it in a ``with`` statement."""

    def __init__(self, config: Any, assignment: str) -> None:
        coursedir = CourseDirectory(config=config)
        self._assignment = assignment
        self._late = AssignLatePenalties(config=config)
        self._late.init_plugin()
        self._gradebook = Gradebook(coursedir.db_url, coursedir.course_id)
        try:
            self._gradebook.find_assignment(assignment)
        except MissingEntry as problem:
            self._gradebook.close()
            raise AssignmentError("not_generated", assignment=assignment) from problem

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._gradebook.close()

    def name_of(self, student: str) -> str:
        """What a student is called in the class list; nothing when there is no such student."""
        try:
            found = self._gradebook.find_student(student)
        except MissingEntry:
            return ""
        return f"{found.first_name or ''} {found.last_name or ''}".strip()

    def save(
        self, student: str, timestamp: datetime | None, notebooks: Mapping[str, tuple[Any, Mapping[str, Marked]]]
    ) -> Total:
        """Saves one hand-in: for each notebook its graded cells and their scores. All of it, or nothing."""
        try:
            with warnings.catch_warnings():
                # nbgrader adds a hand-in in a way that SQLAlchemy frowns on; it is nbgrader's to change.
                warnings.simplefilter("ignore", SAWarning)
                return self._save(student, timestamp, notebooks)
        except BaseException:
            self._gradebook.db.rollback()
            raise

    def _save(
        self, student: str, timestamp: datetime | None, notebooks: Mapping[str, tuple[Any, Mapping[str, Marked]]]
    ) -> Total:
        book = self._gradebook
        book.update_or_create_student(student)
        given = {} if timestamp is None else {"timestamp": timestamp}
        submission = book.update_or_create_submission(self._assignment, student, **given)
        by_hand = 0
        for saved in submission.notebooks:
            if saved.name in notebooks:
                by_hand += self._save_notebook(saved, *notebooks[saved.name])
        book.db.flush()
        for saved in submission.notebooks:
            book.db.refresh(saved)
            saved.late_submission_penalty = self._penalty(submission, saved, student)
        book.db.commit()
        penalty = sum(saved.late_submission_penalty or 0.0 for saved in submission.notebooks)
        return Total(float(submission.score), float(submission.max_score), penalty, by_hand)

    def _save_notebook(self, saved: Any, notebook: Any, marked: Mapping[str, Marked]) -> int:
        grades = {grade.name: grade for grade in saved.grades}
        comments = {comment.name: comment for comment in saved.comments}
        for cell in notebook.cells:
            name = cell.metadata.get("nbgrader", {}).get("grade_id")
            if is_grade(cell):
                grade = grades[name]
                grade.auto_score = _score(cell, marked.get(name))
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
            if is_solution(cell) or is_task(cell):
                unanswered = not is_task(cell) and cell.metadata.nbgrader.get("checksum") == compute_checksum(cell)
                comments[name].auto_comment = "No response." if unanswered else None
        return sum(bool(grade.needs_manual_grade) for grade in saved.grades)

    def _penalty(self, submission: Any, saved: Any, student: str) -> float | None:
        late = submission.total_seconds_late
        if late <= 0:
            return None
        penalty = self._late.plugin_inst.late_submission_penalty(student, saved.score, late)
        return None if penalty is None else self._late._check_late_penalty(saved, penalty)  # noqa: SLF001 - nbgrader's own rule


def _score(cell: Any, marked: Marked | None) -> float | None:
    if is_solution(cell):
        score: float | None = determine_grade(cell)[0]
        return score
    # A cell that nobody scored gets nothing: no evidence, no points.
    return 0.0 if marked is None else marked.points
