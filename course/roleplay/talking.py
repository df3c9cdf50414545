"""Decisions in talks: whom to see, what to say, when to go on, which mandate to ask for."""

from collections.abc import Sequence

from course.negotiation import mandate as mandates
from course.negotiation.acts import Act, ActKind
from course.negotiation.changes import Change, Rule
from course.negotiation.constituency import objection
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.perform import perform
from course.negotiation.state import State
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.private import part, turn_over, withdraw
from course.roleplay.scenes import answering, can_open, entries, moves, open_scene, present
from course.roleplay.stages import finish, leave_home, vote
from course.roleplay.step import Step

K = DecisionKind


def talks(step: Step) -> list[Decision]:
    """The talks that can be had now."""
    if step.talks_left <= 0:
        return []
    return [Decision(K.TALK, scene=s.id) for s in entries(step, _place(step))]


def talk(step: Step, decision: Decision) -> None:
    """Begin a talk."""
    step.need("home", "recess", "report")
    if step.talks_left <= 0:
        raise IllegalDecisionError("no_time_to_talk")
    begins = step.scenario.beginnings.get(_place(step), ())
    if not any(s.id == decision.scene and can_open(step, s) for s in begins):
        raise IllegalDecisionError("talk_not_open", scene=str(decision.scene))
    step.talks_left -= 1
    open_scene(step, str(decision.scene))


def _place(step: Step) -> str:
    return "report" if step.phase == "report" else "home"


def move(step: Step, decision: Decision) -> None:
    """Say something: its acts are worked out, and the talk goes on or ends."""
    if step.scene is None or decision.scene != step.scene:
        raise IllegalDecisionError("scene_not_open", scene=str(decision.scene))
    scene = step.scene_of(step.scene)
    said = next((m for m in moves(step, scene) if m.id == decision.move), None)
    if said is None:
        raise IllegalDecisionError("move_not_open", move=str(decision.move), scene=scene.id)
    step.tell("said", scene=scene.id, move=said.id, mood=step.moods(present(scene)))
    if said.reply is not None:
        # The mood in which the words are heard decides the answer.
        step.tell("reply", scene=scene.id, move=said.id, mood=step.moods(answering(scene, said)))
    step.played = {**step.played, scene.id: said.id}
    step.scene = None
    before, seen = step.turn.state, len(step.turn.changes)
    for act in said.acts:
        perform(step.turn, act)
    _tell_effects(step, before, step.turn.changes[seen:])
    if said.reply is None:
        _tell_again(step, before, said.acts)
    proposed = any(act.kind is ActKind.PROPOSE_PRIVATE for act in said.acts)
    if proposed and step.phase == "table" and step.turn.state.private is None:
        step.tell("private_refused", mood=step.other_mood())
    if said.then is not None and can_open(step, step.scene_of(said.then)):
        open_scene(step, said.then)
    else:
        scene_over(step)


def _tell_again(step: Step, before: State, acts: Sequence[Act]) -> None:
    """Who asks for what they were told before is not left without a word: they say it again."""
    for act in acts:
        if act.kind is ActKind.ASK and act.fact in before.heard:
            step.tell("answer_again", fact=act.fact, mood=step.other_mood())


def _tell_effects(step: Step, before: State, changes: Sequence[Change]) -> None:
    """Answers to questions, promises undone, and what home says of the standing offer."""
    for change in changes:
        if change.what in ("heard", "answer"):
            kind = "answer" if change.what == "heard" else "no_answer"
            step.tell(kind, fact=change.subject, mood=step.other_mood())
        elif change.what == "reliability":
            step.tell("verified", fact=change.subject, holds=change.after == 1.0)
        elif change.what == "private" and change.before is not None:
            step.tell("agreed", label=change.after)
        elif change.what == "demand" and change.rule is Rule.MANDATE_LOOSENED:
            step.tell("loosened", demand=change.subject)
        elif change.what == "mandate" and change.rule is Rule.MANDATE_REFUSED:
            step.tell("not_loosened", who=step.spokesman())
    polled = {f: feeling for f, feeling in step.turn.state.poll.items() if _reported(step, before, f)}
    if polled and step.phase in ("table", "recess"):
        step.tell("poll", **polled)


def _reported(step: Step, before: State, faction: str) -> bool:
    key = f"report:{faction}"
    return step.turn.state.repeats.get(key, 0) > before.repeats.get(key, 0)


def leave(step: Step, decision: Decision) -> None:
    """No more talks: on to the next stage."""
    del decision
    step.need("home", "report", "private", "after")
    if step.phase == "private":
        part(step)
        return
    if step.phase in ("report", "after"):
        finish(step, step.phase)
        return
    step.phase = "leaving"
    step.pending = tuple(s.id for s in step.scenario.scenes.values() if s.at_leaving and s.place == "home")
    leave_home(step)


def mandate(step: Step, decision: Decision) -> None:
    """Ask home for a mandate; after the last refusal you sit down without one."""
    step.need("mandate")
    allowed, floor = decision.allowed or {}, decision.floor
    game, before = step.turn.game, step.turn.state
    minded = objection(game, before, mandates.within(game, before, allowed, floor))
    who = step.spokesman()
    agreed = mandates.propose_mandate(step.turn, allowed, floor)
    if agreed or minded is None:
        step.tell("mandate", agreed=agreed, who=who, tries=step.tries_left())
    else:
        faction, issue, option = minded
        step.tell("mandate", agreed=False, who=faction, tries=step.tries_left(), issue=issue, option=option)
    if agreed or step.tries_left() == 0:
        finish(step, "mandate")


def scene_over(step: Step) -> None:
    """What comes after a scene that leads to no other."""
    if step.phase == "leaving":
        leave_home(step)
    elif step.phase == "private":
        turn_over(step, farewell=False)
    elif step.phase == "table" and step.turn.state.private is not None:
        withdraw(step)  # a sentence at the table proposed a talk in private, and they came along
    elif step.phase == "vote":
        vote(step)
