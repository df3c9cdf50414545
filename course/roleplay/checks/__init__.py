"""Looking through role-plays for what an author would want to know before a student finds it.

A rule is a pure function from a role-play to findings of one code. :data:`RULES` is the list of them: a new rule joins
it, and :func:`lint` asks them all, for the file as it stands and for each of its variants.
"""

from collections.abc import Iterable
from pathlib import Path

from course.findings import Finding, in_order, render
from course.roleplay.checks import scenes, texts, usage
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.load import library, read
from course.roleplay.scenario import Scenario

__all__ = ["RULES", "check", "lint", "render"]

RULES: tuple[ScenarioRule, ...] = (*scenes.RULES, *usage.RULES, *texts.RULES)
"""All rules on role-plays that can be played."""


def lint(paths: Iterable[Path | str] | None = None) -> list[Finding]:
    """Everything there is to mend in these files (or in all role-plays of the course), from top to bottom."""
    files = library().values() if paths is None else paths
    return in_order(found for file in files for found in _lint_file(Path(file)))


def _lint_file(file: Path) -> list[Finding]:
    scenario, found = read(file)
    if scenario is None:
        return found
    found += check(scenario)
    for variant in scenario.variants:
        patched, trouble = read(file, variant)
        found += trouble
        found += check(patched) if patched is not None else []
    return found


def check(scenario: Scenario) -> list[Finding]:
    """What the rules find in one role-play."""
    return [found for rule in RULES for found in rule(scenario)]
