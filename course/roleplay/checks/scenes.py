"""Scenes: can they be reached, do they lead on, is every act possible where it stands?"""

from collections.abc import Iterator

from course.findings import Finding, listed
from course.locale import Text, both
from course.negotiation.acts import ActKind
from course.roleplay import conditions as c
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.logic import possible
from course.roleplay.checks.moments import AFTER_THE_TABLE, last_round
from course.roleplay.checks.reach import OTHER_MOODS, OWN_MOODS, acts_of, anything, on_agenda, reach
from course.roleplay.fit.base import finding
from course.roleplay.scenario import OTHER, Place, Scenario, Scene

_WITH_THE_OTHER_SIDE = frozenset(
    {
        ActKind.DISCLOSE,
        ActKind.ASK,
        ActKind.WITHHOLD,
        ActKind.PRESSURE,
        ActKind.RAISE_ERRAND,
        ActKind.TIE_HANDS,
        ActKind.TEST_HARDNESS,
        ActKind.HELP_THEIR_BACK_TABLE,
        ActKind.RESERVE,
        ActKind.NAME_CLOSEDNESS,
        ActKind.PROPOSE_PRIVATE,
    }
)
_ONLY_AT = {
    ActKind.ANNOUNCE_PRIVATE: (Place.HOME,),
    ActKind.PLAN: (Place.HOME, Place.TABLE, Place.PRIVATE),
}
"""Where an act makes sense: afterwards there is nothing left to announce or to plan."""
_AMONG_OURSELVES = frozenset({Place.HOME, Place.REPORT, Place.VOTE})


def reachable(scenario: Scenario) -> Iterator[Finding]:
    """R101: every scene can come up."""
    for scene in scenario.scenes.values():
        if reach(scenario).comes_up(scene) or not on_agenda(scenario, scene.place):
            continue
        if scene.when is None or possible(anything(scenario, scene), (scene.when,)):  # else R103 or R110 says so
            yield finding(scenario, "R101", scene.path, scene=scene.id)


def places_on_agenda(scenario: Scenario) -> Iterator[Finding]:
    """R102: the place of a scene is a stop of the agenda."""
    for scene in scenario.scenes.values():
        if not on_agenda(scenario, scene.place):
            yield finding(scenario, "R102", (*scene.path, "place"), scene=scene.id, place=scene.place)


def conditions_can_hold(scenario: Scenario) -> Iterator[Finding]:
    """R103: no condition is impossible by itself: rounds that there are, moods that this party has."""
    for scene in scenario.scenes.values():
        if impossible(scenario, scene.when):
            yield finding(scenario, "R103", (*scene.path, "when"), rounds=_rounds_there_are(scenario))
        for move in scene.moves.values():
            if impossible(scenario, move.when):
                yield finding(scenario, "R103", (*move.path, "when"), rounds=_rounds_there_are(scenario))


def _rounds_there_are(scenario: Scenario) -> Text:
    """The rounds of the agenda, and those that only come when time is up or home said no."""
    clock = scenario.setup.clock
    if clock.table and clock.vote:
        return both(
            "findings.rounds_and_more", last=clock.table, more=clock.table + 1, latest=clock.table + AFTER_THE_TABLE
        )
    return both("findings.rounds_of_agenda", last=clock.table or clock.private)


def impossible(scenario: Scenario, condition: c.Condition | None) -> bool:
    """Whether a term outside of ``not`` can never hold, whatever is played."""
    for term in condition.terms if condition else ():
        match term:
            case c.Round(first, last) if last < first or first > last_round(scenario):
                return True
            case c.Mood(who, moods) if not (OTHER_MOODS if who == OTHER else OWN_MOODS) & set(moods):
                return True
            case c.AnyOf(conditions) if all(impossible(scenario, inner) for inner in conditions):
                return True
            case _:
                pass
    return False


def talks_stay_in_place(scenario: Scenario) -> Iterator[Finding]:
    """R104: ``then`` leads to a scene of the same place: a talk does not jump from the hall to the table."""
    for scene, move in scenario.moves():
        if move.then and scenario.scenes[move.then].place is not scene.place:
            there = scenario.scenes[move.then].place
            yield finding(scenario, "R104", (*move.path, "then"), scene=move.then, here=scene.place, there=there)


