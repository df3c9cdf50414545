"""After home said yes: is there something better for both (Raiffa's post-settlement settlement)?

What was signed stays in force whatever is said: nobody can lose, and so more can be asked. A change needs them, and
home votes on it like on anything else.
"""

from enum import StrEnum

from course.negotiation.changes import Rule
from course.negotiation.constituency import passes
from course.negotiation.counterpart import EPSILON, their_support
from course.negotiation.ratification import hold_vote
from course.negotiation.setup import Package
from course.negotiation.turn import Turn


class Answer(StrEnum):
    """What came of a proposal to improve what was signed."""

    SAME = "same"
    AGREED = "agreed"
    THEIR_NO = "their_no"
    """It is worth less to them than what they have, or their own people would not have it."""
    HOME_NO = "home_no"


def begin(turn: Turn) -> None:
    """The deal is in force: a few more rounds to look whether it can be better, which begin at the deal itself."""
    state = turn.state
    first = state.round + 1
    turn.put(
        round=first,
        last_round=first + turn.game.setup.clock.after - 1,
        offer=state.deal,
        own_package=None,
        poll={},
        told_now=False,
        telling_used=False,
        asking_used=False,
    )


def time_is_up(turn: Turn) -> bool:
    """After the last of these rounds the deal stays as it is."""
    return turn.state.round > turn.state.last_round


def improve(turn: Turn, package: Package) -> Answer:
    """Propose to change what was signed; whatever the answer, a round has passed.

    They agree to what is worth at least as much to them as the deal that they have, and home has to vote for it.
    The state must hold a deal.
    """
    state = turn.state
    answer = _answer(turn, package)
    turn.put(own_package=package)
    if answer is Answer.AGREED:
        turn.mark("improved")
        turn.note("deal", "", state.deal, package, Rule.IMPROVED)
        turn.put(deal=package, offer=package)
        hold_vote(turn)
    next_round(turn)
    return answer


def _answer(turn: Turn, package: Package) -> Answer:
    game, state = turn.game, turn.state
    deal = state.deal
    if deal is None:
        raise ValueError("there is nothing to improve")
    if package == deal:
        return Answer.SAME
    support = their_support(game, state, package)
    carried = support is None or support >= game.setup.other.quota - EPSILON
    if game.theirs[package] < game.theirs[deal] - EPSILON or not carried:
        return Answer.THEIR_NO
    return Answer.AGREED if passes(game, state, package) else Answer.HOME_NO


def next_round(turn: Turn) -> None:
    """The next of these rounds: something can be asked and told again."""
    turn.put(round=turn.state.round + 1, told_now=False, telling_used=False, asking_used=False)
