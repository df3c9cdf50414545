"""Nobody is listed who worked apart: in good classes and careless ones, in small ones, and where all play the same."""

from datetime import timedelta
from random import Random

import pytest

from tests.autograder.copied import questions
from tests.autograder.copied.figures import listed, listed_answers
from tests.autograder.copied.people import LAB, MIXES, at_home, class_of, game, in_class, written
from tests.played import in_turn


@pytest.mark.parametrize(("name", "mix"), in_turn(list(MIXES), 2))
def test_a_class_in_one_room_that_plays_apart(name: str, mix: str) -> None:
    assert listed(name, class_of(name, mix, 18, 1)).entries == ()


@pytest.mark.parametrize("count", [2, 3, 12])
def test_everybody_plays_the_best_path(count: int) -> None:
    values = game("purchasing", "expert", 1)
    people = {f"s{n}": written("purchasing", values, in_class(Random(n), len(values))) for n in range(count)}
    assert listed("purchasing", people).entries == ()


@pytest.mark.parametrize("habit", ["silent", "expert"])
def test_the_only_two_with_one_habit_among_others(habit: str) -> None:
    people = class_of("purchasing", "careless", 16, 2)
    values = game("purchasing", habit, 1)
    for who in ("x", "y"):
        people[who] = written("purchasing", values, at_home(Random(who), len(values)))
    assert listed("purchasing", people).entries == ()


def test_a_clock_that_ticks_evenly_is_no_rhythm() -> None:
    """As where a program plays: the same pause between all lines, for everybody, and some begin at the same moment."""
    people = class_of("purchasing", "average", 12, 3)
    for number, (who, lines) in enumerate(people.items()):
        times = [LAB + timedelta(minutes=number % 3, seconds=40 * n) for n in range(len(lines))]
        people[who] = written("purchasing", [line.value for line in lines], times)
    assert listed("purchasing", people).entries == ()


@pytest.mark.parametrize("seed", range(4))
def test_questions_answered_apart(seed: int) -> None:
    assert listed_answers(questions.answered(30, seed), seed).entries == ()


def test_everybody_makes_the_same_mistakes() -> None:
    one = questions.answered(1, 5)["s0000"]
    assert listed_answers({f"s{n}": one for n in range(12)}, 1).entries == ()


def test_everybody_knows_everything() -> None:
    all_right = questions.answers(1.0, Random(1))
    assert listed_answers({f"s{n}": all_right for n in range(4)}, 1).entries == ()
