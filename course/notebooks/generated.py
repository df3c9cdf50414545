"""The parts of pages that are made from data: the glossary, new words, the list of sources, the tactic cards.

A page says where such a part goes by a line of its own in a Markdown cell, in both languages::

    <!-- made from: glossary -->

The other names are ``new words`` (those of the lesson in which it stands), ``sources``, ``tactic cards`` (those about
a constituency) and ``other tactic cards``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Final

from course.locale import Language, Text, both
from course.notebooks import markdown, tactic_cards
from course.notebooks.reference import Reference, Term, library
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import Cell, Source, SourceError, read
from course.notebooks.uses import GAME, TESTS, uses

MARK: Final = re.compile(r"^<!-- made from: (?P<name>[^>]+?) -->$", re.MULTILINE)

_Maker = Callable[[Shelf, Page, Language], str]


def filled(source: Source, page: Page, shelf: Shelf) -> Source:
    """The page with its marks replaced by what they stand for; a mark with an unknown name stays."""
    if not MARK.search(source.text):
        return source
    return replace(source, cells=tuple(_cell(cell, page, shelf) for cell in source.cells))


def _cell(cell: Cell, page: Page, shelf: Shelf) -> Cell:
    language = cell.language
    if cell.kind != "markdown" or language is None:
        return cell

    def made(mark: re.Match[str]) -> str:
        maker = MAKERS.get(mark["name"])
        return maker(shelf, page, language) if maker else mark.group()

    return replace(cell, text=MARK.sub(made, cell.text))


def _glossary(shelf: Shelf, page: Page, language: Language) -> str:
    terms = library(shelf.lessons).terms
    rows = sorted(terms, key=lambda term: term.term.of(language).lower())
    return "\n\n".join(_entry(term, shelf, language) for term in rows)


def _entry(term: Term, shelf: Shelf, language: Language) -> str:
    other: Language = "nl" if language == "en" else "en"
    where = _link(shelf, term.lesson, language)
    values = {"word": term.term.of(other), "where": where}
    below = both("pages.term" if where else "pages.term_nowhere").of(language).format_map(values)
    return f"### {term.term.of(language)}\n\n{term.meaning.of(language)}\n\n{below}"


def _new_words(shelf: Shelf, page: Page, language: Language) -> str:
    head = [both(f"pages.{name}").of(language) for name in ("word", "meaning")]
    rows = [[term.term.of(language), term.meaning.of(language)] for term in library(shelf.lessons).terms_of(page.name)]
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---", "---"], *rows])


def _sources(shelf: Shelf, page: Page, language: Language) -> str:
    used = uses(shelf)
    rows = [each for each in library(shelf.lessons).sources if each.id in used]
    rows.sort(key=lambda each: each.reference.of(language).strip("*").lower())
    return "\n".join(_row(each, used[each.id], shelf, language) for each in rows)


def _row(source: Reference, places: tuple[str, ...], shelf: Shelf, language: Language) -> str:
    parts = [f"- {source.reference.of(language)}"]
    if source.address:
        parts.append(f"[{_host(source.address)}]({source.address}).")
    parts.append(f"*{both(f'pages.checked_{source.checked}').of(language)}.*")
    parts.append(f"{both('pages.used_for').of(language)} {_small(source.about.of(language))}")
    links = [
        both(f"pages.{place}").of(language) if place in {GAME, TESTS} else _link(shelf, place, language)
        for place in places
    ]
    parts.append(f"{both('pages.used_in').of(language)} {', '.join(links)}.")
    return " ".join(parts)


def _host(address: str) -> str:
    return address.split("/")[2].removeprefix("www.")


def _small(text: str) -> str:
    """The sentence as it stands after a colon; an abbreviation keeps its capitals."""
    return text if text[1:2].isupper() else text[0].lower() + text[1:]


def _link(shelf: Shelf, name: str, language: Language) -> str:
    """A link to a page under its title; nothing for a page that is not there."""
    page = next((each for each in shelf.pages if each.name == name), None)
    if page is None:
        return ""
    title = _title(page.path, page.path.stat().st_mtime_ns).of(language)
    way = Path(page.path).relative_to(shelf.root)
    return f"[{title}]({way.name if page.kind != 'exercise' else f'../{way.as_posix()}'})"


@cache
def _title(path: Path, mark: int) -> Text:
    try:
        source = read(path)
    except SourceError:
        return Text(path.stem, path.stem)
    titles = {}
    for cell in source.cells:
        headings = markdown.outline(cell.text).headings if cell.language else []
        if headings and cell.language not in titles:
            titles[cell.language] = headings[0].text
    return Text(titles.get("en", path.stem), titles.get("nl", path.stem))


def names(text: str) -> Iterator[tuple[int, str]]:
    """The marks of a text with their line, from 0."""
    for mark in MARK.finditer(text):
        yield text[: mark.start()].count("\n"), mark["name"]


def titles(shelf: Shelf) -> Mapping[str, Text]:
    """The title of each page, by its name."""
    return {page.name: _title(page.path, page.path.stat().st_mtime_ns) for page in shelf.pages}


def _cards(shelf: Shelf, page: Page, language: Language) -> str:
    return _printed_cards(shelf, language, constituency=True)


def _other_cards(shelf: Shelf, page: Page, language: Language) -> str:
    return _printed_cards(shelf, language, constituency=False)


def _printed_cards(shelf: Shelf, language: Language, *, constituency: bool) -> str:
    lean = library(shelf.lessons)
    cards = (card for card in lean.cards if card.constituency == constituency)
    return tactic_cards.markdown(cards, lean.sources, language, lambda name: _link(shelf, name, language))


MAKERS: Final[Mapping[str, _Maker]] = {
    "glossary": _glossary,
    "new words": _new_words,
    "sources": _sources,
    "tactic cards": _cards,
    "other tactic cards": _other_cards,
}
