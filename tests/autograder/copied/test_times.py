"""The same times: to the second or shifted, whatever changed beside them; and what is no sign."""

from random import Random

import pytest

from autograder.copied.steps import Step, seconds
from autograder.copied.times import LEAST, Pauses, SameTimes, same_times


def journal(seed: int, count: int = 40, begin: int = 1_000_000) -> list[Step]:
    random = Random(seed)
    at, steps = begin, []
    for _ in range(count):
        at += max(1, round(random.lognormvariate(2.5, 0.8)))
        steps.append(Step("x", 1, f"x {random.randrange(12)}", f"x {random.random()}", at))
    return steps


def moved(steps: list[Step], by: int) -> list[Step]:
    return [Step(s.item, s.attempt, s.slot, s.token, None if s.at is None else s.at + by) for s in steps]


def compared(a: list[Step], b: list[Step]) -> SameTimes | None:
    pauses = Pauses()
    for name, steps in (("a", a), ("b", b), ("c", journal(77)), ("d", journal(78))):
        pauses.add(name, steps)
    return same_times(a, b, pauses, ("a", "b"))


@pytest.mark.parametrize("shift", [0, 1, -3, 86_405, -7_200])
def test_a_copied_clock_is_found_at_any_shift(shift: int) -> None:
    steps = journal(1)
    found = compared(steps, moved(steps, shift))
    assert found is not None
    assert (found.shift, found.lines) == (shift, 40)
    assert (found.first, found.last) == (steps[0].at, steps[-1].at)
    assert found.bits > 60


def test_lines_put_in_and_taken_out_do_not_hide_it() -> None:
    steps = journal(2)
    found = compared(steps, sorted(steps[::2] + journal(3, 10), key=lambda step: step.at or 0))
    assert found is not None
    assert found.bits > 20


def test_other_decisions_at_the_same_times_are_found() -> None:
    steps = journal(4)
    others = [Step("x", 1, f"x other {n}", f"x {n}", step.at) for n, step in enumerate(steps)]
    found = compared(steps, others)
    assert found is not None
    assert found.lines == 40
    assert found.bits > 30


@pytest.mark.parametrize("seed", range(10))
def test_two_in_one_room_at_one_time_are_no_sign(seed: int) -> None:
    found = compared(journal(seed), journal(100 + seed))
    assert found is None or found.bits < 10


def test_a_clock_that_ticks_evenly_is_no_sign() -> None:
    even = [Step("x", 1, "x", f"x {n}", 40 * n) for n in range(40)]
    found = compared(even, moved(even, 400))
    assert found is None or found.bits < 6


def test_a_few_moments_are_not_looked_at() -> None:
    steps = journal(5, LEAST - 1)
    assert compared(steps, steps) is None


def test_journals_without_times_have_none_in_common() -> None:
    bare = [Step("x", 1, "x", "x 1", None)] * 20
    assert compared(bare, bare) is None


@pytest.mark.parametrize(
    ("at", "found"),
    [
        ("1970-01-01T00:01:40Z", 100),
        ("2026-13-01T00:00:00Z", None),
        ("2026-02-30T10:00:00Z", None),
        ("0000-00-00T99:99:99Z", None),
    ],
)
def test_a_day_that_does_not_exist_is_no_time(at: str, found: int | None) -> None:
    assert seconds(at) == found
