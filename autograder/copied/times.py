"""What two journals have in common in time: the same clicks at the same seconds, or with the same pauses between.

Two people do not click forty times at the same second, nor with the same forty pauses. That is weighed in two ways, and
the lower one counts. By the pauses: each is worth as much as it is rare in this class and in these journals themselves,
so that a clock that ticks evenly says nothing. And by the number of moments that agree, beside what agrees by chance
when one of the journals is moved by any other number of seconds: who works in one room at one time has some of these.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, log2
from typing import Final

from autograder.copied.steps import Step

LEAST: Final = 5
"""Moments that have to be the same before we look any further."""
TOGETHER: Final = 4.0
"""What the first same second is worth: a class often begins at the same moment."""
MOST_BITS: Final = 7.0
FAR: Final = 3.0
"""What a pause is worth when one of the two did something in between."""
PAUSES: Final = 120
"""How many different pauses there are, about: how much room is left for one that nobody made yet."""
MOST_IN_A_PLACE: Final = 300
MOST_SHIFTS: Final = 100_000
TRIED: Final = 3
NEXT: Final = 2
"""Seconds within which two shifts are the same one."""


@dataclass(frozen=True, slots=True)
class SameTimes:
    """Lines of two journals that were written at the same times, or all the same time later."""

    bits: float
    lines: int
    shift: int
    """Seconds by which the second journal is later; 0: to the same second."""
    first: int
    last: int
    """The first and the last of these moments, by the first journal, in seconds."""


class Pauses:
    """The pauses of a class between one moment and the next."""

    def __init__(self) -> None:
        self._all: Counter[int] = Counter()
        self._count = 0
        self._own: dict[str, Counter[int]] = {}

    def add(self, student: str, steps: Iterable[Step]) -> None:
        """Counts the pauses of one student."""
        moments = _moments((step.slot, step.at) for step in steps if step.at is not None)
        own = Counter(later - earlier for earlier, later in pairwise(moments))
        self._own[student] = own
        self._all.update(own)
        self._count += own.total()

    def bits(self, pause: int, a: str, b: str) -> float:
        """How surprising it is that both made this pause; they do not count for how usual it is in the class."""
        mine, theirs = self._own[a], self._own[b]
        others = self._count - mine.total() - theirs.total()
        usual = (self._all[pause] - mine[pause] - theirs[pause] + 1) / (others + PAUSES)
        own = max((each[pause] - 1) / each.total() for each in (mine, theirs) if each)
        return min(MOST_BITS, -log2(max(usual, own)))


def same_times(a: Sequence[Step], b: Sequence[Step], pauses: Pauses, names: tuple[str, str]) -> SameTimes | None:
    """The strongest agreement in time between two journals; None when there is hardly any.

    First of times in the same place of the work, then of times alone: who changes decisions in a copied journal leaves
    the times, but they stand beside something else then.
    """
    mine, theirs = ([(step.slot, step.at) for step in steps if step.at is not None] for steps in (a, b))
    found: list[SameTimes] = []
    for in_place in (True, False):
        two = _Two(mine, theirs) if in_place else _Two([("", at) for _, at in mine], [("", at) for _, at in theirs])
        found += two.best(pauses, names)
    return max(found, key=lambda each: each.bits, default=None)


_Mark = tuple[str, int]


class _Two:
    """Two journals as places and times."""

    def __init__(self, a: Sequence[_Mark], b: Sequence[_Mark]) -> None:
        self._a = a
        self._places = _places(b)
        self._neighbours = tuple(set(pairwise(_moments(marks))) for marks in (a, b))
        self._shifts = _shifts(_places(a), self._places)

    def best(self, pauses: Pauses, names: tuple[str, str]) -> Iterator[SameTimes]:
        """The agreement at no shift at all, and at those that fit best."""
        tried = [shift for shift, count in self._shifts.most_common(TRIED) if count >= LEAST]
        for shift in dict.fromkeys((0, *tried)):
            same = [mark for mark in self._a if mark[1] + shift in self._places.get(mark[0], ())]
            moments = _moments(same)
            if len(moments) >= LEAST:
                bits = min(self._rhythm(moments, shift, pauses, names), self._beyond_chance(shift))
                yield SameTimes(bits, len(same), shift, moments[0], moments[-1])

    def _rhythm(self, moments: Sequence[int], shift: int, pauses: Pauses, names: tuple[str, str]) -> float:
        """How surprising the pauses are that both made."""
        # A shift was looked for among many, and one of them fits best by chance.
        bits = TOGETHER if shift == 0 else -log2(len(self._shifts))
        mine, theirs = self._neighbours
        for earlier, later in pairwise(moments):
            together = (earlier, later) in mine and (earlier + shift, later + shift) in theirs
            bits += min(MOST_BITS if together else FAR, pauses.bits(later - earlier, *names))
        return bits

    def _beyond_chance(self, shift: int) -> float:
        """How surprising it is that so many moments agree here, when so many do by chance at the next best shift."""
        count = self._shifts[shift]
        chance = max((each for other, each in self._shifts.items() if abs(other - shift) > NEXT), default=1)
        if count <= chance:
            return 0.0
        return count * log2(count / chance) - (count - chance) / log(2)


def _places(marks: Iterable[_Mark]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for slot, at in marks:
        times = found.setdefault(slot, set())
        if len(times) < MOST_IN_A_PLACE:
            times.add(at)
    return found


def _shifts(a: Mapping[str, set[int]], b: Mapping[str, set[int]]) -> Counter[int]:
    shifts: Counter[int] = Counter()
    for slot in sorted(a.keys() & b.keys()):
        shifts.update(theirs - mine for mine in a[slot] for theirs in b[slot])
        if len(shifts) > MOST_SHIFTS:
            break
    return shifts


def _moments(marks: Iterable[_Mark]) -> list[int]:
    return sorted({at for _, at in marks})
