"""What is odd about times, and what is not."""

import pytest

from autograder.copied.odd import AFTER, AT_ONCE, MANY, SLACK, Odd, OddKind, odd_times
from autograder.copied.steps import Step


def odd(*times: int | None, handed_in: int | None = None) -> list[Odd]:
    return list(odd_times([Step("x", 1, "x", f"x {n}", at) for n, at in enumerate(times)], handed_in))


@pytest.mark.parametrize(
    ("times", "found"),
    [
        ((100, 200, 300), []),
        ((100, 200, 200 - SLACK), []),
        ((1000, 2000, 500, 700, 600), [Odd(OddKind.BACK, 2, 500)]),
        ((100, None, 300), [Odd(OddKind.NO_TIME, 1)]),
        (tuple(range(1, MANY)), []),
        ((5,) * MANY, [Odd(OddKind.QUICK, MANY, 5)]),
        (tuple(n * AT_ONCE for n in range(MANY)), []),
        ((), []),
    ],
)
def test_times(times: tuple[int | None, ...], found: list[Odd]) -> None:
    assert odd(*times) == found


@pytest.mark.parametrize(("last", "found"), [(AFTER, []), (AFTER + 5000, [Odd(OddKind.LATE, 1, AFTER + 5000)])])
def test_later_than_the_hand_in(last: int, found: list[Odd]) -> None:
    assert odd(0, last, handed_in=0) == found
    assert odd(0, last) == []
