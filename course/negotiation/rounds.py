"""The rounds at the table: packages, waiting, recess, signing, leaving (theory 3.4; 3.11, 6-8, 10, 12, 14)."""

from course.negotiation import counterpart
from course.negotiation.changes import Rule
from course.negotiation.confidence import Form, Label
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.home import settle_promises, silence
from course.negotiation.private import begin, find_lies
from course.negotiation.setup import Package
from course.negotiation.turn import Turn


def open_table(turn: Turn) -> None:
    """Sit down: round 1, with their opening offer."""
    turn.put(round=1, last_round=turn.game.setup.clock.table, effective_time=0.0)
    _offer(turn, Rule.OFFER_OPENED)
    _fresh(turn)


def reopen_table(turn: Turn) -> None:
    """Back to the table after home said no: a few rounds more, at one stage of escalation more (theory 3.11, 14)."""
    state, c = turn.state, turn.calibration
    first = max(state.round, turn.game.setup.clock.table) + 1
    turn.note("reopened", "", False, True, Rule.REOPENED)
    turn.put(
        reopened=True,
        deal=None,
        breach=False,
        round=first,
        last_round=first + c.reopening_rounds - 1,
        poll={},
    )
    turn.escalate(1, Rule.REOPENED)
    _offer(turn, Rule.REOPENED)
    _fresh(turn)


def propose(turn: Turn, package: Package) -> bool:
    """Put a package on the table; True when they accept it (theory 3.11, 7 and 8)."""
    state, c = turn.state, turn.calibration
    worth = turn.game.theirs[package]
    better = state.best_given is None or worth > state.best_given + counterpart.EPSILON
    if worth < turn.game.their_reservation - c.extreme_points:
        turn.relation(-c.extreme_relation, Rule.EXTREME_PACKAGE)
        turn.escalate(1, Rule.EXTREME_PACKAGE)
    elif better and state.best_given is not None:
        turn.relation(c.concession_relation, Rule.CONCESSION)
    # After a rejection they have heard it all: only something new moves them.
    pace = 1.0 if better or turn.state.told_now else 0.0 if state.reopened else c.pace_repeated
    turn.put(
        own_package=package,
        best_given=worth if state.best_given is None else max(worth, state.best_given),
    )
    if worth >= counterpart.aspiration(turn.game, turn.state, turn.state.effective_time + pace) - counterpart.EPSILON:
        sign(turn, package)
        return True
    next_round(turn, pace)
    return False


def hold(turn: Turn) -> None:
    """Wait: it buys nothing, unless something was told in the round."""
    next_round(turn, 1.0 if turn.state.told_now else 0.0)


def recess(turn: Turn) -> None:
    """Leave the room for a while; the first time it cools the table (theory 3.11, 10).

    Raises:
        IllegalDecisionError: both recesses have been taken.
    """
    c = turn.calibration
    if turn.state.recesses >= c.recesses:
        raise IllegalDecisionError("no_recess_left")
    if turn.state.recesses == 0:
        turn.escalate(-1, Rule.RECESS)
    turn.put(recesses=turn.state.recesses + 1)


def back(turn: Turn) -> None:
    """Return from a recess: the next round."""
    next_round(turn, 1.0 if turn.state.told_now else turn.calibration.pace_repeated)


def next_round(turn: Turn, pace: float) -> None:
    """The clock goes on: their time, the silence at home, their new offer."""
    state = turn.state
    turn.put(round=state.round + 1, effective_time=state.effective_time + pace, previous_offer=state.offer)
    silence(turn)
    find_lies(turn)
    _offer(turn, Rule.CONCESSION_THEIRS)
    _fresh(turn)


def open_private(turn: Turn) -> None:
    """A case that is one private talk: sit down; its turns count as rounds."""
    turns = turn.game.setup.clock.private
    turn.put(round=1, last_round=turns)
    begin(turn, Form.PLANNED, Label.BETWEEN_US, turns=turns)


def time_is_up(turn: Turn) -> bool:
    """After the last round only accepting or leaving is left."""
    return turn.state.round > turn.state.last_round


def they_leave(turn: Turn) -> bool:
    """Whether the counterpart breaks off: escalation has gone too far (C35; theory 3.11, 12)."""
    return turn.state.escalation >= turn.calibration.break_off


def sign(turn: Turn, package: Package) -> None:
    """Sign: home still has to say yes. Outside the mandate, or without one, it is a breach."""
    mandate = turn.state.mandate
    breach = mandate is None or package not in mandate.packages
    turn.note("deal", "", None, package, Rule.SIGNED)
    turn.put(deal=package, breach=breach)
    if breach:
        turn.note("breach", "", False, True, Rule.BREACH)
    settle_promises(turn)


def leave_table(turn: Turn, *, theirs: bool = False) -> None:
    """No deal: we walk away, or (``theirs``) they do."""
    if theirs:
        turn.mark("they_left")
        turn.note("broken_off", "", False, True, Rule.BROKEN_OFF)
    turn.mark("walked")
    turn.put(deal=None, breach=False)
    settle_promises(turn)


def _offer(turn: Turn, rule: Rule) -> None:
    before, level = turn.state.offer, counterpart.aspiration(turn.game, turn.state)
    turn.put(offer=counterpart.best_offer(turn.game, turn.state, level))
    turn.note("offer", "", before, turn.state.offer, rule)


def _fresh(turn: Turn) -> None:
    turn.put(told_now=False, telling_used=False, asking_used=False, private_asked=False)
