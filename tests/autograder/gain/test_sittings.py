"""Who counts, and who is left out with which reason."""

import pytest

from autograder.errors import AssignmentError
from autograder.gain.measure import ALL
from autograder.gain.sittings import Left, Measured, lay_side_by_side
from autograder.grading.scores import AssignmentScores, PartInfo, Row
from tests.autograder.gain.scores import GOALS, row, taken


def both(before: Row, after: Row) -> Measured:
    return lay_side_by_side(taken("one", before), taken("two", after), GOALS, GOALS)


def test_points_become_shares_for_each_goal_and_in_all() -> None:
    (one,) = both(row("anna", [2, 0, 1, 1]), row("anna", [2, 2, 1, 0])).sittings
    assert one.before == {"L1": 0.5, "L10": 0.5, ALL: 0.5}
    assert one.after == {"L1": 1.0, "L10": 0.25, ALL: 0.625}


@pytest.mark.parametrize(
    ("before", "after", "reason"),
    [
        (row("anna", [1, 1, 1, 1]), row("anna", None), Left.ONLY_BEFORE),
        (row("anna", None), row("anna", [1, 1, 1, 1]), Left.ONLY_AFTER),
        (row("anna", None), row("anna", None), Left.NEITHER),
        (row("anna", [0, 0, 0, 0]), row("anna", [2, 2, 2, 2]), Left.NOTHING),
        (row("anna", [2, 2, 2, 2]), row("anna", [0, 0, 0, 0]), Left.NOTHING),
        (row("anna", [1, 1, 1, 1], waiting=frozenset({"q2"})), row("anna", [1, 1, 1, 1]), Left.WAITING),
        (row("anna", [1, 1, 1, float("nan")]), row("anna", [1, 1, 1, 1]), Left.WAITING),
        (row("anna", [1, 1, 1, float("inf")]), row("anna", [1, 1, 1, 1]), Left.WAITING),
    ],
)
def test_who_cannot_be_compared_is_left_out_with_the_reason(before: Row, after: Row, reason: Left) -> None:
    found = both(before, after)
    assert (found.sittings, found.gains) == ((), ())
    assert found.left == {reason: ("anna",)}


def test_what_waits_for_a_person_elsewhere_in_the_assignment_does_not_matter() -> None:
    found = both(row("anna", [1, 1, 1, 1], waiting=frozenset({"reflection"})), row("anna", [1, 1, 1, 1]))
    assert len(found.sittings) == 1


def test_no_points_for_one_goal_is_a_score_and_no_reason() -> None:
    (one,) = both(row("anna", [0, 0, 1, 0]), row("anna", [2, 2, 0, 1])).sittings
    assert (one.before["L1"], one.gain("L1")) == (0.0, 1.0)


def test_being_late_costs_no_gain() -> None:
    (one,) = both(row("anna", [2, 2, 2, 2], penalty=8), row("anna", [2, 2, 2, 2])).sittings
    assert one.gain() is None


def test_extra_points_and_points_below_nothing_are_cut_off() -> None:
    (one,) = both(row("anna", [5, -3, 1, 1]), row("anna", [1, 1, 1, 1])).sittings
    assert one.before["L1"] == 0.5


def test_a_question_without_a_score_counts_as_nothing() -> None:
    (one,) = both(row("anna", [2, 2]), row("anna", [2, 2, 2, 2])).sittings
    assert one.before == {"L1": 1.0, "L10": 0.0, ALL: 0.5}


def test_a_student_whom_only_one_test_knows_is_named_by_that_one() -> None:
    found = lay_side_by_side(taken("one", row("anna", [1, 1, 1, 1], first="Anna")), taken("two"), GOALS, GOALS)
    assert found.left == {Left.ONLY_BEFORE: ("anna",)}
    assert found.names == {"anna": "Anna (anna)"}


def test_signs_that_turn_the_direction_of_a_line_are_taken_out_of_names() -> None:
    found = both(row("anna", [1, 1, 1, 1], first="\u202eAn\x1b[2Jna"), row("anna", [1, 1, 1, 1]))
    assert found.names == {"anna": "An [2Jna (anna)"}


def test_goals_stand_in_the_order_of_the_lessons_and_only_those_of_both_count() -> None:
    goals = {"q1": "L10", "q2": "L2", "q3": "L9"}
    found = lay_side_by_side(
        taken("one", row("anna", [2, 0, 2, 2])), taken("two", row("anna", [2, 2, 2, 2])), goals, {**goals, "q3": "L3"}
    )
    assert found.goals == ("L2", "L10")
    assert found.sittings[0].before == {"L2": 0.0, "L10": 1.0, ALL: 0.5}


def test_tests_of_different_length_are_compared_by_shares() -> None:
    long = AssignmentScores("two", None, tuple(PartInfo(name, 6.0) for name in GOALS), 24.0, (row("anna", [3] * 4),))
    found = lay_side_by_side(taken("one", row("anna", [1] * 4)), long, GOALS, GOALS)
    assert found.sittings[0].gain() == 0.0


@pytest.mark.parametrize(("one", "other"), [({}, GOALS), (GOALS, {}), ({"q1": "L1"}, {"q1": "L2"})])
def test_tests_without_a_common_goal_are_refused(one: dict[str, str], other: dict[str, str]) -> None:
    with pytest.raises(AssignmentError) as caught:
        lay_side_by_side(taken("one"), taken("two"), one, other)
    assert caught.value.code == "gain_no_goals"


def test_a_question_worth_nothing_is_no_question() -> None:
    empty = AssignmentScores("one", None, (PartInfo("q1", 0.0),), 0.0, ())
    with pytest.raises(AssignmentError):
        lay_side_by_side(empty, taken("two"), GOALS, GOALS)
