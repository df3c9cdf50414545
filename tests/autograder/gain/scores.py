"""Scores of two small tests: two goals, two questions each, two points a question."""

from collections.abc import Mapping, Sequence

from autograder.grading.scores import AssignmentScores, PartInfo, Row

GOALS = {"q1": "L1", "q2": "L1", "q3": "L10", "q4": "L10"}


def row(
    student: str,
    points: Sequence[float] | None,
    *,
    first: str = "",
    waiting: frozenset[str] = frozenset(),
    penalty: float = 0.0,
) -> Row:
    """A student's points for the four questions; ``None`` when nothing was handed in."""
    scores: Mapping[str, float] = dict(zip(GOALS, points or (), strict=False))
    return Row(
        student, first, "", "", "", scores=scores, waiting=waiting, total=max(0.0, sum(scores.values()) - penalty),
        penalty=penalty, timestamp=None, handed_in=points is not None,
    )  # fmt: skip


def taken(name: str, *rows: Row) -> AssignmentScores:
    return AssignmentScores(name, None, tuple(PartInfo(part, 2.0) for part in GOALS), 8.0, rows)
