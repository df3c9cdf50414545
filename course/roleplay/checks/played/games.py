"""The games that simulated players play in one role-play: each is played once and shared by all rules.

Everything is decided by fixed seeds, so that the same file always gives the same findings, whichever rule asks first.
"""

import hashlib
import json
from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from statistics import fmean, pvariance
from typing import Final

from course.locale import Language
from course.roleplay.checks.played.base import trap, with_variants
from course.roleplay.checks.played.cast import find
from course.roleplay.checks.played.walk import CROWD, Walk, walk
from course.roleplay.checks.played.worth import VISITS, Weighed, weigh
from course.roleplay.play import Play
from course.roleplay.players import run
from course.roleplay.scenario import Scenario
from course.roleplay.score import total

FEWEST: Final = 16
"""Games with which a comparison begins."""
MOST: Final = 96
"""Games of one player after which a comparison ends, clear or not."""
CERTAIN: Final = frozenset({"expert"})
"""Players who never throw dice: all their games are one game."""
CLEAR: Final = 1.5
"""Standard errors that a difference must be away from its limit to be clear."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The scores of some games of one player."""

    scores: tuple[float, ...]

    @property
    def mean(self) -> float:
        """The mean score."""
        return fmean(self.scores)

    @property
    def error(self) -> float:
        """The standard error of the mean."""
        return sqrt(pvariance(self.scores) / len(self.scores))


@dataclass(frozen=True, slots=True)
class Apart:
    """By how many points one player is above another, and over how many games of each."""

    points: float
    games: int


class Games:
    """The games of one role-play (with one of its variants patched in, or none)."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self._played: dict[tuple[str, Language], list[Play]] = defaultdict(list)
        self._scores: dict[tuple[str, Language], list[float]] = defaultdict(list)

    def plays(self, name: str, count: int, language: Language = "en") -> list[Play]:
        """The first games of a player, by number of the seed."""
        found = self._played[name, language]
        while len(found) < count:
            if found and name in CERTAIN:
                found.append(found[0])
            elif language == "en" and len(found) < CROWD.get(name, 0):
                found.append(self.walk.plays[name, len(found)])
            else:
                found.append(run(self.scenario, find(name), len(found), language=language))
        return found[:count]

    def sample(self, name: str, count: int, language: Language = "en") -> Sample:
        """The scores of the first games of a player."""
        known = self._scores[name, language]
        known += (total(play) for play in self.plays(name, count, language)[len(known) :])
        return Sample(tuple(known[:count]))

    def apart(self, better: str, worse: str, gap: float, language: Language = "en", *, few: int = FEWEST) -> Apart:
        """By how many points ``better`` is above ``worse``: as many games as make it clear on which side of ``gap``.

        ``language`` is what the first of the two reads; ``few`` how many games each begins with.
        """
        count = few
        while True:
            one, other = self.sample(better, count, language), self.sample(worse, count)
            found, doubt = one.mean - other.mean, sqrt(one.error**2 + other.error**2)
            if abs(found - gap) > CLEAR * doubt or count >= MOST:
                return Apart(found, count)
            count = min(MOST, 2 * count)

    @cached_property
    def walk(self) -> Walk:
        """What a crowd met that looked around, for scenes and traps most of all."""
        traps = ((s.id, m.id) for s, m in self.scenario.moves() if trap(self.scenario, m) is not None)
        return walk(self.scenario, traps)

    @cached_property
    def walks(self) -> list[Walk]:
        """The same for the role-play and each of its variants."""
        return [games(each).walk for each in with_variants(self.scenario)]

    @cached_property
    def weighed(self) -> Mapping[str, list[Weighed]]:
        """The sentences of every scene that came up, in a few visits."""
        scenes = self.scenario.scenes
        return {s: [weigh(visit) for visit in self.walk.chosen(s, VISITS)] for s in scenes if s in self.walk.visits}


_SHELF: Final[OrderedDict[str, Games]] = OrderedDict()
_SHELVED: Final = 12


def games(scenario: Scenario) -> Games:
    """The games of a role-play; the same object for the same file and variant, as long as it is among the last used."""
    text = json.dumps([str(scenario.source), scenario.variant, scenario.raw], sort_keys=True, default=str)
    key = hashlib.sha256(text.encode()).hexdigest()
    found = _SHELF.pop(key, None) or Games(scenario)
    _SHELF[key] = found
    while len(_SHELF) > _SHELVED:
        _SHELF.popitem(last=False)
    return found
