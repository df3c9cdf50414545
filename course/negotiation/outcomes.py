"""What the whole outcome space looks like: frontier, zone of agreement, Nash and Kalai-Smorodinsky points."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from course.negotiation.setup import Issue, Package


def packages(issues: Sequence[Issue]) -> tuple[Package, ...]:
    """Every combination of one option an issue, in the order of the options."""
    return tuple(product(*(issue.options for issue in issues)))


def utilities(
    space: Iterable[Package], issues: Sequence[Issue], weights: Sequence[float], values: Sequence[Sequence[float]]
) -> dict[Package, float]:
    """Weighted sum of option values, 0-100; rounded to 9 digits so that equal utilities compare equal."""
    worth = [
        {option: weight * value for option, value in zip(issue.options, row, strict=True)}
        for issue, weight, row in zip(issues, weights, values, strict=True)
    ]
    return {x: round(sum(table[option] for table, option in zip(worth, x, strict=True)), 9) for x in space}


def frontier(ours: Mapping[Package, float], theirs: Mapping[Package, float]) -> tuple[Package, ...]:
    """The packages that no other one beats for one side without costing the other (Pareto), best for us first."""
    ranked = sorted(ours, key=lambda x: (-ours[x], -theirs[x]))
    kept: list[Package] = []
    best = float("-inf")
    level = float("inf")
    for x in ranked:
        # Sorted by ours: x is beaten when someone with more (or as much) for us has as much (or more) for them.
        if theirs[x] > best or (theirs[x] == best and ours[x] == level):
            kept.append(x)
            best, level = theirs[x], ours[x]
    return tuple(kept)


def nash(
    zone: Sequence[Package],
    ours: Mapping[Package, float],
    theirs: Mapping[Package, float],
    our_reservation: float,
    their_reservation: float,
) -> Package | None:
    """The package in the zone with the largest product of gains; ties go to us. None when the zone is empty."""
    if not zone:
        return None
    return max(zone, key=lambda x: (round((ours[x] - our_reservation) * (theirs[x] - their_reservation), 9), ours[x]))


def kalai_smorodinsky(
    zone: Sequence[Package],
    ours: Mapping[Package, float],
    theirs: Mapping[Package, float],
    our_reservation: float,
    their_reservation: float,
) -> Package | None:
    """The package whose smaller share of its side's largest possible gain is largest. None when the zone is empty."""
    if not zone:
        return None
    our_room = max(ours[x] for x in zone) - our_reservation
    their_room = max(theirs[x] for x in zone) - their_reservation

    def shares(x: Package) -> tuple[float, float]:
        a = (ours[x] - our_reservation) / our_room if our_room else 1.0
        b = (theirs[x] - their_reservation) / their_room if their_room else 1.0
        return round(min(a, b), 9), round(a + b, 9)

    return max(zone, key=shares)
