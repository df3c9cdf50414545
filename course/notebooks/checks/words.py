"""The words of the course: those that a lesson brings in stand in bold, in the glossary, and are few."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from course.findings import Finding, did_you_mean, listed
from course.locale import LANGUAGES, Language
from course.notebooks import markdown
from course.notebooks.passages import Bold, Passage, passages
from course.notebooks.reference import Library
from course.notebooks.shelf import Page
from course.notebooks.source import Source

#: New terms that a lesson may bring in.
MOST_TERMS: Final = 5
#: Longer bold text is a sentence to remember and no term.
_LONGEST_TERM: Final = 3
#: Pages that every lesson leads to.
_PAGES: Final = ("glossary", "sources")


def check(source: Source, page: Page, library: Library, pages: Iterable[Page]) -> Iterator[Finding]:
    """Bold words that are no terms, and a lesson without its links."""
    if "glossary" in library.there:
        for language in LANGUAGES:
            yield from _unknown(source, language, library)
    yield from _links(source, {each.name for each in pages if each.kind == "reference"})


def glossary(library: Library, sources: Mapping[str, Source]) -> Iterator[Finding]:
    """Terms that are too many for a lesson, and those that their lesson does not bring in; ``sources`` by page."""
    for lesson in dict.fromkeys(term.lesson for term in library.terms):
        own = library.terms_of(lesson)
        if len(own) > MOST_TERMS:
            values = {"count": len(own), "most": MOST_TERMS, "terms": listed(term.term.en for term in own)}
            yield Finding("L110", str(library.file("glossary")), own[MOST_TERMS].line, 1, values)
    for term in library.terms:
        source = sources.get(term.lesson)
        if source is None:
            hint = did_you_mean(term.lesson, sources)
            yield Finding("L114", str(library.file("glossary")), term.line, 1, {"lesson": term.lesson, "hint": hint})
            continue
        for language in LANGUAGES:
            shown = {_plain(bold.text) for _, bold, _ in _bold(source, language)}
            if not shown.intersection(_plain(form) for form in term.written(language)):
                values = {"term": term.term.of(language), "lesson": term.lesson, "lang": language}
                yield Finding("L112", str(library.file("glossary")), term.line, 1, values)


def _unknown(source: Source, language: Language, library: Library) -> Iterator[Finding]:
    known = {_plain(form): form for term in library.terms for form in term.written(language)}
    for line, bold, passage in _bold(source, language):
        if _may_be_term(bold, passage) and _plain(bold.text) not in known:
            hint = did_you_mean(bold.text, known)
            meant = hint if hint != did_you_mean("", known) else ""
            yield source.finding("L111", line, word=bold.text, meant=meant)


def _bold(source: Source, language: Language) -> Iterator[tuple[int, Bold, Passage]]:
    """The bold words of a page with their line and the passage in which they stand."""
    for cell in source.cells:
        if cell.kind == "markdown" and cell.language == language:
            for passage in passages(cell.text):
                for bold in passage.bold:
                    yield cell.text_line + bold.line, bold, passage


def _may_be_term(bold: Bold, passage: Passage) -> bool:
    """Not a label that a passage begins with, not a sentence, not a name."""
    if passage.kind in {"table", "heading"} or len(bold.text.split()) > _LONGEST_TERM:
        return False
    if bold.leads and (passage.kind == "item" or passage.box or bold.text[-1:] in ".:!?)"):
        return False
    return bool(re.search(r"[^\W\d_]", bold.text)) and bold.text[-1:] not in ".:!?"


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _links(source: Source, there: set[str]) -> Iterator[Finding]:
    text = "\n\n".join(cell.text for cell in source.cells if cell.language == "en")
    linked = {target.partition("#")[0].rpartition("/")[2].removesuffix(".md") for target in markdown.targets(text)}
    for name in _PAGES:
        if name in there and name not in linked:
            yield source.finding("L113", 1, page=f"{name}.md")
