"""Graded cells: points where they can be earned, ids once in the course, questions and role-plays that exist."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from course.findings import Finding, did_you_mean, listed
from course.notebooks import cells
from course.notebooks.pairs import Pair
from course.notebooks.shelf import Page
from course.notebooks.source import Cell, Source

#: What an author may say of a cell; everything else is a slip of the pen or the build's work.
_KNOWN_METADATA: Final = frozenset({"lang", "points", "grade_id", "tags", "slideshow"})

#: The names the generated first cell brings along.
_BROUGHT: Final = "course.widgets"

_MOST_POINTS: Final = 1000


@dataclass(frozen=True, slots=True)
class Known:
    """What calls in a page can name. None: it cannot be known now (its own file is broken), so do not judge."""

    items: frozenset[str] | None
    scenarios: frozenset[str] | None
    parts: Callable[[str], Mapping[str, float]]
    """The parts that a role-play scores, with their points."""


def check(source: Source, page: Page, pairs: tuple[Pair, ...], known: Known) -> Iterator[Finding]:
    """Everything that would make a graded cell lie to nbgrader or leave a student before an empty place."""
    for cell in source.cells:
        for key in sorted(set(cell.metadata) - _KNOWN_METADATA):
            meant = did_you_mean(key, _KNOWN_METADATA - {"slideshow"})
            yield source.finding("L032", cell.line, key=key, meant=meant)
        if cell.kind == "code":
            yield from _code(source, page, cell, known)
    for pair in pairs:
        yield from _written(source, page, pair)
    yield from _never_asked(source, known)


def identities(source: Source) -> Iterator[tuple[str, int]]:
    """Each id under which a cell of this page is graded, with its line; twins count once."""
    seen = set()
    for cell in source.cells:
        identity = cells.grade_id(cell)
        if identity is None or (cell.language == "nl" and identity in seen):
            continue
        if cell.language:
            seen.add(identity)
        yield identity, cell.line


def repeated(sources: Iterable[Source]) -> Iterator[Finding]:
    """Ids that two cells of the course share: a grade book cannot keep them apart."""
    first: dict[str, tuple[str, int]] = {}
    for source in sources:
        for identity, line in identities(source):
            if identity in first:
                file, there = first[identity]
                yield source.finding("L023", line, id=identity, other=file, at=there)
            else:
                first[identity] = (source.path.name, line)


def _code(source: Source, page: Page, cell: Cell, known: Known) -> Iterator[Finding]:
    call = cells.graded_call(cell)
    if "points" in cell.metadata:
        if call is None:
            yield source.finding("L020", cell.line)
        elif not page.graded:
            yield source.finding("L029", cell.line)
        yield from _points(source, cell)
        yield from _identity(source, cell)
    elif call is not None and page.graded:
        yield source.finding("L028", cell.line, call=call.name)
    if "grade_id" in cell.metadata:
        yield source.finding("L033", cell.line)
    if f"from {_BROUGHT}" in cell.text or f"import {_BROUGHT}" in cell.text:
        yield source.finding("L031", cell.text_line)
    yield from _names(source, cell, known)


def _names(source: Source, cell: Cell, known: Known) -> Iterator[Finding]:
    for call in cells.calls(cell.text):
        name = getattr(call.func, "id", "")
        words = cells.words_of(call)
        line = cell.text_line + call.lineno - 1
        if not words or words[0] is None:
            continue
        if name == "begin":
            yield source.finding("L031", line)
        elif name in {"ask", "record"} and known.items is not None and words[0] not in known.items:
            yield source.finding("L024", line, item=words[0], meant=did_you_mean(words[0], sorted(known.items)))
        elif name in {"roleplay", "watch", "criterion"} and known.scenarios is not None:
            if words[0] not in known.scenarios:
                meant = did_you_mean(words[0], sorted(known.scenarios))
                yield source.finding("L025", line, scenario=words[0], meant=meant)
            elif name == "criterion" and len(words) > 1 and words[1]:
                yield from _part(source, cell, line, words[1], known.parts(words[0]))


def _part(source: Source, cell: Cell, line: int, part: str, parts: Mapping[str, float]) -> Iterator[Finding]:
    """A criterion names a part that the role-play scores, and carries its points."""
    if parts and part not in parts:
        yield source.finding("L026", line, part=part, meant=did_you_mean(part, sorted(parts)))
    elif parts and cell.metadata.get("points") not in (None, parts[part]):
        points, wanted = cell.metadata["points"], f"{parts[part]:g}"
        yield source.finding("L034", cell.line, part=part, points=points, wanted=wanted)


def _written(source: Source, page: Page, pair: Pair) -> Iterator[Finding]:
    has = {key for key in ("points", "grade_id") if key in pair.en.metadata or key in pair.nl.metadata}
    if not has:
        return
    if len(has) == 1:
        missing = ({"points", "grade_id"} - has).pop()
        yield source.finding("L030", pair.en.line, there=has.pop(), missing=missing)
    elif not page.graded:
        yield source.finding("L029", pair.en.line)
    yield from _points(source, pair.en)
    yield from _identity(source, pair.en)


def _points(source: Source, cell: Cell) -> Iterator[Finding]:
    if "points" not in cell.metadata:
        return
    value = cell.metadata["points"]
    number = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not (number and 0 < float(str(value)) <= _MOST_POINTS):
        yield source.finding("L021", cell.line, value=value, most=_MOST_POINTS)


def _identity(source: Source, cell: Cell) -> Iterator[Finding]:
    identity = cells.grade_id(cell)
    if identity is not None and not cells.ID.fullmatch(identity):
        yield source.finding("L022", cell.line, id=identity)


def _never_asked(source: Source, known: Known) -> Iterator[Finding]:
    asked = {
        words[0]
        for cell in source.cells
        if cell.kind == "code"
        for call in cells.calls(cell.text)
        if getattr(call.func, "id", "") in {"ask", "record"} and (words := cells.words_of(call))
    }
    never = sorted((known.items or frozenset()) - asked)
    if never:
        yield source.finding("L027", 1, items=listed(never))
