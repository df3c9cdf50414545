"""When the scenes of a place can play: phase, round and result that go together.

Generous where the agenda leaves it open, so that what no moment allows can be called impossible.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from course.roleplay.scenario import Draft, Place

AFTER_THE_TABLE = 3
"""Rounds that can follow the last one of the agenda: one to accept or walk away, two after a rejection."""

_ENDS = ("deal", "no-deal")


@dataclass(frozen=True, slots=True)
class Moment:
    """A stand of the clock at which a scene can be open; ``result`` is how it has ended up to then."""

    phase: str
    round: int
    result: str


def last_round(draft: Draft) -> int:
    """The last round that there can be; 0 without a table or a private talk, of which the turns count as rounds."""
    if draft.stop("table") is None:  # nobody signs and nobody votes: after the last turn it is over
        return sum(item.size for item in draft.agenda if item.kind == "private")
    rounds = sum(item.size for item in draft.agenda if item.kind in {"table", "private", "after"})
    return rounds + AFTER_THE_TABLE if rounds else 0


def moments(draft: Draft, place: Place) -> tuple[Moment, ...]:
    """Every moment at which a scene of this place can be open."""
    return tuple(dict.fromkeys(_moments(draft, place)))


def _moments(draft: Draft, place: Place) -> Iterator[Moment]:
    rounds = range(last_round(draft) + 1)
    rejected = ("rejected",) if draft.stop("vote") else ()
    match place:
        case Place.HOME:
            if draft.stop("home"):
                yield Moment("home", 0, "none")
            if draft.stop("table"):
                yield from _at_table(draft, "recess")
        case Place.TABLE:
            yield from _at_table(draft, "table")
        case Place.PRIVATE:
            yield from (Moment("private", n, result) for n in rounds for result in ("none", *rejected))
        case Place.REPORT:
            yield from (Moment("report", n, result) for n in rounds for result in ("none", *_ENDS, *rejected))
        case Place.VOTE:
            yield from (Moment("vote", n, result) for n in rounds for result in (*_ENDS, *rejected))
        case Place.AFTER:
            yield from (Moment("after", n, "ratified") for n in rounds)


def _at_table(draft: Draft, phase: str) -> Iterator[Moment]:
    """The rounds of the agenda, and those that can follow after home said no."""
    table = draft.stop("table")
    size = table.size if table else 0
    yield from (Moment(phase, n, "none") for n in range(1, size + 1))
    if draft.stop("vote"):
        yield from (Moment(phase, n, "rejected") for n in range(size + 1, size + AFTER_THE_TABLE + 1))
