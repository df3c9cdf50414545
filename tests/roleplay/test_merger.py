"""The capstone: what its header claims of the numbers, and that all its phases and its two bodies are played."""

from dataclasses import replace
from functools import cache

import pytest

from course.locale import LANGUAGES, both
from course.negotiation.constituency import best_home, better_without, refusal_is_right, win_set
from course.negotiation.game import Game
from course.negotiation.ratification import vetoed
from course.negotiation.score import no_worth, parts
from course.roleplay.debrief import debrief
from course.roleplay.decision import DecisionKind
from course.roleplay.ending import ending
from course.roleplay.load import library, load
from course.roleplay.plans.following import follow, steps
from course.roleplay.plans.reading import read
from course.roleplay.play import Play, decide, options, start
from course.roleplay.players import player, run
from course.roleplay.scenario import Place, Scenario
from course.roleplay.view import look

FILE = library()["merger"]
SCENES = 60


@cache
def scenario() -> Scenario:
    """The merger as it is."""
    return load(FILE)


@cache
def played(plan: str) -> Play:
    """The end of one of its games."""
    return follow(read(FILE.parent / "plans" / "merger" / f"{plan}.txt")[0], scenario())


def test_it_has_scenes_enough_and_some_at_every_place() -> None:
    assert len(scenario().scenes) >= SCENES
    assert {scene.place for scene in scenario().scenes.values()} == set(Place)


def test_the_three_promises_together_leave_nothing_that_they_could_sign() -> None:
    game = scenario().game
    locks = [demand for demand in game.demands.values() if demand.requires]
    assert len(locks) == 3
    assert not [x for x in game.zone if all(game.meets(x, lock) for lock in locks)]
    for left_out in locks:
        assert [x for x in game.zone if all(game.meets(x, lock) for lock in locks if lock is not left_out)]


def test_a_deal_is_possible_and_the_medical_staff_can_stop_one() -> None:
    game = scenario().game
    assert win_set(game, best_home(game), game.zone)
    assert not refusal_is_right(game)
    assert [f.id for f in game.factions.values() if f.veto] == ["doctors"]


@pytest.mark.parametrize(("plan", "phases"), [
    ("well", {"home", "leaving", "mandate", "table", "recess", "private", "report", "vote", "after"}),
    ("badly", {"home", "leaving", "mandate", "table", "report"}),
])  # fmt: skip
def test_the_phases_of_a_game(plan: str, phases: set[str]) -> None:
    assert {entry.phase for entry in played(plan).log} == phases


def test_both_bodies_and_their_own_people_vote_on_what_was_signed() -> None:
    vote = played("well").state.votes[-1]
    assert set(vote.support) == {"house", "supervisors"}
    assert vote.theirs is not None
    assert vetoed(played("well").game, vote) == ()


def test_too_much_said_on_the_stairs_and_the_dike_becomes_a_headline() -> None:
    play = played("headline")
    assert play.state.leaked
    assert {"front-page", "after-the-headline"} <= set(play.played)
    assert not played("well").state.leaked


