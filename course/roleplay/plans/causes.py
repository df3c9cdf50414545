"""Why a decision of a plan is not open any more, or not yet: what an earlier line of the plan led to."""

from collections.abc import Sequence

from course.locale import Text, both
from course.negotiation.changes import Rule
from course.roleplay.decision import DecisionKind
from course.roleplay.events import Entry
from course.roleplay.plans.plan import Line
from course.roleplay.play import Play

K = DecisionKind
NOTHING = Text("", "")
_AT_TABLE = ("table", "private", "recess")
_ONCE_A_ROUND = {"ask": K.QUESTION, "tell": K.DISCLOSURE}
"""What can be done once in a round: the word of a plan, and the decision that it is."""


def cause(play: Play, before: Sequence[Line], line: Line) -> Text:
    """The earlier line that a line which cannot be taken owes it to, as a sentence after a blank; empty when unknown.

    ``before`` are the lines that led to ``play``, one for each entry of its log.
    """
    told = list(zip(before, play.log, strict=False))
    for find in (_refused_mandate, _no_table_left, _done_in_this_round, _other_scene):
        found = find(play, told, line)
        if found is not None:
            return found
    return NOTHING


def _refused_mandate(play: Play, told: Sequence[tuple[Line, Entry]], line: Line) -> Text | None:
    del line
    if play.phase != "mandate" or not told or told[-1][1].decision.kind is not K.MANDATE:
        return None
    return both("findings.plan_mandate_refused", line=told[-1][0].number)


def _no_table_left(play: Play, told: Sequence[tuple[Line, Entry]], line: Line) -> Text | None:
    """They left, or something was signed: the last of these since the table opened."""
    del line
    if play.phase in (*_AT_TABLE, "home", "leaving", "mandate"):
        return None
    for where, entry in reversed(told):
        if any(event.kind == "left" for event in entry.events):
            return both("findings.plan_they_left", line=where.number)
        if any(change.rule is Rule.SIGNED and change.what == "deal" for change in entry.changes):
            return both("findings.plan_signed", line=where.number)
    return None


def _done_in_this_round(play: Play, told: Sequence[tuple[Line, Entry]], line: Line) -> Text | None:
    """A second question, or a second fact, in one round."""
    kind = _ONCE_A_ROUND.get(line.words[0])
    if kind is None or play.phase != "table" or play.scene is not None:
        return None
    if line.words[1] in (*play.state.told, *play.state.heard):
        return None  # another round would not help
    for where, entry in reversed(told):
        if entry.round == play.state.round and entry.decision.kind is kind:
            return both(f"findings.plan_{line.words[0]}_done", line=where.number)
    return None


def _other_scene(play: Play, told: Sequence[tuple[Line, Entry]], line: Line) -> Text | None:
    """A sentence of a scene that is over, or that has not come up."""
    if line.words[0] != "say" or play.scene is not None:
        return None
    scenes = [scene.id for scene in play.scenario.scenes.values() if line.words[1] in scene.moves]
    for where, entry in reversed(told):
        if entry.decision.kind is K.MOVE and entry.decision.scene in scenes:
            return both("findings.plan_scene_over", scene=entry.decision.scene, line=where.number)
    if len(scenes) != 1:
        return None
    name = "plan_next_round" if play.phase == "table" else "plan_scene_not_yet"
    return both(f"findings.{name}", scene=scenes[0])
