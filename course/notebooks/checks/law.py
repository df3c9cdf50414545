"""What a lesson says of the law stands in a box, with a date and the words that it is no advice.

The box is a quoted block whose first words are bold::

    > **The law on 1 November 2026.** A works council ... This is no legal advice.
    > **De wet op 1 november 2026.** Een ondernemingsraad ... Dit is geen juridisch advies.
"""

import re
from collections.abc import Iterator
from typing import Final

from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.notebooks.passages import Passage, passages
from course.notebooks.source import Cell, Source

_BOX: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"(?:The )?(?:law|legal)\b", re.IGNORECASE),
    "nl": re.compile(r"(?:De )?(?:wet|recht|juridisch)\b", re.IGNORECASE),
}
_DATE: Final = re.compile(r"\b(?:\d{1,2} )?[A-Za-z]{3,9} 20\d\d\b")
_NO_ADVICE: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"\b(?:no|not) legal advice\b"),
    "nl": re.compile(r"\bgeen juridisch advies\b"),
}
_ARTICLE: Final[dict[Language, re.Pattern[str]]] = {
    "en": re.compile(r"\b(?:art\.|[Aa]rticles?|[Ss]ections?) \d+"),
    "nl": re.compile(r"\b(?:art\.|[Aa]rtikel(?:en)?|eerste lid|tweede lid) \d+"),
}


def check(source: Source) -> Iterator[Finding]:
    """Boxes on the law that lack something, and articles of law that are named on a page without such a box."""
    for language in LANGUAGES:
        cells = [cell for cell in source.cells if cell.kind == "markdown" and cell.language == language]
        boxes = [found for cell in cells for found in _boxes(cell, language)]
        for line, text in boxes:
            if not _DATE.search(text) or not _NO_ADVICE[language].search(text):
                yield source.finding("L122", line)
        if not boxes:
            yield from _loose(source, cells, language)


def _boxes(cell: Cell, language: Language) -> Iterator[tuple[int, str]]:
    boxed: dict[int, list[Passage]] = {}
    for passage in passages(cell.text):
        if passage.box:
            boxed.setdefault(passage.box, []).append(passage)
    for inside in boxed.values():
        first = next((bold for bold in inside[0].bold if bold.leads), None)
        if first is not None and _BOX[language].match(first.text):
            yield cell.text_line + inside[0].line, " ".join(passage.text for passage in inside)


def _loose(source: Source, cells: list[Cell], language: Language) -> Iterator[Finding]:
    for cell in cells:
        for passage in passages(cell.text):
            if found := _ARTICLE[language].search(passage.text):
                yield source.finding("L123", cell.text_line + passage.line, found=found.group())
                return
