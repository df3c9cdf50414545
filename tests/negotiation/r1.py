"""The worked example R1, built by hand: a purchaser between three departments."""

from functools import cache

from course.negotiation.game import Game
from course.negotiation.setup import (
    Body,
    Clock,
    Demand,
    DemandKind,
    Evidence,
    Fact,
    Faction,
    FactionStart,
    FactKind,
    Issue,
    OtherSide,
    OwnSide,
    Setup,
)

VALUES = ((0.0, 40.0, 70.0, 100.0), (0.0, 40.0, 80.0, 100.0), (0.0, 60.0, 100.0))
NASH = (96, 4, 60)
KALAI_SMORODINSKY = (100, 4, 90)
ALL = ("finance", "production", "sales")


def setup(**changes: object) -> Setup:
    """R1; ``changes`` replaces fields of the setup."""
    factions = (
        Faction("finance", 0.45, (0.60, 0.05, 0.35), VALUES, 10, start=FactionStart(0.5, 0.3, 0.2, 0.6)),
        Faction("production", 0.35, (0.15, 0.75, 0.10), VALUES, 10, start=FactionStart(0.2, 0.6, 0.7, 0.5)),
        Faction("sales", 0.20, (0.35, 0.55, 0.10), VALUES, 5, start=FactionStart(0.3, 0.3, 0.3, 0.6)),
    )
    fields: dict[str, object] = {
        "id": "r1",
        "issues": (Issue("price", (100, 96, 92, 88)), Issue("lead", (8, 6, 4, 2)), Issue("pay", (30, 60, 90))),
        "own": OwnSide(
            factions=factions,
            bodies=(Body("meeting", 0.6),),
            fallback=(96, 6, 30),
            facts=(
                Fact("weeks-first", FactKind.INTEREST, "lead"),
                Fact("cash-last", FactKind.INTEREST, "pay"),
                Fact("night-shift", FactKind.CONSTRAINT, "price"),
                Fact("other-supplier", FactKind.ALTERNATIVE),
                Fact("our-limit", FactKind.RESERVATION),
            ),
            evidence=(Evidence("trade-list", 0.8), Evidence("night-sheet", 0.4)),
            demands=(
                Demand("price-88", "finance", DemandKind.LOCK, {"price": frozenset({88})}),
                Demand("two-weeks", "production", DemandKind.LOCK, {"lead": frozenset({2})}),
                Demand("the-queue", "production", DemandKind.ERRAND),
            ),
        ),
        "other": OtherSide(
            weights=(0.5, 0.3, 0.2),
            values=((100.0, 70.0, 35.0, 0.0), (100.0, 80.0, 50.0, 0.0), (100.0, 60.0, 0.0)),
            reservation=45.0,
            facts=(
                Fact("price-first", FactKind.INTEREST, "price"),
                Fact("cash-soft", FactKind.INTEREST, "pay"),
                Fact("test-bench", FactKind.CONSTRAINT, "lead"),
                Fact("other-buyer", FactKind.ALTERNATIVE),
                Fact("their-limit", FactKind.RESERVATION),
            ),
        ),
        "clock": Clock(home=6, mandate=3, table=8, report=2, vote=("meeting",)),
    }
    return Setup(**{**fields, **changes})  # type: ignore[arg-type]  # fields of a setup, by name


@cache
def game() -> Game:
    """The game of R1, worked out once."""
    return Game(setup())
