"""A crowd that looks around in a role-play: which scenes it got to see, which sentences it said, and where it stood.

Always the same games, whichever rule asks first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import Final

from course.roleplay.checks.played.cast import find
from course.roleplay.play import Play, options, start
from course.roleplay.players.memory import Memory
from course.roleplay.players.runs import steps
from course.roleplay.scenario import Scenario

CROWD: Final[Mapping[str, int]] = MappingProxyType(
    {"expert": 1, "careful": 16, "average": 4, "wander": 24, "random": 24, "egged-on": 4, "pleaser": 4, "blabber": 4}
)
"""Who looks around, the good ones first, and in how many games."""
LATER: Final[Mapping[str, int]] = MappingProxyType({"wander": 96, "random": 96, "careful": 48})
"""The same, when something has not come up yet: what then does not come up hardly ever does."""
KEPT: Final = 3
"""Visits to one scene that are kept of each kind of player."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A scene that came up in a game: the play at that moment, what the player remembered, and which of its games."""

    scene: str
    play: Play
    memory: Memory
    name: str
    turn: int


@dataclass(slots=True)
class Walk:
    """What the crowd met."""

    visits: dict[str, list[Visit]] = field(default_factory=lambda: defaultdict(list))
    offered: set[tuple[str, str]] = field(default_factory=set)
    """Of the sentences that were looked for, those that somebody could have said; as scene and move."""
    plays: dict[tuple[str, int], Play] = field(default_factory=dict)
    """Every game, ended, by player and seed."""

    def chosen(self, scene: str, count: int) -> list[Visit]:
        """Visits of as many kinds of players as there are, the good ones first."""
        order = list(CROWD)
        return sorted(self.visits.get(scene, ()), key=lambda v: (v.turn, order.index(v.name)))[:count]


def walk(scenario: Scenario, wanted: Iterable[tuple[str, str]]) -> Walk:
    """Looks around until every scene came up, with every one of the ``wanted`` sentences, or long enough."""
    found, missing = Walk(), set(wanted)
    for name, count in CROWD.items():
        _play(scenario, found, missing, name, range(count))
    for name, count in LATER.items():
        if scenario.scenes.keys() <= found.visits.keys() and not missing:
            break
        _play(scenario, found, missing, name, range(CROWD[name], count))
    return found


def _play(scenario: Scenario, found: Walk, missing: set[tuple[str, str]], name: str, seeds: range) -> None:
    for seed in seeds:
        dice = Memory(Random(seed))  # noqa: S311 - dice of a simulated player
        for (play, memory), after in steps(start(scenario), find(name), dice):
            found.plays[name, seed] = after
            if play.scene is not None:
                if any(scene == play.scene for scene, _ in missing):
                    here = {(play.scene, str(decision.move)) for decision in options(play)} & missing
                    found.offered |= here
                    missing -= here
                visits = found.visits[play.scene]
                turn = sum(visit.name == name for visit in visits)
                if turn < KEPT:
                    visits.append(Visit(play.scene, play, memory.copy(), name, turn))
