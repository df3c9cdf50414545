"""Decisions at the table: ask, tell, propose, wait, pause, sign, leave."""

from course.negotiation import rounds, table
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.ledger import line_of
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.private import proposals, turn_over
from course.roleplay.stages import finish, round_passed
from course.roleplay.step import Step

K = DecisionKind


def at_table(step: Step) -> list[Decision]:
    """What can be done at the table now; a package comes as a template."""
    state, game = step.turn.state, step.turn.game
    if rounds.time_is_up(step.turn):
        return [_acceptance(step), Decision(K.WALK)]
    found = [Decision(K.PACKAGE)]
    found += words(step)
    found.append(Decision(K.HOLD))
    found += proposals(step)
    if state.recesses < game.calibration.recesses:
        found.append(Decision(K.RECESS))
    return [*found, _acceptance(step), Decision(K.WALK)]


def words(step: Step) -> list[Decision]:
    """What can be asked, told and checked in this round or turn."""
    state, game = step.turn.state, step.turn.game
    found: list[Decision] = []
    if not state.asking_used:
        found += [Decision(K.QUESTION, fact=f) for f in game.their_facts if f not in state.heard and _can_ask(step, f)]
    if not state.telling_used:
        found += [Decision(K.DISCLOSURE, fact=f) for f in game.facts if _can_tell(step, f)]
    if not state.asking_used:
        found += [Decision(K.VERIFY, fact=f) for f in state.heard if _can_verify(step, f)]
    return found


def _can_tell(step: Step, fact: str) -> bool:
    """What they asked us to keep secret they know already."""
    return fact not in step.turn.state.told and step.turn.game.facts[fact].secret is None


def _can_ask(step: Step, fact: str) -> bool:
    """A fact without a question is one that only a scene can bring up."""
    return step.turn.game.setup.clock.table > 0 or step.scenario.other.facts[fact].ask is not None


def _can_verify(step: Step, fact: str) -> bool:
    return step.turn.game.their_facts[fact].checkable and f"verified:{fact}" not in step.turn.state.marks


def in_private(step: Step) -> list[Decision]:
    """What can be done in a turn of a private talk that no scene fills."""
    return [*words(step), Decision(K.HOLD), Decision(K.LEAVE)]


def verify(step: Step, decision: Decision) -> None:
    """Check elsewhere what they said; it takes the place of a question."""
    _in_time(step)
    fact = str(decision.fact)
    if step.turn.state.asking_used or fact not in step.turn.state.heard or not _can_verify(step, fact):
        raise IllegalDecisionError("nothing_to_check")
    table.verify(step.turn, fact)
    step.turn.put(asking_used=True)
    line = line_of(step.turn.state.gained, fact)
    step.tell("verified", fact=fact, holds=line is not None and line.reliability == 1.0)


def _acceptance(step: Step) -> Decision:
    offer = step.turn.state.offer
    return Decision(K.ACCEPT, package=None if offer is None else step.turn.game.named(offer))


def _in_time(step: Step) -> None:
    step.need("table", "private", "after")
    if step.phase == "table" and rounds.time_is_up(step.turn):
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
    if step.turn.state.telling_used or not _can_tell(step, fact):
        raise IllegalDecisionError("told_already")
    table.disclose(step.turn, fact)
    step.turn.put(telling_used=True)
    step.tell("tell", fact=fact)
    step.tell("told", fact=fact, mood=step.other_mood())


def package(step: Step, decision: Decision) -> None:
    """Propose a package; they sign it, or a new round begins."""
    step.need("table")
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
    """Wait for their next offer; in private: let the talk go on by itself."""
    del decision
    step.need("table", "private")
    _in_time(step)
    if step.phase == "private":
        step.tell("hold_private")
        turn_over(step)
        return
    before = step.turn.state
    step.tell("hold")
    rounds.hold(step.turn)
    round_passed(step, before, "unmoved_hold")


def recess(step: Step, decision: Decision) -> None:
    """Leave the room; there is time for one talk at home."""
    del decision
    step.need("table")
    _in_time(step)
    rounds.recess(step.turn)
    step.tell("recess", mood=step.other_mood())
    step.phase, step.talks_left = "recess", 1


def back(step: Step, decision: Decision) -> None:
    """Come back from a recess: a new round."""
    del decision
    step.need("recess")
    before = step.turn.state
    step.phase, step.talks_left = "table", 0
    step.tell("back", mood=step.other_mood())
    rounds.back(step.turn)
    round_passed(step, before, None)


def accept(step: Step, decision: Decision) -> None:
    """Sign their offer, the one that was seen."""
    step.need("table")
    offer = step.turn.state.offer
    if offer is None or step.turn.game.package(decision.package or {}) != offer:
        raise IllegalDecisionError("offer_changed")
    step.tell("accept", package=offer, mood=step.other_mood())
    rounds.sign(step.turn, offer)
    finish(step, "table")


def walk(step: Step, decision: Decision) -> None:
    """Leave without a deal."""
    del decision
    step.need("table")
    step.tell("walk", mood=step.other_mood())
    rounds.leave_table(step.turn)
    finish(step, "table")
