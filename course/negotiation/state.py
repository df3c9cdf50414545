"""Where the negotiation stands: one frozen value, replaced at every decision."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TypeVar

from course.negotiation.confidence import PrivateTalk
from course.negotiation.ledger import Ledger, facts
from course.negotiation.setup import Package

_NONE: Mapping[str, int] = MappingProxyType({})


@dataclass(frozen=True)
class FactionState:
    """How one faction stands (theory 3.1); all magnitudes from 0 to 1."""

    market_knowledge: float
    negative_image: float
    emotion: float
    trust: float
    voice: float = 0.0
    informed: bool = False
    listened: bool = False
    channel_told: bool = False
    on_process: bool = False
    silent_rounds: int = 0


@dataclass(frozen=True, slots=True)
class Mandate:
    """The packages that home lets you come back with, and how the limits were put."""

    allowed: Mapping[str, tuple[object, ...]]
    floor: float | None
    packages: frozenset[Package]


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote on a package: the yes-share of each faction, the support of each body, the verdict.

    ``half`` is the utility at which half of each faction would have said yes.
    """

    package: Package
    yes: Mapping[str, float]
    half: Mapping[str, float]
    support: Mapping[str, float]
    ratified: bool
    theirs: float | None = None
    """Support among the other side's own people, when they vote too."""


@dataclass(frozen=True)
class State:
    """Everything that decisions can change. Mappings are replaced, never changed."""

    factions: Mapping[str, FactionState]
    demands: Mapping[str, str]
    """unheard, open, accepted, converted, refused, raised or broken."""
    relation: float
    escalation: float
    offer: Package | None = None
    previous_offer: Package | None = None
    openness: float = 0.0
    """Openness won by naming closedness."""
    pressure: float = 0.0
    """Points taken off their aspiration by pressure."""
    given: Ledger = ()
    """Our facts that they know (the ledger K_O)."""
    gained: Ledger = ()
    """Their facts that we know (the ledger K_S)."""
    asked: tuple[str, ...] = ()
    told_now: bool = False
    """Something was told in this round: they owe an answer (reciprocity)."""
    telling_used: bool = False
    asking_used: bool = False
    tied: bool = False
    """They believe that home refuses what lies outside the win-set."""
    observed: bool = False
    """Somebody from home sits at the table."""
    coalitions: tuple[tuple[str, ...], ...] = ()
    mandate: Mandate | None = None
    refusals: int = 0
    round: int = 0
    last_round: int = 0
    effective_time: float = 0.0
    best_given: float | None = None
    """The best of our packages for them so far, in their utility."""
    own_package: Package | None = None
    recesses: int = 0
    repeats: Mapping[str, int] = field(default_factory=lambda: _NONE)
    evidence: frozenset[tuple[str, str]] = frozenset()
    """Evidence that has worked, with its faction."""
    reserved: bool = False
    deal: Package | None = None
    breach: bool = False
    votes: tuple[Vote, ...] = ()
    reopened: bool = False
    poll: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    """What each faction last said of the standing offer: low, mid or high."""
    marks: frozenset[str] = frozenset()
    """What was done or missed that the process checks look at."""
    private: PrivateTalk | None = None
    """The private talk that is going on."""
    private_talks: int = 0
    private_asked: bool = False
    """A private talk was proposed in this round."""
    exposure: float = 0.0
    """How far what was told in private is exposed (Lambda); from the limit of the case on it leaks."""
    leaked: bool = False
    plan: tuple[str, ...] | None = None
    """The facts that we made up our mind to be ready to tell (O26)."""
    back_help: float = 0.0
    """Points that our help is worth to the other side's own people."""

    @property
    def told(self) -> tuple[str, ...]:
        """Our facts that they know, in the order of telling."""
        return facts(self.given)

    @property
    def heard(self) -> tuple[str, ...]:
        """Their facts that we know, in the order of hearing."""
        return facts(self.gained)


Stand = TypeVar("Stand", State, FactionState)


def changed(of: Stand, values: Mapping[str, object]) -> Stand:
    """The same state with some fields changed.

    Does what ``dataclasses.replace`` does, much faster: a game is replayed in hundreds of such steps. That is why these
    two classes have no slots.

    Raises:
        TypeError: there is no such field.
    """
    fields = vars(of)
    if not values.keys() <= fields.keys():
        raise TypeError(f"no such field: {', '.join(sorted(values.keys() - fields.keys()))}")
    new = object.__new__(type(of))
    vars(new).update(fields, **values)
    return new
