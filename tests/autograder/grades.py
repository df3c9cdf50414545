"""What stands in a grade book, for comparing two of them."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

GRADES = """
    select student.id, base_cell.name, grade.auto_score, grade.manual_score, grade.needs_manual_grade
    from grade join submitted_notebook on grade.notebook_id = submitted_notebook.id
    join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
    join student on submitted_assignment.student_id = student.id
    join base_cell on grade.cell_id = base_cell.id
    order by 1, 2
"""
COMMENTS = """
    select student.id, base_cell.name, comment.auto_comment
    from comment join submitted_notebook on comment.notebook_id = submitted_notebook.id
    join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
    join student on submitted_assignment.student_id = student.id
    join base_cell on comment.cell_id = base_cell.id
    order by 1, 2
"""
HAND_INS = """
    select submitted_assignment.student_id, submitted_assignment.timestamp, submitted_notebook.late_submission_penalty
    from submitted_notebook join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
    order by 1
"""


def rows(root: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        return book.execute(query).fetchall()


def scores(root: Path) -> dict[str, dict[str, object]]:
    found: dict[str, dict[str, object]] = {}
    for student, cell, auto, *_ in rows(root, GRADES):
        found.setdefault(str(student), {})[str(cell)] = auto
    return found


def everything(root: Path) -> dict[str, list[tuple[object, ...]]]:
    return {"grades": rows(root, GRADES), "comments": rows(root, COMMENTS), "hand-ins": rows(root, HAND_INS)}


def through_nbgrader(url: str, assignment: str) -> dict[str, dict[str, Any]]:
    """What a grade book says about each student, whatever data base it is."""
    from nbgrader.api import Gradebook  # noqa: PLC0415 - importing nbgrader takes a second

    with Gradebook(url) as book:
        return {each.student.id: _hand_in(each) for each in book.assignment_submissions(assignment)}


def _hand_in(submission: Any) -> dict[str, Any]:
    grades = [(book.name, grade) for book in submission.notebooks for grade in book.grades]
    comments = [(book.name, comment) for book in submission.notebooks for comment in book.comments]
    columns = ("auto_score", "manual_score", "extra_credit", "needs_manual_grade", "score")
    return {
        "timestamp": submission.timestamp,
        "penalty": submission.late_submission_penalty,
        "score": submission.score,
        "scores": {(name, grade.name): tuple(getattr(grade, column) for column in columns) for name, grade in grades},
        "comments": {(name, each.name): (each.auto_comment, each.manual_comment) for name, each in comments},
    }
