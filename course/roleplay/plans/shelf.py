"""Where play plans stand: beside their role-play, ``plans/<id>/<name>.txt``."""

from collections.abc import Iterator
from pathlib import Path

from course.findings import Finding, did_you_mean, in_order
from course.roleplay.load import read as read_scenario
from course.roleplay.plans.annotations import ENDING as NOTES
from course.roleplay.plans.annotations import plan_file, read_notes, stray_notes
from course.roleplay.plans.following import check
from course.roleplay.plans.plan import Plan
from course.roleplay.plans.reading import read
from course.roleplay.scenario import Scenario

FOLDER = "plans"
ENDING = ".txt"


def plans_of(scenario: Scenario) -> list[Path]:
    """The files of a role-play's plans, by name."""
    return sorted((scenario.source.parent / FOLDER / scenario.id).glob(f"*{ENDING}"))


def check_plans(scenario: Scenario) -> list[Finding]:
    """What is wrong with the plans of a role-play.

    For a role-play with a variant patched in: with the plans of that variant only, so that asking for the file and for
    each of its variants asks for every plan once.
    """
    found = [found for file in plans_of(scenario) for found in _check(file, scenario)]
    if scenario.variant is None:
        found += stray_notes(scenario.source.parent / FOLDER / scenario.id)
    return in_order(found)


def check_file(file: Path) -> list[Finding]:
    """What is wrong with one plan and its notes; its folder carries the id of the role-play, two folders up.

    The file of the notes can be asked for instead.
    """
    if file.name.endswith(NOTES):
        if not plan_file(file).is_file():
            return list(stray_notes(file.parent))
        file = plan_file(file)
    plan, found = read(file)
    if found:
        return found
    source = file.resolve().parent.parent.parent / f"{file.resolve().parent.name}.yaml"
    if not source.is_file():
        return [Finding("P007", str(file), 1, 1, {"scenario": source.name})]
    scenario, trouble = read_scenario(source)
    if scenario is None:
        return trouble
    unknown = list(_unknown_variant(plan, scenario))
    if unknown or plan.variant is None:
        return unknown or _played(plan, scenario)
    patched, trouble = read_scenario(source, plan.variant_name)
    return trouble if patched is None else _played(plan, patched)


def _check(file: Path, scenario: Scenario) -> Iterator[Finding]:
    plan, found = read(file)
    if found:
        if scenario.variant is None:
            yield from found
    elif plan.variant_name == scenario.variant:
        yield from _played(plan, scenario)
    elif scenario.variant is None:
        yield from _unknown_variant(plan, scenario)


def _played(plan: Plan, scenario: Scenario) -> list[Finding]:
    return check(plan, scenario) + read_notes(plan)[1]


def _unknown_variant(plan: Plan, scenario: Scenario) -> Iterator[Finding]:
    if plan.variant and plan.variant_name not in scenario.variants:
        name = plan.variant.words[1]
        values = {"name": name, "hint": did_you_mean(name, scenario.variants)}
        yield Finding("P016", plan.file, plan.variant.number, plan.variant.column, values)
