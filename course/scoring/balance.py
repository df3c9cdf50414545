"""How the questions of a test are spread: over the goals, and where and how long their best and worst options are.

Two forms of a test measure alike only when they are spread alike. What simulated takers score says whether a difference
pays (``takers``); this says where it comes from.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from course.answers.kinds import Authored, BestWorst, BestWorstKey

#: The best (or the worst) may stand on one place this much more or less often than on another, as a share.
PLACES: Final = 0.1
#: Put from long to short the best (or the worst) stands on average about here; 1.5 is the middle of four.
RANKS: Final = (1.0, 2.0)
WHICH: Final = ("best", "worst")


@dataclass(frozen=True, slots=True)
class Balance:
    """How the questions "best and worst" of one form are spread."""

    questions: int
    goals: Mapping[str, int]
    """How many questions each goal has."""
    places: Mapping[str, tuple[int, ...]]
    """For the best and the worst: how often it is the first, second, third and fourth option."""
    ranks: Mapping[str, Mapping[str, float]]
    """For the best and the worst, and each language: how many options are longer than it, on average."""

    @property
    def even(self) -> bool:
        """Whether neither its place nor its length gives the best or the worst away."""
        level = all(
            abs(count / self.questions - 1 / len(counts)) <= PLACES
            for counts in self.places.values()
            for count in counts
        )
        low, high = RANKS
        return level and all(low <= rank <= high for ranks in self.ranks.values() for rank in ranks.values())


def balance(authored: Sequence[Authored], languages: Sequence[str]) -> Balance:
    """How the questions "best and worst" of a form are spread; all others are left out.

    Raises:
        ValueError: there is no such question.
    """
    found = [(each.item, each.key) for each in authored if isinstance(each.item, BestWorst)]
    kept = [(item, key) for item, key in found if isinstance(key, BestWorstKey)]
    if not kept:
        raise ValueError("there is no question of that kind")
    most = max(len(item.options) for item, _ in kept)
    places: dict[str, tuple[int, ...]] = {}
    ranks: dict[str, dict[str, float]] = {}
    for which in WHICH:
        keyed = [(item, getattr(key, which)) for item, key in kept]
        counts = Counter([option.id for option in item.options].index(name) for item, name in keyed)
        places[which] = tuple(counts[place] for place in range(most))
        ranks[which] = {language: fmean(_rank(*each, language) for each in keyed) for language in languages}
    goals = Counter(item.goal for item, _ in kept)
    return Balance(len(kept), dict(goals), places, ranks)


def alike(one: Balance, other: Balance) -> bool:
    """Whether two forms are spread alike: as many questions for each goal, and both even."""
    return one.goals == other.goals and one.even and other.even


def _rank(item: BestWorst, name: str, language: str) -> float:
    """How many options are longer; one of the same length counts half."""
    lengths = {option.id: len(option.text.of(language)) for option in item.options}
    mine = lengths.pop(name)
    return sum(0.5 if length == mine else float(length > mine) for length in lengths.values())
