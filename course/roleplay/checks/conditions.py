"""Conditions as a whole: can they hold, can every move be chosen at some time, is there always something to say?"""

from collections.abc import Iterator

from course.findings import Finding
from course.roleplay import conditions as c
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.logic import Inside, clash, possible
from course.roleplay.checks.reach import anything, before, needed, on_agenda, reach
from course.roleplay.checks.scenes import impossible
from course.roleplay.fit.base import finding
from course.roleplay.scenario import Scenario, Scene
from course.roleplay.strict_yaml import Path


def parts_agree(scenario: Scenario) -> Iterator[Finding]:
    """R110: the parts of a condition do not exclude each other, nor the place at which it stands."""
    for scene in scenario.scenes.values():
        if on_agenda(scenario, scene.place):
            yield from _contradiction(scenario, scene, scene.when, scene.path)
            for move in scene.moves.values():
                yield from _contradiction(scenario, scene, move.when, move.path)


def _contradiction(scenario: Scenario, scene: Scene, when: c.Condition | None, path: Path) -> Iterator[Finding]:
    world = anything(scenario, scene)
    if when is not None and not impossible(scenario, when) and not possible(world, (when,)):
        parts = " + ".join(written(term) for term in clash(world, when))
        yield finding(scenario, "R110", (*path, "when"), parts=parts, place=scene.place)


def moves_can_be_said(scenario: Scenario) -> Iterator[Finding]:
    """R111: every move of a scene that comes up can be chosen at some moment."""
    found = reach(scenario)
    for scene in scenario.scenes.values():
        if found.comes_up(scene):
            world = anything(scenario, scene)
            for move in scene.moves.values():
                if found.can_be_said(scene, move):
                    continue
                if move.when is None or possible(world, (move.when,)):  # else R103 or R110 says so
                    path = (*move.path, "act" if move.when is None else "when")
                    yield finding(scenario, "R111", path, move=move.id, scene=scene.id)


def always_something_to_say(scenario: Scenario) -> Iterator[Finding]:
    """R112: whenever a scene is there, one of its moves can be chosen."""
    found = reach(scenario)
    for scene in scenario.scenes.values():
        if not found.comes_up(scene) or not all(needed(move) for move in scene.moves.values()):
            continue  # a move without any condition is always there
        moves = [needed(move) for move in scene.moves.values() if found.can_be_said(scene, move)]
        together = [Inside(c.Condition(tuple(t for each in wanted for t in each.terms))) for wanted in moves]
        if together and possible(found.world(scene), before(scenario, scene), together):
            yield finding(scenario, "R112", scene.path, scene=scene.id)


def written(term: c.Term) -> str:  # noqa: C901, PLR0912 - one line a word, read as a table
    """A term about as it stands in a file."""
    match term:
        case c.Round(first, last):
            return f"round: {first}" if first == last else f"round: {first}-{last}"
        case c.Phase(words):
            return f"phase: {_one_or_list(words)}"
        case c.Played(scene, ()):
            return f"played: {scene}"
        case c.Played(scene, moves):
            return f"played: {{{scene}: {_one_or_list(moves)}}}"
        case c.Demand(demand, words):
            return f"demand: {{{demand}: {_one_or_list(words)}}}"
        case c.Mood(who, words):
            return f"mood: {{{who}: {_one_or_list(words)}}}"
        case c.Told(fact):
            return f"told: {fact}"
        case c.Heard(fact):
            return f"heard: {fact}"
        case c.Leaked(wanted):
            return f"leaked: {str(wanted).lower()}"
        case c.InPrivate(words):
            return f"private: {_one_or_list(words)}"
        case c.Result(words):
            return f"result: {_one_or_list(words)}"
        case c.Variant(words):
            return f"variant: {_one_or_list(words)}"
        case c.Not(condition):
            return f"not: {_written(condition)}"
        case c.AnyOf(conditions):
            return f"any: [{', '.join(_written(each) for each in conditions)}]"


def _written(condition: c.Condition) -> str:
    return f"{{{', '.join(written(term) for term in condition.terms)}}}"


def _one_or_list(words: tuple[str, ...]) -> str:
    return words[0] if len(words) == 1 else f"[{', '.join(words)}]"


RULES: tuple[ScenarioRule, ...] = (parts_agree, moves_can_be_said, always_something_to_say)
