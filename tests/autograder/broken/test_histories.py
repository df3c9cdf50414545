"""Answers that were kept in several places become one history in which every attempt stays whole."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from nbformat import v4

from autograder.inbox.histories import are_two, join
from autograder.marking.marking import mark
from course.answers.collect import Collected, collect
from course.answers.line import Line
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from course.scoring import Book, Policy
from tests.autograder.broken.case import shows
from tests.autograder.classes import ASSIGNMENT, HandIn, grader, make_class
from tests.autograder.test_broken_hand_ins import grade

DAYS = ("2026-11-21", "2026-11-22", "2026-11-23")


def said(number: int, day: str = DAYS[0], attempt: int = 1, item: str = "q") -> Line:
    return Line(item, attempt, {"number": number}, f"{day}T10:00:{number:02d}Z")


def moves(*steps: int, day: str = DAYS[0], attempt: int = 1) -> tuple[Line, ...]:
    """An attempt at a role-play: it begins, and then comes one decision after another."""
    begin = Line("game", attempt, {"kind": "start"}, f"{day}T10:00:00Z")
    return (begin, *(Line("game", attempt, {"kind": "move", "move": n}, f"{day}T10:00:{n:02d}Z") for n in steps))


def numbers(lines: tuple[Line, ...]) -> list[tuple[int, list[object]]]:
    """Each attempt with its moves."""
    found: dict[int, list[object]] = {}
    for line in lines:
        found.setdefault(line.attempt, []).append(line.value.get("move", "start"))
    return list(found.items())


@pytest.mark.parametrize(
    ("sources", "joined"),
    [
        ([moves(1, 2), moves(1, 2)], [(1, ["start", 1, 2])]),
        ([moves(1, 2), moves(1, 2, 3)], [(1, ["start", 1, 2, 3])]),
        ([moves(1, 2, 3), moves(1)], [(1, ["start", 1, 2, 3])]),
        ([moves(1, 2), moves(1, 3)], [(1, ["start", 1, 2]), (2, ["start", 1, 3])]),
        ([moves(4, day=DAYS[1]), moves(1)], [(1, ["start", 1]), (2, ["start", 4])]),
        ([moves(1), moves(2, attempt=2)], [(1, ["start", 1]), (2, ["start", 2])]),
        (
            [(*moves(1), *moves(2, day=DAYS[2], attempt=2)), moves(3, day=DAYS[1])],
            [(1, ["start", 1]), (2, ["start", 3]), (3, ["start", 2])],
        ),
        ([moves(1, 2, 3), ()], [(1, ["start", 1, 2, 3])]),
    ],
)
def test_attempts_stay_whole_and_stand_in_the_order_of_their_beginning(
    sources: list[tuple[Line, ...]], joined: list[tuple[int, list[object]]]
) -> None:
    assert numbers(join(sources)) == joined


def test_answers_to_questions_stand_in_the_order_of_their_times() -> None:
    home = [said(3, DAYS[2]), said(1, item="other")]
    school = [said(5), said(4, DAYS[1]), said(3, DAYS[2])]
    assert join([home, school]) == (said(5), said(4, DAYS[1]), said(3, DAYS[2]), said(1, item="other"))


def test_what_one_source_alone_holds_stays_as_it_is() -> None:
    odd = [said(3, DAYS[2]), said(1)]
    assert join([odd, [said(1, item="other")]]) == (*odd, said(1, item="other"))


def test_two_histories_are_known_by_a_second_beginning() -> None:
    assert are_two([*moves(1), *moves(2)])
    assert not are_two([*moves(1), *moves(2, attempt=2)])
    assert not are_two([said(1), said(2)])


# -- a real game at home and another at school


@cache
def game(kind: str, day: str) -> tuple[Line, ...]:
    values = journal_values(load(library()["purchasing"]), player(kind), 3)
    times = (divmod(place, 60) for place in range(len(values)))
    return tuple(
        Line("purchasing", 1, value, f"{day}T10:{minute:02d}:{second:02d}Z")
        for value, (minute, second) in zip(values, times, strict=True)
    )


def points(collected: Collected, policy: Policy) -> float | None:
    cell = v4.new_code_cell('criterion("purchasing", "process")', metadata=grader("purchasing-process", points=15))
    book = Book(scenarios=library())
    return mark(v4.new_notebook(cells=[cell]), collected, book, policy)["purchasing-process"].points


def copy_of(lines: tuple[Line, ...]) -> Mapping[str, Any]:
    cell: dict[str, Any] = {"cell_type": "code", "source": "", "metadata": {}}
    shows(cell, [line.as_data() for line in lines])
    return {"cells": [cell]}


def test_a_game_at_home_and_one_at_school_are_two_attempts() -> None:
    good, poor = game("expert", DAYS[0]), game("silent", DAYS[1])
    alone = {name: points(Collected(lines), "best") for name, lines in (("good", good), ("poor", poor))}
    assert (alone["good"] or 0) > (alone["poor"] or 0)
    journal = "".join(f"{line.as_json()}\n" for line in poor).encode()
    mixed = collect(journal, copy_of(good))
    assert are_two(mixed.lines)
    assert points(mixed, "best") == 0.0, "one behind the other they are an attempt that nobody played"
    joined = Collected(join([poor, good]))
    assert points(joined, "best") == points(joined, "first") == alone["good"]
    assert points(joined, "last") == alone["poor"]


def test_a_journal_and_a_notebook_of_two_computers_both_count(tmp_path: Any) -> None:
    classroom = make_class(tmp_path / "class")
    hand_in = HandIn(classroom)
    hand_in.answer([line.as_data() for line in moves(1)])
    hand_in.embed([line.as_data() for line in moves(2, day=DAYS[1])])
    assert "two_histories" in grade(classroom)[1]
    hand_in.embed([line.as_data() for line in moves(1)])
    assert "two_histories" not in grade(classroom)[1]
    assert hand_in.file.stem == ASSIGNMENT
