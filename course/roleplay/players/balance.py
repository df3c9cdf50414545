"""Keeping count of what was told and heard, as a student can with the list of facts on the page (O19-O22)."""

from collections.abc import Mapping
from types import MappingProxyType

from course.roleplay.players.sight import Sight

WEIGHT: Mapping[str, float] = MappingProxyType(
    {"interest": 0.2, "constraint": 0.5, "alternative": 0.8, "reservation": 1.0}
)
"""How much it hurts when somebody knows a fact of this kind; a lesson teaches the order."""
LIMITS = ("alternative", "reservation")
"""Kinds of facts that are kept."""
EVEN = 0.25
"""Balance, either way, up to which both know about as much of each other."""


def given(seen: Sight) -> float:
    """The weight of what they know of us."""
    return sum(WEIGHT[seen.facts[f]] for f in seen.told if f not in seen.untrue)


def gained(seen: Sight) -> float:
    """The weight of what we know of them, as far as it can be relied on."""
    return sum(WEIGHT[seen.their_facts[f]] * seen.sure[f] for f in seen.heard)


def balance(seen: Sight, *, telling: float = 0.0, hearing: float = 0.0) -> float:
    """What we know against what they know (-1 to 1), after telling and hearing so much more; below 0 they know more."""
    known, told = gained(seen) + hearing, given(seen) + telling
    return (known - told) / max(known + told, 0.5)


def behind(seen: Sight) -> bool:
    """Whether they know clearly more than we do: then one stops telling, and may say so."""
    return balance(seen) < -EVEN
