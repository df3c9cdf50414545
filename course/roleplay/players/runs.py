"""Letting a player play, and keeping what it did as a journal would."""

from random import Random

from course.negotiation.calibration import Calibration
from course.roleplay.decision import DecisionKind
from course.roleplay.play import Play, decide, start
from course.roleplay.players.cast import Player
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import sight
from course.roleplay.record import decision_value, start_value
from course.roleplay.scenario import Scenario

MAX_DECISIONS = 400
"""More decisions than any role-play needs: a player that does not come to an end is a fault."""


def run(scenario: Scenario, player: Player, seed: int = 0, calibration: Calibration | None = None) -> Play:
    """One game of a player, the same for the same seed.

    Raises:
        RuntimeError: the player does not come to an end.
    """
    play, memory = start(scenario, calibration), Memory(Random(seed))
    for _ in range(MAX_DECISIONS):
        if play.ended:
            return play
        seen = sight(play)
        decision = player(seen, memory)
        if decision.kind is DecisionKind.MOVE:
            memory.note(next(o for o in seen.options if o.decision == decision))
        play = decide(play, decision)
    raise RuntimeError(f"no end after {MAX_DECISIONS} decisions")


def journal_values(scenario: Scenario, player: Player, seed: int = 0) -> list[dict[str, object]]:
    """One game of a player as the values of a journal."""
    values, after = [start_value(scenario)], start(scenario)
    for entry in run(scenario, player, seed).log:
        after = decide(after, entry.decision)
        values.append(decision_value(entry.decision, after))
    return values