def leaving_is_from_home(scenario: Scenario) -> Iterator[Finding]:
    """R105: only a scene at home plays when leaving."""
    for scene in scenario.scenes.values():
        if scene.at_leaving and scene.place is not Place.HOME:
            yield finding(scenario, "R105", (*scene.path, "at"), place=scene.place)


def acts_in_their_place(scenario: Scenario) -> Iterator[Finding]:
    """R106: among ourselves nobody of the other side can be told, asked or pressed."""
    for scene, move in scenario.moves():
        if scene.place in _AMONG_OURSELVES:
            for act in acts_of(move):
                if act.kind in _WITH_THE_OTHER_SIDE:
                    path = (*move.path, "act")
                    yield finding(scenario, "R106", path, act=act.kind, place=scene.place)


def acts_at_their_time(scenario: Scenario) -> Iterator[Finding]:
    """R117: what prepares a talk in private comes before it, and at the place where it can be done."""
    for scene, move in scenario.moves():
        for act in acts_of(move):
            where = _ONLY_AT.get(act.kind)
            if where is not None and scene.place not in where:
                path = (*move.path, "act")
                yield finding(scenario, "R117", path, act=act.kind, place=scene.place, where=listed(where))


def demands_are_opened(scenario: Scenario) -> Iterator[Finding]:
    """R107: what a move accepts, converts or refuses has been asked for in some scene that can come up."""
    opened = reach(scenario).opened()
    for _, move in scenario.moves():
        for act in acts_of(move):
            for demand in act.demands:
                if demand not in opened:
                    yield finding(scenario, "R107", (*move.path, "act"), act=act.kind, demand=demand)


def talks_can_be_told_apart(scenario: Scenario) -> Iterator[Finding]:
    """R108: talks with the same people have labels, or the menu shows the same line twice."""
    seen: set[tuple[Place, tuple[str, ...]]] = set()
    for scene in scenario.scenes.values():
        if scene.label or scene.at_leaving or scene.id in scenario.led_to:
            continue
        if scene.place in {Place.HOME, Place.REPORT}:
            if (scene.place, scene.with_) in seen:
                yield finding(scenario, "R108", scene.path, scene=scene.id)
            seen.add((scene.place, scene.with_))


def rounds_are_free(scenario: Scenario) -> Iterator[Finding]:
    """R109: a round opens with one scene, the first of the file that can: another one needs a round of its own."""
    taken: dict[int, str] = {}
    for scene in scenario.scenes.values():
        if scene.place is not Place.TABLE or scene.id in scenario.led_to:
            continue
        rounds = _rounds(scenario, scene)
        free = [number for number in rounds if number not in taken]
        if rounds and not free:
            before = listed(dict.fromkeys(taken[number] for number in rounds))
            yield finding(scenario, "R109", scene.path, scene=scene.id, before=before)
        elif rounds and _always_opens(scene):
            taken[free[0]] = scene.id


def _rounds(scenario: Scenario, scene: Scene) -> list[int]:
    """The rounds in which a scene can open; none when its condition cannot hold at all (R103 says so)."""
    table = scenario.setup.clock.table
    first, last = 1, last_round(scenario)
    for term in scene.when.terms if scene.when else ():
        if isinstance(term, c.Round):
            first, last = max(first, term.first), min(last, term.last)
    # Beyond the last round of the agenda nothing is certain: there are rounds after a rejection only.
    return list(range(first, last + 1)) if last <= table or scene.when is None else []


def _always_opens(scene: Scene) -> bool:
    """Whether a scene opens whatever was played before: only its round decides, and something can be said in it."""
    only_rounds = scene.when is None or all(isinstance(term, c.Round) for term in scene.when.terms)
    needs_open_demand = {ActKind.CONVERT, ActKind.REFUSE}
    return only_rounds and any(
        move.when is None and not any(act.kind in needs_open_demand for act in move.acts)
        for move in scene.moves.values()
    )


RULES: tuple[ScenarioRule, ...] = (
    reachable,
    places_on_agenda,
    conditions_can_hold,
    talks_stay_in_place,
    leaving_is_from_home,
    acts_in_their_place,
    acts_at_their_time,
    demands_are_opened,
    talks_can_be_told_apart,
    rounds_are_free,
)
