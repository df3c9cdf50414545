"""The purchasing scenario as a game: everything in it can be reached, said and earned."""

from functools import cache

import pytest

from course.negotiation.acts import ActKind
from course.roleplay.play import Play
from course.roleplay.players import player, run
from course.roleplay.players.runs import MAX_DECISIONS
from course.roleplay.scenario import Place
from course.roleplay.score import total
from tests.roleplay.lab import purchasing
from tests.roleplay.random_games import LONGEST, steps

CASE = purchasing()


@cache
def random_games() -> tuple[Play, ...]:
    """Two hundred random games, ended."""
    return tuple(steps(CASE, seed)[-1] for seed in range(200))


@cache
def skilled_games() -> tuple[Play, ...]:
    """Games of players of all kinds, who get further than chance does."""
    names = ("expert", "careful", "average", "egged-on", "pleaser", "blabber", "hard-liner")
    return tuple(run(CASE, player(name), seed) for name in names for seed in range(20))


def test_every_random_game_ends_in_time() -> None:
    assert all(play.ended for play in random_games())
    assert max(len(play.log) for play in random_games()) < LONGEST < MAX_DECISIONS


def test_every_scene_and_every_move_is_met() -> None:
    said = {pair for play in (*random_games(), *skilled_games()) for pair in play.played.items()}
    missing = {(scene.id, move.id) for scene, move in CASE.moves()} - said
    scenes = set(CASE.scenes) - {scene for scene, _ in said}
    assert not scenes
    assert len(missing) <= 0.05 * sum(1 for _ in CASE.moves()), sorted(missing)


def test_every_kind_of_ending_is_met() -> None:
    ends = set()
    for play in (*random_games(), *skilled_games()):
        ratified = [vote.ratified for vote in play.state.votes]
        ends.add((tuple(ratified), "they_left" in play.state.marks, play.state.deal is not None))
    assert ((True,), False, True) in ends, "ratified at once"
    assert ((False, False), False, True) in ends, "rejected twice"
    assert ((), False, False) in ends, "walked away"
    assert ((), True, False) in ends, "they left"
    assert ((False,), False, False) in ends, "rejected, then walked away"


def test_random_talk_earns_little() -> None:
    scores = [total(play) for play in random_games()]
    assert sum(scores) / len(scores) < 20
    assert sorted(scores)[int(0.95 * len(scores))] < 35


@pytest.mark.parametrize(
    "kind", [ActKind.LISTEN, ActKind.SHOW, ActKind.CONVERT, ActKind.ACCEPT_LOCK, ActKind.FEED_HOPE]
)
def test_home_offers_every_kind_of_answer(kind: ActKind) -> None:
    home = [move for scene, move in CASE.moves() if scene.place is Place.HOME]
    assert any(act.kind is kind for move in home for act in move.acts)


def test_each_faction_can_be_heard_informed_and_shown_the_facts() -> None:
    for faction in CASE.game.factions:
        for kind in (ActKind.LISTEN, ActKind.INFORM, ActKind.SHOW, ActKind.REPORT):
            found = [
                (scene.id, move.id)
                for scene, move in CASE.moves()
                for act in move.acts
                if act.kind is kind and faction in act.factions
            ]
            assert found, (faction, kind)


def test_every_demand_can_be_taken_along_and_left_out() -> None:
    for demand in CASE.game.demands:
        kinds = {act.kind for _, move in CASE.moves() for act in move.acts if demand in act.demands}
        assert kinds & {ActKind.CONVERT, ActKind.REFUSE}
        assert kinds & {ActKind.ACCEPT_LOCK, ActKind.ACCEPT_ERRAND}


def test_every_process_check_can_be_met() -> None:
    assert total(run(CASE, player("expert"))) > 85
