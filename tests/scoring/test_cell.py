"""A graded cell: which answer counts, how many points, and what happens to answers that cannot be."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.answers import Collected, Line, read_call
from course.answers.kinds import Choice
from course.scoring import Book, CellScore, Policy, score
from tests.answers.samples import IMPOSSIBLE, RIGHT, authored, item, key
from tests.answers.test_collect import JSON

BOOK = Book(
    items={each.item.id: each.item for each in authored()},
    keys={each.item.id: each.key for each in authored()},
)
WRONG = {"chosen": "overrule"}


def answers(name: str, *values: Any) -> Collected:
    return Collected(tuple(Line(name, n, value, "2026-11-21T10:15:02Z") for n, value in enumerate(values, start=1)))


def graded(name: str, *values: Any, maximum: float = 4, policy: Policy = "best") -> CellScore:
    return score(read_call(f'ask("{name}")'), maximum, answers(name, *values), BOOK, policy)


def said(result: CellScore) -> str:
    return "\n".join(reason.en for reason in result.reasons)


@pytest.mark.parametrize("name", RIGHT)
def test_the_right_answer_gets_the_maximum(name: str) -> None:
    result = graded(name, RIGHT[name])
    assert (result.points, result.maximum, result.remarks) == (4, 4, ())
    assert f"Tests {', '.join(item(name).points)}. Source: " in said(result)


def test_points_are_a_share_of_the_maximum() -> None:
    assert graded("steps", {"order": ["talks", "table", "mandate", "vote"]}, maximum=3).points == 2.5
    assert graded("wise", {"ratings": {"listen": 5}}, maximum=1).points == 0.3


@pytest.mark.parametrize(
    ("policy", "points", "counted"),
    [("best", 0, "Answer 3 of 3 counts"), ("last", 0, "Answer 3 of 3 counts"), ("first", 0, "Answer 1 of 3 counts")],
)
def test_of_several_answers_the_policy_says_which_counts(policy: Policy, points: float, counted: str) -> None:
    result = graded("goals", WRONG, RIGHT["goals"], WRONG, policy=policy)
    assert result.points == points
    assert counted in said(result)


def test_no_answer_is_no_points_and_a_reason() -> None:
    result = graded("goals")
    assert result.points == 0.0
    assert result.reasons[0].nl == "Er is geen antwoord."


@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE)
def test_an_impossible_answer_is_no_points_a_reason_and_a_remark(name: str, value: Any) -> None:
    result = graded(name, value)
    assert result.points == 0.0
    assert "cannot be an answer" in said(result)
    assert [remark.code for remark in result.remarks] == ["impossible"]


def test_an_impossible_answer_does_not_spoil_a_good_one() -> None:
    result = graded("goals", {"chosen": "x"}, RIGHT["goals"])
    assert result.points == 4
    assert result.reasons[0].en.startswith("You chose the right answer")


def test_giving_every_answer_once_earns_what_the_last_one_earns() -> None:
    """Also where the best attempt counts: that is for role-plays, where every attempt is work."""
    goals = BOOK.items["goals"]
    assert isinstance(goals, Choice)
    everything = [{"chosen": option.id} for option in goals.options]
    last_is_wrong = [value for value in everything if value != RIGHT["goals"]]
    assert graded("goals", RIGHT["goals"], *last_is_wrong, policy="best").points == 0.0
    assert graded("goals", *last_is_wrong, RIGHT["goals"], policy="best").points == 4


def test_an_impossible_answer_is_passed_over_also_when_it_is_the_last() -> None:
    result = graded("goals", RIGHT["goals"], {"chosen": "x"}, policy="last")
    assert result.points == 4
    assert [remark.code for remark in result.remarks] == ["impossible"]


def test_answers_to_other_questions_do_not_count() -> None:
    result = score(read_call('ask("goals")'), 4, answers("errand", RIGHT["goals"]), BOOK, "best")
    assert result.points == 0.0


def test_a_recorded_value_is_scored_as_an_answer() -> None:
    result = score(read_call('record("zopa-size", x)'), 4, answers("zopa-size", {"number": 22}), BOOK, "best")
    assert result.points == 4


@pytest.mark.parametrize(
    "book", [Book(), Book(items=BOOK.items), Book(items=BOOK.items, keys={"goals": key("errand")})]
)
def test_without_a_fitting_key_a_person_has_to_look(book: Book) -> None:
    result = score(read_call('ask("goals")'), 4, answers("goals", RIGHT["goals"]), book, "best")
    assert result.points is None
    assert len(result.remarks) == 1


@pytest.mark.parametrize("source", ["assert True", 'roleplay("purchasing")', ""])
def test_a_cell_that_asks_nothing_of_ours_is_for_a_person(source: str) -> None:
    assert score(read_call(source), 4, Collected(()), BOOK, "best").points is None


@given(st.sampled_from(sorted(BOOK.items)), st.lists(st.dictionaries(st.text(), JSON, max_size=3), max_size=3))
def test_whatever_stands_in_answers_points_stay_within_bounds(name: str, values: list[Any]) -> None:
    for policy in ("best", "last", "first"):
        result = graded(name, *values, policy=policy)
        assert result.points is not None
        assert 0 <= result.points <= 4
        assert result.reasons
