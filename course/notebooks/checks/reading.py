"""How hard a page is to read: words a sentence and the share of long words, for each language.

A stated measure and no judgement of style. The limits are those of B1 to B2 as the first lesson has it (10 words a
sentence; 5% long words in English and 4% in Dutch; no cell above 14 words a sentence and 16% long words), with a
margin: a page may have 13 words a sentence and 9% long words, a single cell 17 and 20%. A word is long from 9 letters
in English and from 11 in Dutch, whose compounds are longer: with these a text and its translation have about the same
share. Headings, tables, code and the list of sources do not count.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.notebooks import markdown
from course.notebooks.passages import passages
from course.notebooks.source import Cell, Source

#: Letters from which a word is long.
LONG: Final[dict[Language, int]] = {"en": 9, "nl": 11}
#: Most words a sentence, and most long words in a hundred: over a whole page, and in one cell.
PAGE: Final = (13.0, 9.0)
CELL: Final = (17.0, 20.0)
#: A shorter page, or a shorter cell, proves nothing.
ENOUGH_ON_PAGE: Final = 200
ENOUGH_IN_CELL: Final = 40

_SENTENCES: Final = re.compile(r"(?<=[.!?…])[’'”\")\]]*\s+(?=[’'‘“\"(\[€]?[A-Z0-9À-Ý])")
_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_SOURCES: Final = {"Sources", "Bronnen"}


@dataclass(frozen=True, slots=True)
class Level:
    """What was counted in a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def sentence(self) -> float:
        """Words in a sentence, on average."""
        return self.words / max(1, self.sentences)

    @property
    def long(self) -> float:
        """Long words in a hundred."""
        return 100 * self.long_words / max(1, self.words)


def check(source: Source) -> Iterator[Finding]:
    """Cells, and pages as a whole, that are hard to read."""
    for language in LANGUAGES:
        cells = prose(source, language)
        for cell in cells:
            found = level([cell], language)
            if found.words >= ENOUGH_IN_CELL:
                yield from _too_hard(source, "L131", cell.text_line, found, CELL, language)
        whole = level(cells, language)
        if whole.words >= ENOUGH_ON_PAGE:
            yield from _too_hard(source, "L130", 1, whole, PAGE, language)


def prose(source: Source, language: Language) -> list[Cell]:
    """The cells of a page that are there to be read through."""
    found = [cell for cell in source.cells if cell.kind == "markdown" and cell.language == language]
    return [
        cell for cell in found if not _SOURCES.intersection(each.text for each in markdown.outline(cell.text).headings)
    ]


def level(cells: Iterable[Cell], language: Language) -> Level:
    """Words, sentences and long words of some cells."""
    words = sentences = long_words = 0
    for cell in cells:
        for passage in passages(cell.text):
            if passage.kind in {"heading", "table"}:
                continue
            for sentence in _SENTENCES.split(passage.text):
                found = _WORD.findall(sentence)
                words += len(found)
                sentences += bool(found)
                long_words += sum(len(word) >= LONG[language] for word in found)
    return Level(words, sentences, long_words)


def _too_hard(
    source: Source, code: str, line: int, found: Level, most: tuple[float, float], language: Language
) -> Iterator[Finding]:
    if found.sentence > most[0] or found.long > most[1]:
        values = {"mean": f"{found.sentence:.1f}", "long": f"{found.long:.0f}", "letters": LONG[language]}
        yield source.finding(code, line, lang=language, most=f"{most[0]:.0f}", share=f"{most[1]:.0f}", **values)
