"""People who never were, sitting a test: do its two forms measure alike, and does knowing how tests are made pay?

A taker looks at the four options of a question and gives each a number:

    skill x how wise it is  +  pull x how it looks  +  chance

and calls the highest the best, the lowest the worst. How wise an option is comes from the key (best 1, worst -1, the
others 0); how it looks from ``course/answers/looks.py`` and from whether it asks something. Which looks somebody goes
by differs from person to person. Skill and pull are ours; chance is one standard deviation.

What this can show: that the forms have the same structure, so that the same person gets the same score in both, and
that looks alone earn no more than chance. What it cannot show: that the situations are as hard for people of flesh and
blood. For that people have to sit both.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from random import Random
from statistics import fmean, stdev
from typing import Final

from course.answers.kinds import Authored, BestWorst, BestWorstKey, Option
from course.answers.looks import LOOKS
from course.scoring import rules

#: Means of the two forms lie at most this far apart, as shares of all points.
MEAN_BOUND: Final = 0.05
#: And their standard deviations.
SPREAD_BOUND: Final = 0.03
#: Going by looks earns at most this much more than chance.
PAYS: Final = 0.05
_NORMAL: Final = 1.96
_ASKS: Final = re.compile(r"\?|\b(?:ask|asks|vraag|vragen|vraagt)\b", re.IGNORECASE)
#: What people believe about right options: long, careful, polite and asking ones; about places opinions differ.
_BELIEVED: Final = ("longest", "qualified", "politest", "asks")
_OPINION: Final = ("first",)


@dataclass(frozen=True, slots=True)
class Taker:
    """A kind of person: how much of what is wise they see, and how much looks pull them."""

    name: str
    skill: float
    pull: float


TAKERS: Final = (
    Taker("expert", skill=2.5, pull=0.2),
    Taker("average", skill=0.9, pull=0.5),
    Taker("testwise", skill=0.0, pull=3.0),
    Taker("random", skill=0.0, pull=0.0),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """One kind of taker on two forms in one language: means and standard deviations, as shares of all points."""

    taker: str
    language: str
    people: int
    means: tuple[float, float]
    spreads: tuple[float, float]
    apart: tuple[float, float, float]
    """How much higher the second mean is, and the interval that holds it in 95 of 100 cases."""
    wider: tuple[float, float, float]
    """The same for the standard deviations."""
    over_chance: tuple[float, float, float]
    """How much more the two forms give together than to somebody who answers at random, with its interval."""

    @property
    def parallel(self) -> bool:
        """Whether the whole intervals lie within the bounds: not only "no difference found", but "no room for one"."""
        return _within(self.apart, MEAN_BOUND) and _within(self.wider, SPREAD_BOUND)

    @property
    def pays(self) -> bool:
        """Whether it cannot be ruled out that this taker earns more than :data:`PAYS` above chance."""
        return self.over_chance[2] > PAYS


@dataclass(frozen=True, slots=True)
class _Seen:
    """One question as a taker sees it: for each option how wise it is, and how it looks by each look."""

    ids: tuple[str, ...]
    wise: tuple[float, ...]
    looks: Mapping[str, tuple[float, ...]]
    best: str
    worst: str


def compare(
    forms: tuple[Sequence[Authored], Sequence[Authored]], languages: Sequence[str], people: int = 500, seed: int = 1
) -> Iterator[Compared]:
    """What each kind of taker scores on two forms of questions "best and worst".

    The same ``seed`` gives the same people and the same figures.

    Raises:
        ValueError: a form has no question of that kind, or there are fewer than two people.
    """
    chance = fmean(_chance(each) for form in forms for each in form if _fits(each))
    if people < 2 or not all(any(map(_fits, form)) for form in forms):
        raise ValueError("two people and one question in each form are the least there can be")
    for language in languages:
        seen = tuple(tuple(_seen(each, language) for each in form if _fits(each)) for form in forms)
        for taker in TAKERS:
            drawn = Random(f"{seed} {taker.name} {language}")  # noqa: S311 - no secret hangs on it
            scores = [_sit(taker, seen, drawn) for _ in range(people)]
            yield _compared(taker.name, language, scores, chance)


def _fits(authored: Authored) -> bool:
    return isinstance(authored.item, BestWorst) and isinstance(authored.key, BestWorstKey)


def _chance(authored: Authored) -> float:
    """What answering at random earns: the mean over all pairs."""
    assert isinstance(authored.item, BestWorst)
    assert isinstance(authored.key, BestWorstKey)
    ids = [option.id for option in authored.item.options]
    pairs = [(one, other) for one in ids for other in ids if one != other]
    return fmean(rules.best_worst(*pair, authored.key.best, authored.key.worst) for pair in pairs)


def _seen(authored: Authored, language: str) -> _Seen:
    item, key = authored.item, authored.key
    assert isinstance(item, BestWorst)
    assert isinstance(key, BestWorstKey)
    ids = tuple(option.id for option in item.options)
    wise = tuple(float(each == key.best) - float(each == key.worst) for each in ids)
    looks = {name: _standard(_look(name, item.options, language)) for name in (*_BELIEVED, *_OPINION)}
    return _Seen(ids, wise, looks, key.best, key.worst)


def _look(name: str, options: Sequence[Option], language: str) -> Sequence[float]:
    if name == "asks":
        return [float(bool(_ASKS.search(option.text.of(language)))) for option in options]
    return LOOKS[name](options, language)


def _standard(values: Sequence[float]) -> tuple[float, ...]:
    """Mean 0 and standard deviation 1, so that no look counts more because its numbers are larger."""
    spread = stdev(values)
    return tuple((value - fmean(values)) / spread if spread else 0.0 for value in values)


def _sit(taker: Taker, forms: Sequence[Sequence[_Seen]], drawn: Random) -> tuple[float, float]:
    """One person's share of the points on both forms; what they believe about looks stays the same."""
    beliefs = {name: abs(drawn.gauss(0, 1)) for name in _BELIEVED} | {name: drawn.gauss(0, 1) for name in _OPINION}
    length = sqrt(sum(weight * weight for weight in beliefs.values()))
    one, other = (fmean(_answer(taker, seen, beliefs, length, drawn) for seen in form) for form in forms)
    return one, other


