"""Private talks: proposing one, what is agreed about it, telling in confidence, and what leaks (theory 3.4, 3.5).

Confidentiality comes in degrees, and none is watertight: every fact told in private adds to the exposure, the more the
weaker the agreement and the cooler the relation. Past a limit the talk becomes known. No dice: exposure adds up.
"""

from dataclasses import replace

from course.negotiation.calibration import Calibration
from course.negotiation.changes import Rule
from course.negotiation.confidence import Form, Label, PrivateTalk
from course.negotiation.constituency import clip
from course.negotiation.state import State
from course.negotiation.turn import Turn

EPSILON = 1e-9

PROPOSED = (Label.OFF_THE_RECORD, Label.CHATHAM_HOUSE, Label.WITHOUT_PREJUDICE)
"""The agreements that can be proposed for an appointment at any table."""


def welcome(turn: Turn) -> bool:
    """Whether they are willing to talk in private: not in a fight, and not without any relation (O23-O24)."""
    c = turn.calibration
    return turn.state.escalation < c.silence_escalation and turn.state.relation >= c.private_relation


def may_propose(state: State, c: Calibration) -> bool:
    """Whether there is anything to propose: a talk (once a round, twice in all), or what is agreed about this one."""
    return state.private is not None or (not state.private_asked and state.private_talks < c.private_talks)


def begin(turn: Turn, form: Form, label: Label | None = None, *, turns: int = 0) -> None:
    """Withdraw from the table, or sit down for a talk that is private from the start.

    Without an agreement, or in passing, it is only ``between us``. ``turns`` is how long an appointment lasts (0: as
    usual); a remark in passing is always short.
    """
    c, agenda = turn.calibration, turn.game.setup.clock.private
    planned = turns or agenda or c.planned_turns
    agreed = label if label is not None and form is Form.PLANNED else Label.BETWEEN_US
    length = planned if form is Form.PLANNED else c.passing_turns
    if any(not of.channel_told for of in turn.state.factions.values()):
        turn.mark("channel_unannounced")
    turn.mark("private_talk")
    turn.put(
        private=PrivateTalk(form, agreed, length),
        private_talks=turn.state.private_talks + 1,
        private_asked=True,
        telling_used=False,
        asking_used=False,
    )
    turn.note("private", "", None, agreed.value, Rule.PRIVATE_AGREED)


def agree(turn: Turn, label: Label) -> None:
    """Agree, in the talk that is going on, what may be done with what is said from now on."""
    talk = turn.state.private
    if talk is None:
        return
    turn.note("private", "", talk.label.value, label.value, Rule.PRIVATE_AGREED)
    turn.put(private=replace(talk, label=label))


def told_in_private(turn: Turn, fact: str) -> None:
    """A fact was told in the talk that is going on: they owe an answer, and the exposure grows (theory 3.5)."""
    talk, c = turn.state.private, turn.calibration
    assert talk is not None
    weight = c.weight(turn.game.facts[fact].kind)
    more = weight * (1 - clip(c.confidence(talk.label))) * (1 - turn.state.relation)
    turn.put(private=replace(talk, told=talk.told + 1))
    expose(turn, more)


def expose(turn: Turn, more: float) -> None:
    """Add to the exposure of what was told in confidence (0 and up)."""
    before = turn.state.exposure
    turn.put(exposure=before + more)
    turn.note("exposure", "", before, before + more, Rule.EXPOSED)


def answered_in_private(turn: Turn) -> None:
    """They answered: one answer less is owed."""
    talk = turn.state.private
    assert talk is not None
    turn.put(private=replace(talk, answered=talk.answered + 1))


def next_turn(turn: Turn) -> bool:
    """The talk goes on; False when its time is over."""
    talk = turn.state.private
    assert talk is not None
    turn.put(telling_used=False, asking_used=False, told_now=False)
    if talk.turn >= talk.turns:
        return False
    turn.put(private=replace(talk, turn=talk.turn + 1))
    return True


def part(turn: Turn) -> None:
    """The talk is over: untruths come out, and what is exposed too far becomes known."""
    talk = turn.state.private
    # Back at the table, whatever was told outside counts as brought in this round.
    turn.put(private=None, told_now=talk is not None and talk.told > 0)
    find_lies(turn)
    leak(turn)


def leak(turn: Turn) -> None:
    """Past the limit of the case, home hears of the talk, once: the image of the other side and trust in us suffer.

    Whom you told beforehand that you also talk in private loses half as much trust (Wanis-St. John 2006).
    """
    state, c = turn.state, turn.calibration
    if state.leaked or state.exposure < turn.game.setup.leak_limit - EPSILON:
        return
    turn.put(leaked=True)
    turn.mark("leaked")
    turn.note("leaked", "", False, True, Rule.LEAKED)
    for name in turn.everyone():
        of = turn.faction(name)
        turn.move(name, "negative_image", of.negative_image + c.leak_image, Rule.LEAKED)
        turn.move(name, "trust", of.trust - c.leak_trust * (c.leak_announced if of.channel_told else 1), Rule.LEAKED)
    turn.escalate(1, Rule.LEAKED)


def find_lies(turn: Turn) -> None:
    """An untruth of ours that can be checked is checked (theory 3.4); relation and escalation pay."""
    for line in turn.state.given:
        fact = turn.game.facts.get(line.fact)
        mark = f"lie:{line.fact}"
        if fact is None or not fact.false or not fact.checkable or mark in turn.state.marks:
            continue
        turn.mark(mark, "lie_found")
        turn.note("lie", line.fact, False, True, Rule.LIE_FOUND)
        turn.relation(-turn.calibration.lie_relation, Rule.LIE_FOUND)
        turn.escalate(1, Rule.LIE_FOUND)
