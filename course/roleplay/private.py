"""Talks in private, from the table or as the whole role-play: proposing, the turns, and what is known afterwards."""

from course.negotiation import private as private_rules
from course.negotiation import rounds
from course.negotiation.changes import Rule
from course.negotiation.confidence import Form, Label
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.stages import finish, open_turn, round_passed, they_left
from course.roleplay.step import Step

K = DecisionKind


def proposals(step: Step) -> list[Decision]:
    """The private talks that can be proposed at the table: one proposal a round, two talks in all."""
    if not step.scenario.setup.clock.private or not private_rules.may_propose(step.turn.state, step.turn.calibration):
        return []
    return [
        Decision(K.PRIVATE, form=Form.IN_PASSING.value, label=Label.BETWEEN_US.value),
        *(Decision(K.PRIVATE, form=Form.PLANNED.value, label=label.value) for label in private_rules.PROPOSED),
    ]


def propose_private(step: Step, decision: Decision) -> None:
    """Propose a talk in private; they come along, or say why not."""
    step.need("table")
    if rounds.time_is_up(step.turn):
        raise IllegalDecisionError("time_is_up")
    if decision not in proposals(step):
        raise IllegalDecisionError("no_private_talk")
    form, label = Form(str(decision.form)), Label(str(decision.label))
    step.tell("propose_private", form=form.value, label=label.value)
    step.turn.put(private_asked=True)
    if not private_rules.welcome(step.turn):
        step.tell("private_refused", mood=step.other_mood())
        return
    private_rules.begin(step.turn, form, label)
    withdraw(step)


def withdraw(step: Step) -> None:
    """Leave the table for a talk in private."""
    talk = step.turn.state.private
    assert talk is not None
    step.phase = "private"
    step.tell("private", form=talk.form.value, label=talk.label.value, mood=step.other_mood())
    open_turn(step)


def turn_over(step: Step, *, farewell: bool = True) -> None:
    """The next turn of a private talk, or its end; a scene says its own farewell."""
    state = step.turn.state
    if rounds.they_leave(step.turn) or not private_rules.next_turn(step.turn):
        part(step, farewell=farewell)
        return
    if not step.scenario.setup.clock.table:
        step.turn.put(round=state.round + 1)
    open_turn(step)


def part(step: Step, *, farewell: bool = True) -> None:
    """A private talk is over: what leaks is known now; then on with the round, with a new one, or with what follows."""
    talk, seen = step.turn.state.private, len(step.turn.changes)
    assert talk is not None
    mood = step.other_mood()
    step.scene = None
    private_rules.part(step.turn)
    at_table = step.scenario.setup.clock.table > 0
    if farewell or at_table:
        step.tell("private_over", form=talk.form.value, mood=mood, at_table=at_table)
    for change in step.turn.changes[seen:]:
        if change.rule is Rule.LIE_FOUND and change.what == "lie":
            step.tell("lie_found", fact=change.subject, mood=step.other_mood())
        elif change.what == "leaked":
            told = [of.channel_told for of in step.turn.state.factions.values()]
            step.tell("leaked", home=bool(told), announced=bool(told) and all(told))
    if not step.scenario.setup.clock.table:
        finish(step, "private")
        return
    step.phase = "table"
    if they_left(step):
        return
    if talk.form is Form.PLANNED:
        before = step.turn.state
        rounds.back(step.turn)
        round_passed(step, before, None)
    else:
        # What there was to ask and to tell in this round was asked and told on the way to the coffee.
        step.turn.put(telling_used=True, asking_used=True)
