"""Old and new beside each other: what a run would do to the scores that stand in the grade book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any, Final

from autograder.grading.book_rows import HandIn, Place, Row
from autograder.grading.gradebook import Total
from autograder.preview.causes import Cause

SAME: Final = 1e-6
"""Points that differ less than this are the same points."""


class Kind(StrEnum):
    """What a run would do to a hand-in."""

    FIRST = "first"
    """It is graded for the first time."""
    ANEW = "anew"
    """It came anew, or was changed, since it was graded."""
    REGRADED = "regraded"
    """It is the same hand-in, and its points change."""
    SAME = "same"
    """Nobody's points change."""
    FAILED = "failed"
    """It cannot be graded."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """One graded cell whose points change. ``None`` stands for: waits for a person."""

    cell: str
    maximum: float | None
    before: float | None
    after: float | None
    person: float | None
    """The points that a person gave; they stay, and the two others do not count."""
    causes: tuple[Cause, ...]
    reasons_before: tuple[str, ...] = ()
    reasons_after: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the change reaches the total."""
        return self.person is None and not same(self.before, self.after)


@dataclass(frozen=True, slots=True)
class Change:
    """What a run would do to one hand-in."""

    student: str
    name: str
    kind: Kind
    before: Total | None = None
    after: Total | None = None
    cells: tuple[CellChange, ...] = ()
    causes: tuple[Cause, ...] = ()
    """Why the total changes beyond its cells: what lateness takes off, a new hand-in."""
    problem: str = ""

    @property
    def moved(self) -> float:
        """How many points the total goes up, or down."""
        return (net(self.after) if self.after else 0.0) - (net(self.before) if self.before else 0.0)

    @property
    def is_asked(self) -> bool:
        """Whether points that were given would change though the hand-in is the same, and by no person's doing."""
        return self.kind is Kind.REGRADED


@dataclass(frozen=True)
class Changes:
    """What a run would do to the hand-ins of a class."""

    assignment: str
    all: tuple[Change, ...]

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """The hand-ins of one kind."""
        return tuple(each for each in self.all if each.kind is kind)

    @cached_property
    def causes(self) -> tuple[Cause, ...]:
        """Every cause that is named, once."""
        found = (each for change in self.all for each in causes_of(change))
        return tuple(dict.fromkeys(found))

    @property
    def asked(self) -> tuple[Change, ...]:
        """Those about whom somebody should be asked."""
        return tuple(each for each in self.all if each.is_asked)


def causes_of(change: Change) -> tuple[Cause, ...]:
    """Every cause that is named about one hand-in."""
    return (*change.causes, *(each for cell in change.cells for each in cell.causes))


def same(one: float | None, other: float | None) -> bool:
    """Whether two scores are the same score; waiting for a person is not nothing."""
    return one is other or (one is not None and other is not None and abs(one - other) < SAME)


def net(total: Total) -> float:
    """What counts in the end: as the table of a run and nbgrader's exports have it."""
    return max(0.0, total.score - total.penalty)


def differing(before: HandIn, after: HandIn) -> tuple[Place, ...]:
    """The graded cells whose automatic points change."""
    places = (place for place in after.grades if not same(_auto(before, place), _auto(after, place)))
    return tuple(sorted(places))


def cell_change(
    before: HandIn,
    after: HandIn,
    place: Place,
    causes: Sequence[Cause],
    reports: tuple[Mapping[str, Any], Mapping[str, Any]],
) -> CellChange:
    """One cell that changes; ``reports`` hold the report files of before and after, by cell."""
    old, new = (each.get(place[1], {}) for each in reports)
    maximum = new.get("maximum", old.get("maximum"))
    return CellChange(
        place[1],
        float(maximum) if maximum is not None else None,
        _auto(before, place),
        _auto(after, place),
        after.grades[place]["manual_score"],
        tuple(causes),
        *(tuple(str(reason) for reason in each.get("reasons", ())) for each in (old, new)),
    )


def _auto(hand_in: HandIn, place: Place) -> float | None:
    row: Row | None = hand_in.grades.get(place)
    return None if row is None else row["auto_score"]
