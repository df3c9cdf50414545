"""What somebody earns who has not read the questions, beside what chance earns.

A *look* (``course/answers/looks.py``) picks by place, length, reservations or politeness. Each question is scored by
the rule that it is graded with; where several options look alike, the mean over them counts. Which looks say anything
depends on the kind: a question with one right option, or a best and a worst one, can be guessed by any look; steps to
order, classes and tables only by place (as they stand, or turned round; the first class or the last).
Numbers, ratings and estimates are left out: there is nothing to pick.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from math import sqrt
from statistics import fmean, pvariance
from typing import Final

from course.answers.answer import cells_asked
from course.answers.kinds import (
    Authored,
    BestWorst,
    BestWorstKey,
    Choice,
    ChoiceKey,
    Classify,
    ClassifyKey,
    Option,
    Order,
    OrderKey,
    Table,
    TableKey,
)
from course.answers.looks import LOOKS, Look, taken
from course.scoring import rules

#: Standard deviations on either side that hold 95% of what chance gives.
_NORMAL: Final = 1.96
_PLACES: Final = {"first": 0, "last": -1}


@dataclass(frozen=True, slots=True)
class Guess:
    """One question guessed by one look: the share of its points, and mean and variance of what chance gets."""

    share: float
    chance: float
    variance: float


@dataclass(frozen=True, slots=True)
class Score:
    """Some questions guessed by one look, as shares of their points."""

    look: str
    language: str
    questions: int
    share: float
    chance: float
    low: float
    high: float
    """Between ``low`` and ``high`` lie 95 in a hundred of those who choose at random."""

    @property
    def fair(self) -> bool:
        """Whether looking does neither better nor worse than chance may."""
        return self.low <= self.share <= self.high


def score(authored: Iterable[Authored], look: str, language: str) -> Score | None:
    """What a look earns over some questions; None when it says nothing about any of them."""
    found = [each for one in authored if (each := guess(one, look, language)) is not None]
    if not found:
        return None
    chance = fmean(each.chance for each in found)
    spread = _NORMAL * sqrt(sum(each.variance for each in found)) / len(found)
    share = fmean(each.share for each in found)
    return Score(look, language, len(found), share, chance, max(0.0, chance - spread), min(1.0, chance + spread))


def guess(authored: Authored, look: str, language: str) -> Guess | None:
    """What a look earns with one question; None when it does not say what to answer."""
    match authored.item, authored.key:
        case Choice() as item, ChoiceKey() as key:
            picked = taken(LOOKS[look], item.options, language)
            shares = {option.id: float(option.id == key.right) for option in item.options}
            return _of(fmean(shares[each] for each in picked), list(shares.values()))
        case BestWorst() as item, BestWorstKey() as key:
            return _best_worst(item, key, LOOKS[look], language)
        case Order() as item, OrderKey() as key if look in _PLACES:
            steps = [option.id for option in item.options]
            return Guess(rules.order(steps if look == "first" else steps[::-1], key.order), 0.5, _tau(len(steps)))
        case Classify() as item, ClassifyKey() as key if look in _PLACES:
            return _parts(_class_shares(item, key), look)
        case Table() as item, TableKey() as key if look in _PLACES and any(column.choices for column in item.columns):
            return _parts(_cell_shares(item, key), look)
        case _:
            return None


def _of(share: float, every: Sequence[float]) -> Guess:
    return Guess(share, fmean(every), pvariance(every))


def _best_worst(item: BestWorst, key: BestWorstKey, look: Look, language: str) -> Guess:
    """The one that stands out most is called the best, the one that does so least the worst."""

    def least(options: Sequence[Option], spoken: str) -> Sequence[float]:
        return [-each for each in look(options, spoken)]

    every = {
        (best.id, worst.id): rules.best_worst(best.id, worst.id, key.best, key.worst)
        for best, worst in permutations(item.options, 2)
    }
    bests, worsts = taken(look, item.options, language), taken(least, item.options, language)
    picked = [every[pair] for best in bests for worst in worsts if (pair := (best, worst)) in every]
    return _of(fmean(picked), list(every.values()))


def _tau(steps: int) -> float:
    """The variance of the share of pairs in order when steps are shuffled: a quarter of that of Kendall's tau."""
    return (2 * steps + 5) / (18 * steps * (steps - 1)) if steps > 1 else 0.0


def _class_shares(item: Classify, key: ClassifyKey) -> Iterator[list[float]]:
    """For each thing to class, the share that each class would earn."""
    places = {each.id: n for n, each in enumerate(item.classes)}
    for option in item.options:
        keyed = places[key.classes[option.id]]
        if item.scale == "ordinal":
            yield [rules.ordinal(given, keyed, len(places)) for given in places.values()]
        else:
            yield [float(given == keyed) for given in places.values()]


def _cell_shares(item: Table, key: TableKey) -> Iterator[list[float]]:
    """For each cell, the share that each choice would earn; a number is not guessed and earns nothing."""
    for row, column in cells_asked(item):
        keyed = key.cells[row.id][column.id]
        yield [float(each.id == keyed) for each in column.choices] or [0.0]


def _parts(parts: Iterable[list[float]], look: str) -> Guess:
    every = list(parts)
    variance = sum(pvariance(shares) for shares in every) / len(every) ** 2
    place = _PLACES[look]
    return Guess(fmean(shares[place] for shares in every), fmean(fmean(shares) for shares in every), variance)


def scores(groups: Mapping[str, Sequence[Authored]], languages: Iterable[str]) -> Iterator[tuple[str, Score]]:
    """For each group of questions and each language, what every look earns."""
    for name, authored in groups.items():
        for language in languages:
            for look in LOOKS:
                found = score(authored, look, language)
                if found is not None:
                    yield name, found
