"""Games weighed by how rare their decisions are: what many do says nothing, wherever it stands."""

import pytest

from autograder.copied.games import Games
from autograder.copied.habits import HABITS, LOOKS, habits
from autograder.copied.steps import slot_of, token_of
from tests.autograder.copied.people import game, scenario


def class_with(*runs: str) -> Games:
    """A class in which each letter is a decision, all of them taken in one place."""
    games = Games("x")
    for number, run in enumerate(runs):
        games.add(f"s{number}", [list(run)], dict.fromkeys(run, "x place"))
    return games


USUAL = "abcdefghij"


def test_what_everybody_does_says_nothing() -> None:
    assert class_with(*[USUAL] * 12).compare("s0", "s1").bits < 1


def test_what_nobody_else_does_says_much() -> None:
    found = class_with("aklmnopqj", "aklmnopqj", *[USUAL] * 12).compare("s0", "s1")
    assert found.bits > 15
    assert (found.same, found.alone) == (9, 7)
    assert set(found.rare) <= set("klmnopqj")


def test_what_two_did_not_both_do_is_not_counted() -> None:
    found = class_with("aklmnopqj", "arstuvwxj", *[USUAL] * 12).compare("s0", "s1")
    assert found.bits < 6
    assert found.alone == 0


def test_an_order_that_was_changed_costs_something_and_hides_nothing() -> None:
    straight = class_with("klmnopqrstuv", "klmnopqrstuv", *[USUAL] * 12).compare("s0", "s1")
    turned = class_with("klmnopqrstuv", "qrstuvklmnop", *[USUAL] * 12).compare("s0", "s1")
    assert straight.bits > turned.bits > 15
    assert turned.same == 12


def test_the_two_who_are_compared_do_not_make_each_other_usual() -> None:
    alone = class_with("aklmnopqj", "aklmnopqj", *[USUAL] * 4).compare("s0", "s1").bits
    with_a_third = class_with("aklmnopqj", "aklmnopqj", "aklmnopqj", *[USUAL] * 3).compare("s0", "s1").bits
    assert alone > with_a_third


def test_somebody_who_plays_often_counts_once() -> None:
    once = class_with("klmn", "klmn", *[USUAL] * 6)
    often = class_with("klmn", "klmn", *[USUAL] * 5)
    often.add("often", [list(USUAL)] * 10, dict.fromkeys(USUAL, "x place"))
    assert often.compare("s0", "s1").bits == pytest.approx(once.compare("s0", "s1").bits)


def test_the_most_alike_attempts_are_compared() -> None:
    games = class_with("klmnopq", *[USUAL] * 8)
    games.add("tried", [list(USUAL), list("klmnopq"), list("abc")], dict.fromkeys(USUAL + "klmnopq", "x place"))
    assert games.compare("s0", "tried").same == 7


def test_a_habit_that_explains_a_game_takes_its_weight_away() -> None:
    games = class_with("klmnopq", "klmnopq", *[USUAL] * 8)
    all_of_it, nothing = [True] * 7, [False] * 7
    assert games.compare("s0", "s1", lambda _: [nothing, all_of_it]).bits <= 0
    assert games.compare("s0", "s1", lambda _: [nothing]).bits == games.compare("s0", "s1").bits


@pytest.mark.parametrize("plays", ["expert", "silent"])
def test_an_onlooker_recognises_a_player_with_its_habit(plays: str) -> None:
    values = game("purchasing", plays, 3)
    tokens = [token_of("purchasing", value) for value in values]
    followed = dict(zip((*HABITS, *LOOKS), habits(tokens, scenario("purchasing"), "en"), strict=True))
    assert all(followed[plays])
    assert not all(followed["hard-liner"])


def test_a_game_that_cannot_be_followed_has_no_habits_from_there_on() -> None:
    values = [*game("purchasing", "expert", 3)[:6], {"kind": "nonsense"}, *game("purchasing", "expert", 3)[6:]]
    tokens = [token_of("purchasing", value) for value in values]
    followed = habits(tokens, scenario("purchasing"), "en")[0]
    assert followed == (True,) * 6 + (False,) * (len(values) - 6)


def test_what_follows_from_a_decision_is_no_part_of_it() -> None:
    one = {"kind": "move", "scene": "a", "move": "b", "state": "1234"}
    other = {"state": "9999", "move": "b", "scene": "a", "kind": "move"}
    assert token_of("x", one) == token_of("x", other)
    assert slot_of("x", one) == "x move a"
    assert token_of("x", {"kind": "start", "hashes": {"a": "1"}}) == token_of("x", {"kind": "start", "hashes": {}})
