"""Letting a player play, and keeping what it did as a journal would."""

from collections.abc import Iterator
from random import Random

from course.locale import Language
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


class EndlessGameError(RuntimeError):
    """A player does not come to an end."""


def run(
    scenario: Scenario,
    player: Player,
    seed: int = 0,
    calibration: Calibration | None = None,
    language: Language = "en",
) -> Play:
    """One game of a player, the same for the same seed.

    Raises:
        EndlessGameError: the player does not come to an end.
    """
    return play_on(start(scenario, calibration), player, Memory(Random(seed)), language)


def play_on(play: Play, player: Player, memory: Memory, language: Language = "en") -> Play:
    """The end of a game that has been begun; ``memory`` is the player's, and it learns.

    Raises:
        EndlessGameError: the player does not come to an end.
    """
    for _, after in steps(play, player, memory, language):
        play = after
    return play


def steps(
    play: Play, player: Player, memory: Memory, language: Language = "en"
) -> Iterator[tuple[tuple[Play, Memory], Play]]:
    """Every decision of a game: where it was taken (play, and what the player remembered then), and what came of it.

    The memory that comes along is the player's own, which goes on learning: copy it to keep it.

    Raises:
        EndlessGameError: the player does not come to an end.
    """
    for _ in range(MAX_DECISIONS):
        if play.ended:
            return
        seen = sight(play, language)
        decision = player(seen, memory)
        after = decide(play, decision)
        yield (play, memory), after
        if decision.kind is DecisionKind.MOVE:
            memory.note(next(o for o in seen.options if o.decision == decision))
        play = after
    if not play.ended:
        raise EndlessGameError(f"no end after {MAX_DECISIONS} decisions")


def journal_values(scenario: Scenario, player: Player, seed: int = 0) -> list[dict[str, object]]:
    """One game of a player as the values of a journal."""
    values, after = [start_value(scenario)], start(scenario)
    for entry in run(scenario, player, seed).log:
        after = decide(after, entry.decision)
        values.append(decision_value(entry.decision, after))
    return values
