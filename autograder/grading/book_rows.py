"""The rows of nbgrader's grade book about hand-ins: read, filled and written many at a time through its models."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from math import fsum
from typing import Any, Final

from nbgrader.api import (
    BaseCell,
    Comment,
    Grade,
    GradeCell,
    Notebook,
    SolutionCell,
    SubmittedAssignment,
    SubmittedNotebook,
    TaskCell,
    new_uuid,
)
from sqlalchemy import insert, inspect, select, update

from autograder.grading.seal import seal
from autograder.grading.worker import Result

Place = tuple[str, str]
"""A cell: the name of its notebook and its own."""
# What grading writes; all other columns belong to people.
GRADED: Final[Mapping[Any, tuple[str, ...]]] = {
    SubmittedAssignment: ("timestamp",),
    SubmittedNotebook: ("late_submission_penalty",),
    Grade: ("auto_score", "needs_manual_grade"),
    Comment: ("auto_comment",),
}


class Row:
    """One row of the grade book, there already or to be added."""

    __slots__ = ("changed", "new", "values")

    def __init__(self, values: dict[str, Any], *, new: bool = False) -> None:
        self.values = values
        self.new = new
        self.changed = False

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def put(self, column: str, value: object) -> None:
        """Sets a column."""
        if self.values[column] != value:
            self.values[column] = value
            self.changed = True


@dataclass(slots=True)
class HandIn:
    """All rows of one hand-in: its own, one a notebook, and one a graded or commented cell."""

    own: Row
    notebooks: dict[str, Row] = field(default_factory=dict)
    grades: dict[Place, Row] = field(default_factory=dict)
    comments: dict[Place, Row] = field(default_factory=dict)

    def fill(self, result: Result) -> None:
        """Takes over what grading found, as nbgrader's SaveAutoGrades does."""
        if result.timestamp is not None:
            self.own.put("timestamp", result.timestamp)
        for name, rows in result.notebooks.items():
            for cell, score in rows.scores.items():
                grade = self.grades[name, cell]
                grade.put("auto_score", score)
                grade.put("needs_manual_grade", grade["manual_score"] is not None or score is None)
            for cell, words in rows.comments.items():
                self.comments[name, cell].put("auto_comment", words)

    def seconds_late(self, duedate: datetime | None) -> float:
        """How long after the due date, an extension included; 0 without one of the two times."""
        if self.own["timestamp"] is None or duedate is None:
            return 0.0
        due = duedate + self.own["extension"] if self.own["extension"] is not None else duedate
        late: float = (self.own["timestamp"] - due).total_seconds()
        return max(0.0, late)

    @property
    def seal(self) -> str:
        """A hash of what grading writes into these rows."""
        scores = (f"{place}={row['auto_score']}" for place, row in sorted(self.grades.items()))
        words = (f"{place}={row['auto_comment']}" for place, row in sorted(self.comments.items()))
        penalties = (f"{name}={row['late_submission_penalty']}" for name, row in sorted(self.notebooks.items()))
        return seal(str(self.own["timestamp"]), *scores, *words, *penalties)

    @property
    def score(self) -> float:
        """All points: a person's where there are, else ours, and what a person gave on top."""
        return fsum(_points(row) for row in self.grades.values())

    def score_of(self, notebook: str) -> float:
        """The points of one notebook."""
        return fsum(_points(row) for (name, _), row in self.grades.items() if name == notebook)

    @property
    def penalty(self) -> float:
        """What lateness takes off."""
        return fsum(row["late_submission_penalty"] or 0.0 for row in self.notebooks.values())

    @property
    def by_hand(self) -> int:
        """Cells that wait for a person."""
        return sum(bool(row["needs_manual_grade"]) for row in self.grades.values())

    @property
    def given(self) -> bool:
        """Whether anybody has given points: grading, or a person."""
        return any(row["auto_score"] is not None or row["manual_score"] is not None for row in self.grades.values())

    def rows(self) -> Iterator[tuple[Any, Row]]:
        """Every row with its table, parents first."""
        yield SubmittedAssignment, self.own
        for model, rows in ((SubmittedNotebook, self.notebooks), (Grade, self.grades), (Comment, self.comments)):
            for row in rows.values():
                yield model, row


