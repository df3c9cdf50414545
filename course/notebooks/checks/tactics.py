"""Tactic cards: sources that the course knows, cards about a constituency first, the same figures in both languages.

Words that really stand where a card says that its tactic is seen. And questions that copy a card: who remembers the
card then answers without recognising anything.
"""

import re
from collections.abc import Iterator
from typing import Final

from course.answers.kinds import options_of
from course.findings import Finding, did_you_mean, listed
from course.locale import LANGUAGES, Language, Text
from course.notebooks import parts
from course.notebooks.checks.language import english_words
from course.notebooks.passages import passages
from course.notebooks.reference import Library
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import SourceError, read
from course.notebooks.tactic_cards import Seen, TacticCard
from course.roleplay.checks.figures import digits, figures
from course.roleplay.checks.quotes import unpaired
from course.roleplay.strict_yaml import Lines, Path, load

#: Words in a row that make a question a copy of the example of a card; fewer are small talk.
SHARED: Final = 7

_BOTH_WAYS: Final[tuple[tuple[Language, Language], ...]] = (("en", "nl"), ("nl", "en"))
_WORD: Final = re.compile(r"\w+")


def check(library: Library, shelf: Shelf) -> Iterator[Finding]:
    """What is wrong in the cards of a course beyond the shape of their file."""
    if not library.cards:
        return
    path = library.file("tactics")
    file, lines = str(path), load(path.read_bytes())[1]
    known = [source.id for source in library.sources]
    first_other = next((card for card in library.cards if not card.constituency), None)
    for n, card in enumerate(library.cards):
        if "sources" in library.there:
            yield from _sources(card, known, lines, file, ("cards", n))
        if card.constituency and first_other is not None and first_other.line < card.line:
            yield Finding("L151", file, card.line, 1, {"id": card.id, "other": first_other.id})
        for place, text in card.texts():
            yield from _text(text, ("cards", n, *place), lines, file)
        for m, seen in enumerate(card.seen):
            yield from _seen(seen, shelf, lines, file, ("cards", n, "seen", m))


def copies(page: Page, library: Library) -> Iterator[Finding]:
    """Questions of a page that say what the example of a card says."""
    if page.items is None or not library.cards:
        return
    authored = parts.questions(page)
    if not authored:
        return
    lines = load(page.items.read_bytes())[1]
    taken = {language: _runs_of_cards(library.cards, language) for language in LANGUAGES}
    for n, each in enumerate(authored):
        texts: list[tuple[Path, Text]] = [(("items", n, "question"), each.item.question)]
        options = enumerate(options_of(each.item))
        texts += [(("items", n, "options", m, "text"), option.text) for m, option in options]
        for path, text in texts:
            for language in LANGUAGES:
                found = next((run for run in _runs(text.of(language)) if run in taken[language]), None)
                if found is not None:
                    spot = lines.of(*path, language)
                    values = {"words": found, "card": taken[language][found]}
                    yield Finding("L153", str(page.items), spot.line, spot.column, values)


def _sources(card: TacticCard, known: list[str], lines: Lines, file: str, path: Path) -> Iterator[Finding]:
    for m, name in enumerate(card.sources):
        if name not in known:
            spot = lines.of(*path, "sources", m)
            yield Finding("L150", file, spot.line, spot.column, {"source": name, "hint": did_you_mean(name, known)})


def _seen(seen: Seen, shelf: Shelf, lines: Lines, file: str, path: Path) -> Iterator[Finding]:
    key, wanted = ("page", seen.page) if seen.scene is None else ("scene", seen.scene)
    there = _pages(shelf) if seen.scene is None else tuple(parts.heard(seen.page))
    if wanted not in there or seen.page not in _pages(shelf):
        spot = lines.of(*path, key)
        values = {
            "place": f"{seen.page}, {seen.scene}" if seen.scene else seen.page,
            "hint": did_you_mean(wanted, there),
        }
        yield Finding("L154", file, spot.line, spot.column, values)
        return
    for language in LANGUAGES:
        said = _said_in(seen, shelf, language)
        if not any(_flat(seen.says.of(language)) in text for text in said):
            spot = lines.of(*path, "says", language)
            values = {"words": seen.says.of(language), "place": wanted}
            yield Finding("L155", file, spot.line, spot.column, values)


def _pages(shelf: Shelf) -> tuple[str, ...]:
    """Where a card may send somebody: not to the pages that explain, the cards themselves among them."""
    return tuple(page.name for page in shelf.pages if page.kind in {"lesson", "exercise"})


def _said_in(seen: Seen, shelf: Shelf, language: Language) -> list[str]:
    if seen.scene is not None:
        return [_flat(text.of(language)) for text in parts.heard(seen.page)[seen.scene]]
    try:
        cells = read(shelf.page(seen.page).path).cells
    except SourceError:
        return []
    return [_flat(cell.text) for cell in cells if cell.language == language]


def _flat(text: str) -> str:
    """A text on one line, without the stars of emphasis."""
    return " ".join(text.replace("*", "").split())


def _text(text: Text, path: Path, lines: Lines, file: str) -> Iterator[Finding]:
    for here, there in _BOTH_WAYS:
        spot = lines.of(*path, there)
        said = figures(text.of(there), there)
        missing = [figure for figure in dict.fromkeys(digits(text.of(here), here)) if figure not in said]
        if missing:
            yield Finding("L152", file, spot.line, spot.column, {"figures": listed(f"{each:g}" for each in missing)})
        mark = unpaired(text.of(there), there)
        if mark is not None:
            yield Finding("L070", file, spot.line, spot.column, {"mark": mark, "text": text.of(there)[:40]})
    upright = "".join(passage.upright for passage in passages(text.nl))
    for word, dutch in english_words(upright):
        spot = lines.of(*path, "nl")
        yield Finding("L072", file, spot.line, spot.column, {"word": word, "dutch": dutch})


def _runs_of_cards(cards: tuple[TacticCard, ...], language: Language) -> dict[str, str]:
    """Every run of words in the examples of the cards, with the name of its card."""
    examples = ((card.name.of(language), text) for card in cards for text in card.examples)
    return {run: name for name, text in examples for run in _runs(text.of(language))}


def _runs(text: str) -> Iterator[str]:
    words = _WORD.findall(text.lower())
    for start in range(len(words) - SHARED + 1):
        yield " ".join(words[start : start + SHARED])
