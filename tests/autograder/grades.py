"""What stands in a grade book, for comparing two of them."""

import sqlite3
from contextlib import closing
from pathlib import Path

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
