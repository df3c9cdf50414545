"""Players of the linter's own: good in everything but the sentences, which they choose without reading."""

from collections.abc import Callable

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players import Player
from course.roleplay.players.habits import good
from course.roleplay.players.looks import LOOKS
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Option, Sight

HESITATION = 0.15
"""How often somebody with a habit of looking takes any sentence, so that games differ."""


def wander(seen: Sight, memory: Memory) -> Decision:
    """Takes any sentence; does the rest well, and so gets to see much of a role-play."""
    sentences = seen.of(DecisionKind.MOVE)
    return memory.random.choice(sentences).decision if sentences else good(seen, memory)


def only_looking(look: str) -> Player:
    """Takes sentences by their looks, does the rest well: what is left to decide is what the sentences decide."""
    chosen: Callable[..., Option] = LOOKS[look]

    def decide(seen: Sight, memory: Memory) -> Decision:
        sentences = seen.of(DecisionKind.MOVE)
        if not sentences or memory.random.random() < HESITATION:
            return wander(seen, memory)
        return chosen(sentences, seen.language).decision

    return decide
