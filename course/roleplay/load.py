"""Reading a role-play: bytes, then shape, then names and numbers; each step says all that it finds wrong."""

from functools import lru_cache
from importlib import resources
from pathlib import Path as File
from typing import Any, Final

from course.findings import Finding, did_you_mean, in_order
from course.roleplay import strict_yaml
from course.roleplay.draft import draft
from course.roleplay.fit import FIT
from course.roleplay.numbers import setup_of
from course.roleplay.scenario import Draft, Scenario
from course.roleplay.schema import shape_findings
from course.roleplay.strict_yaml import Lines, StrictYamlError
from course.roleplay.variants import patched

KEPT: Final = 16
"""Role-plays that were read last and need not be read again, each of its variants for itself."""


class ScenarioError(ValueError):
    """A file that cannot be played; ``findings`` says why, with lines."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__("\n".join(finding.describe("en") for finding in findings))
        self.findings = findings


def load(path: File | str, variant: str | None = None) -> Scenario:
    """The role-play in a file, with one of its variants patched in if one is named.

    Raises:
        ScenarioError: the file cannot be played.
    """
    scenario, findings = read(path, variant)
    if scenario is None:
        raise ScenarioError(findings)
    return scenario


def read(path: File | str, variant: str | None = None) -> tuple[Scenario | None, list[Finding]]:
    """The role-play in a file, if it can be played, and what is wrong with the file so far as reading it tells.

    :func:`course.roleplay.checks.lint` looks further: at scenes, texts and what is left unused.
    """
    file = File(path)
    try:
        return parse(file.read_bytes(), file, variant)
    except OSError as error:
        return None, [Finding("S022", str(file), 1, 1, {"problem": error.strerror or type(error).__name__})]


def parse(data: bytes, source: File, variant: str | None = None) -> tuple[Scenario | None, list[Finding]]:
    """As :func:`read`, for bytes that are at hand; ``source`` is the name that findings show."""
    scenario, findings = _parsed(data, source, variant)
    return scenario, list(findings)


@lru_cache(maxsize=KEPT)
def _parsed(data: bytes, source: File, variant: str | None) -> tuple[Scenario | None, tuple[Finding, ...]]:
    """The same text gives the same role-play, with what has been worked out about it."""
    scenario, findings = _read_through(data, source, variant)
    return scenario, tuple(findings)


def _read_through(data: bytes, source: File, variant: str | None) -> tuple[Scenario | None, list[Finding]]:
    file = str(source)
    try:
        raw, lines = strict_yaml.load(data)
    except StrictYamlError as error:
        return None, [error.finding(file)]
    findings = lines.cut_findings(file)
    shape = shape_findings(raw, lines, file)
    if shape:
        return None, in_order(findings + shape)
    if variant is not None:
        if variant not in raw.get("variants", {}):
            hint = did_you_mean(variant, raw.get("variants", {}))
            place = lines.of("variants")
            return None, [*findings, Finding("R017", file, *place, {"name": variant, "hint": hint})]
        raw, lines = patched(raw, lines, variant)
        shape = shape_findings(raw, lines, file)
        if shape:
            return None, in_order(findings + shape)
    return _built(raw, lines, source, variant, findings)


def _built(
    raw: Any, lines: Lines, source: File, variant: str | None, findings: list[Finding]
) -> tuple[Scenario | None, list[Finding]]:
    sketch = draft(raw, lines, source, variant)
    broken = [finding for rule in FIT for finding in rule(sketch)]
    if broken:
        return None, in_order(findings + broken)
    return _with_setup(sketch), findings


def _with_setup(sketch: Draft) -> Scenario:
    fields = {name: getattr(sketch, name) for name in Draft.__dataclass_fields__}
    return Scenario(**fields, setup=setup_of(sketch))


def library() -> dict[str, File]:
    """The role-plays that come with the course: id -> file."""
    folder = File(str(resources.files("course"))) / "scenarios"
    return {file.stem: file for file in sorted(folder.glob("*.yaml"))}
