"""Seed points, process checks and the parts of the score: what counts can be practised, and what is named exists."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from course.findings import Finding, listed
from course.negotiation.checks import Check, results
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.fit.base import finding
from course.roleplay.scenario import Scenario

POINTS: Final = frozenset((*(f"C{n}" for n in range(1, 52)), *(f"O{n}" for n in range(1, 30))))
"""The seed points: C1 to C51 on the constituency, O1 to O29 on talks off the record."""

_NEEDS: Final[Mapping[str, tuple[str, Callable[[Scenario], bool]]]] = {
    "substance": ("table", lambda s: s.stop("table") is not None),
    "mandate": ("mandate", lambda s: s.stop("mandate") is not None),
    "ratification": ("vote", lambda s: s.stop("vote") is not None),
    "information": ("other.facts", lambda s: bool(s.other.facts)),
    "process": ("checks", lambda s: bool(_counting(s))),
}
"""What a part of the score rests on. A relation is always there."""


def points_exist(scenario: Scenario) -> Iterator[Finding]:
    """R130: scenes are tagged with seed points that there are."""
    for scene in scenario.scenes.values():
        for n, point in enumerate(scene.points):
            if point not in POINTS:
                yield finding(scenario, "R130", (*scene.path, "points", n), point=point)


def checks_are_practised(scenario: Scenario) -> Iterator[Finding]:
    """R131: for every process check that counts, a scene says that it practises its point."""
    practised = {point for scene in scenario.scenes.values() for point in scene.points}
    for point in dict.fromkeys(check.point for check in _counting(scenario)):
        if point not in practised:
            yield finding(scenario, "R131", ("checks",) if scenario.checks else ("scenes",), point=point)


def chosen_checks_are_offered(scenario: Scenario) -> Iterator[Finding]:
    """R132: a process check that the file chooses has its occasion here; else nobody can meet it."""
    offered = _counting(scenario)
    for n, name in enumerate(scenario.checks or ()):
        if not any(name in {check.name, check.point} for check in offered):
            yield finding(scenario, "R132", ("checks", n), name=name)


def parts_can_be_earned(scenario: Scenario) -> Iterator[Finding]:
    """R133: every part of the score that counts has what it rests on."""
    for part, points in scenario.setup.score.items():
        if points and part in _NEEDS:
            needs, there = _NEEDS[part]
            if not there(scenario):
                path = ("score", part) if part in scenario.score else ("agenda",)
                kept = listed(p for p in scenario.setup.score if p not in _NEEDS or _NEEDS[p][1](scenario))
                yield finding(scenario, "R133", path, part=part, points=f"{points:g}", needs=needs, kept=kept)


def _counting(scenario: Scenario) -> tuple[Check, ...]:
    """The process checks that count in this role-play."""
    if not scenario.setup.score.get("process") and not scenario.checks:
        return ()
    return tuple(results(scenario.game, scenario.game.opening(), scenario.checks or ()))


RULES: tuple[ScenarioRule, ...] = (points_exist, checks_are_practised, chosen_checks_are_offered, parts_can_be_earned)
