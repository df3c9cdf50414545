"""How the questions of a test are spread, and when two forms are not spread alike."""

from dataclasses import replace

import pytest

from course.answers.kinds import Authored
from course.scoring.balance import alike, balance
from tests.scoring.forms import PLAIN, balanced, question


def with_goal(authored: Authored, goal: str) -> Authored:
    return Authored(replace(authored.item, goal=goal), authored.key)


def test_places_and_goals_are_counted() -> None:
    found = balance([with_goal(question("a", 0, 3), "L1"), with_goal(question("b", 0, 2), "L2")], ["en"])
    assert (found.questions, found.goals) == (2, {"L1": 1, "L2": 1})
    assert found.places == {"best": (2, 0, 0, 0), "worst": (0, 0, 1, 1)}
    assert not found.even


def test_the_length_of_the_key_is_its_rank_and_equal_lengths_share_one() -> None:
    texts = ("the longest of all", "as long", "as long", "short")
    found = balance([question("a", 0, 1, texts), question("b", 3, 2, texts)], ["en", "nl"])
    assert found.ranks["best"] == {"en": (0 + 3) / 2, "nl": (0 + 3) / 2}
    assert found.ranks["worst"]["en"] == (1.5 + 1.5) / 2


def test_forms_of_one_make_are_alike() -> None:
    assert alike(balance(balanced("a"), ["en"]), balance(balanced("b"), ["en"]))


LONG = ("Go to the market and to the bakery today", *PLAIN[1:])
ONE_PLACE = [question(f"p{n}", 0, 1 + n % 3) for n in range(12)]


def longest(n: int) -> Authored:
    """The best on every place as often, and always the longest."""
    texts = [*PLAIN]
    texts[n % 4] = LONG[0]
    return question(f"l{n}", n % 4, (n + 1 + n // 4 % 3) % 4, tuple(texts))


@pytest.mark.parametrize(
    "drifted",
    [
        ONE_PLACE,
        [longest(n) for n in range(12)],
        [with_goal(each, "L1") for each in balanced("b")],
        balanced("b", 16),
    ],
    ids=["always first", "always longest", "other goals", "more questions"],
)
def test_forms_that_drift_apart_are_not(drifted: list[Authored]) -> None:
    assert not alike(balance(balanced("a"), ["en"]), balance(drifted, ["en"]))


def test_nothing_to_spread_is_refused() -> None:
    with pytest.raises(ValueError, match="no question"):
        balance([], ["en"])
