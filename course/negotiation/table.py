"""What acts do at the table (theory 3.4, with the clarifications of 3.11)."""

from collections.abc import Callable, Mapping

from course.negotiation import counterpart
from course.negotiation.acts import Act, ActKind
from course.negotiation.changes import Rule
from course.negotiation.constituency import passes
from course.negotiation.setup import DemandKind, FactKind
from course.negotiation.turn import Turn

UNBALANCED = -0.25
"""Information balance below which it is fair to name their closedness (O20, O22)."""


def disclose(turn: Turn, fact: str) -> None:
    """Tell them a fact of ours: it cannot be taken back (O14). An interest betters their offers, a limit does not."""
    if fact in turn.state.told:
        return
    kind = turn.game.facts[fact].kind
    turn.put(told=(*turn.state.told, fact), told_now=True)
    turn.mark("told")
    if kind in (FactKind.ALTERNATIVE, FactKind.RESERVATION):
        turn.mark("limit_told")
    turn.note("told", fact, False, True, Rule.TOLD_LIMIT if kind is FactKind.RESERVATION else Rule.TOLD)


def ask(turn: Turn, fact: str, *, private: bool = False) -> None:
    """Ask for one of their facts; whether they answer follows the rule of reciprocity (O4-O5)."""
    state = turn.state
    if state.told_now:
        turn.mark("asked_back")
    if fact not in state.asked:
        turn.put(asked=(*state.asked, fact))
    if fact in state.heard:
        return
    if counterpart.answers(turn.game, state, fact, private=private):
        turn.put(heard=(*state.heard, fact))
        turn.note("heard", fact, False, True, Rule.ANSWERED)
    else:
        turn.note("answer", fact, "asked", "none", Rule.NOT_ANSWERED)


def _disclose(turn: Turn, act: Act) -> None:
    disclose(turn, str(act.fact))


def _ask(turn: Turn, act: Act) -> None:
    ask(turn, str(act.fact))


def _withhold(turn: Turn, act: Act) -> None:
    turn.relation(-turn.calibration.withhold_relation, Rule.WITHHELD)


def _pressure(turn: Turn, act: Act) -> None:
    """A threat takes something off what they ask, once; relation and escalation pay every time (C34-C36)."""
    c = turn.calibration
    if turn.state.pressure == 0:
        turn.note("pressure", "", 0.0, c.pressure_points, Rule.PRESSURE)
        turn.put(pressure=c.pressure_points)
    turn.relation(-c.pressure_relation, Rule.PRESSURE)
    turn.escalate(1, Rule.PRESSURE)


def _raise_errand(turn: Turn, act: Act) -> None:
    """Bring the errand that home gave along; when none was carried, the words do what ``otherwise`` says."""
    carried = [
        d.id
        for d in turn.game.demands.values()
        if d.kind is DemandKind.ERRAND
        and turn.state.demands[d.id] == "accepted"
        and (not act.demands or d.id in act.demands)
    ]
    if not carried:
        if act.otherwise is not None:
            perform_at_table(turn, act.otherwise)
        return
    for name in carried:
        turn.demand(name, "raised", Rule.ERRAND_RAISED)
    turn.relation(-turn.calibration.errand_relation, Rule.ERRAND_RAISED)
    turn.escalate(1, Rule.ERRAND_RAISED)


def _tie_hands(turn: Turn, act: Act) -> None:
    """'Home will not have that': leverage when true and something else would pass, else a stalemate or a bluff."""
    state, game = turn.state, turn.game
    ratifiable = any(passes(game, state, x) for x in game.zone)
    bluff = state.offer is not None and passes(game, state, state.offer)
    if ratifiable and not bluff:
        turn.note("tied", "", state.tied, True, Rule.TIED_HANDS)
        turn.put(tied=True)
        return
    turn.escalate(1, Rule.TIED_HANDS)
    if bluff:
        turn.relation(-turn.calibration.errand_relation, Rule.TIED_HANDS)


def _test_hardness(turn: Turn, act: Act) -> None:
    m = turn.strength("hardness", "")
    turn.relation(turn.calibration.hardness_relation * m, Rule.HARDNESS_TESTED)


def _help_their_back_table(turn: Turn, act: Act) -> None:
    m = turn.strength("back_table", "")
    turn.relation(turn.calibration.back_table_relation * m, Rule.BACK_TABLE_HELPED)


def _reserve(turn: Turn, act: Act) -> None:
    turn.note("reserved", "", turn.state.reserved, True, Rule.SIGNED)
    turn.put(reserved=True)


def _name_closedness(turn: Turn, act: Act) -> None:
    c = turn.calibration
    if counterpart.information_balance(turn.game, turn.state) < UNBALANCED:
        if turn.state.openness == 0:
            turn.put(openness=c.closedness_openness)
            turn.note("openness", "", 0.0, c.closedness_openness, Rule.CLOSEDNESS_NAMED)
        turn.relation(-c.closedness_relation, Rule.CLOSEDNESS_NAMED)
    else:
        turn.relation(-c.closedness_unfounded, Rule.CLOSEDNESS_NAMED)


ACTS: Mapping[ActKind, Callable[[Turn, Act], None]] = {
    ActKind.DISCLOSE: _disclose,
    ActKind.ASK: _ask,
    ActKind.WITHHOLD: _withhold,
    ActKind.PRESSURE: _pressure,
    ActKind.RAISE_ERRAND: _raise_errand,
    ActKind.TIE_HANDS: _tie_hands,
    ActKind.TEST_HARDNESS: _test_hardness,
    ActKind.HELP_THEIR_BACK_TABLE: _help_their_back_table,
    ActKind.RESERVE: _reserve,
    ActKind.NAME_CLOSEDNESS: _name_closedness,
}


def perform_at_table(turn: Turn, act: Act) -> None:
    """Work out an act of the table.

    Raises:
        KeyError: the act does not belong to the table.
    """
    ACTS[act.kind](turn, act)
