"""How the words stand on a page: marks in pairs, titles as Dutch writes them, Dutch words where Dutch has them."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Final

import yaml

from course.findings import Finding
from course.locale import LANGUAGES, Language
from course.notebooks.passages import Passage, passages
from course.notebooks.source import Source
from course.roleplay.checks.quotes import unpaired

_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
#: Where a sentence, a quotation or a part after a colon begins: a capital says nothing there.
_BEGINS: Final = re.compile(r"(?:^|[.:!?…|]\s+|[‘'\"“(\[]\s*)$")
_FIRST: Final = 2


def check(source: Source) -> Iterator[Finding]:
    """Marks without a partner, capitals in Dutch titles, English words in Dutch."""
    for language in LANGUAGES:
        found = [
            (cell.text_line + passage.line, passage)
            for cell in source.cells
            if cell.kind == "markdown" and cell.language == language
            for passage in passages(cell.text)
        ]
        for line, passage in found:
            yield from _marks(source, line, passage, language)
            if language == "nl":
                yield from _english(source, line, passage.upright)
        if language == "nl":
            yield from _capitals(source, found)


def english_words(text: str) -> Iterator[tuple[str, str]]:
    """The English words in a Dutch text for which Dutch has its own, with what Dutch says."""
    known = _english_words()
    for word in _WORD.findall(text):
        if word.lower() in known:
            yield word, known[word.lower()]


@cache
def _english_words() -> Mapping[str, str]:
    text = (resources.files("course.notebooks.checks") / "english_words.yaml").read_text(encoding="utf-8")
    return {str(word): str(dutch) for word, dutch in yaml.safe_load(text).items()}


def _marks(source: Source, line: int, passage: Passage, language: Language) -> Iterator[Finding]:
    mark = unpaired(passage.text, language)
    if mark is not None:
        yield source.finding("L070", line, mark=mark, text=passage.text.strip()[:40])


def _english(source: Source, line: int, text: str) -> Iterator[Finding]:
    for word, dutch in english_words(text):
        yield source.finding("L072", line, word=word, dutch=dutch)


def _capitals(source: Source, found: list[tuple[int, Passage]]) -> Iterator[Finding]:
    """A word in a title that has a capital there, and nowhere in running text, is no name."""
    prose = [passage.text for _, passage in found if passage.kind != "heading"]
    names = {match.group() for text in prose for match in _WORD.finditer(text) if _capital_inside(text, match)}
    for line, passage in found:
        if passage.kind != "heading":
            continue
        for match in _WORD.finditer(passage.upright):
            word = match.group()
            if _capital_inside(passage.upright, match) and word not in names and word.removesuffix("s") not in names:
                yield source.finding("L071", line, word=word, small=word[0].lower() + word[1:])


def _capital_inside(text: str, match: re.Match[str]) -> bool:
    word = match.group()
    plain = word[0].isupper() and not word[1:2].isupper() and len(word) >= _FIRST
    return plain and not _BEGINS.search(text[: match.start()])
