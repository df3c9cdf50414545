"""What somebody who has learnt the course decides, wherever it is."""

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.players.at_home import good_mandate, good_talk
from course.roleplay.players.at_table import after_the_vote, at_table
from course.roleplay.players.in_private import in_private
from course.roleplay.players.memory import Memory
from course.roleplay.players.reading import good_move
from course.roleplay.players.sight import Sight


def good(seen: Sight, memory: Memory) -> Decision:
    """The decision of a good negotiator."""
    if seen.of(DecisionKind.MOVE):
        return good_move(seen, memory).decision
    if seen.phase in ("home", "report", "recess"):
        return good_talk(seen, memory).decision
    if seen.phase == "mandate":
        return good_mandate(seen)
    if seen.phase == "private":
        return in_private(seen, memory)
    if seen.phase == "after":
        return after_the_vote(seen)
    return at_table(seen, memory)
