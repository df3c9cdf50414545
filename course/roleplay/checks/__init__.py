"""Looking through role-plays for what an author would want to know before a student finds it.

A rule is a pure function from a role-play to findings of one code. :data:`RULES` is the list of them: a new rule joins
it, and :func:`lint` asks them all, for the file as it stands and for each of its variants.
"""

from collections.abc import Iterable
from pathlib import Path

from course.findings import Finding, in_order, render
from course.roleplay.checks import conditions, facts, flow, points, scenes, texts, usage, wording
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.load import library, read
from course.roleplay.plans import NOTES, check_file, check_plans
from course.roleplay.scenario import Scenario

__all__ = ["RULES", "check", "lint", "play", "render"]

RULES: tuple[ScenarioRule, ...] = (
    *scenes.RULES,
    *conditions.RULES,
    *flow.RULES,
    *usage.RULES,
    *facts.RULES,
    *points.RULES,
    *texts.RULES,
    *wording.RULES,
)
"""All rules on role-plays that can be played."""


def lint(paths: Iterable[Path | str] | None = None, *, played: bool = False) -> list[Finding]:
    """Everything there is to mend in these files (or in all role-plays of the course), from top to bottom.

    A role-play is looked at with all its variants and play plans; a plan (``.txt``) can also be asked for by itself.
    With ``played``, simulated players go through each role-play as well, which takes some seconds for each.
    """
    files = library().values() if paths is None else paths
    return in_order(found for file in files for found in _lint_file(Path(file), played=played))


def _lint_file(file: Path, *, played: bool) -> list[Finding]:
    if file.suffix == ".txt" or file.name.endswith(NOTES):
        return check_file(file)
    scenario, found = read(file)
    if scenario is None:
        return found
    found += check(scenario) + check_plans(scenario) + (play(scenario) if played else [])
    for variant in scenario.variants:
        patched, trouble = read(file, variant)
        found += trouble
        if patched is not None:
            found += check(patched) + check_plans(patched) + (play(patched) if played else [])
    return found


def check(scenario: Scenario) -> list[Finding]:
    """What the rules find in one role-play."""
    return [found for rule in RULES for found in rule(scenario)]


def play(scenario: Scenario) -> list[Finding]:
    """What the rules find that let simulated players play."""
    from course.roleplay.checks import played  # noqa: PLC0415 - players are loaded when they are to play

    return [found for rule in played.RULES for found in rule(scenario)]
