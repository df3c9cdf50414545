"""How rare each decision is where it was taken: what most people do there says nothing about two who both do it.

A game is a chain: what somebody decides depends on where the game stands, and so on what came before. The chance of a
decision is the share of those with the same two decisions before it who took it too; as far as there are few of them,
of those with the same one before it; and then of those who stood in the same scene at all. The two who are compared are
left out of the count, and every student counts once, however often they played.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import log2
from typing import Final

MOST_BITS: Final = 10.0
"""No single decision, however rare, is worth more than this (one in a thousand)."""

Run = Sequence[str]
Chain = tuple[str, str, str]
"""A decision with the two before it."""
Chains = frozenset[Chain]


def chain(run: Run) -> list[Chain]:
    """Each decision of a game with the two before it."""
    padded = ("", "", *run)
    return list(zip(padded, padded[1:], padded[2:], strict=False))


def chains(runs: Iterable[Run]) -> Chains:
    """All that a student did, each once."""
    return frozenset(step for run in runs for step in chain(run))


class _Level:
    """How often each decision followed on each context, counted in students."""

    def __init__(self) -> None:
        self.each: Counter[tuple[object, str]] = Counter()
        self.all: Counter[object] = Counter()
        self.kinds: Counter[object] = Counter()

    def add(self, found: frozenset[tuple[object, str]]) -> None:
        for pair in found:
            self.kinds[pair[0]] += pair not in self.each
        self.each.update(found)
        self.all.update(context for context, _ in found)

    def without(self, left_out: Counter[tuple[object, str]]) -> "_Level":
        """The counts to take off for those who are left out."""
        gone = _Level()
        gone.each = left_out
        for pair, count in left_out.items():
            gone.all[pair[0]] += count
            gone.kinds[pair[0]] += count >= self.each[pair]
        return gone

    def chance(self, context: object, token: str, gone: "_Level", otherwise: float) -> float:
        total = self.all[context] - gone.all[context]
        kinds = self.kinds[context] - gone.kinds[context]
        if total <= 0 or kinds <= 0:
            return otherwise
        # The more different things were done here, the more room for what nobody did yet.
        return (self.each[context, token] - gone.each[context, token] + kinds * otherwise) / (total + kinds)


Without = tuple[_Level, ...]
"""What is to be taken off the counts."""


class Rarity:
    """The decisions of a class at one role-play; ``slots`` says where each decision is taken."""

    def __init__(self, slots: Mapping[str, str]) -> None:
        self._slots = slots
        self._levels = (_Level(), _Level(), _Level())

    def add(self, student: Chains) -> None:
        """Counts the games of one student."""
        for level, found in zip(self._levels, self._views(student), strict=True):
            level.add(found)

    def without(self, apart: Sequence[Chains]) -> Without:
        """The counts without those who are compared; they must have been added."""
        views = [self._views(student) for student in apart]
        return tuple(
            level.without(Counter(pair for view in views for pair in view[n])) for n, level in enumerate(self._levels)
        )

    def bits(self, run: Run, wanted: Collection[str], without: Without) -> list[float]:
        """How surprising each decision of a run is. 0: everybody takes it; 1: half of them; 10: hardly anybody.

        Looked at are only those that are ``wanted``; all others get 0.
        """
        return [min(MOST_BITS, -log2(self._chance(step, without))) if step[2] in wanted else 0.0 for step in chain(run)]

    def takers(self, token: str) -> int:
        """How many took this decision at all."""
        return self._levels[0].each[self._slots[token], token]

    def _views(self, student: Chains) -> tuple[frozenset[tuple[object, str]], ...]:
        return (
            frozenset((self._slots[token], token) for _, _, token in student),
            frozenset((before, token) for _, before, token in student),
            frozenset(((first, before), token) for first, before, token in student),
        )

    def _chance(self, step: Chain, gone: Without) -> float:
        first, before, token = step
        slot = self._slots[token]
        single, all_of_it = self._levels[0], gone[0]
        taken = single.each[slot, token] - all_of_it.each[slot, token] + 0.5
        found = taken / (max(taken, single.all[slot] - all_of_it.all[slot]) + 1.0)
        found = self._levels[1].chance(before, token, gone[1], found)
        return self._levels[2].chance((first, before), token, gone[2], found)
