"""Copies that are to be found, with what is said about them; the figures for many classes are those of ``figures``."""

from random import Random

import pytest

from autograder.copied.together import Together
from autograder.copied.weigh import Strength
from tests.autograder.copied import questions
from tests.autograder.copied.figures import PLANTED, listed, listed_answers
from tests.autograder.copied.people import class_of, shifted
from tests.played import in_turn


@pytest.mark.parametrize(("name", "kind"), in_turn(["the same file", "all an hour later", "10% changed, times kept"]))
def test_copied_times_are_found(name: str, kind: str) -> None:
    people = class_of(name, "all sorts", 16, 4)
    people["copier"] = PLANTED[kind](name, people["s0005"], 4)
    (entry,) = listed(name, people).entries
    assert entry.students == ("copier", "s0005")
    assert entry.strength is not Strength.LOOK
    times = entry.matches[0].times
    assert times is not None
    assert abs(times.shift) == (0 if kind == "the same file" else 3604)
    assert times.lines > 0.6 * len(people["s0005"]) - 3


@pytest.mark.parametrize(
    "kind", ["played again, own times", "played again, 10% changed", "played again, talks reordered"]
)
def test_somebody_elses_unusual_game_is_found_in_ones_own_time(kind: str) -> None:
    people = class_of("works-council", "careless", 20, 1)
    people["copier"] = PLANTED[kind]("works-council", people["s0002"], 7)
    (entry,) = listed("works-council", people).entries
    assert entry.students == ("copier", "s0002")
    (game,) = entry.matches[0].games
    assert entry.matches[0].times is None
    assert game.same > 20
    assert game.rare


def test_a_group_is_one_entry() -> None:
    people = class_of("purchasing", "all sorts", 14, 5)
    for number in range(4):
        people[f"copier{number}"] = shifted(people["s0002"], 100 * number)
    (entry,) = listed("purchasing", people).entries
    assert entry.students == ("copier0", "copier1", "copier2", "copier3", "s0002")
    assert len(entry.matches) == 10


def test_in_a_group_what_is_rare_is_said_without_any_of_them() -> None:
    people = class_of("works-council", "careless", 14, 5)
    alone = dict(people) | {"copier": shifted(people["s0003"], 50)}
    (two,) = listed("works-council", alone).entries
    for number in range(3):
        people[f"copier{number}"] = shifted(people["s0003"], 100 * number + 50)
    (four,) = listed("works-council", people).entries
    assert four.matches[0].games[0].alone == two.matches[0].games[0].alone > 0


def test_the_strongest_come_first() -> None:
    people = class_of("works-council", "careless", 20, 1)
    people["again"] = PLANTED["played again, 10% changed"]("works-council", people["s0002"], 7)
    people["file"] = people["s0008"]
    entries = listed("works-council", people).entries
    assert [entry.students for entry in entries] == [("file", "s0008"), ("again", "s0002")]
    assert entries[0].strength is Strength.VERY


def test_who_may_work_together_is_counted_and_not_listed() -> None:
    people = class_of("purchasing", "all sorts", 12, 6)
    people["copier"] = people["s0001"]
    listing = listed("purchasing", people, Together((frozenset({"copier", "s0001", "s0009"}),)))
    assert listing.entries == ()
    assert listing.together == 1


@pytest.mark.parametrize("seed", range(3))
def test_many_of_the_same_unusual_mistakes_are_found(seed: int) -> None:
    people = questions.answered(29, seed)
    people["source"] = questions.answers(0.3, Random(seed))
    people["copier"] = questions.changed(people["source"], 0.1, seed)
    (entry,) = listed_answers(people, seed).entries
    assert entry.students == ("copier", "source")
    answers = entry.matches[0].answers
    assert answers is not None
    assert len(answers.wrong) >= 5
