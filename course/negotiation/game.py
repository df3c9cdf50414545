"""What follows from the numbers of a case before anybody has decided anything (theory 3.1 and 3.2)."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from course.negotiation import outcomes
from course.negotiation.calibration import Calibration
from course.negotiation.errors import SetupError
from course.negotiation.setup import Body, Demand, Evidence, Fact, Faction, FactKind, Option, Package, Setup
from course.negotiation.state import FactionState, State


class Game:
    """One case with its calibration: the outcome space, who gains what, where agreement is possible.

    Built once a scenario; holds no state of play. All utilities run from 0 to 100.
    """

    def __init__(self, setup: Setup, calibration: Calibration | None = None) -> None:
        self.setup = setup
        base = calibration if calibration is not None else Calibration()
        self.calibration = base.changed(**setup.rules) if setup.rules else base
        self.issue_ids: tuple[str, ...] = tuple(issue.id for issue in setup.issues)
        self.factions: Mapping[str, Faction] = {f.id: f for f in setup.own.factions}
        self.facts: Mapping[str, Fact] = {f.id: f for f in setup.own.facts}
        self.their_facts: Mapping[str, Fact] = {f.id: f for f in setup.other.facts}
        self.evidence: Mapping[str, Evidence] = {e.id: e for e in setup.own.evidence}
        self.demands: Mapping[str, Demand] = {d.id: d for d in setup.own.demands}
        self.bodies: tuple[Body, ...] = tuple(
            b for b in setup.own.bodies if not setup.clock.vote or b.id in setup.clock.vote
        )
        self._estimates: dict[int, Mapping[Package, float]] = {}
        self._offered_first: dict[int, tuple[Package, ...]] = {}

    # ------------------------------------------------------------------ outcome space and utilities

    @cached_property
    def space(self) -> tuple[Package, ...]:
        """Every package, X."""
        return outcomes.packages(self.setup.issues) if self.setup.issues else ()

    @cached_property
    def utility(self) -> Mapping[str, Mapping[Package, float]]:
        """U_f: what each faction gets from each package."""
        return {
            f.id: outcomes.utilities(self.space, self.setup.issues, f.weights, f.values)
            for f in self.setup.own.factions
        }

    @cached_property
    def ours(self) -> Mapping[Package, float]:
        """U_S: the own side's utility, the share-weighted mean of the factions."""
        return _mean(self.space, self.setup.own.factions, self.utility)

    @cached_property
    def theirs(self) -> Mapping[Package, float]:
        """U_O: the counterpart's utility."""
        other = self.setup.other
        if other.factions:
            return _mean(self.space, other.factions, self.their_utility)
        return outcomes.utilities(self.space, self.setup.issues, other.weights, other.values)

    @cached_property
    def their_utility(self) -> Mapping[str, Mapping[Package, float]]:
        """What each faction of the counterpart gets from each package."""
        return {
            f.id: outcomes.utilities(self.space, self.setup.issues, f.weights, f.values)
            for f in self.setup.other.factions
        }

    @cached_property
    def faction_reservation(self) -> Mapping[str, float]:
        """r_f: what no deal is worth to each faction."""
        fallback = self.setup.own.fallback
        if isinstance(fallback, tuple):
            return {f: self.utility[f][fallback] for f in self.factions}
        if fallback is None:
            return dict.fromkeys(self.factions, 0.0)
        missing = sorted(set(self.factions) - set(fallback))
        if missing:
            raise SetupError(f"the fallback says nothing of {', '.join(missing)}")
        return {f: float(fallback[f]) for f in self.factions}

    @cached_property
    def reservation(self) -> float:
        """R_S: what no deal is worth to our side."""
        return round(sum(f.share * self.faction_reservation[f.id] for f in self.setup.own.factions), 9)

    @cached_property
    def their_reservation(self) -> float:
        """r_O: what no deal is worth to the counterpart."""
        other = self.setup.other
        if other.factions and other.fallback is not None:
            return round(sum(f.share * float(other.fallback[f.id]) for f in other.factions), 9)
        return other.reservation

    @cached_property
    def zone(self) -> tuple[Package, ...]:
        """Z: the packages that are worth signing for both sides (zone of agreement)."""
        return tuple(
            x for x in self.space if self.theirs[x] >= self.their_reservation and self.ours[x] >= self.reservation
        )

    @cached_property
    def zone_set(self) -> frozenset[Package]:
        """The zone, for looking up."""
        return frozenset(self.zone)

    @cached_property
    def worth(self) -> Mapping[Package, float]:
        """S(x) in the zone: half the Nash ratio, half our share of the largest gain (theory 3.11, 17)."""
        gains = {x: (self.ours[x] - self.reservation, self.theirs[x] - self.their_reservation) for x in self.zone}
        product = max((ours * theirs for ours, theirs in gains.values()), default=0.0)
        room = max((ours for ours, _ in gains.values()), default=0.0)
        return {
            x: 0.5 * (ours * theirs / product if product else 1.0) + 0.5 * (ours / room if room else 1.0)
            for x, (ours, theirs) in gains.items()
        }

    @cached_property
    def frontier(self) -> tuple[Package, ...]:
        """The Pareto set, best for us first."""
        return outcomes.frontier(self.ours, self.theirs)

    @cached_property
    def frontier_in_zone(self) -> tuple[Package, ...]:
        """The part of the Pareto set on which agreement is possible."""
        return tuple(x for x in self.frontier if x in self.zone_set)

    @cached_property
    def nash(self) -> Package | None:
        """The Nash point."""
        return outcomes.nash(self.zone, self.ours, self.theirs, self.reservation, self.their_reservation)

    @cached_property
    def kalai_smorodinsky(self) -> Package | None:
        """The Kalai-Smorodinsky point."""
        return outcomes.kalai_smorodinsky(self.zone, self.ours, self.theirs, self.reservation, self.their_reservation)

    @cached_property
    def realistic(self) -> Mapping[str, float]:
        """A_f: what a faction can realistically hope for, its mean utility over the frontier in the zone."""
        found = self.frontier_in_zone
        if not found:
            return self.faction_reservation
        return {f: sum(self.utility[f][x] for x in found) / len(found) for f in self.factions}

    # ------------------------------------------------------------------ what the counterpart believes of us

    @cached_property
    def interests(self) -> tuple[str, ...]:
        """Our true facts of kind interest: what tells the counterpart our priorities."""
        return tuple(f.id for f in self.setup.own.facts if f.kind is FactKind.INTEREST and not f.false)

    @cached_property
    def _equal_estimate(self) -> Mapping[Package, float]:
        """What they think a package is worth to us while they know nothing: all issues weigh the same."""
        factions, issues = self.setup.own.factions, self.setup.issues
        if not factions:
            return dict.fromkeys(self.space, 0.0)
        means = []
        for n, issue in enumerate(issues):
            total = sum(f.share * f.weights[n] for f in factions) or 1.0
            means.append(
                {
                    o: sum(f.share * f.weights[n] * f.values[n][i] for f in factions) / total
                    for i, o in enumerate(issue.options)
                }
            )
        return {x: round(sum(m[o] for m, o in zip(means, x, strict=True)) / len(issues), 9) for x in self.space}

    def estimate(self, interests_told: int) -> Mapping[Package, float]:
        """What they think each package is worth to us, knowing so many of our interests (theory 3.11, 9)."""
        if interests_told not in self._estimates:
            total = len(self.interests)
            part = min(1.0, interests_told / total) if total else 0.0
            equal, true = self._equal_estimate, self.ours
            self._estimates[interests_told] = {x: round((1 - part) * equal[x] + part * true[x], 9) for x in self.space}
        return self._estimates[interests_told]

    def offered_first(self, interests_told: int) -> tuple[Package, ...]:
        """Every package in the order in which they would offer it, knowing so many of our interests.

        What they think is worth most to us comes first; ties go to what is worth more to them, then to the order of
        the options.
        """
        if interests_told not in self._offered_first:
            estimate, theirs = self.estimate(interests_told), self.theirs
            # The space stands in the order of the options, and sorting keeps it among equals.
            ordered = sorted(self.space, key=lambda x: (estimate[x], theirs[x]), reverse=True)
            self._offered_first[interests_told] = tuple(ordered)
        return self._offered_first[interests_told]

    @cached_property
    def floor_when_limit_known(self) -> float:
        """Below this they do not go once they know our limit (theory 3.4)."""
        reachable = [self.theirs[x] for x in self.space if self.ours[x] >= self.reservation]
        room = max(0.0, max(reachable, default=0.0) - self.their_reservation)
        return self.their_reservation + self.calibration.known_limit * room

    # ------------------------------------------------------------------ packages by name

    def package(self, options: Mapping[str, object]) -> Package | None:
        """The package with these options (issue -> option), or None when there is no such package."""
        if set(options) != set(self.issue_ids):
            return None
        found: list[Option] = []
        for issue in self.setup.issues:
            wanted = options[issue.id]
            option = next(
                (o for o in issue.options if o == wanted and isinstance(wanted, bool) is isinstance(o, bool)), None
            )
            if option is None:
                return None
            found.append(option)
        return tuple(found)

    def named(self, package: Package) -> dict[str, Option]:
        """A package as issue -> option."""
        return dict(zip(self.issue_ids, package, strict=True))

    def meets(self, package: Package, demand: Demand) -> bool:
        """Whether a package holds what a lock requires."""
        return all(package[self.issue_ids.index(issue)] in options for issue, options in demand.requires.items())

    def opening(self) -> State:
        """The state before the first decision."""
        other = self.setup.other
        return State(
            factions={
                f.id: FactionState(f.start.knowledge, f.start.image, f.start.emotion, f.start.trust)
                for f in self.setup.own.factions
            },
            demands=dict.fromkeys(self.demands, "unheard"),
            relation=other.relation,
            escalation=other.escalation,
            last_round=self.setup.clock.table,
        )


def _mean(
    space: Sequence[Package], factions: Sequence[Faction], utility: Mapping[str, Mapping[Package, float]]
) -> dict[Package, float]:
    return {x: round(sum(f.share * utility[f.id][x] for f in factions), 9) for x in space}
