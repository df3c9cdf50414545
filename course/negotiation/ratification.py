"""The vote at home (theory 3.2 and 3.11, 14)."""

from course.negotiation.changes import Rule
from course.negotiation.constituency import half_point, passes, support, yes_share
from course.negotiation.counterpart import EPSILON, their_support
from course.negotiation.state import Vote
from course.negotiation.turn import Turn


def hold_vote(turn: Turn) -> Vote:
    """Home votes on the signed package; when the other side has people of its own to ask, they vote too.

    The state must hold a deal.
    """
    game, state = turn.game, turn.state
    if state.deal is None:
        raise ValueError("there is nothing to vote on")
    package = state.deal
    theirs = their_support(game, state, package)
    carried = theirs is None or theirs >= game.setup.other.quota - EPSILON
    vote = Vote(
        package=package,
        yes={f: yes_share(game, state, f, package) for f in game.factions},
        half={f: half_point(game, state, f, package) for f in game.factions},
        support={b.id: support(game, state, package, b) for b in game.bodies} or {"": support(game, state, package)},
        ratified=passes(game, state, package) and carried,
        theirs=theirs,
    )
    turn.put(votes=(*state.votes, vote))
    for body, found in vote.support.items():
        turn.note("vote", body, None, found, Rule.VOTED)
    if theirs is not None:
        turn.note("their_vote", "", None, theirs, Rule.THEIRS_VOTED)
    return vote
