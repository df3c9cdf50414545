"""Decisions at the table: ask, tell, propose, wait, pause, sign, leave."""

from course.negotiation import rounds, table
from course.negotiation.errors import IllegalDecisionError
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.stages import finish, round_passed
from course.roleplay.step import Step
from course.roleplay.talking import need

K = DecisionKind


def at_table(step: Step) -> list[Decision]:
    """What can be done at the table now; a package comes as a template."""
    state, game = step.turn.state, step.turn.game
    if rounds.time_is_up(step.turn):
        return [_acceptance(step), Decision(K.WALK)]
    found = [Decision(K.PACKAGE)]
    if not state.asking_used:
        found += [Decision(K.QUESTION, fact=f) for f in game.their_facts if f not in state.heard]
    if not state.telling_used:
        found += [Decision(K.DISCLOSURE, fact=f) for f in game.facts if f not in state.told]
    found.append(Decision(K.HOLD))
    if state.recesses < game.calibration.recesses:
        found.append(Decision(K.RECESS))
    return [*found, _acceptance(step), Decision(K.WALK)]


def _acceptance(step: Step) -> Decision:
    offer = step.turn.state.offer
    return Decision(K.ACCEPT, package=None if offer is None else step.turn.game.named(offer))


def _in_time(step: Step) -> None:
    need(step, "table")
    if rounds.time_is_up(step.turn):
        raise IllegalDecisionError("time_is_up")


def question(step: Step, decision: Decision) -> None:
    """Ask for one of their facts, once a round."""
    _in_time(step)
    fact = str(decision.fact)
    if fact not in step.turn.game.their_facts:
        raise IllegalDecisionError("unknown_fact", fact=fact)
    if step.turn.state.asking_used or fact in step.turn.state.heard:
        raise IllegalDecisionError("asked_already")
    step.tell("ask", fact=fact)
    table.ask(step.turn, fact)
    step.turn.put(asking_used=True)
    step.tell("answer" if fact in step.turn.state.heard else "no_answer", fact=fact, mood=step.other_mood())


def disclosure(step: Step, decision: Decision) -> None:
    """Tell one of our facts, once a round."""
    _in_time(step)
    fact = str(decision.fact)
    if fact not in step.turn.game.facts:
        raise IllegalDecisionError("unknown_fact", fact=fact)
    if step.turn.state.telling_used or fact in step.turn.state.told:
        raise IllegalDecisionError("told_already")
    table.disclose(step.turn, fact)
    step.turn.put(telling_used=True)
    step.tell("tell", fact=fact)
    step.tell("told", fact=fact, mood=step.other_mood())


def package(step: Step, decision: Decision) -> None:
    """Propose a package; they sign it, or a new round begins."""
    _in_time(step)
    proposed = step.turn.game.package(decision.package or {})
    if proposed is None:
        raise IllegalDecisionError("no_such_package")
    before = step.turn.state
    step.tell("propose", package=proposed)
    if rounds.propose(step.turn, proposed):
        step.tell("accepted", package=proposed, mood=step.other_mood())
        finish(step, "table")
        return
    insulted = step.turn.state.escalation > before.escalation
    repeated = proposed == before.own_package
    round_passed(step, before, "extreme" if insulted else "repeated" if repeated else None)


def hold(step: Step, decision: Decision) -> None:
    """Wait for their next offer."""
    del decision
    _in_time(step)
    before = step.turn.state
    step.tell("hold")
    rounds.hold(step.turn)
    round_passed(step, before, "unmoved_hold")


def recess(step: Step, decision: Decision) -> None:
    """Leave the room; there is time for one talk at home."""
    del decision
    _in_time(step)
    rounds.recess(step.turn)
    step.tell("recess", mood=step.other_mood())
    step.phase, step.talks_left = "recess", 1


def back(step: Step, decision: Decision) -> None:
    """Come back from a recess: a new round."""
    del decision
    need(step, "recess")
    before = step.turn.state
    step.phase, step.talks_left = "table", 0
    step.tell("back", mood=step.other_mood())
    rounds.back(step.turn)
    round_passed(step, before, None)


def accept(step: Step, decision: Decision) -> None:
    """Sign their offer, the one that was seen."""
    need(step, "table")
    offer = step.turn.state.offer
    if offer is None or step.turn.game.package(decision.package or {}) != offer:
        raise IllegalDecisionError("offer_changed")
    step.tell("accept", package=offer, mood=step.other_mood())
    rounds.sign(step.turn, offer)
    finish(step, "table")


def walk(step: Step, decision: Decision) -> None:
    """Leave without a deal."""
    del decision
    need(step, "table")
    step.tell("walk", mood=step.other_mood())
    rounds.leave_table(step.turn)
    finish(step, "table")
