"""What the pay round is there to show: the empty lock, who comes to the hall, and both ways out of an errand."""

from functools import cache
from pathlib import Path

import pytest

from course.negotiation.constituency import support
from course.roleplay.load import library, load
from course.roleplay.plans.following import follow
from course.roleplay.plans.reading import read
from course.roleplay.play import Play
from course.roleplay.scenario import Scenario

FILE = library()["pay-round"]
DEAL = (7, 500, "two", 2, 24)


@cache
def case(variant: str | None = None) -> Scenario:
    return load(FILE, variant)


@cache
def played(plan: str, variant: str | None = None) -> Play:
    return follow(read(Path(FILE).parent / "plans" / "pay-round" / f"{plan}.txt")[0], case(variant))


def test_with_twelve_nothing_is_left_to_sign() -> None:
    assert case().game.zone
    assert not [package for package in case().game.zone if package[0] == 12]


def test_seven_for_two_years_of_peace_is_the_best_for_both() -> None:
    game = case().game
    assert max(game.worth, key=lambda package: game.worth[package]) == DEAL


def test_the_hall_is_another_people_than_the_membership() -> None:
    """The same people, the same sheet: where all vote, Venray weighs less, and more say yes."""
    state = played("well").state
    hall, home = (case(variant).game.bodies[0] for variant in (None, "from-home"))
    assert hall.shares is not None
    assert home.shares is not None
    assert hall.shares["venray"] > home.shares["venray"]
    assert support(case().game, state, DEAL, hall) < support(case().game, state, DEAL, home)


@pytest.mark.parametrize(
    ("plan", "status", "relation", "trust"),
    [
        ("well", "converted", "kept", "kept"),
        ("badly", "raised", "lost", "kept"),
        ("in-the-bag", "broken", "kept", "lost"),
    ],
)
def test_an_errand_costs_there_or_at_home(plan: str, status: str, relation: str, trust: str) -> None:
    state = played(plan).state
    assert state.demands["books"] == status
    assert (state.relation >= 0.5) == (relation == "kept")
    assert (state.factions["venray"].trust >= 0.4) == (trust == "kept")


def test_pointing_at_tied_hands_moves_nobody_when_nothing_is_within_reach() -> None:
    (entry,) = (entry for entry in played("badly").log if entry.decision.move == "meant-and-kept")
    assert [change.what for change in entry.changes] == ["escalation"]
