"""Who plays for the linter: the cast of the course, its tricks, and the linter's own ways of not reading."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from course.roleplay.checks.played.ways import only_looking, wander
from course.roleplay.players import EXPLOITS, Player, player
from course.roleplay.players.looks import LOOKS

WAYS: Final[Mapping[str, Player]] = MappingProxyType(
    {"wander": wander, **{f"look:{name}": only_looking(name) for name in LOOKS}, **EXPLOITS}
)


def find(name: str) -> Player:
    """A player of the cast, a trick or one of the linter's own ways.

    Raises:
        KeyError: there is no such player.
    """
    return WAYS[name] if name in WAYS else player(name)
