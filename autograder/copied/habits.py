"""Which decisions of a game follow from a habit, such as what the course teaches: two may have it without any copying.

A simulated player looks over the shoulder: where the game stands as it does, would it do the same? Whoever once did the
same as another, by chance, goes on the same when both have the same habit; that is worth one coincidence and not forty.
"""

from collections.abc import Sequence
from random import Random
from typing import Final

from autograder.copied.steps import value_of
from course.locale import Language
from course.negotiation.errors import NegotiationError
from course.roleplay.decision import Decision, DecisionKind, read_decision
from course.roleplay.play import decide, start
from course.roleplay.players import Player, player
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Sight, sight
from course.roleplay.scenario import Scenario

HABITS: Final = ("expert", "silent", "pleaser", "egged-on", "hard-liner", "blabber")
LOOKS: Final = ("first", "last", "longest", "shortest", "politest")
"""Habits that concern sentences only."""

Followed = tuple[bool, ...]


def habits(tokens: Sequence[str], scenario: Scenario, language: Language) -> tuple[Followed, ...]:
    """For each habit: which of the decisions follow it. As far as the game can be followed; the rest follows none."""
    onlookers = [_Onlooker(player(name), sentences_only=name in LOOKS) for name in (*HABITS, *LOOKS)]
    play = start(scenario)
    for token in tokens[1:]:
        try:
            decision = read_decision(value_of(token))
            after = decide(play, decision)
        except NegotiationError:
            break
        seen = sight(play, language)
        for onlooker in onlookers:
            onlooker.look(seen, decision)
        play = after
    return tuple(onlooker.followed(len(tokens)) for onlooker in onlookers)


class _Onlooker:
    def __init__(self, who: Player, *, sentences_only: bool) -> None:
        self._who = who
        self._sentences_only = sentences_only
        self._memory = Memory(Random(0))  # noqa: S311 - simulated players draw at random, not for secrets
        self._followed = [True]  # everybody begins in the same way

    def look(self, seen: Sight, decision: Decision) -> None:
        sentences = seen.of(DecisionKind.MOVE)
        asked = bool(sentences) or not self._sentences_only
        self._followed.append(asked and self._who(seen, self._memory) == decision)
        for option in sentences:
            if option.decision == decision:
                self._memory.note(option)

    def followed(self, length: int) -> Followed:
        return tuple(self._followed + [False] * (length - len(self._followed)))
