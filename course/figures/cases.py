"""The role-plays behind the figures, and home as it stands after some acts: the rules of the course at work."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from course.negotiation.acts import Act
from course.negotiation.changes import Rule
from course.negotiation.game import Game
from course.negotiation.perform import perform
from course.negotiation.turn import Turn
from course.roleplay.acts import parse_acts
from course.roleplay.load import library, load
from course.roleplay.scenario import Scenario


@cache
def case(name: str) -> Scenario:
    """A role-play of the course, read once.

    Raises:
        KeyError: there is no such role-play.
    """
    return load(library()[name])


def fresh(game: Game) -> Turn:
    """A turn before anything has happened, with every demand put on the table."""
    turn = Turn(game, game.opening())
    for name in game.demands:
        turn.demand(name, "open", Rule.DEMAND_OPENED)
    return turn


def after(game: Game, acts: Iterable[Act]) -> Turn:
    """A turn after these acts."""
    turn = fresh(game)
    for act in acts:
        perform(turn, act)
    return turn


def read_acts(raw: list[dict[str, Any]]) -> tuple[Act, ...]:
    """Acts as the file of a figure writes them, in the words of a role-play: ``- listen: finance``."""
    return parse_acts(raw)
