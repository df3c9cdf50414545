"""Two ways to a no that no count of votes shows: a faction with a veto, and the other side's own people."""

from dataclasses import replace

from course.negotiation.game import Game
from course.negotiation.ratification import carried_there, hold_vote, vetoed
from course.negotiation.score import ratification
from course.negotiation.setup import Body, Faction
from course.negotiation.state import Vote
from course.negotiation.turn import Turn
from tests.negotiation.r1 import NASH, setup
from tests.negotiation.steps import internal_round, standing


def voted(*, veto: bool, production: float = 0.5, limit: float | None = None) -> tuple[Game, Turn, Vote]:
    """The Nash deal of the worked example at the vote; ``production`` is the trust of that faction.

    ``limit``: what no deal is worth to the other side's own people, of one mind, or None when nobody asks them.
    """
    case = setup()
    own = replace(
        case.own,
        bodies=(Body("meeting", 0.4),),
        factions=tuple(replace(f, veto=veto and f.id == "production") for f in case.own.factions),
    )
    other = case.other
    if limit is not None:
        theirs = Faction("board", 1.0, other.weights, other.values)
        other = replace(other, factions=(theirs,), fallback={"board": limit})
    game = Game(replace(case, own=own, other=other))
    turn = Turn(game, standing(internal_round(game), "production", trust=production, negative_image=1 - production))
    turn.put(deal=NASH)
    return game, turn, hold_vote(turn)


def test_a_faction_with_a_veto_stops_what_the_count_would_carry() -> None:
    game, _, vote = voted(veto=False, production=0.0)
    assert vote.yes["production"] < 0.5
    assert (vote.ratified, vetoed(game, vote)) == (True, ())
    game, turn, vote = voted(veto=True, production=0.0)
    assert (vote.ratified, vetoed(game, vote)) == (False, ("production",))
    assert ratification(game, turn.state).facts["vetoed"] == ("production",)


def test_a_veto_is_not_used_by_a_faction_that_is_in_favour() -> None:
    game, _, vote = voted(veto=True, production=1.0)
    assert (vote.ratified, vetoed(game, vote)) == (True, ())


def test_their_own_people_have_to_carry_it_as_well() -> None:
    for limit, carried in ((None, True), (40.0, True), (100.0, False)):
        game, turn, vote = voted(veto=False, production=1.0, limit=limit)
        assert carried_there(game, vote) is carried
        assert vote.ratified is carried
        assert ratification(game, turn.state).facts["carried_there"] is carried
