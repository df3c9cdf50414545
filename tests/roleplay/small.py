"""The small role-play, and the same spoiled in one place."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from course.findings import Finding
from course.roleplay.checks import check
from course.roleplay.load import parse
from course.roleplay.scenario import Scenario

SMALL = Path(__file__).parent / "fixtures" / "small.yaml"
TEXT = SMALL.read_text(encoding="utf-8")


class Spoiled(NamedTuple):
    """One way to spoil the small role-play: ``old`` becomes ``new``; ``at`` begins where the finding must point."""

    what: str
    old: str
    new: str
    code: str
    at: str
    says: str = ""

    @property
    def text(self) -> str:
        """The spoiled file."""
        assert TEXT.count(self.old) == 1, f"{self.old!r} stands {TEXT.count(self.old)} times in the small role-play"
        return TEXT.replace(self.old, self.new)

    @property
    def place(self) -> tuple[int, int]:
        """Line and column at which the finding must stand."""
        assert self.text.count(self.at) == 1, f"{self.at!r} stands {self.text.count(self.at)} times in the spoiled file"
        before = self.text[: self.text.index(self.at)]
        return before.count("\n") + 1, len(before) - before.rfind("\n")


def code_of(rule: Callable[..., object]) -> str:
    """The code of a rule: its docstring begins with it."""
    code, _, _ = (rule.__doc__ or "").partition(":")
    assert re.fullmatch(r"R[0-9]{3}", code), f"{rule.__name__} does not begin with its code"
    return code


def read_text(text: str, variant: str | None = None) -> tuple[Scenario | None, list[Finding]]:
    """Reads a role-play that stands in a string."""
    return parse(text.encode(), Path("small.yaml"), variant)


def lint_text(text: str) -> list[Finding]:
    """Everything that is found in a role-play that stands in a string."""
    scenario, findings = read_text(text)
    return findings if scenario is None else findings + check(scenario)


def assert_found(row: Spoiled, findings: list[Finding]) -> None:
    """Exactly the finding that the row expects, where it expects it, and in words of both languages."""
    told = [finding.describe("en") for finding in findings]
    assert [(f.code, (f.line, f.column)) for f in findings] == [(row.code, row.place)], told
    assert row.says in findings[0].text.en
    assert findings[0].text.nl != findings[0].text.en
    assert "{" not in findings[0].text.en.replace("{listen", "").replace("{id:", "").replace("{lead", "")
