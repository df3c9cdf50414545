"""Who to compare with whom: two who share something that few others have. Not everybody with everybody.

What a student has becomes keys; for every key there is a list of those who have it. Two students on a short list become
candidates, the more the shorter and the more lists. A long list is followed from one to the next only where that is a
sign by itself (the same second, the same words), and left out where it only says that many do the same.
"""

from collections.abc import Hashable, Iterable
from itertools import combinations, pairwise
from math import log2
from typing import Final

SHORT: Final = 24
MOST_STEPS: Final = 1_000_000
"""Pairs that are counted at most; the shortest lists go first."""
A_STUDENT: Final = 2
"""Candidates that are kept, for each student on average."""
ALL: Final = 40
"""In a class up to this size everybody is compared with everybody."""

Pair = tuple[str, str]


class Lists:
    """For every key those who have it."""

    def __init__(self) -> None:
        self._students: list[str] = []
        self._short: dict[int, int | list[int]] = {}
        self._long: dict[int, int | list[int]] = {}

    def add(self, student: str, usual: Iterable[Hashable], telling: Iterable[Hashable]) -> None:
        """Puts a student on the lists of these keys; those of ``telling`` are signs even when many share them."""
        number = len(self._students)
        self._students.append(student)
        for lists, keys in ((self._short, usual), (self._long, telling)):
            for key in set(map(hash, keys)):
                # Most keys have one student only: no list for these.
                found = lists.setdefault(key, number)
                if isinstance(found, list):
                    found.append(number)
                elif found != number:
                    lists[key] = [found, number]

    def pairs(self) -> list[Pair]:
        """The candidates, the most promising first. The lists are gone afterwards, since they are large."""
        count = len(self._students)
        if count <= ALL:
            return list(combinations(self._students, 2))
        weights: dict[tuple[int, int], float] = {}
        room = MOST_STEPS
        for chained, lists in ((True, self._long), (False, self._short)):
            for on_it in sorted((each for each in lists.values() if isinstance(each, list)), key=len):
                weight = log2(count / len(on_it)) + 0.01
                if len(on_it) <= SHORT:
                    pairs: Iterable[tuple[int, int]] = combinations(on_it, 2)
                    room -= len(on_it) * (len(on_it) - 1) // 2
                elif chained:
                    pairs = pairwise(on_it)
                    room -= len(on_it)
                else:
                    break
                if room < 0:
                    break
                for pair in pairs:
                    weights[pair] = weights.get(pair, 0.0) + weight
        self._short, self._long = {}, {}
        best = sorted(weights, key=lambda pair: (-weights[pair], pair))[: A_STUDENT * count]
        return [(self._students[a], self._students[b]) for a, b in best]
