"""What acts do at the table (theory 3.4, with the clarifications of 3.11)."""

from collections.abc import Callable, Mapping

from course.negotiation import counterpart, private
from course.negotiation.acts import Act, ActKind
from course.negotiation.changes import Rule
from course.negotiation.confidence import Form, Label
from course.negotiation.constituency import passes
from course.negotiation.ledger import AT_TABLE, Line, line_of, rated
from course.negotiation.setup import DemandKind, FactKind
from course.negotiation.turn import Turn

UNBALANCED = -0.25
"""Information balance below which it is fair to name their closedness (O20, O22)."""


def disclose(turn: Turn, fact: str) -> None:
    """Tell them a fact of ours: it cannot be taken back (O14). An interest betters their offers, a limit does not.

    In private it also adds to what may leak (O12).
    """
    state = turn.state
    if fact in state.told:
        return
    of, talk = turn.game.facts[fact], state.private
    if counterpart.information_balance(turn.game, state) < UNBALANCED:
        turn.mark("told_while_behind")
    channel = AT_TABLE if talk is None else talk.label.value
    turn.put(given=(*state.given, Line(fact, channel, state.round)), told_now=True)
    turn.mark("told")
    is_limit = of.kind in (FactKind.ALTERNATIVE, FactKind.RESERVATION) and not of.false
    if is_limit:
        turn.mark("limit_told")
    turn.note("told", fact, False, True, Rule.TOLD_LIMIT if of.kind is FactKind.RESERVATION else Rule.TOLD)
    if talk is not None:
        private.told_in_private(turn, fact)


def ask(turn: Turn, fact: str) -> None:
    """Ask for one of their facts; whether they answer follows the rule of reciprocity (O4-O5).

    What they say may be untrue: what can be checked is sure only after checking (O21).
    """
    state = turn.state
    talk, of = state.private, turn.game.their_facts[fact]
    if state.told_now:
        turn.mark("asked_back")
    if fact not in state.asked:
        turn.put(asked=(*state.asked, fact))
    if fact in state.heard:
        return
    if not counterpart.answers(turn.game, state, fact):
        turn.note("answer", fact, "asked", "none", Rule.NOT_ANSWERED)
        return
    channel = AT_TABLE if talk is None else talk.label.value
    reliability = turn.calibration.unverified if of.checkable else 1.0
    turn.put(gained=(*state.gained, Line(fact, channel, state.round, reliability)))
    turn.note("heard", fact, False, True, Rule.ANSWERED)
    if talk is not None:
        private.answered_in_private(turn)


def verify(turn: Turn, fact: str) -> None:
    """Check something they said elsewhere (O21); nothing changes when it was not said or cannot be checked."""
    of = turn.game.their_facts[fact]
    if fact in turn.state.heard and of.checkable:
        _settle(turn, fact, Rule.VERIFIED)


def _settle(turn: Turn, fact: str, rule: Rule) -> None:
    """What was said turns out to be true or not."""
    line = line_of(turn.state.gained, fact)
    assert line is not None
    sure = 0.0 if turn.game.their_facts[fact].false else 1.0
    turn.put(gained=rated(turn.state.gained, fact, sure))
    turn.mark("verified", f"verified:{fact}")
    turn.note("reliability", fact, line.reliability, sure, rule)


def _disclose(turn: Turn, act: Act) -> None:
    disclose(turn, str(act.fact))


def _ask(turn: Turn, act: Act) -> None:
    ask(turn, str(act.fact))


def _verify(turn: Turn, act: Act) -> None:
    verify(turn, str(act.fact))


def _withhold(turn: Turn, act: Act) -> None:
    """Keep it to yourself: in private that is everybody's right, at the table it jars a little (O20, O24)."""
    if turn.state.private is None:
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
    """Ask what stands behind their limit: a rule, a paper, an example. A limit that they named shows what it is."""
    m = turn.strength("hardness", "")
    turn.relation(turn.calibration.hardness_relation * m, Rule.HARDNESS_TESTED)
    if act.fact is not None and act.fact in turn.state.heard:
        _settle(turn, act.fact, Rule.HARDNESS_TESTED)


def _help_their_back_table(turn: Turn, act: Act) -> None:
    """Give them something to take home: their own people have to say yes as well (Sebenius 2013)."""
    m = turn.strength("back_table", "")
    turn.relation(turn.calibration.back_table_relation * m, Rule.BACK_TABLE_HELPED)
    if turn.game.setup.other.factions:
        before = turn.state.back_help
        turn.put(back_help=before + turn.calibration.back_table_points * m)
        turn.note("back_help", "", before, turn.state.back_help, Rule.BACK_TABLE_HELPED)


def _reserve(turn: Turn, act: Act) -> None:
    turn.note("reserved", "", turn.state.reserved, True, Rule.SIGNED)
    turn.put(reserved=True)


def _name_closedness(turn: Turn, act: Act) -> None:
    """Say that little comes back: fair when you gave more than you got, else it stings (O22)."""
    c = turn.calibration
    if counterpart.information_balance(turn.game, turn.state) < UNBALANCED:
        turn.mark("closedness_named")
        if turn.state.openness == 0:
            turn.put(openness=c.closedness_openness)
            turn.note("openness", "", 0.0, c.closedness_openness, Rule.CLOSEDNESS_NAMED)
        turn.relation(-c.closedness_relation, Rule.CLOSEDNESS_NAMED)
    else:
        turn.relation(-c.closedness_unfounded, Rule.CLOSEDNESS_NAMED)


def _propose_private(turn: Turn, act: Act) -> None:
    """Propose a talk in private, or, when there is one, agree what may be done with what is said."""
    label = None if act.label is None else Label(act.label)
    if turn.state.private is not None:
        if label is not None:
            private.agree(turn, label)
    elif private.welcome(turn):
        private.begin(turn, Form(act.form or Form.PLANNED), label)


def _plan(turn: Turn, act: Act) -> None:
    """Make up your mind beforehand what you are ready to tell (O26)."""
    turn.put(plan=act.facts)
    turn.mark("planned")


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
    ActKind.PROPOSE_PRIVATE: _propose_private,
    ActKind.VERIFY: _verify,
    ActKind.PLAN: _plan,
}


def perform_at_table(turn: Turn, act: Act) -> None:
    """Work out an act of the table.

    Raises:
        KeyError: the act does not belong to the table.
    """
    ACTS[act.kind](turn, act)
