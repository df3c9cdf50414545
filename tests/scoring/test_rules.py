"""The scoring rules, one table each (theory 5.2)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.scoring import rules


@pytest.mark.parametrize(
    ("best", "worst", "share"),
    [
        ("b", "w", 1.0),  # both right
        ("b", "x", 0.5),  # best right
        ("x", "w", 0.5),  # worst right
        ("x", "y", 0.0),  # neither
        ("x", "b", 0.0),  # the best called the worst costs nothing more
        ("w", "x", 0.0),  # the worst called the best takes one off, and nothing is below 0
        ("w", "b", 0.0),
    ],
)
def test_best_and_worst(best: str, worst: str, share: float) -> None:
    assert rules.best_worst(best, worst, "b", "w") == share


@pytest.mark.parametrize(
    ("given", "mean", "share"), [(4, 4.0, 1.0), (5, 4.0, 0.75), (1, 5.0, 0.0), (3, 4.6, 0.6), (1, 1.4, 0.9)]
)
def test_rating(given: int, mean: float, share: float) -> None:
    assert rules.rating(given, mean) == pytest.approx(share)


@pytest.mark.parametrize(
    ("given", "share"),
    [
        ("abcd", 1.0),
        ("dcba", 0.0),
        ("bacd", 5 / 6),
        ("badc", 4 / 6),
        ("dabc", 3 / 6),
    ],
)
def test_order_counts_pairs(given: str, share: float) -> None:
    assert rules.order(given, "abcd") == pytest.approx(share)


@given(st.permutations("abcdef"))
def test_order_is_kendalls_tau_on_0_to_1(given: list[str]) -> None:
    signs = [
        1 if given.index(first) < given.index(second) else -1
        for n, first in enumerate("abcdef")
        for second in "abcdef"[n + 1 :]
    ]
    tau = sum(signs) / len(signs)
    assert rules.order(given, "abcdef") == pytest.approx((tau + 1) / 2)


@pytest.mark.parametrize(
    ("given", "keyed", "share"), [(0, 0, 1.0), (0, 1, 0.75), (0, 4, 0.0), (4, 0, 0.0), (2, 0, 0.5)]
)
def test_ordinal(given: int, keyed: int, share: float) -> None:
    assert rules.ordinal(given, keyed, 5) == share


@pytest.mark.parametrize(
    ("given", "share"),
    [
        (100, 1.0),
        (101, 1.0),
        (99, 1.0),
        (101.01, 0.5),
        (110, 0.5),
        (90, 0.5),
        (110.01, 0.0),
        (-100, 0.0),
        (0, 0.0),
    ],
)
def test_number_full_within_1_percent_and_half_within_10(given: float, share: float) -> None:
    assert rules.number(given, 100, 0.01, 0.1, absolute=False) == share


@pytest.mark.parametrize(
    ("given", "keyed", "share"), [(0, 0, 1.0), (0.4, 0, 1.0), (0.9, 0, 0.5), (1.1, 0, 0.0), (-0.4, 0, 1.0)]
)
def test_number_by_amounts(given: float, keyed: float, share: float) -> None:
    assert rules.number(given, keyed, 0.5, 1, absolute=True) == share


def test_number_forgives_the_computer_and_nothing_else() -> None:
    assert rules.number(0.1 + 0.2, 0.3, 0, 0, absolute=False) == 1.0
    assert rules.number(0.3001, 0.3, 0, 0, absolute=False) == 0.0
    assert rules.number(-22, -22, 0.01, 0.1, absolute=False) == 1.0


@pytest.mark.parametrize(
    ("percent", "true", "share"),
    [(100, True, 1.0), (0, False, 1.0), (50, True, 0.75), (50, False, 0.75), (0, True, 0.0), (80, True, 0.96)],
)
def test_estimate_is_brier(*, percent: float, true: bool, share: float) -> None:
    assert rules.estimate(percent, true=true) == pytest.approx(share)


@given(st.floats(0, 1), st.floats(0, 100))
def test_no_percentage_pays_better_than_the_one_you_believe(belief: float, said: float) -> None:
    def expected(percent: float) -> float:
        return belief * rules.estimate(percent, true=True) + (1 - belief) * rules.estimate(percent, true=False)

    assert expected(said) <= expected(100 * belief) + 1e-9


def test_nothing_has_a_mean_of_0() -> None:
    assert rules.mean([]) == 0.0
    assert rules.mean([1.0, 0.0]) == 0.5
