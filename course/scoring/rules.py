"""The scoring rules as plain arithmetic: shares between 0 and 1. One function a rule; no texts, no items."""

from collections.abc import Mapping, Sequence
from itertools import combinations

from course.answers.kinds import RATINGS

_WORST_MISS = RATINGS[-1] - RATINGS[0]
_TASTE = 1e-9  # a number typed as 0.1 is not 0.1 to a computer; this much is forgiven everywhere


def best_worst(best: str, worst: str, keyed_best: str, keyed_worst: str) -> float:
    """Best right +1, worst right +1, the keyed worst called best -1; halved, and never below 0."""
    score = (best == keyed_best) + (worst == keyed_worst) - (best == keyed_worst)
    return max(0.0, score / 2)


def rating(given: float, mean: float) -> float:
    """1 - |given - mean| / 4: as near as possible to what experts gave."""
    return max(0.0, 1 - abs(given - mean) / _WORST_MISS)


def order(given: Sequence[str], keyed: Sequence[str]) -> float:
    """(Kendall's tau + 1) / 2, which is the share of pairs that stand in the right order."""
    place = {option: n for n, option in enumerate(given)}
    pairs = list(combinations(keyed, 2))
    if not pairs:
        return 1.0
    return sum(place[first] < place[second] for first, second in pairs) / len(pairs)


def ordinal(given: int, keyed: int, classes: int) -> float:
    """1 - |distance| / largest distance there is on the scale."""
    return 1 - abs(given - keyed) / (classes - 1) if classes > 1 else 1.0


def number(given: float, keyed: float, tolerance: float, half: float, *, absolute: bool) -> float:
    """1 within the tolerance, a half within the wider one, else 0."""
    miss = abs(given - keyed)
    scale = 1.0 if absolute else abs(keyed)
    if miss <= tolerance * scale + _TASTE * max(1.0, abs(keyed)):
        return 1.0
    return 0.5 if miss <= half * scale + _TASTE * max(1.0, abs(keyed)) else 0.0


def estimate(percent: float, *, true: bool) -> float:
    """1 - Brier's (p - o)². Only an honest percentage maximises it; "I do not know" (50) is worth three quarters."""
    miss = percent / 100 - (1.0 if true else 0.0)
    return 1 - miss * miss


def mean(shares: Mapping[object, float] | Sequence[float]) -> float:
    """The mean of the shares; 0 of none."""
    values = list(shares.values()) if isinstance(shares, Mapping) else list(shares)
    return sum(values) / len(values) if values else 0.0
