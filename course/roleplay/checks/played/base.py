"""What the played rules share: when a role-play is played at all, and how a finding is made."""

from course.findings import Finding
from course.locale import Text, both
from course.negotiation.acts import Act, ActKind
from course.negotiation.setup import FactKind
from course.roleplay.checks.reach import acts_of
from course.roleplay.fit.base import finding
from course.roleplay.load import read
from course.roleplay.scenario import Move, Scenario
from course.roleplay.strict_yaml import Path

DRAFT = 6
"""With fewer scenes than this a role-play is a beginning: what players would score in it says nothing yet."""

TOLD_LIMITS = (FactKind.ALTERNATIVE, FactKind.RESERVATION)


def is_draft(scenario: Scenario) -> bool:
    """Whether there is too little to play yet."""
    return len(scenario.scenes) < DRAFT


def with_variants(scenario: Scenario) -> list[Scenario]:
    """The role-play as it stands, and each of its variants as the file has them."""
    patched = (read(scenario.source, name)[0] for name in scenario.variants)
    return [scenario, *(each for each in patched if each is not None)]


def of_file(scenario: Scenario, code: str, **values: object) -> Finding:
    """A finding on the role-play as a whole, at its first line."""
    return Finding(code, str(scenario.source), 1, 1, {"where": where(scenario), **values})


def at(scenario: Scenario, code: str, path: Path, **values: object) -> Finding:
    """A finding at a scene, a sentence or a number."""
    return finding(scenario, code, path, where=where(scenario), **values)


def where(scenario: Scenario) -> Text:
    """In which variant, when it is one."""
    return both("findings.in_variant", variant=scenario.variant) if scenario.variant else Text("", "")


def trap(scenario: Scenario, move: Move) -> str | None:
    """The trap that a sentence is, as its word in the file; None when it is none."""
    return next((str(act.kind) for act in acts_of(move) if _is_trap(scenario, act)), None)


def _is_trap(scenario: Scenario, act: Act) -> bool:
    facts = scenario.game.facts
    match act.kind:
        case ActKind.ACCEPT_ERRAND | ActKind.ACCEPT_LOCK | ActKind.FEED_IMAGE | ActKind.FEED_HOPE:
            return True
        case ActKind.DISCLOSE:
            fact = facts.get(str(act.fact))
            return fact is not None and (fact.kind in TOLD_LIMITS or fact.false)
        case ActKind.TELL:
            fact = facts.get(str(act.fact))
            return fact is not None and fact.secret is not None
        case _:
            return False
