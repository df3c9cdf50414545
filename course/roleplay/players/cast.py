"""The cast: every simulated player by name."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from course.roleplay.decision import Decision
from course.roleplay.players import looks, vices
from course.roleplay.players.everyday import anything
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Sight
from course.roleplay.players.skill import AVERAGE, CAREFUL, EXPERT, skilled

Player = Callable[[Sight, Memory], Decision]
"""Given what it sees and remembers, what it decides."""

VICES: Mapping[str, Player] = MappingProxyType(
    {
        "egged-on": vices.egged_on,
        "hard-liner": vices.hard_liner,
        "blabber": vices.blabber,
        "pleaser": vices.pleaser,
        "silent": vices.silent,
        "random": anything,
    }
)
"""Those who should come out below the average."""

PLAYERS: Mapping[str, Player] = MappingProxyType(
    {
        "expert": skilled(EXPERT),
        "careful": skilled(CAREFUL),
        "average": skilled(AVERAGE),
        **VICES,
        **{name: looks.by_looks(name) for name in looks.LOOKS},
    }
)


def player(name: str) -> Player:
    """A player by name; ``skill:0.7`` is one with that skill.

    Raises:
        KeyError: there is no such player.
    """
    if name.startswith("skill:"):
        return skilled(float(name.removeprefix("skill:")))
    return PLAYERS[name]