class Shelf:
    """Reads and writes the hand-ins of one assignment in an open session."""

    def __init__(self, session: Any, assignment_id: str) -> None:
        self._session = session
        self._assignment = assignment_id
        mine = select(Notebook.id, Notebook.name).where(Notebook.assignment_id == assignment_id)
        self._notebooks: dict[str, str] = dict(session.execute(mine).all())
        self._grades = self._cells(GradeCell) | self._cells(TaskCell)
        self._comments = self._cells(SolutionCell) | self._cells(TaskCell)

    def read(self, students: Sequence[str], *, lock: bool = False) -> dict[str, HandIn]:
        """The hand-ins of these students, for those who have one."""
        own = self._rows(SubmittedAssignment, "student_id", students, lock=lock)
        own = [row for row in own if row["assignment_id"] == self._assignment]
        found = {row["student_id"]: HandIn(row) for row in own}
        by_id = {hand_in.own["id"]: hand_in for hand_in in found.values()}
        by_notebook: dict[str, HandIn] = {}
        for row in self._rows(SubmittedNotebook, "assignment_id", list(by_id), lock=lock):
            by_notebook[row["id"]] = hand_in = by_id[row["assignment_id"]]
            hand_in.notebooks[self._notebooks[row["notebook_id"]]] = row
        for row in self._rows(Grade, "notebook_id", list(by_notebook), lock=lock):
            by_notebook[row["notebook_id"]].grades[self._grades[row["cell_id"]]] = row
        for row in self._rows(Comment, "notebook_id", list(by_notebook), lock=lock):
            by_notebook[row["notebook_id"]].comments[self._comments[row["cell_id"]]] = row
        return found

    def complete(self, student: str, hand_in: HandIn | None) -> HandIn:
        """The hand-in with every row that nbgrader's ``add_submission`` would give it."""
        if hand_in is None:
            given = {"assignment_id": self._assignment, "student_id": student, "timestamp": None, "extension": None}
            hand_in = HandIn(Row({"id": new_uuid(), **given}, new=True))
        for key, name in self._notebooks.items():
            if name not in hand_in.notebooks:
                links = {"assignment_id": hand_in.own["id"], "notebook_id": key}
                values = {"id": new_uuid(), **links, "flagged": False, "late_submission_penalty": None}
                hand_in.notebooks[name] = Row(values, new=True)
        points = {"auto_score": None, "manual_score": None, "extra_credit": None, "needs_manual_grade": True}
        words = {"auto_comment": None, "manual_comment": None}
        _add_cells(hand_in, hand_in.grades, self._grades, points)
        _add_cells(hand_in, hand_in.comments, self._comments, words)
        return hand_in

    def write(self, hand_ins: Sequence[HandIn]) -> None:
        """Adds the rows that are new and changes those that changed."""
        added: dict[Any, list[dict[str, Any]]] = {model: [] for model in GRADED}
        changed: dict[Any, list[dict[str, Any]]] = {model: [] for model in GRADED}
        for hand_in in hand_ins:
            for model, row in hand_in.rows():
                if row.new:
                    added[model].append(row.values)
                elif row.changed:
                    changed[model].append({column: row[column] for column in ("id", *GRADED[model])})
                row.new = row.changed = False
        for model, rows in added.items():
            if rows:
                # The table and not the model: no object for each row, and the same statement.
                self._session.execute(insert(model.__table__), rows)
        for model, rows in changed.items():
            if rows:
                self._session.execute(update(model), rows)

    def points_of(self, notebooks: Sequence[str]) -> dict[str, float]:
        """The score of students' notebooks as nbgrader itself adds it up, to its last digit."""
        mine = select(SubmittedNotebook.id, SubmittedNotebook.score).where(SubmittedNotebook.id.in_(notebooks))
        return dict(self._session.execute(mine).all())

    def _cells(self, kind: Any) -> dict[str, Place]:
        cells = select(kind.id, BaseCell.name, BaseCell.notebook_id).join_from(
            kind.__table__, BaseCell.__table__, kind.__table__.c.id == BaseCell.__table__.c.id
        )
        found = self._session.execute(cells).all()
        return {key: (self._notebooks[book], name) for key, name, book in found if book in self._notebooks}

    def _rows(self, model: Any, column: str, values: Sequence[str], *, lock: bool) -> list[Row]:
        if not values:
            return []
        table = model.__table__
        columns = [c for c in table.columns if c.name in {attribute.key for attribute in inspect(model).column_attrs}]
        question = select(*columns).where(table.c[column].in_(values))
        names = [c.name for c in columns]
        rows = self._session.execute(question.with_for_update() if lock else question)
        return [Row(dict(zip(names, row, strict=True))) for row in rows]


def _add_cells(hand_in: HandIn, rows: dict[Place, Row], cells: Mapping[str, Place], values: dict[str, Any]) -> None:
    if len(rows) == len(cells):
        return
    for key, place in cells.items():
        if place not in rows:
            notebook = hand_in.notebooks[place[0]]["id"]
            rows[place] = Row({"id": new_uuid(), "cell_id": key, "notebook_id": notebook, **values}, new=True)


def _points(row: Row) -> float:
    given = row["auto_score"] if row["manual_score"] is None else row["manual_score"]
    return 0.0 if given is None else float(given) + float(row["extra_credit"] or 0.0)
