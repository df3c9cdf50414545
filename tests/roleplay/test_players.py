"""Simulated players on purchasing: what the course teaches is what pays."""

from functools import cache
from itertools import pairwise
from statistics import mean

import pytest

from course.roleplay.players import PLAYERS, journal_values, player, run
from course.roleplay.record import state_hash
from course.roleplay.score import total
from tests.roleplay.lab import purchasing

SEEDS = 40


@cache
def score(name: str) -> float:
    """The mean score of a player over many games."""
    return mean(total(run(purchasing(), player(name), seed)) for seed in range(SEEDS))


@pytest.mark.parametrize(("better", "worse"), [("expert", "careful"), ("careful", "average")])
def test_skill_pays_ten_points_a_step(better: str, worse: str) -> None:
    assert score(better) >= score(worse) + 10


@pytest.mark.parametrize("name", ["egged-on", "hard-liner", "silent", "random"])
def test_vices_stand_ten_points_or_more_below_the_average(name: str) -> None:
    assert score(name) <= score("average") - 10


@pytest.mark.parametrize("name", ["first", "longest", "shortest", "politest"])
def test_how_a_sentence_looks_says_nothing(name: str) -> None:
    assert score(name) <= score("random") + 10


@pytest.mark.parametrize("name", ["blabber", "pleaser"])
def test_telling_all_and_pleasing_all_do_not_pay(name: str) -> None:
    assert score(name) < score("average")


def test_the_expert_is_above_85_and_the_two_traps_below_40() -> None:
    assert score("expert") > 85
    assert score("egged-on") < 40
    assert score("hard-liner") < 40


def test_the_score_rises_with_skill() -> None:
    scores = [score(f"skill:{p}") for p in (0, 0.25, 0.5, 0.75, 1)]
    assert all(low < high for low, high in pairwise(scores)), scores


@pytest.mark.parametrize("name", sorted(PLAYERS))
def test_a_player_plays_the_same_game_for_the_same_seed(name: str) -> None:
    one, two = (run(purchasing(), player(name), 7) for _ in range(2))
    assert state_hash(one) == state_hash(two)


def test_different_seeds_give_different_games() -> None:
    assert len({state_hash(run(purchasing(), player("average"), seed)) for seed in range(10)}) > 5


def test_a_game_can_be_kept_as_a_journal() -> None:
    values = journal_values(purchasing(), player("careful"), 3)
    assert values[0]["kind"] == "start"
    assert values[-1]["state"] == state_hash(run(purchasing(), player("careful"), 3))


def test_an_unknown_player_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        player("oracle")