def _answer(taker: Taker, seen: _Seen, beliefs: Mapping[str, float], length: float, drawn: Random) -> float:
    felt = [taker.skill * wise + drawn.gauss(0, 1) for wise in seen.wise]
    if taker.pull:
        for name, weight in beliefs.items():
            pull = taker.pull * weight / length
            felt = [one + pull * look for one, look in zip(felt, seen.looks[name], strict=True)]
    best, worst = seen.ids[felt.index(max(felt))], seen.ids[felt.index(min(felt))]
    return rules.best_worst(best, worst, seen.best, seen.worst)


def _compared(taker: str, language: str, scores: Sequence[tuple[float, float]], chance: float) -> Compared:
    people = len(scores)
    first, second = [one for one, _ in scores], [other for _, other in scores]
    spreads = stdev(first), stdev(second)
    apart = [other - one for one, other in scores]
    wider = spreads[1] - spreads[0]
    # The standard error of a standard deviation of scores that are about normal.
    loose = sqrt((spreads[0] ** 2 + spreads[1] ** 2) / (2 * (people - 1)))
    over = [(one + other) / 2 - chance for one, other in scores]
    return Compared(
        taker,
        language,
        people,
        (fmean(first), fmean(second)),
        spreads,
        _interval(fmean(apart), stdev(apart) / sqrt(people)),
        _interval(wider, loose),
        _interval(fmean(over), stdev(over) / sqrt(people)),
    )


def _interval(middle: float, error: float) -> tuple[float, float, float]:
    return middle, middle - _NORMAL * error, middle + _NORMAL * error


def _within(interval: tuple[float, float, float], bound: float) -> bool:
    return -bound <= interval[1] and interval[2] <= bound
