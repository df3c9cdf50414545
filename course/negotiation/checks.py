"""The process checks: did you do what the seeds advise (theory 3.6; 3.11, 16)?

Each check knows whether the case offers its occasion, and whether what happened meets it. Avoiding the occasion is not
meeting it: a check is never met because nothing happened.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from course.negotiation.counterpart import information_balance
from course.negotiation.game import Game
from course.negotiation.setup import DemandKind, FactKind
from course.negotiation.state import State

EVEN = 0.25
"""Information balance, either way, up to which both know about as much of each other (O19)."""


@dataclass(frozen=True, slots=True)
class Check:
    """One process check; its text stands in ``course/locale/checks.yaml`` under ``name``."""

    name: str
    point: str
    """The seed point it belongs to."""
    offered: Callable[[Game], bool]
    met: Callable[[Game, State], bool]
    usual: bool = True
    """Whether it counts when a case does not choose its checks."""


def _has_home(game: Game) -> bool:
    return bool(game.factions) and game.setup.clock.home > 0


def _has_table(game: Game) -> bool:
    return game.setup.clock.table > 0


def _errands(game: Game) -> list[str]:
    return [d.id for d in game.demands.values() if d.kind is DemandKind.ERRAND]


def _all_spoken(game: Game, state: State) -> bool:
    return all(f"spoken:{f}" in state.marks for f in game.factions)


def _all_listened(game: Game, state: State) -> bool:
    return all(of.listened for of in state.factions.values())


def _evidence_in_time(game: Game, state: State) -> bool:
    return "evidence_shown" in state.marks and "evidence_before_listening" not in state.marks


def _all_informed(game: Game, state: State) -> bool:
    return all(of.informed for of in state.factions.values())


def _no_errand(game: Game, state: State) -> bool:
    heard = any(state.demands[d] != "unheard" for d in _errands(game))
    return heard and "errand_accepted" not in state.marks


def _demand_left_out(game: Game, state: State) -> bool:
    return "demand_left_out" in state.marks


def _never_silent(game: Game, state: State) -> bool:
    return state.round > 1 and "silence" not in state.marks


def _asked_back(game: Game, state: State) -> bool:
    return "asked_back" in state.marks


def _limit_kept(game: Game, state: State) -> bool:
    return "told" in state.marks and "limit_told" not in state.marks


def _talks_privately(game: Game) -> bool:
    return game.setup.clock.private > 0


def _balance_kept(game: Game, state: State) -> bool:
    exchanged = bool(state.given) and bool(state.gained)
    return exchanged and abs(information_balance(game, state)) <= EVEN


def _reticent(game: Game, state: State) -> bool:
    return "told" in state.marks and "told_while_behind" not in state.marks


def _something_to_check(game: Game) -> bool:
    return any(f.checkable for f in game.their_facts.values())


def _source_checked(game: Game, state: State) -> bool:
    believed = any(line.reliability > 0 and game.their_facts[line.fact].false for line in state.gained)
    return "verified" in state.marks and not believed


def _closedness_named(game: Game, state: State) -> bool:
    return "closedness_named" in state.marks


def _plan_kept(game: Game, state: State) -> bool:
    """To be ready to tell everything is no plan: limit and way out are not in it (O17, O26)."""
    if state.plan is None:
        return False
    limits = {f for f in state.plan if game.facts[f].kind in (FactKind.ALTERNATIVE, FactKind.RESERVATION)}
    return not limits and set(state.told) <= set(state.plan)


def _secrets(game: Game) -> bool:
    return any(f.secret is not None for f in game.facts.values())


def _secret_kept(game: Game, state: State) -> bool:
    return _all_spoken(game, state) and "secret_told" not in state.marks


def _channel_announced(game: Game, state: State) -> bool:
    return "private_talk" in state.marks and "channel_unannounced" not in state.marks


CHECKS: tuple[Check, ...] = (
    Check("spoken_first", "C13", _has_home, _all_spoken),
    Check("everyone_heard", "C24", _has_home, _all_listened),
    Check("evidence_after_listening", "C43", lambda g: _has_home(g) and bool(g.evidence), _evidence_in_time),
    Check("all_informed", "C38", _has_home, _all_informed),
    Check("no_errand", "C26", lambda g: bool(_errands(g)), _no_errand),
    Check(
        "demand_left_out",
        "C18",
        lambda g: any(d.kind is DemandKind.LOCK for d in g.demands.values()),
        _demand_left_out,
    ),
    Check("never_silent", "C45", lambda g: _has_table(g) and bool(g.factions), _never_silent),
    Check("asked_back", "O4", lambda g: bool(g.facts) and bool(g.their_facts), _asked_back),
    Check(
        "limit_kept",
        "O17",
        lambda g: any(f.kind in (FactKind.ALTERNATIVE, FactKind.RESERVATION) for f in g.facts.values()),
        _limit_kept,
    ),
    Check("balance_kept", "O19", lambda g: bool(g.facts) and bool(g.their_facts), _balance_kept, usual=False),
    Check("reticent", "O20", lambda g: bool(g.facts) and bool(g.their_facts), _reticent, usual=False),
    Check(
        "source_checked",
        "O21",
        _something_to_check,
        _source_checked,
        usual=False,
    ),
    Check("closedness_named", "O22", _talks_privately, _closedness_named, usual=False),
    Check("plan_kept", "O26", lambda g: bool(g.facts), _plan_kept, usual=False),
    Check("secret_kept", "C45", _secrets, _secret_kept, usual=False),
    Check(
        "channel_announced", "C38", lambda g: _talks_privately(g) and bool(g.factions), _channel_announced, usual=False
    ),
)


def results(game: Game, state: State, chosen: tuple[str, ...] = ()) -> Mapping[Check, bool]:
    """The usual checks that the case offers (or the ``chosen`` ones, by name or seed point), and which are met."""
    wanted = [c for c in CHECKS if (c.name in chosen or c.point in chosen if chosen else c.usual) and c.offered(game)]
    return {c: c.met(game, state) for c in wanted}
