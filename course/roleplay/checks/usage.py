"""What the file holds and the role-play never uses, and whether the file is called what it is."""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from course.findings import Finding, did_you_mean
from course.locale import area
from course.negotiation.acts import ActKind
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.reach import acts_of
from course.roleplay.fit.base import finding, finding_at_value, unknown
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
    """R123: every fact can be told or asked: by a move, or by hand where the other side is (theirs with a question)."""
    by_hand = any(scenario.stop(kind) for kind in ("table", "private"))
    told = _facts(scenario, ActKind.DISCLOSE, ActKind.TELL)
    asked = _facts(scenario, ActKind.ASK, ActKind.VERIFY)
    for fact in scenario.own.facts:
        if fact not in told and not by_hand:
            yield finding(scenario, "R123", ("own", "facts", fact), fact=fact)
    for fact, text in scenario.other.facts.items():
        if fact not in asked and not (by_hand and text.ask):
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


def portraits_exist(scenario: Scenario) -> Iterator[Finding]:
    """R134: a portrait is one of the shared set; another name draws a face that nobody chose."""
    for person, who in scenario.people.items():
        if who.portrait is not None and who.portrait not in faces():
            path = ("people", person, "portrait")
            yield finding_at_value(scenario, "R134", path, name=who.portrait, hint=did_you_mean(who.portrait, faces()))


@cache
def faces() -> tuple[str, ...]:
    """The names of the shared set of portraits, in the order of their file."""
    file = resources.files("course") / "widgets" / "portraits" / "people.yaml"
    return tuple(re.findall(r"^([a-z][a-z0-9-]*):", file.read_text(encoding="utf-8"), flags=re.MULTILINE))


def phrases_are_said(scenario: Scenario) -> Iterator[Finding]:
    """R135: a phrase of the file's own replaces one of the shared book; under another name it is never said."""
    for name in scenario.phrases:
        yield from unknown(scenario, "R135", ("phrases", name), name, area("phrases"))


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
    portraits_exist,
    phrases_are_said,
    file_is_called_so,
)
