"""The cast: every simulated player by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from course.roleplay.decision import Decision
from course.roleplay.players import vices
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Sight

Player = Callable[[Sight, Memory], Decision]
"""Given what it sees and remembers, what it decides."""

EXPERT, CAREFUL, AVERAGE = 1.0, 0.85, vices.AVERAGE

PLAYERS: Mapping[str, Player] = MappingProxyType(
    {
        "expert": vices.skilled(EXPERT),
        "careful": vices.skilled(CAREFUL),
        "average": vices.skilled(AVERAGE),
        "egged-on": vices.egged_on,
        "hard-liner": vices.hard_liner,
        "blabber": vices.blabber,
        "pleaser": vices.pleaser,
        "silent": vices.silent,
        "random": vices.RANDOM,
        "first": vices.first_option,
        "longest": vices.by_text(lambda text: -float(len(text))),
        "shortest": vices.by_text(lambda text: float(len(text))),
        "politest": vices.by_text(vices.politeness),
    }
)


def player(name: str) -> Player:
    """A player by name; ``skill:0.7`` is one with that skill.

    Raises:
        KeyError: there is no such player.
    """
    if name.startswith("skill:"):
        return vices.skilled(float(name.removeprefix("skill:")))
    return PLAYERS[name]
