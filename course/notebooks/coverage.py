"""Where each point of the two articles is taught, practised and scored: a table made from the sources alone.

For each point: the lesson cells that tag it, the graded questions that test it, the scenes of role-plays that practise
it, and what scores it (the graded questions, and the process checks of role-plays whose process counts). A column that
is empty for a point is a gap.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from course.locale import Language, say
from course.notebooks import cells, parts
from course.notebooks.checks.points import taught
from course.notebooks.reference import Point, library
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import Source, SourceError, read

COLUMNS: Final = ("lessons", "questions", "scenes", "checks")

#: Names that a cell of the table shows of one lesson, exercise or role-play; the rest is counted.
_NAMED: Final = 4

#: Where something stands, and the names of what stands there: a lesson and its headings, a role-play and its scenes.
Places = dict[str, list[str]]


@dataclass(slots=True)
class Row:
    """One point with the places of each column."""

    point: Point
    lessons: Places = field(default_factory=dict)
    questions: Places = field(default_factory=dict)
    scenes: Places = field(default_factory=dict)
    checks: Places = field(default_factory=dict)

    def column(self, name: str) -> Places:
        """The places of one of :data:`COLUMNS`."""
        found: Places = getattr(self, name)
        return found

    def gaps(self) -> tuple[str, ...]:
        """The columns in which nothing stands."""
        return tuple(name for name in COLUMNS if not self.column(name))


def coverage(shelf: Shelf) -> tuple[Row, ...]:
    """The table, a row for each point there is."""
    rows = {name: Row(point) for name, point in library(shelf.lessons).points.items()}
    played: dict[str, set[str]] = {}
    for page in shelf.pages:
        try:
            source = read(page.path)
        except SourceError:
            continue
        if page.number is not None:
            for point, headings in taught(source).items():
                _add(rows, point, "lessons", f"L{page.number}", headings)
        for name, scored in _played(source):
            played.setdefault(name, set()).update({"process"} if scored and page.graded else ())
        if page.graded:
            _questions(rows, page, source)
    for scenario, scored_parts in played.items():
        _role_play(rows, scenario, scored="process" in scored_parts)
    return tuple(rows.values())


def gaps(rows: Iterable[Row]) -> tuple[str, ...]:
    """Every gap as ``C4 lessons``, in the order of the table."""
    return tuple(f"{row.point.id} {name}" for row in rows for name in row.gaps())


def _add(rows: Mapping[str, Row], point: str, column: str, place: str, names: Iterable[str]) -> None:
    if point in rows:
        there = rows[point].column(column).setdefault(place, [])
        there += [name for name in names if name not in there]


def _questions(rows: Mapping[str, Row], page: Page, source: Source) -> None:
    """The questions that a graded cell of this page asks, with their kind and points."""
    worth = {
        call.item: cell.metadata["points"]
        for cell in source.cells
        if "points" in cell.metadata and (call := cells.graded_call(cell)) is not None
    }
    for each in parts.questions(page):
        if each.item.id in worth:
            for point in each.item.points:
                _add(rows, point, "questions", page.name, [each.item.id])
                _add(rows, point, "checks", page.name, [f"{each.item.id} ({each.item.kind}, {worth[each.item.id]})"])


def _played(source: Source) -> Iterator[tuple[str, bool]]:
    """The role-plays that a page plays, and whether the process of one is scored there."""
    for cell in source.cells:
        if cell.kind == "code":
            for call in cells.calls(cell.text):
                name, words = getattr(call.func, "id", ""), cells.words_of(call)
                if name in {"roleplay", "criterion"} and words and words[0]:
                    yield words[0], name == "criterion" and words[1:] == ("process",) and "points" in cell.metadata


def _role_play(rows: Mapping[str, Row], name: str, *, scored: bool) -> None:
    found = parts.practised(name)
    for point, scenes in found.scenes.items():
        _add(rows, point, "scenes", name, scenes)
    if scored:
        for point, checks in found.checks.items():
            _add(rows, point, "checks", name, checks)


def as_text(rows: Iterable[Row], language: Language) -> str:
    """The table for a terminal: a block for each point, an empty column said in words."""
    blocks = []
    for row in rows:
        lines = [f"{row.point.id}  {row.point.claim.of(language)}"]
        for name in COLUMNS:
            places = row.column(name)
            shown = _shown(places) if places else say("coverage.nothing", language)
            lines.append(f"    {say(f'coverage.{name}', language)}: {shown}")
        blocks.append("\n".join(lines))
    return "\n".join(blocks)


def as_markdown(rows: Iterable[Row], link: Callable[[str, str], str]) -> str:
    """The table for a page, in both languages at once; ``link`` writes the place of a column."""
    head = ["", *(f"{say(f'coverage.{name}', 'en')} · {say(f'coverage.{name}', 'nl')}" for name in COLUMNS)]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in rows:
        claim = f"**{row.point.id}** {row.point.claim.en} · *{row.point.claim.nl}*"
        columns = [{link(name, place): names for place, names in row.column(name).items()} for name in COLUMNS]
        lines.append(f"| {' | '.join([claim, *(_shown(column) or '–' for column in columns)])} |")
    return "\n".join(lines)


def as_json(rows: Iterable[Row]) -> str:
    """The table for a program."""
    data = [{"point": row.point.id, **{name: row.column(name) for name in COLUMNS}} for row in rows]
    return json.dumps(data, ensure_ascii=False, indent=2)


def _shown(places: Places) -> str:
    return "; ".join(f"{place}: {_listed(names)}" for place, names in places.items())


def _listed(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" (+{more})" if more > 0 else "")
