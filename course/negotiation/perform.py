"""Working out an act, at home or at the table."""

from course.negotiation import home, private, table
from course.negotiation.acts import Act, ActKind
from course.negotiation.errors import NegotiationError
from course.negotiation.turn import Turn


class UnknownActError(NegotiationError):
    """An act that the rules do not know."""


def perform(turn: Turn, act: Act) -> None:
    """Work out one act on a turn.

    Raises:
        UnknownActError: the rules do not know the act.
    """
    if act.kind in home.ACTS:
        home.ACTS[act.kind](turn, act)
    elif act.kind in table.ACTS:
        table.ACTS[act.kind](turn, act)
    else:
        raise UnknownActError(act.kind)


def possible(turn: Turn, act: Act) -> bool:
    """Whether an act makes sense now: only an open demand can be pushed back, only one taken along be let go of.

    And a talk in private can be proposed once a round, and twice in all.
    """
    if act.kind in (ActKind.CONVERT, ActKind.REFUSE):
        return any(turn.state.demands[d] == "open" for d in act.demands)
    if act.kind is ActKind.LOOSEN_MANDATE:
        return all(turn.state.demands[d] == "accepted" for d in act.demands)
    if act.kind is ActKind.PROPOSE_PRIVATE:
        return private.may_propose(turn.state, turn.calibration)
    return True
