"""The vote at home (theory 3.2 and 3.11, 14)."""

from dataclasses import replace

from course.negotiation.changes import Rule
from course.negotiation.constituency import half_point, passes, support, yes_share
from course.negotiation.counterpart import EPSILON, their_support
from course.negotiation.game import Game
from course.negotiation.state import Vote
from course.negotiation.turn import Turn

HALF = 0.5
"""The share of a faction with a veto that has to be in favour."""


def vetoed(game: Game, vote: Vote) -> tuple[str, ...]:
    """The factions with a veto of which less than half voted for it: then nothing passes, whatever the count."""
    return tuple(f for f, yes in vote.yes.items() if game.factions[f].veto and yes < HALF)


def carried_there(game: Game, vote: Vote) -> bool:
    """Whether the other side's own people said yes, or have nothing to say."""
    return vote.theirs is None or vote.theirs >= game.setup.other.quota - EPSILON


def hold_vote(turn: Turn) -> Vote:
    """Home votes on the signed package; when the other side has people of its own to ask, they vote too.

    The state must hold a deal.
    """
    game, state = turn.game, turn.state
    if state.deal is None:
        raise ValueError("there is nothing to vote on")
    package = state.deal
    theirs = their_support(game, state, package)
    vote = Vote(
        package=package,
        yes={f: yes_share(game, state, f, package) for f in game.factions},
        half={f: half_point(game, state, f, package) for f in game.factions},
        support={b.id: support(game, state, package, b) for b in game.bodies} or {"": support(game, state, package)},
        ratified=passes(game, state, package),
        theirs=theirs,
    )
    vote = replace(vote, ratified=vote.ratified and carried_there(game, vote))
    turn.put(votes=(*state.votes, vote))
    for body, found in vote.support.items():
        turn.note("vote", body, None, found, Rule.VOTED)
    if theirs is not None:
        turn.note("their_vote", "", None, theirs, Rule.THEIRS_VOTED)
    return vote
