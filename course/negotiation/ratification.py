"""The vote at home (theory 3.2 and 3.11, 14)."""

from course.negotiation.changes import Rule
from course.negotiation.constituency import half_point, passes, support, yes_share
from course.negotiation.state import Vote
from course.negotiation.turn import Turn


def hold_vote(turn: Turn) -> Vote:
    """Home votes on the signed package.

    The state must hold a deal.
    """
    game, state = turn.game, turn.state
    if state.deal is None:
        raise ValueError("there is nothing to vote on")
    package = state.deal
    vote = Vote(
        package=package,
        yes={f: yes_share(game, state, f, package) for f in game.factions},
        half={f: half_point(game, state, f, package) for f in game.factions},
        support={b.id: support(game, state, package, b) for b in game.bodies} or {"": support(game, state, package)},
        ratified=passes(game, state, package),
    )
    turn.put(votes=(*state.votes, vote))
    for body, found in vote.support.items():
        turn.note("vote", body, None, found, Rule.VOTED)
    return vote
