"""From answers and keys to points and reasons. Pure: no files, no clock, no student's code.

The rule of each kind stands in :mod:`course.scoring.rules`; :func:`score` is what a grader calls for each graded cell.
"""

from course.scoring.cell import Book, CellScore, Policy, points_of, score
from course.scoring.judge import KeyMismatchError, judge
from course.scoring.reasons import basis, explain
from course.scoring.verdict import Judged, Verdict, number_text

__all__ = [
    "Book",
    "CellScore",
    "Judged",
    "KeyMismatchError",
    "Policy",
    "Verdict",
    "basis",
    "explain",
    "judge",
    "number_text",
    "points_of",
    "score",
]
