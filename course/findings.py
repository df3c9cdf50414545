"""What is wrong in a file that a person wrote, where it stands, and what to write instead.

A finding carries a code and the values of its text; the text itself stands in ``course/locale/findings.yaml`` under
the code, in both languages. Codes: S... YAML and schema, R... role-plays, L... lessons and notebooks, Q... questions.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from course.locale import Language, Text, both

Form = Literal["text", "json"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to mend, at one place of one file; ``line`` and ``column`` count from 1."""

    code: str
    file: str
    line: int
    column: int
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def text(self) -> Text:
        """What is wrong and what to write, in both languages."""
        return both(f"findings.{self.code}").fill(**self.values)

    def describe(self, language: Language) -> str:
        """The finding on one line: ``file:line:column CODE message``."""
        return f"{self.file}:{self.line}:{self.column} {self.code} {self.text.of(language)}"


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """The findings as somebody mends them: file by file, from top to bottom; the same finding once."""
    once = {(f.file, f.line, f.column, f.code, str(f.values)): f for f in findings}
    return [once[key] for key in sorted(once)]


def render(findings: Iterable[Finding], language: Language, form: Form = "text") -> str:
    """All findings for a reader (one a line) or for a program (a JSON list)."""
    if form == "json":
        rows = [
            {"code": f.code, "file": f.file, "line": f.line, "column": f.column, "message": f.text.of(language)}
            for f in findings
        ]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    return "\n".join(f.describe(language) for f in findings)


def did_you_mean(word: object, known: Iterable[object]) -> Text:
    """`` Did you mean ...?`` when a known word is close, else a list of what there is, else nothing.

    Starts with a space, so that it can follow a sentence without further care.
    """
    words = [str(each) for each in known]
    close = get_close_matches(str(word), words, n=1, cutoff=0.6)
    if close:
        return both("findings.did_you_mean", word=close[0])
    return both("findings.there_is", words=listed(words)) if words else Text("", "")


def listed(words: Iterable[object]) -> str:
    """The words with commas between them, as a sentence can carry them."""
    return ", ".join(str(word) for word in words)
