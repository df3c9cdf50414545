"""What two games have in common: stretches of the same decisions, weighed by how rare they are in this class.

A stretch may stand elsewhere in the other game, so that an order that was changed does not hide it. Each stretch costs
something, since in two long games some short ones are the same by chance.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from autograder.copied.rarity import Chains, Rarity, Run, chains

RARE: Final = 3.0
"""Bits from which a decision is called rare: at most one in eight takes it."""
STRETCH: Final = 3.0
ELSEWHERE: Final = 3.0
"""What a stretch costs, and what it costs more when it stands elsewhere in the other game (in bits)."""
APART: Final = 0.5
"""What every decision between two stretches costs that the other one has not."""
COPIED: Final = 0.3
"""A copy is not always exact: what each same decision would cost if it were one."""
MOST_PLACES: Final = 30
LONGEST_RUN: Final = 400
MOST_RUNS: Final = 12
MOST_STRETCHES: Final = 400
MOST_PAIRS: Final = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """What two games have in common."""

    item: str
    bits: float
    same: int
    """Decisions that are the same."""
    lengths: tuple[int, int]
    """How many each of the two took."""
    rare: tuple[str, ...]
    """The same decisions that are rare, the rarest first."""
    alone: int = 0
    """Same decisions that nobody else in the class took."""
    run: Run = ()
    """The game of the first of the two."""
    tokens: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Stretch:
    bits: float
    a: int
    b: int
    length: int


def alike(item: str, a: Run, b: Run, weights: tuple[Sequence[float], Sequence[float]]) -> Alike:
    """What two games have in common; ``weights`` are the bits of each decision in both."""
    taken = _choose(_stretches(a, b, weights), weights)
    if not taken:
        return Alike(item, 0.0, 0, (len(a), len(b)), ())
    bits = sum(stretch.bits for stretch in taken) - _cost(taken)
    weighed = {
        a[stretch.a + n]: min(weights[0][stretch.a + n], weights[1][stretch.b + n])
        for stretch in taken
        for n in range(stretch.length)
    }
    rare = sorted((token for token, weight in weighed.items() if weight >= RARE), key=lambda t: (-weighed[t], t))
    same = sum(stretch.length for stretch in taken)
    return Alike(item, bits, same, (len(a), len(b)), tuple(rare), run=a, tokens=frozenset(weighed))


def _stretches(a: Run, b: Run, weights: tuple[Sequence[float], Sequence[float]]) -> list[_Stretch]:
    """Every stretch that cannot be made longer."""
    places: dict[str, list[int]] = {}
    for n, token in enumerate(a):
        places.setdefault(token, []).append(n)
    found: list[_Stretch] = []
    for j, token in enumerate(b):
        for i in places.get(token, ())[:MOST_PLACES]:
            if i and j and a[i - 1] == b[j - 1]:
                continue
            length, bits = 0, 0.0
            while i + length < len(a) and j + length < len(b) and a[i + length] == b[j + length]:
                bits += _gain(weights, i + length, j + length)
                length += 1
            found.append(_Stretch(bits, i, j, length))
    return found


def _gain(weights: tuple[Sequence[float], Sequence[float]], i: int, j: int) -> float:
    return min(weights[0][i], weights[1][j]) - COPIED


def _choose(found: list[_Stretch], weights: tuple[Sequence[float], Sequence[float]]) -> list[_Stretch]:
    """The stretches worth most that do not overlap, in the order of the first game."""
    free_a: set[int] = set()
    free_b: set[int] = set()
    taken: list[_Stretch] = []
    for stretch in sorted(found, key=lambda s: (-s.bits, s.a, s.b))[:MOST_STRETCHES]:
        for part in _free(stretch, free_a, free_b, weights):
            if part.bits > STRETCH:
                taken.append(part)
                free_a.update(range(part.a, part.a + part.length))
                free_b.update(range(part.b, part.b + part.length))
    return sorted(taken, key=lambda stretch: stretch.a)


def _free(
    stretch: _Stretch, used_a: set[int], used_b: set[int], weights: tuple[Sequence[float], Sequence[float]]
) -> list[_Stretch]:
    """What is left of a stretch where others have taken parts of it."""
    parts: list[_Stretch] = []
    begin, bits = 0, 0.0
    for n in range(stretch.length + 1):
        if n < stretch.length and stretch.a + n not in used_a and stretch.b + n not in used_b:
            bits += _gain(weights, stretch.a + n, stretch.b + n)
            continue
        if n > begin:
            parts.append(_Stretch(bits, stretch.a + begin, stretch.b + begin, n - begin))
        begin, bits = n + 1, 0.0
    return parts


def _cost(taken: Sequence[_Stretch]) -> float:
    cost = STRETCH * len(taken)
    for before, after in pairwise(taken):
        if after.b < before.b:
            cost += ELSEWHERE
            continue
        cost += APART * max(0, after.a - before.a - before.length, after.b - before.b - before.length)
    return cost


Habits = Callable[[Run], Iterable[Sequence[bool]]]
"""For a game: which of its decisions follow this habit, for each of some habits."""


class Games:
    """The games of a class at one role-play, ready to be compared two by two."""

    def __init__(self, item: str) -> None:
        self.item = item
        self.runs: dict[str, tuple[Run, ...]] = {}
        self._slots: dict[str, str] = {}
        self._rarity = Rarity(self._slots)
        self._chains: dict[str, Chains] = {}

    def add(self, student: str, runs: Iterable[Run], slots: Mapping[str, str]) -> None:
        """Counts the games of one student; ``slots`` says where each decision in them was taken."""
        self._slots.update(slots)
        # The longest: those that were broken off say least.
        kept = sorted((tuple(run[:LONGEST_RUN]) for run in runs), key=len, reverse=True)[:MOST_RUNS]
        self.runs[student] = tuple(kept)
        self._chains[student] = chains(kept)
        self._rarity.add(self._chains[student])

    def copy(self) -> "Games":
        """The same games, to add others to."""
        other = Games(self.item)
        for student, runs in self.runs.items():
            other.add(student, runs, self._slots)
        return other

    def compare(self, a: str, b: str, habits: "Habits | None" = None, group: Collection[str] = ()) -> Alike:
        """What the most alike games of two students have in common.

        With ``habits``: as far as no habit explains it. A ``group`` that both belong to does not count for what is
        usual in the class.
        """
        together = sorted({a, b, *(name for name in group if name in self._chains)})
        apart = [self._chains[name] for name in together]
        without = self._rarity.without(apart)
        found: list[Alike] = []
        for mine, theirs in self._promising(a, b):
            both = set(mine) & set(theirs)
            weights = (self._rarity.bits(mine, both, without), self._rarity.bits(theirs, both, without))
            each = alike(self.item, mine, theirs, weights)
            for followed in habits(mine) if habits is not None and each.bits > 0 else ():
                eased = [0.0 if usual else bits for bits, usual in zip(weights[0], followed, strict=True)]
                other = alike(self.item, mine, theirs, (eased, weights[1]))
                each = replace(each, bits=min(each.bits, other.bits))
            found.append(each)
        best = max(found, key=lambda each: each.bits, default=Alike(self.item, 0.0, 0, (0, 0), ()))
        own = Counter(token for student in apart for token in {token for _, _, token in student})
        return replace(best, alone=sum(self._rarity.takers(token) <= own[token] for token in best.tokens))

    def _promising(self, a: str, b: str) -> list[tuple[Run, Run]]:
        pairs = [(mine, theirs) for mine in self.runs[a] for theirs in self.runs[b]]
        if len(pairs) <= MOST_PAIRS:
            return pairs
        sets = {id(run): set(run) for run in (*self.runs[a], *self.runs[b])}
        return sorted(pairs, key=lambda pair: -len(sets[id(pair[0])] & sets[id(pair[1])]))[:MOST_PAIRS]