def test_after_the_yes_the_third_year_goes_back_for_the_nights_and_both_houses_gain() -> None:
    play = played("well")
    game = play.game
    first, second = play.state.votes
    assert first.ratified
    assert second.ratified
    assert first.package == ("eleven", "two", "ours", 36, "ijssel")
    assert second.package == play.state.deal == ("gorinchem", "two", "ours", 24, "ijssel")
    assert game.ours[second.package] > game.ours[first.package]
    assert game.theirs[second.package] > game.theirs[first.package]
    assert first.yes["clients"] < 0.5 < second.yes["clients"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_who_asks_again_is_told_again(language: str) -> None:
    """On the stairs Valerie said who has to say yes; on the dike she is asked once more."""
    plan = read(FILE.parent / "plans" / "merger" / "well.txt")[0]
    seen = [look(play, language).passages for play in steps(plan, start(scenario()))]
    told = scenario().other.facts["her-surgeons"].text.of(language).strip()
    answers = [p.text for passages in seen for p in passages if p.kind == "answer" and told in p.text]
    first, again = answers
    assert first == f"'{told}'"
    assert again != first
    assert again.endswith(f" {told}'")


@pytest.mark.parametrize("plan", ["well", "badly", "headline"])
def test_nobody_who_is_asked_something_at_the_table_is_left_without_a_word(plan: str) -> None:
    found = read(FILE.parent / "plans" / "merger" / f"{plan}.txt")[0]
    for line, play in zip(found.decisions, steps(found, start(scenario())), strict=True):
        kinds = [p.kind for p in look(play, "en").passages]
        if play.log[-1].phase in ("table", "private", "after") and play.log[-1].decision.kind is DecisionKind.MOVE:
            assert set(kinds[1:]) & {"reply", "answer", "news", "offer"}, line


@cache
def closed_door() -> Scenario:
    """The merger when no is right."""
    return load(FILE, "closed-door")


def closed(plan: str) -> Play:
    """The end of one of the games with the closed door."""
    return follow(read(FILE.parent / "plans" / "merger" / f"{plan}.txt")[0], closed_door())


def test_behind_the_closed_door_much_can_be_signed_and_nothing_passes_because_of_one_group() -> None:
    game = closed_door().game
    assert len(game.zone) > 50
    assert refusal_is_right(game)
    others = replace(game.setup.own, factions=tuple(replace(f, veto=False) for f in game.setup.own.factions))
    assert not refusal_is_right(Game(replace(game.setup, own=others)))


def test_a_no_counts_in_full_when_all_were_heard_and_asked_and_signing_all_the_same_counts_for_nothing() -> None:
    tested, signed = (parts(play.game, play.state) for play in (closed("no-is-right"), closed("no-was-right")))
    assert (tested["substance"].share, tested["mandate"].share) == (1.0, 1.0)
    assert signed["substance"].share == 0.0
    assert tested["ratification"].share > 0.75 > signed["ratification"].share
    assert vetoed(closed("no-was-right").game, closed("no-was-right").state.votes[-1]) == ("doctors",)


@pytest.mark.parametrize("plan", ["no-is-right", "no-was-right"])
@pytest.mark.parametrize(("language", "why"), [
    ("en", "for the medical staff the best of it was worth 83 of 100, and what they have without a deal is worth 90."),
    ("nl", "voor de medische staf was het beste ervan 83 van 100 waard, en wat ze zonder afspraak hebben 90."),
])  # fmt: skip
def test_the_debrief_says_why_no_was_right_to_who_said_it_and_to_who_signed(plan: str, language: str, why: str) -> None:
    told = debrief(closed(plan), language)
    reasons = " ".join(next(part.reasons for part in told.parts if part.id == "substance"))
    assert why in reasons
    advice = both("advice.say_no").of(language)
    assert (told.advice == advice) == (plan == "no-was-right")


def test_nothing_of_the_kind_is_said_where_a_deal_was_possible() -> None:
    assert better_without(scenario().game) == ()
    assert better_without(closed_door().game) == ("doctors",)


@pytest.mark.parametrize(("walks", "name", "worth"), [
    ("five-numbers", "ending_no_deal_right", 1.0),
    ("ferry-room", "ending_no_deal_blind", 0.0),
])  # fmt: skip
def test_the_end_says_whether_you_could_know_it(walks: str, name: str, worth: float) -> None:
    plan, _ = read(FILE.parent / "plans" / "merger" / "no-is-right.txt")
    for play in steps(plan, start(closed_door())):
        last = play.log[-1].decision if play.log else None
        if last is not None and walks in (last.move, last.scene):
            break
    while not play.ended:
        kinds = {d.kind: d for d in options(play)}
        play = decide(play, kinds.get(DecisionKind.WALK) or kinds.get(DecisionKind.LEAVE) or options(play)[0])
    assert ending(play) == name
    assert no_worth(play.game, play.state) == worth


def test_who_was_left_alone_at_the_table_is_told_that_and_not_that_it_was_luck() -> None:
    play = run(closed_door(), player("hard-liner"))
    assert "they_left" in play.state.marks
    assert ending(play) == "ending_they_left"


def test_an_expert_stops_when_the_medical_staff_would_stop_it() -> None:
    play = run(closed_door(), player("expert"))
    assert "walked" in play.state.marks
    assert not play.state.votes
    assert no_worth(play.game, play.state) == 1.0


@pytest.mark.parametrize("name", ["merger", "coffee-afterwards"])
def test_who_has_played_hears_which_variant_it_was(name: str) -> None:
    """Otherwise whoever signed behind the closed door never hears that no was right."""
    names = {variant: load(library()[name], variant).drawn for variant in load(library()[name]).variants}
    assert all(names.values())
    assert len({drawn.name for drawn in names.values() if drawn}) == len(names)
    for language in LANGUAGES:
        assert all(drawn.told.of(language).count(".") >= 2 for drawn in names.values() if drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_debrief_tells_it_and_a_role_play_without_variants_tells_nothing(language: str) -> None:
    signed = closed("no-was-right")
    drawn = signed.scenario.drawn
    assert drawn is not None
    assert debrief(signed, language).drawn == drawn.told.of(language)
    assert debrief(played("well"), language).drawn == ""
