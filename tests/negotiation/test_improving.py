"""After a yes the deal stands: a change needs them and home, and whatever is said nobody loses what was signed."""

from dataclasses import replace

from course.negotiation import improving
from course.negotiation.changes import Rule
from course.negotiation.game import Game
from course.negotiation.improving import Answer
from course.negotiation.ratification import hold_vote
from course.negotiation.setup import Package
from course.negotiation.turn import Turn
from tests.negotiation.r1 import NASH, setup
from tests.negotiation.steps import internal_round


def signed(deal: Package = NASH, rounds: int = 2) -> Turn:
    """The worked example, well worked at home, with a deal that home ratified."""
    case = setup()
    game = Game(replace(case, clock=replace(case.clock, after=rounds)))
    turn = Turn(game, internal_round(game))
    turn.put(deal=deal, round=8, last_round=8)
    hold_vote(turn)
    improving.begin(turn)
    return turn


def packages(turn: Turn, answer: Answer) -> list[Package]:
    """Every package that would get this answer."""
    return [x for x in turn.game.space if x != turn.state.deal and improving._answer(turn, x) is answer]


def test_there_are_as_many_rounds_as_the_agenda_says() -> None:
    turn = signed(rounds=3)
    for _ in range(3):
        assert not improving.time_is_up(turn)
        improving.next_round(turn)
    assert improving.time_is_up(turn)


def test_what_is_worth_less_to_them_is_refused_and_the_deal_stays() -> None:
    turn = signed()
    refused = packages(turn, Answer.THEIR_NO)
    assert refused
    assert all(turn.game.theirs[x] < turn.game.theirs[NASH] for x in refused)
    votes = turn.state.votes
    assert improving.improve(turn, refused[0]) is Answer.THEIR_NO
    assert (turn.state.deal, turn.state.votes) == (NASH, votes)


def test_what_home_would_not_ratify_stays_away() -> None:
    turn = signed()
    against = packages(turn, Answer.HOME_NO)
    assert against
    assert improving.improve(turn, against[0]) is Answer.HOME_NO
    assert turn.state.deal == NASH


def test_what_is_no_worse_for_them_and_carried_at_home_replaces_the_deal() -> None:
    found = [
        (deal, x)
        for deal in signed().game.zone
        for x in packages(signed(deal), Answer.AGREED)
        if signed().game.ours[x] > signed().game.ours[deal]
    ]
    deal, better = found[0]
    turn = signed(deal)
    assert improving.improve(turn, better) is Answer.AGREED
    assert turn.state.deal == better
    assert turn.state.votes[-1].package == better
    assert turn.state.votes[-1].ratified
    assert "improved" in turn.state.marks
    assert Rule.IMPROVED in {change.rule for change in turn.changes}


def test_on_the_frontier_there_is_nothing_to_gain_for_us_without_a_loss_for_them() -> None:
    turn = signed()
    assert NASH in turn.game.frontier
    assert not [x for x in packages(turn, Answer.AGREED) if turn.game.ours[x] > turn.game.ours[NASH]]


def test_the_deal_itself_changes_nothing_but_takes_a_round() -> None:
    turn = signed()
    votes = turn.state.votes
    assert improving.improve(turn, NASH) is Answer.SAME
    assert (turn.state.deal, turn.state.votes) == (NASH, votes)
    assert turn.state.round == turn.state.last_round
