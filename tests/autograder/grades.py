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
STUDENTS = "select id, first_name, last_name, email, lms_user_id from student order by 1"
# What grading leaves as it is: a person's columns.
BY_PEOPLE = """
    select submitted_assignment.student_id, base_cell.name, grade.extra_credit, comment.manual_comment,
        submitted_notebook.flagged, submitted_assignment.extension
    from submitted_notebook join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
    join base_cell on base_cell.notebook_id = submitted_notebook.notebook_id
    left join grade on grade.cell_id = base_cell.id and grade.notebook_id = submitted_notebook.id
    left join comment on comment.cell_id = base_cell.id and comment.notebook_id = submitted_notebook.id
    order by 1, 2
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
    """All that stands in a grade book about students and their hand-ins, without the random ids of rows."""
    queries = {"grades": GRADES, "comments": COMMENTS, "hand-ins": HAND_INS, "students": STUDENTS, "people": BY_PEOPLE}
    return {name: rows(root, query) for name, query in queries.items()}


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
