"""The normalised gain, as arithmetic."""

import pytest

from autograder.gain.measure import ALL, FEWEST, Sitting, change, class_gains


@pytest.mark.parametrize(
    ("before", "after", "gain"),
    [
        (0.5, 0.75, 0.5),  # half of what was missing
        (0.0, 0.3, 0.3),
        (0.0, 0.0, 0.0),
        (0.5, 0.5, 0.0),
        (0.6, 1.0, 1.0),
        (0.5, 0.25, -0.5),  # half of what there was
        (0.975, 0.9, -0.0769),  # Hake's formula would say -3
        (1.0, 0.5, -0.5),
        (0.4, 0.0, -1.0),
        (1.0, 1.0, None),  # nothing to gain
    ],
)
def test_a_gain_is_a_part_of_what_was_missing_and_a_loss_of_what_there_was(
    before: float, after: float, gain: float | None
) -> None:
    assert change(before, after) == (None if gain is None else pytest.approx(gain, abs=1e-4))


def sitting(before: float, after: float, student: str = "anna") -> Sitting:
    return Sitting(student, student, {"L1": before, ALL: before}, {"L1": after, ALL: after})


def test_the_gain_of_a_class_is_that_of_its_means_and_not_the_mean_of_gains() -> None:
    goal, whole = class_gains([sitting(0.2, 0.2), sitting(0.8, 1.0)], ["L1"])
    assert goal.gain == pytest.approx((0.6 - 0.5) / 0.5)
    assert goal.mean_gain == pytest.approx(0.5)
    assert (goal.goal, whole.goal) == ("L1", ALL)


def test_who_had_everything_twice_counts_in_the_means_and_not_among_the_gains() -> None:
    goal, _ = class_gains([sitting(1, 1), sitting(0, 0.5)], ["L1"])
    assert (goal.full, goal.students, goal.mean_gain) == (1, 2, 0.5)
    assert goal.before == 0.5


def test_a_class_that_had_everything_has_no_gain() -> None:
    goal, _ = class_gains([sitting(1, 1)] * 12, ["L1"])
    assert (goal.gain, goal.mean_gain, goal.low, goal.full) == (None, None, None, 12)


def test_up_and_down_are_counted() -> None:
    goal, _ = class_gains([sitting(0.2, 0.4), sitting(0.5, 0.5), sitting(0.5, 0.2)], ["L1"])
    assert (goal.up, goal.down) == (1, 1)


def test_nobody_gives_nothing() -> None:
    assert class_gains([], ["L1"]) == ()


def test_too_few_students_have_no_interval() -> None:
    few = [sitting(0.2 + n / 50, 0.5) for n in range(FEWEST - 1)]
    assert class_gains(few, ["L1"])[0].low is None
    goal = class_gains([*few, sitting(0.1, 0.9)], ["L1"])[0]
    assert goal.gain is not None
    assert goal.low is not None
    assert goal.high is not None
    assert goal.low < goal.gain < goal.high


def test_the_interval_narrows_as_a_class_grows_and_closes_when_all_are_alike() -> None:
    one = [sitting(0.2 + n / 20, 0.4 + n / 25) for n in range(10)]
    small, large = class_gains(one, ["L1"])[0], class_gains(one * 9, ["L1"])[0]
    assert small.low is not None
    assert small.high is not None
    assert large.low is not None
    assert large.high is not None
    assert (large.high - large.low) < (small.high - small.low) / 2
    same = class_gains([sitting(0.5, 0.75)] * 20, ["L1"])[0]
    assert same.low == pytest.approx(0.5)
    assert same.high == pytest.approx(0.5)


def test_the_interval_holds_the_true_gain_about_as_often_as_it_says() -> None:
    """Classes drawn from a world with a gain of 0.4; a generator of our own keeps the draws the same everywhere."""
    state, hits = 12345, 0
    for _ in range(200):
        drawn = []
        for _ in range(30):
            state = (1103515245 * state + 12345) % 2**31
            before = 0.3 + 0.4 * state / 2**31
            state = (1103515245 * state + 12345) % 2**31
            drawn.append(sitting(before, before + 0.4 * (1 - before) + 0.2 * (state / 2**31 - 0.5)))
        goal = class_gains(drawn, ["L1"])[0]
        assert goal.low is not None
        assert goal.high is not None
        hits += goal.low <= 0.4 <= goal.high
    assert 180 <= hits <= 199
