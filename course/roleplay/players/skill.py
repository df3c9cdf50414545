"""Players who have learnt the course to some degree (theory 3.11, 20)."""

from collections.abc import Callable

from course.roleplay.decision import Decision
from course.roleplay.players.everyday import sensible
from course.roleplay.players.habits import good
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import Sight

Policy = Callable[[Sight, Memory], Decision]

EXPERT, CAREFUL, AVERAGE = 1.0, 0.85, 0.65


def skilled(skill: float) -> Policy:
    """The habit of a good negotiator with probability ``skill`` (0-1), else something sensible but unlearned."""

    def decide(seen: Sight, memory: Memory) -> Decision:
        return good(seen, memory) if memory.random.random() < skill else sensible(seen, memory)

    return decide


average = skilled(AVERAGE)
"""What everybody with a vice does where the vice has no opinion."""
