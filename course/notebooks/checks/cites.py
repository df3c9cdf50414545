"""Sources: every citation is one that the course knows, and what was not checked says so."""

from collections.abc import Iterator

from course.answers.kinds import Authored
from course.findings import Finding, did_you_mean
from course.locale import LANGUAGES, Language
from course.notebooks.citing import NOT_CHECKED, in_list, in_prose
from course.notebooks.passages import passages
from course.notebooks.reference import Library, Reference
from course.notebooks.source import Cell, Source
from course.roleplay.strict_yaml import Lines


def check(source: Source, library: Library) -> Iterator[Finding]:
    """Citations of a page without an entry, and unchecked ones that do not say so, when there is a list of sources."""
    if "sources" not in library.there:
        return
    for language in LANGUAGES:
        cells = [cell for cell in source.cells if cell.kind == "markdown" and cell.language == language]
        said = _said(cells, language)
        for cell in cells:
            for passage in passages(cell.text):
                line = cell.text_line + passage.line
                for citation in in_prose(passage.upright, library.sources):
                    if citation.source is None:
                        yield source.finding("L120", line, citation=citation.text, meant=_meant(citation.text, library))
                    elif citation.source.checked == "no" and not _says_so(citation.source, cell, said, language):
                        yield source.finding("L121", line, citation=citation.text, words=NOT_CHECKED[language])


def check_items(authored: tuple[Authored, ...], lines: Lines, file: str, library: Library) -> Iterator[Finding]:
    """The same for the sources of questions."""
    if "sources" not in library.there:
        return
    for n, each in enumerate(authored):
        spot = lines.of("items", n, "source")
        for language in LANGUAGES:
            text = each.item.source.of(language)
            for citation in in_list(text, library.sources):
                values: dict[str, object] = {"citation": citation.text}
                if citation.source is None:
                    values["meant"] = _meant(citation.text, library)
                    yield Finding("L120", file, spot.line, spot.column, values)
                elif citation.source.checked == "no" and NOT_CHECKED[language] not in text:
                    yield Finding("L121", file, spot.line, spot.column, {**values, "words": NOT_CHECKED[language]})


def _said(cells: list[Cell], language: Language) -> list[str]:
    """The passages of a page that say that something was not checked."""
    texts = (passage.text for cell in cells for passage in passages(cell.text))
    return [text for text in texts if NOT_CHECKED[language] in text]


def _says_so(source: Reference, cell: Cell, said: list[str], language: Language) -> bool:
    """Whether the words stand in the cell itself, or anywhere on the page in one passage with the name."""
    names = source.authors[:1] or source.also
    return NOT_CHECKED[language] in cell.text or any(name in text for text in said for name in names)


def _meant(text: str, library: Library) -> object:
    known = [f"{each.authors[0]} {each.year}" for each in library.sources if each.authors]
    hint = did_you_mean(text, known)
    return hint if hint != did_you_mean("", known) else ""
