"""What is wrong in a file that a person wrote, where it stands, and what to write instead.

A finding carries a code and the values of its text; the text itself stands in ``course/locale/findings.yaml`` under
the code, in both languages. Codes: S... YAML and schema, R... role-plays, P... play plans, N... notes to play plans,
L... lessons and notebooks, Q... questions.

What a rule is for and how its finding is mended, with an example, stands on a page of its own: ``course/rules/R101.md``
(see :func:`page`). Not every code has one.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import resources
from pathlib import Path
from string import Formatter
from typing import Final, Literal

from course.locale import LANGUAGES, Language, Text, area, both

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
            {
                "code": f.code,
                "file": f.file,
                "line": f.line,
                "column": f.column,
                "message": f.text.of(language),
                "messages": {each: f.text.of(each) for each in LANGUAGES},
                "page": f"course/rules/{f.code}.md" if f.code in pages() else None,
            }
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


@dataclass(frozen=True, slots=True)
class Example:
    """A piece of a file, wrong and right; ``form`` is what it is written in (``yaml``, ``md``, ``plan`` or ``sh``)."""

    fails: str
    mended: str
    form: str = "yaml"

    @property
    def shown(self) -> str:
        """What fails, without the line on top that says of which file it is a piece: that is for our tests."""
        return _BASE.sub("", self.fails)


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule is for: a title, why and how to mend, and an example that both languages share."""

    code: str
    title: Text
    body: Text
    example: Example | None

    def describe(self, language: Language) -> str:
        """The page for a reader at a terminal, in one language."""
        parts = [f"{self.code}: {self.title.of(language)}", self.body.of(language)]
        if self.example is not None:
            for label, code in (("fails", self.example.shown), ("mended", self.example.mended)):
                block = "\n".join(f"    {line}".rstrip() for line in code.splitlines())
                parts.append(f"{both(f'findings.page_{label}').of(language)}\n\n{block}")
        return "\n\n".join(parts)


_BASE: Final = re.compile(r"\A# base: .*\n")
_CODE: Final = re.compile(r"[A-Z][0-9]{3}")
_PAGE: Final = re.compile(
    r"# (?P<code>[A-Z]\d{3}) · (?P<title_en>[^·\n]+) · (?P<title_nl>[^·\n]+)\n\n"
    r"## English\n\n(?P<en>.+?)\n\n## Nederlands\n\n(?P<nl>.+?)\n"
    r"(?:\n## Example · Voorbeeld\n\nFails · Fout:\n\n"
    r"(?P<fence>`{3,})(?P<form>\w+) failing\n(?P<fails>.+?)\n(?P=fence)\n\n"
    r"Mended · Goed:\n\n(?P=fence)\w+ mended\n(?P<mended>.+?)\n(?P=fence)\n)?",
    re.DOTALL,
)


@cache
def pages() -> Mapping[str, Path]:
    """The pages there are: code -> file, in the order of the codes."""
    folder = Path(str(resources.files("course"))) / "rules"
    return {file.stem: file for file in sorted(folder.glob("[A-Z][0-9][0-9][0-9].md"))}


def page(code: str) -> Page:
    """The page of a code.

    Raises:
        KeyError: the code has no page.
        ValueError: the page is not written as a page of a rule is.
    """
    found = _PAGE.fullmatch(pages()[code].read_text(encoding="utf-8"))
    if found is None or found["code"] != code:
        raise ValueError(f"course/rules/{code}.md is not written as the other pages are")
    example = None if found["form"] is None else Example(found["fails"], found["mended"], found["form"])
    return Page(code, Text(found["title_en"], found["title_nl"]), Text(found["en"], found["nl"]), example)


def meaning(code: str) -> Text | None:
    """What the findings of a code say, with dots where their values would stand; None for a code that is none."""
    if not _CODE.fullmatch(code) or code not in area("findings"):
        return None
    text = both(f"findings.{code}")
    names = {name for _, name, _, _ in Formatter().parse(text.en) if name}
    return text.fill(**dict.fromkeys(names, "…"))
