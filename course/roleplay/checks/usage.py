"""What the file holds and the role-play never uses, and whether the file is called what it is."""

from collections.abc import Iterator

from course.findings import Finding
from course.negotiation.acts import ActKind
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.reach import acts_of
from course.roleplay.fit.base import finding, finding_at_value
from course.roleplay.scenario import Scenario


def demands_opened(scenario: Scenario) -> Iterator[Finding]:
    """R121: some scene opens every demand."""
    opened = {demand for scene in scenario.scenes.values() for demand in scene.opens}
    for demand in scenario.own.demands:
        if demand not in opened:
            yield finding(scenario, "R121", ("own", "demands", demand), demand=demand)


def evidence_shown(scenario: Scenario) -> Iterator[Finding]:
    """R122: some move shows every piece of evidence."""
    shown = {act.evidence for _, move in scenario.moves() for act in acts_of(move)}
    for evidence in scenario.own.evidence:
        if evidence not in shown:
            yield finding(scenario, "R122", ("own", "evidence", evidence), evidence=evidence)


def facts_used(scenario: Scenario) -> Iterator[Finding]:
    """R123: every fact can be told or asked: by a move, or by hand at a table (theirs only with a question)."""
    at_table = scenario.stop("table") is not None
    told = _facts(scenario, ActKind.DISCLOSE, ActKind.TELL)
    asked = _facts(scenario, ActKind.ASK, ActKind.VERIFY)
    for fact in scenario.own.facts:
        if fact not in told and not at_table:
            yield finding(scenario, "R123", ("own", "facts", fact), fact=fact)
    for fact, text in scenario.other.facts.items():
        if fact not in asked and not (at_table and text.ask):
            yield finding(scenario, "R123", ("other", "facts", fact), fact=fact)


def questions_have_words(scenario: Scenario) -> Iterator[Finding]:
    """R124: at a table every fact of theirs can be asked for, so it needs its question."""
    if scenario.stop("table") is not None:
        asked = _facts(scenario, ActKind.ASK, ActKind.VERIFY)
        for fact, text in scenario.other.facts.items():
            if text.ask is None and fact in asked:
                yield finding(scenario, "R124", ("other", "facts", fact), fact=fact)


def people_appear(scenario: Scenario) -> Iterator[Finding]:
    """R125: everybody under people speaks for somebody or is somewhere."""
    sides = (scenario.own, scenario.other)
    seen = {side.person for side in sides} | {f.person for side in sides for f in side.factions.values()}
    seen |= {name for scene in scenario.scenes.values() for name in scene.with_}
    for person in scenario.people:
        if person not in seen:
            yield finding(scenario, "R125", ("people", person), person=person)


def file_is_called_so(scenario: Scenario) -> Iterator[Finding]:
    """R126: the file carries the id; a released copy carries it with a hash behind it."""
    stem = scenario.source.stem
    if stem != scenario.id and not stem.startswith(f"{scenario.id}-"):
        yield finding_at_value(scenario, "R126", ("id",), id=scenario.id, file=scenario.source.name)


def _facts(scenario: Scenario, *kinds: ActKind) -> set[str | None]:
    return {act.fact for _, move in scenario.moves() for act in acts_of(move) if act.kind in kinds}


RULES: tuple[ScenarioRule, ...] = (
    demands_opened,
    evidence_shown,
    facts_used,
    questions_have_words,
    people_appear,
    file_is_called_so,
)
