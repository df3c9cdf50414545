"""When a scene or a move is there: fourteen words without expressions (format 1), and whether they hold now.

The words read the negotiation through :class:`Facts`, so that this module knows nothing of how it is played.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol


class Facts(Protocol):
    """What conditions ask of the negotiation at hand."""

    @property
    def round(self) -> int:
        """The round at the table; 0 before it."""

    @property
    def phase(self) -> str:
        """home, mandate, table, recess, report, vote or after."""

    @property
    def result(self) -> str:
        """none, deal, no-deal, rejected or ratified."""

    @property
    def variant(self) -> str | None:
        """The variant that is played."""

    def played(self, scene: str, move: str | None) -> bool:
        """Whether the scene was played (with that move, if one is given)."""

    def demand(self, demand: str) -> str:
        """unheard, open, accepted, converted, refused, raised or broken."""

    def mood(self, who: str) -> str:
        """angry, wary or open for a faction; cold, ok or warm for ``other``."""

    def told(self, fact: str) -> bool:
        """Whether the other side knows this fact of ours."""

    def heard(self, fact: str) -> bool:
        """Whether we know this fact of theirs."""

    @property
    def leaked(self) -> bool:
        """Whether what was told in private has become known."""

    @property
    def private(self) -> str | None:
        """in-passing or planned while there is a talk in private; None otherwise."""


@dataclass(frozen=True, slots=True)
class Round:
    """From ``first`` to ``last``, both included."""

    first: int
    last: int

    def holds(self, facts: Facts) -> bool:
        """Whether it is such a round."""
        return self.first <= facts.round <= self.last


@dataclass(frozen=True, slots=True)
class Phase:
    """One of these phases."""

    phases: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether it is such a phase."""
        return facts.phase in self.phases


@dataclass(frozen=True, slots=True)
class Played:
    """This scene was played, with one of ``moves`` if there are any."""

    scene: str
    moves: tuple[str, ...] = ()

    def holds(self, facts: Facts) -> bool:
        """Whether that was played."""
        if not self.moves:
            return facts.played(self.scene, None)
        return any(facts.played(self.scene, move) for move in self.moves)


@dataclass(frozen=True, slots=True)
class Demand:
    """This demand is in one of these states."""

    demand: str
    states: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether the demand stands so."""
        return facts.demand(self.demand) in self.states


@dataclass(frozen=True, slots=True)
class Mood:
    """A faction, or ``other``, is in one of these moods."""

    who: str
    moods: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether they feel so."""
        return facts.mood(self.who) in self.moods


@dataclass(frozen=True, slots=True)
class Told:
    """The other side knows this fact of ours."""

    fact: str

    def holds(self, facts: Facts) -> bool:
        """Whether it was told."""
        return facts.told(self.fact)


@dataclass(frozen=True, slots=True)
class Heard:
    """We know this fact of theirs."""

    fact: str

    def holds(self, facts: Facts) -> bool:
        """Whether it was heard."""
        return facts.heard(self.fact)


@dataclass(frozen=True, slots=True)
class Leaked:
    """What was told in private has become known, or it has not."""

    wanted: bool

    def holds(self, facts: Facts) -> bool:
        """Whether it stands so."""
        return facts.leaked is self.wanted


@dataclass(frozen=True, slots=True)
class InPrivate:
    """A talk in private of one of these forms is going on."""

    forms: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether there is such a talk."""
        return facts.private in self.forms


@dataclass(frozen=True, slots=True)
class Result:
    """It ended in one of these ways."""

    results: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether it ended so."""
        return facts.result in self.results


@dataclass(frozen=True, slots=True)
class Variant:
    """One of these variants is played."""

    variants: tuple[str, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether such a variant is played."""
        return facts.variant in self.variants


@dataclass(frozen=True, slots=True)
class Not:
    """The condition inside does not hold."""

    condition: "Condition"

    def holds(self, facts: Facts) -> bool:
        """Whether what stands inside does not hold."""
        return not self.condition.holds(facts)


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of the conditions holds."""

    conditions: tuple["Condition", ...]

    def holds(self, facts: Facts) -> bool:
        """Whether one of those inside holds."""
        return any(inner.holds(facts) for inner in self.conditions)


Term = Round | Phase | Played | Demand | Mood | Told | Heard | Leaked | InPrivate | Result | Variant | Not | AnyOf


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when all its terms do."""

    terms: tuple[Term, ...]

    def holds(self, facts: Facts) -> bool:
        """Whether all terms hold now."""
        for term in self.terms:  # noqa: SIM110 - replaying a class asks this a million times
            if not term.holds(facts):
                return False
        return True


def holds(condition: Condition | None, facts: Facts) -> bool:
    """Whether a condition holds; no condition always does."""
    return condition is None or condition.holds(facts)


def parse(raw: Mapping[str, Any] | None) -> Condition | None:
    """A condition from a scenario file whose shape has been checked."""
    return None if raw is None else Condition(tuple(term for word in raw for term in _TERMS[word](raw[word])))


def terms(condition: Condition | None) -> Iterator[Term]:
    """Every term of a condition, those inside ``not`` and ``any`` too."""
    for term in condition.terms if condition else ():
        yield term
        if isinstance(term, Not):
            yield from terms(term.condition)
        elif isinstance(term, AnyOf):
            for inner in term.conditions:
                yield from terms(inner)


def _several(raw: Any) -> tuple[str, ...]:
    return tuple(raw) if isinstance(raw, list) else (raw,)


def _rounds(raw: int | str) -> list[Term]:
    if isinstance(raw, int):
        return [Round(raw, raw)]
    first, last = raw.split("-")
    return [Round(int(first), int(last))]


def _played(raw: Any) -> list[Term]:
    if isinstance(raw, Mapping):
        return [Played(scene, _several(moves)) for scene, moves in raw.items()]
    return [Played(scene) for scene in _several(raw)]


def _inside(raw: Mapping[str, Any]) -> Condition:
    parsed = parse(raw)
    assert parsed is not None
    return parsed


# A list after played, told and heard means all of them; a list of states, moods and the like means one of them.
_TERMS: Mapping[str, Any] = {
    "round": _rounds,
    "phase": lambda raw: [Phase(_several(raw))],
    "played": _played,
    "demand": lambda raw: [Demand(demand, _several(states)) for demand, states in raw.items()],
    "mood": lambda raw: [Mood(who, _several(moods)) for who, moods in raw.items()],
    "relation": lambda raw: [Mood("other", _several(raw))],
    "told": lambda raw: [Told(fact) for fact in _several(raw)],
    "heard": lambda raw: [Heard(fact) for fact in _several(raw)],
    "leaked": lambda raw: [Leaked(raw)],
    "private": lambda raw: [InPrivate(_several(raw))],
    "result": lambda raw: [Result(_several(raw))],
    "variant": lambda raw: [Variant(_several(raw))],
    "not": lambda raw: [Not(_inside(raw))],
    "any": lambda raw: [AnyOf(tuple(_inside(each) for each in raw))],
}
