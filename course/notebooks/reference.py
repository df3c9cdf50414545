"""What all lessons lean on: the words of the course, its sources, the points it teaches, and its tactic cards.

They stand as data in ``lessons/glossary.yaml``, ``sources.yaml``, ``points.yaml`` and ``tactics.yaml``; pages, checks
and the table of coverage read them from here. A course without one of the files does without what would rest on it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

from course.findings import Finding
from course.locale import LANGUAGES, Language, Text
from course.notebooks.tactic_cards import TacticCard, read_card
from course.roleplay.schema import shape_findings
from course.roleplay.strict_yaml import Lines, StrictYamlError, load
from course.validator import Draft202012Validator

_KINDS: Final = ("glossary", "sources", "points", "tactics")


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the course; ``lesson`` is the page that brings it in."""

    id: str
    lesson: str
    term: Text
    forms: Mapping[Language, tuple[str, ...]]
    meaning: Text
    line: int

    def written(self, language: Language) -> tuple[str, ...]:
        """Every way in which a lesson may write it."""
        return (self.term.of(language), *self.forms.get(language, ()))


@dataclass(frozen=True, slots=True)
class Reference:
    """A source: how texts cite it, what it is, and how much of it we have read."""

    id: str
    authors: tuple[str, ...]
    year: int | None
    also: tuple[str, ...]
    checked: str
    """``page``, ``abstract``, ``summary``, or ``no``: from memory."""
    address: str
    reference: Text
    about: Text
    line: int


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the two articles in our own words, with the lessons (L1, L2, ...) that teach it."""

    id: str
    lessons: tuple[str, ...]
    claim: Text


@dataclass(frozen=True, slots=True)
class Library:
    """The files of one course; ``findings`` say what is wrong in them, and what is wrong is left out."""

    folder: Path
    terms: tuple[Term, ...] = ()
    sources: tuple[Reference, ...] = ()
    points: Mapping[str, Point] = field(default_factory=dict)
    cards: tuple[TacticCard, ...] = ()
    findings: tuple[Finding, ...] = ()
    there: frozenset[str] = frozenset()
    """Which of the files there are: ``glossary``, ``sources``, ``points``, ``tactics``."""

    def file(self, kind: str) -> Path:
        """Where a file of this library stands."""
        return self.folder / f"{kind}.yaml"

    def terms_of(self, lesson: str) -> tuple[Term, ...]:
        """The words that a lesson brings in, in their order."""
        return tuple(term for term in self.terms if term.lesson == lesson)


def library(folder: Path) -> Library:
    """The library of a course; ``folder`` is the one with the lessons."""
    marks = tuple(
        (folder / f"{kind}.yaml").stat().st_mtime_ns for kind in _KINDS if (folder / f"{kind}.yaml").is_file()
    )
    return _library(folder, marks)


@cache
def _library(folder: Path, marks: tuple[int, ...]) -> Library:
    """Read once for each state of the files: every page asks for them."""
    read = {kind: _read(folder, kind) for kind in _KINDS if (folder / f"{kind}.yaml").is_file()}
    findings = [finding for found, _, wrong in read.values() for finding in wrong]
    terms = tuple(_term(raw, line) for raw, line in _members(read, "glossary", "terms"))
    sources = tuple(_source(raw, line) for raw, line in _members(read, "sources", "sources"))
    points = {
        raw["id"]: Point(raw["id"], tuple(raw["lessons"]), _text(raw["claim"]))
        for raw, _ in _members(read, "points", "points")
    }
    members = enumerate(_members(read, "tactics", "cards"), 1)
    cards = tuple(read_card(raw, line, number) for number, (raw, line) in members)
    findings += _doubles(folder, "glossary", terms)
    findings += _doubles(folder, "sources", sources)
    findings += _doubles(folder, "tactics", cards)
    return Library(folder, terms, sources, points, cards, tuple(findings), frozenset(read))


_Read = tuple[Any, Lines, list[Finding]]


def _read(folder: Path, kind: str) -> _Read:
    file = folder / f"{kind}.yaml"
    try:
        data, lines = load(file.read_bytes())
    except StrictYamlError as error:
        return None, Lines({}), [error.finding(str(file))]
    except OSError as error:
        return None, Lines({}), [Finding("S022", str(file), 1, 1, {"problem": error.strerror or error})]
    findings = shape_findings(data, lines, str(file), _validator(kind))
    return (None if findings else data), lines, findings


@cache
def _validator(kind: str) -> Draft202012Validator:
    text = (resources.files("course.notebooks") / "reference.schema.json").read_text(encoding="utf-8")
    return Draft202012Validator({**json.loads(text), "$ref": f"#/$defs/{kind}"})


def _members(read: Mapping[str, _Read], kind: str, key: str) -> Iterator[tuple[Mapping[str, Any], int]]:
    data, lines, _ = read.get(kind, (None, Lines({}), []))
    for n, raw in enumerate(data[key] if data else ()):
        yield raw, lines.of(key, n).line


def _term(raw: Mapping[str, Any], line: int) -> Term:
    forms: dict[Language, tuple[str, ...]] = {each: tuple(raw.get("forms", {}).get(each, ())) for each in LANGUAGES}
    return Term(raw["id"], raw["lesson"], _text(raw["term"]), forms, _text(raw["meaning"]), line)


def _source(raw: Mapping[str, Any], line: int) -> Reference:
    return Reference(
        id=raw["id"],
        authors=tuple(raw.get("authors", ())),
        year=raw.get("year"),
        also=tuple(raw.get("also", ())),
        checked=raw["checked"],
        address=raw.get("address", ""),
        reference=_text(raw["reference"]),
        about=_text(raw["about"]),
        line=line,
    )


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["en"], raw["nl"])


def _doubles(folder: Path, kind: str, entries: Sequence[Term | Reference | TacticCard]) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry in entries:
        if entry.id in seen:
            yield Finding("Q001", str(folder / f"{kind}.yaml"), entry.line, 1, {"id": entry.id})
        seen.add(entry.id)
