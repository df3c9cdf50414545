"""Writes grades for learning platforms: quoted, and so that no spreadsheet takes a name for a formula."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from nbgrader.plugins import ExportPlugin

from autograder.files import write_text
from autograder.grading.scores import AssignmentScores, Row, read_scores

# What makes a spreadsheet calculate: at the start of a cell, also behind blanks, quotes and what nobody sees.
FORMULA: Final = frozenset("=+-@|%＝＋－＠﹢﹣﹦﹫−")
# Where a Dutch spreadsheet begins a new cell; it does so inside our quotes, since it splits no lines at commas.
SEPARATOR: Final = re.compile(r"(?<=;)")
QUOTES: Final = frozenset("\"'")
# By the classes of Unicode: what starts a line or a cell and is no text, and what can stand before text unseen.
BREAKS: Final = frozenset({"Cc", "Zl", "Zp"})
UNSEEN: Final = BREAKS | {"Cf", "Zs"}


def safe(value: object) -> str:
    """A cell that a spreadsheet shows as it is, on one line: what looks like a formula gets an apostrophe."""
    if isinstance(value, int | float):
        return f"{value:.4f}".rstrip("0").rstrip(".")
    text = "" if value is None else str(value)
    # Whether a line break, a tab or a zero stands inside the quotes depends on who reads; no name has one.
    text = "".join(" " if unicodedata.category(c) in BREAKS else c for c in text)
    return "".join(f"'{part}" if _calculates(part) else part for part in SEPARATOR.split(text))


def _calculates(text: str) -> bool:
    first = next((c for c in text if c not in QUOTES and unicodedata.category(c) not in UNSEEN), "")
    return first in FORMULA


def write_grades(config: Any, platform: str, goal: Path, assignments: Sequence[str] = ()) -> int:
    """Writes the grades of a class to ``goal`` in the form that ``platform`` reads.

    Returns how many hand-ins still wait for grading by hand, and so may get a higher total later.

    Raises:
        AutograderError: there is nothing to write yet.
    """
    found = read_scores(config, assignments)
    write_text(goal, as_csv(FORMS[platform](found)))
    return sum(bool(row.waiting) for each in found for row in each.rows)


def as_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV with every cell quoted and safe."""
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([safe(v) for v in row] for row in rows)
    return out.getvalue()


def _plain(found: Sequence[AssignmentScores]) -> Iterable[Sequence[object]]:
    """nbgrader's own columns, and one for each part."""
    yield [
        *("assignment", "duedate", "timestamp", "student_id", "last_name", "first_name", "email", "raw_score"),
        *("late_submission_penalty", "score", "max_score", "waiting"),
        *(f"{each.name}/{part.name}" for each in found for part in each.parts),
    ]
    for each in found:
        for row in each.rows:
            parts = [row.scores.get(part.name, 0.0) if other is each else "" for other in found for part in other.parts]
            yield [
                *(each.name, each.duedate, row.timestamp, row.student, row.last_name, row.first_name, row.email),
                *(row.total + row.penalty, row.penalty, row.total, each.maximum, len(row.waiting)),
                *parts,
            ]


def _canvas(found: Sequence[AssignmentScores]) -> Iterable[Sequence[object]]:
    """Canvas: one row a student, one column an assignment; the second row holds the points possible."""
    yield ["Student", "ID", "SIS Login ID", "Section", *(each.name for each in found)]
    yield ["    Points Possible", "", "", "", *(each.maximum for each in found)]
    for student, rows in _by_student(found).items():
        one = next(iter(rows.values()))
        totals = [rows[each.name].total if rows[each.name].handed_in else "" for each in found]
        yield [_name(one), one.lms_user_id, student, "", *totals]


def _brightspace(found: Sequence[AssignmentScores]) -> Iterable[Sequence[object]]:
    """Brightspace: the column's name says that points follow; each row ends with a hash."""
    yield ["OrgDefinedId", "Username", *(f"{each.name} Points Grade" for each in found), "End-of-Line Indicator"]
    for student, rows in _by_student(found).items():
        one = next(iter(rows.values()))
        totals = [rows[each.name].total if rows[each.name].handed_in else "" for each in found]
        yield [one.lms_user_id or student, student, *totals, "#"]


def _moodle(found: Sequence[AssignmentScores]) -> Iterable[Sequence[object]]:
    """Moodle: the first columns find the student."""
    yield ["ID number", "Email address", "First name", "Last name", *(each.name for each in found)]
    for student, rows in _by_student(found).items():
        one = next(iter(rows.values()))
        totals = [rows[each.name].total if rows[each.name].handed_in else "" for each in found]
        yield [one.lms_user_id or student, one.email, one.first_name, one.last_name, *totals]


def _by_student(found: Sequence[AssignmentScores]) -> Mapping[str, dict[str, Row]]:
    rows: dict[str, dict[str, Row]] = {}
    for each in found:
        for row in each.rows:
            rows.setdefault(row.student, {})[each.name] = row
    return rows


def _name(row: Row) -> str:
    return f"{row.last_name}, {row.first_name}" if row.last_name else row.first_name or row.student


FORMS: Final[Mapping[str, Callable[[Sequence[AssignmentScores]], Iterable[Sequence[object]]]]] = {
    "csv": _plain,
    "canvas": _canvas,
    "brightspace": _brightspace,
    "moodle": _moodle,
}


class SafeCsvExport(ExportPlugin):
    """For ``nbgrader export``: nbgrader's own file, but quoted and formula-safe."""

    def export(self, gradebook: Any) -> None:
        """Writes the grades to ``--to`` (``grades.csv`` unless told)."""
        del gradebook
        found = read_scores(self.config, [str(name) for name in self.assignment])
        students = {str(student) for student in self.student}
        if students:
            found = tuple(replace(each, rows=tuple(r for r in each.rows if r.student in students)) for each in found)
        write_text(Path(self.to or "grades.csv"), as_csv(_plain(found)))
