"""Going back on what was taken along (theory 3.3, loosen_mandate): possible in time, for a price, if home agrees."""

from dataclasses import replace

import pytest

from course.negotiation import rounds
from course.negotiation.acts import ActKind
from course.negotiation.constituency import objection
from course.negotiation.mandate import propose_mandate, useful_freedom, within
from course.negotiation.perform import perform, possible
from course.negotiation.state import State
from course.negotiation.turn import Turn
from tests.negotiation import r1
from tests.negotiation.steps import about, done, internal_round

K = ActKind
GAME = r1.game()
LET_GO = about(K.LOOSEN_MANDATE, "two-weeks")


def bound() -> State:
    """Good work at home, but two weeks taken along and written into the mandate."""
    state = internal_round(GAME)
    turn = Turn(GAME, replace(state, demands={**state.demands, "two-weeks": "accepted"}))
    assert propose_mandate(turn, {"price": (96, 92, 88), "lead": (4, 2)}, None)
    rounds.open_table(turn)
    return turn.state


def test_the_mandate_becomes_what_it_would_have_been_without_the_lock() -> None:
    before = bound()
    after = done(GAME, before, LET_GO)
    assert before.mandate is not None
    assert after.mandate is not None
    assert {x[1] for x in before.mandate.packages} == {2}
    asked_for = within(GAME, after, {"price": (96, 92, 88), "lead": (4, 2)}, None)
    assert after.mandate.packages == frozenset(asked_for)
    assert useful_freedom(GAME, after.mandate.packages) > useful_freedom(GAME, before.mandate.packages)
    assert after.demands["two-weeks"] == "converted"


def test_it_costs_what_refusing_would_have_cost_and_less_than_coming_home_without() -> None:
    before = bound()
    price = before.factions["production"].trust - done(GAME, before, LET_GO).factions["production"].trust
    of = before.factions["production"]
    assert price == pytest.approx(0.15 * (1 - of.market_knowledge) * 0.5)
    broken = Turn(GAME, before)
    rounds.sign(broken, (96, 4, 60))
    assert price < of.trust - broken.state.factions["production"].trust


def test_what_home_lets_go_of_is_no_broken_promise() -> None:
    turn = Turn(GAME, done(GAME, bound(), LET_GO))
    trust = turn.state.factions["production"].trust
    rounds.sign(turn, (96, 4, 60))
    assert turn.state.factions["production"].trust == trust
    assert not turn.state.breach


def test_home_may_refuse_and_the_lock_stays() -> None:
    state = bound()
    distrusted = replace(state, factions={n: replace(f, trust=0.0, voice=0.0) for n, f in state.factions.items()})
    after = done(GAME, distrusted, LET_GO)
    assert after.demands["two-weeks"] == "accepted"
    assert after.mandate == distrusted.mandate


def test_who_refuses_a_mandate_says_what_it_minds_most() -> None:
    start = GAME.opening()
    assert objection(GAME, start, GAME.space) == ("production", "lead", 8)
    tight = [x for x in GAME.space if x[1] == 2]
    assert objection(GAME, start, tight) == ("finance", "price", 100)
    assert objection(GAME, start, ()) is None


def test_only_what_was_taken_along_can_be_let_go_of() -> None:
    turn = Turn(GAME, bound())
    assert possible(turn, LET_GO)
    assert not possible(turn, about(K.LOOSEN_MANDATE, "price-88"))
    perform(turn, LET_GO)
    assert not possible(turn, LET_GO)


def test_without_a_mandate_only_the_promise_is_undone() -> None:
    state = replace(bound(), mandate=None)
    turn = Turn(GAME, state)
    perform(turn, LET_GO)
    assert turn.state.mandate is None
