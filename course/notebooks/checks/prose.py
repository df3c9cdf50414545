"""What a reader, and above all one who listens, needs: headings in order, words for pictures, links that say where."""

from collections.abc import Iterator
from typing import Final

from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.notebooks import markdown
from course.notebooks.source import Cell, Source

#: Words that say nothing about where a link goes, in either language.
_SAYS_NOTHING: Final = frozenset(
    {"here", "click here", "this", "link", "this link", "read more", "more", "hier", "klik hier", "deze link", "dit"}
    | {"lees meer", "meer"}
)


def check(source: Source) -> Iterator[Finding]:
    """Every place where a page is hard to read or to listen to."""
    for language in LANGUAGES:
        cells = [cell for cell in source.cells if cell.kind == "markdown" and cell.language == language]
        yield from _headings(source, cells, language)
        for cell in cells:
            yield from _words(source, cell)


def _headings(source: Source, cells: list[Cell], language: Language) -> Iterator[Finding]:
    before = 0
    for cell in cells:
        for heading in markdown.outline(cell.text).headings:
            line = cell.text_line + heading.line
            if before == 0 and heading.level != 1:
                yield source.finding("L048", line, lang=language)
            elif before and heading.level == 1:
                yield source.finding("L049", line, text=heading.text)
            elif heading.level > before + 1:
                yield source.finding(
                    "L045", line, text=heading.text, marks="#" * heading.level, wanted="#" * (before + 1)
                )
            before = heading.level
    if before == 0 and cells:
        yield source.finding("L048", cells[0].text_line, lang=language)


def _words(source: Source, cell: Cell) -> Iterator[Finding]:
    found = markdown.outline(cell.text)
    for figure in found.figures:
        if not figure.alt:
            yield source.finding("L046", cell.text_line + figure.line, target=figure.target)
    for link in found.links:
        if link.text.strip(" .!").lower() in _SAYS_NOTHING or not link.text:
            yield source.finding("L047", cell.text_line + link.line, text=link.text, target=link.target)
    for name, line in found.directives:
        yield source.finding("L054", cell.text_line + line, name=name)
