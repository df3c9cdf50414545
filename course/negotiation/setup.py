"""The numbers of one case, as frozen data: issues, factions, demands, facts, the other side, the clock.

Shares and weights add up to 1; utilities run from 0 (worst) to 100 (best); all other magnitudes from 0 to 1 unless
said.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

Option = str | int | float
Package = tuple[Option, ...]
"""One option for every issue, in the order of the issues."""

_NOTHING: Mapping[str, object] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Issue:
    """Something on the table; ``options`` run from best for the other side to best for us."""

    id: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class FactionStart:
    """How a faction stands at the start (theory 3.1)."""

    knowledge: float = 0.3
    image: float = 0.3
    emotion: float = 0.3
    trust: float = 0.5


@dataclass(frozen=True, slots=True)
class Faction:
    """A part of a constituency.

    ``values`` holds, for each issue, the value (0-100) of each option. ``overconfidence`` is in utility points.
    """

    id: str
    share: float
    weights: tuple[float, ...]
    values: tuple[tuple[float, ...], ...]
    overconfidence: float = 10.0
    veto: bool = False
    start: FactionStart = field(default_factory=FactionStart)


@dataclass(frozen=True, slots=True)
class Body:
    """A meeting that votes; ``shares`` None: the factions' own shares count. One that is not binding advises."""

    id: str
    quota: float
    shares: Mapping[str, float] | None = None
    binding: bool = True


class FactKind(StrEnum):
    """What a fact is about; the kinds differ in how much it hurts when the other side knows (theory 3.1)."""

    INTEREST = "interest"
    CONSTRAINT = "constraint"
    ALTERNATIVE = "alternative"
    RESERVATION = "reservation"


@dataclass(frozen=True, slots=True)
class Secret:
    """A fact that may not be told to ``towards`` (``home`` or a faction) before round ``until``."""

    towards: str
    until: int


@dataclass(frozen=True, slots=True)
class Fact:
    """Something one side knows and may tell. ``about`` names the issue that an interest or constraint concerns.

    ``false``: it is an untruth; ``checkable``: it can be checked somewhere else (O21).
    """

    id: str
    kind: FactKind
    about: str | None = None
    false: bool = False
    secret: Secret | None = None
    checkable: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """Something to show at home; ``quality`` from 0 (hearsay) to 1 (nobody can doubt it)."""

    id: str
    quality: float


class DemandKind(StrEnum):
    """A lock ties an option down (C5-C8); an errand is a message to carry (C26-C30)."""

    LOCK = "lock"
    ERRAND = "errand"


@dataclass(frozen=True, slots=True)
class Demand:
    """What faction ``by`` wants taken along. A lock ``requires`` options of issues."""

    id: str
    by: str
    kind: DemandKind
    requires: Mapping[str, frozenset[Option]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class OwnSide:
    """Us: the constituency, its meetings, what we know, can show and are asked to take along.

    ``fallback`` is the package we have without a deal, or the utility of no deal for each faction.
    """

    factions: tuple[Faction, ...] = ()
    bodies: tuple[Body, ...] = ()
    fallback: Package | Mapping[str, float] | None = None
    facts: tuple[Fact, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    demands: tuple[Demand, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The counterpart. With ``factions`` its utility is their share-weighted mean and ``reservation`` theirs.

    ``patience`` is the exponent beta of its concession (1 = linear); ``observers`` is 1 when people watch its table.
    """

    weights: tuple[float, ...] = ()
    values: tuple[tuple[float, ...], ...] = ()
    reservation: float = 0.0
    openness: float = 0.3
    patience: float = 1.0
    observers: float = 0.0
    facts: tuple[Fact, ...] = ()
    relation: float = 0.5
    escalation: float = 1.0
    factions: tuple[Faction, ...] = ()
    fallback: Mapping[str, float] | None = None
    quota: float = 0.5


@dataclass(frozen=True, slots=True)
class Clock:
    """The agenda in numbers: talks at home, tries for a mandate, rounds, private turns, report calls, voting bodies."""

    home: int = 0
    mandate: int = 0
    table: int = 0
    private: int = 0
    report: int = 0
    vote: tuple[str, ...] = ()
    after: int = 0


SCORE_PARTS: Mapping[str, float] = MappingProxyType(
    {"substance": 30, "mandate": 15, "ratification": 20, "information": 10, "relation": 10, "process": 15}
)


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything that the rules need to know of one case."""

    id: str
    issues: tuple[Issue, ...]
    own: OwnSide
    other: OtherSide
    clock: Clock
    leak_limit: float = 0.6
    score: Mapping[str, float] = field(default_factory=lambda: SCORE_PARTS)
    rules: Mapping[str, object] = field(default_factory=lambda: _NOTHING)
    """Magnitudes of the calibration that this case sets otherwise, by name."""
