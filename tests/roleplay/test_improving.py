"""The stop ``after``: it comes after a yes only, and leaves the deal as it is unless both want another one."""

from functools import cache

import pytest

from course.negotiation.errors import IllegalDecisionError
from course.roleplay.checks.moments import Moment, moments
from course.roleplay.debrief import debrief
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.play import Play, decide
from course.roleplay.record import decision_value, read_run, start_value
from course.roleplay.scenario import Place, Scenario
from course.roleplay.view import look
from tests.roleplay.random_games import steps
from tests.roleplay.small import TEXT, read_text

K = DecisionKind
ROUNDS = 2
WITH_AFTER = TEXT.replace("  - vote: meeting\n", f"  - vote: meeting\n  - after: {ROUNDS}\n", 1).replace(
    "  quota: 0.5\n", "  quota: 0.1\n", 1
)
"""At home a tenth of the votes is enough here, so that random games get there."""
SEEDS = range(40)


@cache
def scenario() -> Scenario:
    """The small role-play with two rounds after the vote."""
    found, findings = read_text(WITH_AFTER)
    assert found is not None, findings
    return found


@cache
def games() -> tuple[tuple[Play, ...], ...]:
    """Random games, each with all its stands."""
    return tuple(tuple(steps(scenario(), seed)) for seed in SEEDS)


@cache
def after_a_yes() -> Play:
    """A game in which home said yes and nothing has been proposed since."""
    return next(play for game in games() for play in game if play.phase == "after" and play.scene is None)


def test_every_game_ends_and_only_a_yes_is_followed_by_more_rounds() -> None:
    ended = [game[-1] for game in games()]
    assert all(play.ended for play in ended)
    went_on = [any(play.phase == "after" for play in game) for game in games()]
    assert went_on == [(bool(play.state.votes) and play.state.votes[0].ratified) or _on_second(play) for play in ended]
    assert {True, False} == set(went_on)


def _on_second(play: Play) -> bool:
    return play.state.reopened and len(play.state.votes) > 1 and play.state.votes[1].ratified


def test_leaving_the_deal_as_it_is_ends_the_game() -> None:
    play = decide(after_a_yes(), Decision(K.LEAVE))
    assert play.ended
    assert play.state.deal == after_a_yes().state.deal


def test_what_is_worse_for_them_is_refused_in_words_and_two_proposals_are_all() -> None:
    play = after_a_yes()
    deal = play.state.deal
    worse = [x for x in play.game.space if deal is not None and play.game.theirs[x] < play.game.theirs[deal]]
    for _ in range(ROUNDS):
        assert not play.ended
        play = decide(play, Decision(K.PACKAGE, package=play.game.named(worse[0])))
        assert [p.kind for p in look(play, "nl").passages][:2] == ["you", "offer"]
    assert play.ended
    assert play.state.deal == deal


@pytest.mark.parametrize("kind", [K.HOLD, K.RECESS, K.WALK, K.ACCEPT, K.PRIVATE])
def test_what_belongs_to_the_table_is_over(kind: DecisionKind) -> None:
    deal = after_a_yes().game.named(after_a_yes().state.deal or ())
    decision = Decision(kind, package=deal if kind is K.ACCEPT else None, form="planned", label="off-the-record")
    with pytest.raises(IllegalDecisionError) as caught:
        decide(after_a_yes(), decision)
    assert caught.value.code == "not_now"


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_offers_the_builder_a_clock_and_a_way_out(language: str) -> None:
    view = look(after_a_yes(), language)
    assert view.place == "after"
    assert [(stop.id, stop.status) for stop in view.stops][-1] == ("after", "now")
    assert view.builder is not None
    assert view.builder.their_offer == after_a_yes().game.named(after_a_yes().state.deal or ())
    assert view.clock is not None
    assert (view.clock.used, view.clock.total) == (1, ROUNDS)
    assert "settle" in [tool.id for tool in view.tools]


def test_a_game_that_went_on_is_replayed_from_its_journal_and_debriefed() -> None:
    game = next(game for game in games() if any(play.phase == "after" for play in game))
    last = game[-1]
    values = [start_value(scenario())]
    values += [decision_value(e.decision, play) for e, play in zip(last.log, game[1:], strict=True)]
    found = read_run(values, lambda *_: scenario())
    assert found.finished, found.problem
    assert debrief(last, "nl").steps


def test_scenes_of_this_stop_come_after_a_yes_only() -> None:
    found = moments(scenario(), Place.AFTER)
    assert Moment("after", 4, "ratified") in found
    assert {(each.phase, each.result) for each in found} == {("after", "ratified")}
