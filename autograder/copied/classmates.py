"""Simulated classmates: they surely did not copy, and show how alike people play who think alike.

In a small class two good players may be the only ones who find the good path, and two who always take the first
sentence the only ones who do that. Next to players who do the same they stand out no longer.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from autograder.copied.steps import slot_of, token_of
from course.roleplay.fingerprint import scenario_hash
from course.roleplay.players import journal_values, player
from course.roleplay.scenario import Scenario

CAST: Final[Mapping[str, int]] = {
    "expert": 1, "skill:0.95": 4, "careful": 6, "average": 6, "skill:0.4": 3, "silent": 1, "pleaser": 2,
    "hard-liner": 3, "egged-on": 2, "blabber": 2, "first": 2, "last": 2, "longest": 2, "shortest": 2, "politest": 2,
}  # fmt: skip
"""Who plays, and how many of each."""
SEED: Final = 900_000
"""Far from any number that somebody would choose for players of their own."""


@dataclass(frozen=True, slots=True)
class Classmate:
    """One simulated player's game; ``slots`` says where each decision was taken."""

    name: str
    tokens: tuple[str, ...]
    slots: Mapping[str, str]


_KNOWN: dict[str, tuple[Classmate, ...]] = {}


def classmates(item: str, scenario: Scenario) -> tuple[Classmate, ...]:
    """The games of the simulated players at a role-play; played once."""
    key = f"{item} {scenario.variant} {scenario_hash(scenario)}"
    if key not in _KNOWN:
        _KNOWN[key] = tuple(
            _play(item, scenario, name, SEED + number) for name, count in CAST.items() for number in range(count)
        )
    return _KNOWN[key]


def _play(item: str, scenario: Scenario, name: str, seed: int) -> Classmate:
    values = journal_values(scenario, player(name), seed)
    tokens = tuple(token_of(item, value) for value in values)
    slots = {token: slot_of(item, value) for token, value in zip(tokens, values, strict=True)}
    # No student id has a blank in it.
    return Classmate(f"{name} {scenario.variant or ''} {seed}", tokens, slots)
