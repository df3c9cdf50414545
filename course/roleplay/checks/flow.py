"""How a role-play goes on: demands can be answered, talks fill the clock, nothing runs in circles, the agenda runs."""

from collections.abc import Iterator
from typing import Final

from course.findings import Finding, listed
from course.negotiation.acts import ActKind
from course.roleplay import conditions as c
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.logic import World, possible
from course.roleplay.checks.moments import Moment
from course.roleplay.checks.reach import Reach, acts_of, beginnings, reach
from course.roleplay.fit.base import finding, finding_at_value
from course.roleplay.scenario import Place, Scenario, Scene

_ANSWERS: Final = frozenset({ActKind.CONVERT, ActKind.REFUSE, ActKind.ACCEPT_LOCK, ActKind.ACCEPT_ERRAND})
_ORDER: Final = {"home": 0, "mandate": 1, "private": 2, "table": 2, "report": 3, "vote": 4, "after": 5}
_NEED_A_TABLE: Final = ("mandate", "report", "vote", "after")
_CHANGING: Final = (c.Played, c.Demand, c.Mood, c.Told, c.Heard, c.Round)


def demands_can_be_answered(scenario: Scenario) -> Iterator[Finding]:
    """R113: a demand that is put to the student can be taken along, refused or converted, then or later."""
    found = reach(scenario)
    for scene in found.scenes.values():
        for demand in scene.opens:
            if not any(_answers(found, later, demand) and _not_before(scene, later) for later in found.scenes.values()):
                yield finding(scenario, "R113", (*scene.path, "opens"), demand=demand, scene=scene.id)


def _answers(found: Reach, scene: Scene, demand: str) -> bool:
    return any(
        act.kind in _ANSWERS and demand in act.demands and found.can_be_said(scene, move)
        for move in scene.moves.values()
        for act in acts_of(move)
    )


def _not_before(scene: Scene, later: Scene) -> bool:
    """Whether ``later`` can come after ``scene``, or is that scene; talks at home come back in a recess."""
    here, there = _ORDER[scene.place], _ORDER[later.place]
    return here <= there or (later.place is Place.HOME and here <= _ORDER["table"])


def clock_binds(scenario: Scenario) -> Iterator[Finding]:
    """R114: there are at least as many talks, calls and turns to choose from as the agenda gives."""
    for n, item in enumerate(scenario.agenda):
        there = {"home": _talks, "report": _calls, "private": _turns}.get(item.kind, lambda _: None)(scenario)
        if there is not None and item.size > there:
            path = ("agenda", n)
            yield finding_at_value(scenario, "R114", path, kind=item.kind, size=item.size, there=there)


def _talks(scenario: Scenario) -> int | None:
    return _number_of(scenario, Place.HOME, Moment("home", 0, "none"))


def _calls(scenario: Scenario) -> int | None:
    """The most calls that can be had after the table, however it ended."""
    rounds = range(scenario.setup.clock.table + 1)
    counts = [
        _number_of(scenario, Place.REPORT, *(Moment("report", n, result) for n in rounds))
        for result in ("none", "deal", "no-deal", "rejected")
    ]
    return None if None in counts else max(count for count in counts if count is not None)


def _number_of(scenario: Scenario, place: Place, *moments: Moment) -> int | None:
    """How many talks can begin at these moments; None when one can be had again and again."""
    found, count = reach(scenario), 0
    for scene in beginnings(scenario, place):
        world = found.world(scene)
        then = World(moments, world.values, world.opened)
        if scene.id in found.scenes and possible(then, () if scene.when is None else (scene.when,)):
            if scene.again:
                return None
            count += 1
    return count


def _turns(scenario: Scenario) -> int | None:
    """Turns of a private talk that hold something: a scene, or something to ask or to tell."""
    opening = beginnings(scenario, Place.PRIVATE)
    if any(scene.again for scene in opening):
        return None
    by_hand = max(len(scenario.own.facts), sum(fact.ask is not None for fact in scenario.other.facts.values()))
    return len(opening) + by_hand


def talks_end(scenario: Scenario) -> Iterator[Finding]:
    """R115: scenes that lead to each other end some time: a talk has no clock of its own."""
    circling = {i: s for i, s in reach(scenario).scenes.items() if s.again}
    for scene in circling.values():
        if _comes_back(circling, scene):
            yield finding(scenario, "R115", scene.path, scene=scene.id)


def _comes_back(circling: dict[str, Scene], start: Scene) -> bool:
    """Whether one can walk from a scene back to it, along conditions that the walk does not change."""
    ahead, seen = [start], set[str]()
    while ahead:
        for move in ahead.pop().moves.values():
            after = circling.get(move.then or "")
            if after is None or _runs_out(move.when) or _runs_out(after.when):
                continue
            if after is start:
                return True
            if after.id not in seen:
                seen.add(after.id)
                ahead.append(after)
    return False


def _runs_out(condition: c.Condition | None) -> bool:
    return any(isinstance(term, _CHANGING) for term in c.terms(condition))


def then_goes_on(scenario: Scenario) -> Iterator[Finding]:
    """R116: ``then`` does not lead back to a scene that was surely played: it opens only once."""
    found = reach(scenario)
    for scene in found.scenes.values():
        for move in scene.moves.values():
            if move.then is None or scenario.scenes[move.then].again:
                continue
            if move.then == scene.id or not _reached_without(scenario, found, scene, move.then):
                yield finding(scenario, "R116", (*move.path, "then"), scene=move.then)


def _reached_without(scenario: Scenario, found: Reach, goal: Scene, without: str) -> bool:
    """Whether a talk can get to ``goal`` without passing a scene."""
    ahead = [s for s in found.scenes.values() if s.id not in scenario.led_to and s.id != without]
    seen = {scene.id for scene in ahead}
    while ahead:
        scene = ahead.pop()
        if scene.id == goal.id:
            return True
        for move in scene.moves.values():
            if move.then in found.scenes and move.then != without and move.then not in seen:
                seen.add(move.then)
                ahead.append(found.scenes[move.then])
    return False


def stops_have_their_table(scenario: Scenario) -> Iterator[Finding]:
    """R118: a mandate, a call home, a vote and an afterwards belong to a table: without one they never come."""
    if scenario.stop("table") is None:
        for n, item in enumerate(scenario.agenda):
            if item.kind in _NEED_A_TABLE and not (item.kind == "report" and scenario.stop("private")):
                yield finding_at_value(scenario, "R118", ("agenda", n), kind=item.kind)


def agenda_in_order(scenario: Scenario) -> Iterator[Finding]:
    """R119: the stops stand in the order in which they are played, which is always the same."""
    latest = -1
    for n, item in enumerate(scenario.agenda):
        if _ORDER[item.kind] < latest:
            order = listed(kind for kind in _ORDER if scenario.stop(kind))
            yield finding_at_value(scenario, "R119", ("agenda", n), kind=item.kind, order=order)
        latest = max(latest, _ORDER[item.kind])


RULES: tuple[ScenarioRule, ...] = (
    demands_can_be_answered,
    clock_binds,
    talks_end,
    then_goes_on,
    stops_have_their_table,
    agenda_in_order,
)
