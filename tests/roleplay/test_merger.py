"""The capstone: what its header claims of the numbers, and that all its phases and its two bodies are played."""

from functools import cache

import pytest

from course.negotiation.constituency import best_home, refusal_is_right, win_set
from course.negotiation.ratification import vetoed
from course.roleplay.load import library, load
from course.roleplay.plans.following import follow
from course.roleplay.plans.reading import read
from course.roleplay.play import Play
from course.roleplay.scenario import Place, Scenario

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
