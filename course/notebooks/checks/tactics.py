"""Tactic cards: sources that the course knows, cards about a constituency first, the same figures in both languages.

And questions that copy a card: who remembers the card then answers without recognising anything.
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
from course.notebooks.shelf import Page
from course.notebooks.tactic_cards import TacticCard
from course.roleplay.checks.figures import digits, figures
from course.roleplay.checks.quotes import unpaired
from course.roleplay.strict_yaml import Lines, Path, load

#: Words in a row that make a question a copy of the example of a card; fewer are small talk.
SHARED: Final = 7

_BOTH_WAYS: Final[tuple[tuple[Language, Language], ...]] = (("en", "nl"), ("nl", "en"))
_WORD: Final = re.compile(r"\w+")


def check(library: Library) -> Iterator[Finding]:
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
