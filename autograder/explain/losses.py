"""Where the most points were left."""

from collections.abc import Iterator, Sequence
from typing import Final

from autograder.explain.explanation import Cell, Decision, Loss
from course.locale import say

MOST: Final = 5
SMALL: Final = 0.005
"""Points that nobody misses: half of what a score shows."""


def losses_of(cells: Sequence[Cell], language: str) -> tuple[Loss, ...]:
    """The largest losses, each with its reason; what waits for a person is none."""
    found = [loss for cell in cells for loss in _losses(cell, language) if loss.points >= SMALL]
    return tuple(sorted(found, key=lambda loss: -loss.points)[:MOST])


def _losses(cell: Cell, language: str) -> Iterator[Loss]:
    if cell.book is not None and cell.book.by_person is not None:
        yield Loss(cell.cell, cell.label, _left(cell), say("explain.loss_person", language))
    elif cell.points is None:
        return
    elif cell.part is not None and cell.part.checks:
        for check in cell.part.checks:
            if check.status == "missed":
                why = f"{check.check} [{check.seed_point}]"
                yield Loss(cell.cell, cell.label, check.maximum, why, check.decisions[-1] if check.decisions else None)
    else:
        worst = _worst(cell.part.decisions) if cell.part is not None else None
        why = cell.reasons[0] if cell.reasons else ""
        yield Loss(cell.cell, cell.label, _left(cell), why, worst.number if worst is not None else None)


def _left(cell: Cell) -> float:
    return round(max(0.0, cell.maximum - cell.counts), 4)


def _worst(decisions: Sequence[Decision]) -> Decision | None:
    """The decision that took most off, if one took anything."""
    worst = min(decisions, key=lambda each: each.after - each.before, default=None)
    return worst if worst is not None and worst.after < worst.before else None
