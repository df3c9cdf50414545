"""Which role-plays tests go through: those that there are, so that a new one is covered without anybody thinking of it.

What costs little is done with each of them. What costs much is done in every way with those of :data:`THOROUGH`, and
with each other one in some of the ways, in turn.
"""

from collections.abc import Sequence
from typing import Final, TypeVar

from course.roleplay.load import library

THOROUGH: Final = ("purchasing", "coffee-afterwards", "works-council")
"""With a mandate and a vote, private all the way, and with secrets and errands in a council."""
PLAYED: Final = (*THOROUGH, *(name for name in library() if name not in THOROUGH))
"""Every role-play of the course."""

Way = TypeVar("Way")


def ways(name: str, all_of_them: Sequence[Way], count: int = 1) -> list[Way]:
    """All of these for a thorough role-play; for another as many as ``count``, other ones than for its neighbours."""
    if name in THOROUGH:
        return list(all_of_them)
    place = PLAYED.index(name) * count
    return [all_of_them[(place + n) % len(all_of_them)] for n in range(min(count, len(all_of_them)))]


def in_turn(all_of_them: Sequence[Way], count: int = 1) -> list[tuple[str, Way]]:
    """Every role-play with its ways, for a table of tests."""
    return [(name, way) for name in PLAYED for way in ways(name, all_of_them, count)]
