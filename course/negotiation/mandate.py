"""The mandate meeting: which packages may you come home with (C6-C10; theory 3.11, 3 and 5)?"""

from collections.abc import Mapping, Sequence
from itertools import product

from course.negotiation.changes import Rule
from course.negotiation.constituency import mandate_support
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.game import Game
from course.negotiation.setup import DemandKind, Option, Package
from course.negotiation.state import Mandate, State, changed
from course.negotiation.turn import Turn


def locks(game: Game, state: State) -> Mapping[str, frozenset[Option]]:
    """What locks leave of each issue: those accepted, and those that nobody spoke about again (still open)."""
    left: dict[str, frozenset[Option]] = {}
    for demand in game.demands.values():
        if demand.kind is DemandKind.LOCK and state.demands[demand.id] in ("open", "accepted"):
            for issue, options in demand.requires.items():
                left[issue] = left.get(issue, options) & options
    return left


def within(
    game: Game, state: State, allowed: Mapping[str, Sequence[object]], floor: float | None
) -> tuple[Package, ...]:
    """M: the packages inside a proposed mandate and inside the locks.

    Raises:
        IllegalDecisionError: an issue or option that there is not.
    """
    tied = locks(game, state)
    columns: list[frozenset[Option]] = []
    for issue in game.setup.issues:
        wanted = allowed.get(issue.id, issue.options)
        options = frozenset(o for o in issue.options if o in wanted)
        if not options or len(options) != len(set(map(str, wanted))):
            raise IllegalDecisionError("mandate_option", issue=issue.id)
        columns.append(options & tied[issue.id] if issue.id in tied else options)
    if set(allowed) - set(game.issue_ids):
        raise IllegalDecisionError("mandate_option", issue=", ".join(sorted(set(allowed) - set(game.issue_ids))))
    if not game.space:
        return ()
    # In the order of the space, which is that of the options.
    left = ([o for o in issue.options if o in column] for issue, column in zip(game.setup.issues, columns, strict=True))
    return tuple(x for x in product(*left) if floor is None or game.ours[x] >= floor)


def propose_mandate(turn: Turn, allowed: Mapping[str, Sequence[object]], floor: float | None) -> bool:
    """Put a mandate to home; True when it is agreed.

    A mandate in which nothing is left counts as refused. After the last refusal you leave without one: any signature
    will be a breach.
    """
    game, state = turn.game, turn.state
    chosen = within(game, state, allowed, floor)
    quota = game.bodies[0].quota if game.bodies else 0.5
    for name, demand in game.demands.items():
        if demand.kind is DemandKind.LOCK and state.demands[name] == "open":
            turn.demand(name, "accepted", Rule.DEMAND_LEFT_OPEN)
    found = mandate_support(game, state, chosen) if chosen else 0.0
    if chosen and found >= quota - 1e-9:
        limits = {i.id: tuple(o for o in i.options if o in allowed.get(i.id, i.options)) for i in game.setup.issues}
        turn.put(mandate=Mandate(limits, floor, frozenset(chosen)))
        turn.note("mandate", "", None, found, Rule.MANDATE_AGREED)
        return True
    turn.put(refusals=state.refusals + 1)
    turn.note("mandate", "", None, found, Rule.MANDATE_REFUSED)
    for f in turn.everyone():
        turn.move(f, "trust", turn.faction(f).trust - turn.calibration.mandate_refused_trust, Rule.MANDATE_REFUSED)
    return False


def loosen(turn: Turn, name: str) -> bool:
    """Ask home, from the table, to let go of a lock that was taken along; True when it does (theory 3.3).

    Home votes on the mandate as it would be without the lock. Letting go costs the faction's trust what refusing
    would have cost; being refused costs what any refused proposal costs.
    """
    game, c = turn.game, turn.calibration
    demand, mandate = game.demands[name], turn.state.mandate
    without = changed(turn.state, {"demands": {**turn.state.demands, name: "converted"}})
    chosen = within(game, without, mandate.allowed, mandate.floor) if mandate is not None else game.space
    quota = game.bodies[0].quota if game.bodies else 0.5
    found = mandate_support(game, turn.state, chosen)
    agreed = found >= quota - 1e-9
    turn.note("mandate", "", None, found, Rule.MANDATE_LOOSENED if agreed else Rule.MANDATE_REFUSED)
    if not agreed:
        for f in turn.everyone():
            turn.move(f, "trust", turn.faction(f).trust - c.mandate_refused_trust, Rule.MANDATE_REFUSED)
        return False
    turn.demand(name, "converted", Rule.MANDATE_LOOSENED)
    turn.mark("demand_left_out")
    of = turn.faction(demand.by)
    cost = c.refuse_trust * (1 - of.market_knowledge) * (c.refuse_listened if of.listened else 1.0)
    turn.move(demand.by, "trust", of.trust - cost, Rule.MANDATE_LOOSENED)
    if mandate is not None:
        turn.put(mandate=Mandate(mandate.allowed, mandate.floor, frozenset(chosen)))
    return True


def freedom(game: Game, packages: frozenset[Package] | tuple[Package, ...]) -> float:
    """Phi: the part (0-1) of all packages that a mandate leaves."""
    return len(packages) / len(game.space) if game.space else 0.0


def useful_freedom(game: Game, packages: frozenset[Package] | tuple[Package, ...]) -> float:
    """Phi_Z: the part (0-1) of the zone of agreement that a mandate leaves (C6-C10)."""
    return len(game.zone_set & frozenset(packages)) / len(game.zone) if game.zone else 0.0
