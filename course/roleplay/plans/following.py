"""Playing a plan: decision by decision, and whether it comes out as it says."""

from collections.abc import Iterator

from course.findings import Finding
from course.negotiation.calibration import Calibration
from course.roleplay.plans.causes import cause
from course.roleplay.plans.expecting import compare
from course.roleplay.plans.plan import Line, Plan, PlanError
from course.roleplay.plans.taking import possible, take
from course.roleplay.plans.writing import expectations
from course.roleplay.play import Play, start
from course.roleplay.scenario import Scenario


def steps(plan: Plan, play: Play) -> Iterator[Play]:
    """The play after each decision of a plan, one by one.

    Raises:
        PlanError: a decision cannot be taken; ``line`` is its line.
    """
    for n, line in enumerate(plan.decisions):
        try:
            play = take(play, line)
        except PlanError as error:
            error.line = line
            if "cause" in error.values:
                error.values["cause"] = cause(play, plan.decisions[:n], line)
            raise
        yield play


def follow(plan: Plan, scenario: Scenario, calibration: Calibration | None = None) -> Play:
    """The play after all decisions of a plan.

    Raises:
        PlanError: a decision cannot be taken; ``line`` is its line.
    """
    first = start(scenario, calibration)
    return [first, *steps(plan, first)][-1]


def check(plan: Plan, scenario: Scenario) -> list[Finding]:
    """What does not come out as the plan says: the first decision that cannot be taken, or every wrong expectation."""
    top = Line(plan.last, 1, ())
    try:
        play = follow(plan, scenario)
    except PlanError as error:
        return [error.finding(plan.file, top)]
    if not play.ended:
        return [PlanError("P021", now=possible(play)).finding(plan.file, top)]
    if not plan.expected:
        return [PlanError("P027", lines="  ".join(expectations(play))).finding(plan.file, top)]
    return differences(plan, play)


def differences(plan: Plan, play: Play) -> list[Finding]:
    """What came of a game that is over otherwise than its plan expects."""
    found = []
    for line in plan.expected:
        try:
            compare(play, line)
        except PlanError as error:
            found.append(error.finding(plan.file, line))
    return found
