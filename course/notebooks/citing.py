"""Which sources a text names, and whether the course knows them.

A citation is names with a year, as ``Putnam (1988)`` or, in brackets, ``(Walton & McKersie 1965; Druckman 1977)``; the
source of a question and of a rule of the game is a list of such names, parted by ``;``. Other words by which texts cite
a source stand under ``also`` in ``lessons/sources.yaml``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from course.locale import Language
from course.notebooks.reference import Reference

#: What must stand beside a source that we know from memory only.
NOT_CHECKED: Final[dict[Language, str]] = {"en": "not checked at the source", "nl": "niet nagekeken bij de bron"}

_TOKEN: Final = r"(?:[A-ZÀ-ÖØ-Ý][\w’'-]*\.?|van|de|den|der|von|ten)"  # noqa: S105 - a part of a name
_JOIN: Final = r"(?: & | and | en |, | )"
_NAMES: Final = rf"(?P<names>[A-ZÀ-ÖØ-Ý][\w’'-]*\.?(?:{_JOIN}{_TOKEN})*)(?: and others| en anderen| et al\.)?"
_YEAR: Final = r"(?P<year>1[89]\d\d|20\d\d)[a-z]?(?!\d)"
_IN_TEXT: Final = re.compile(rf"{_NAMES},?\s*\({_YEAR}")
_IN_BRACKETS: Final = re.compile(rf"{_NAMES},? \(?{_YEAR}")
_BRACKETS: Final = re.compile(r"\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_POINT: Final = re.compile(r"\b[CO]\d{1,2}\b")

#: Capitalised words before a year that are nobody's name.
_NOBODY: Final = frozenset(
    {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November"}
    | {"December", "In", "Since", "Until", "From", "By", "Before", "After", "Around", "On", "The", "Year", "Sinds"}
    | {"Tot", "Vanaf", "Voor", "Na", "Rond", "De", "Het", "Jaar", "Begin", "Eind", "Medio"}
)


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation as it stands in a text; ``source`` is None when the course does not know it."""

    text: str
    source: Reference | None


def in_prose(text: str, sources: Sequence[Reference]) -> Iterator[Citation]:
    """The names with a year in a passage of a lesson."""
    found = [match for part in _BRACKETS.findall(text) for match in _IN_BRACKETS.finditer(part)]
    for match in [*_IN_TEXT.finditer(text), *found]:
        names = match["names"].strip(" ,")
        if not all(word in _NOBODY for word in names.split()):
            before = match.string[: match.end()].replace("(", "")
            known = _of(names, int(match["year"]), sources)
            whole = next((each for each in sources if any(before.endswith(words) for words in each.also)), None)
            yield Citation(f"{names} {match['year']}", known or whole)


def named(text: str, sources: Sequence[Reference]) -> tuple[Reference, ...]:
    """Every source that a passage names, by names with a year or by other words of it, each once."""
    found = {each.source.id: each.source for each in in_prose(text, sources) if each.source}
    for source in sources:
        if any(_stands(words, text) for words in source.also):
            found[source.id] = source
    return tuple(found.values())


def in_list(text: str, sources: Sequence[Reference]) -> Iterator[Citation]:
    """The members of a list of sources, such as a question has; a point of the articles is a source by itself."""
    for part in (each.strip(" *") for each in text.split(";")):
        if not part or any(words in part for words in NOT_CHECKED.values()):
            continue
        found = [
            Citation(part, source)
            for match in _IN_BRACKETS.finditer(part)
            if (source := _of(match["names"], int(match["year"]), sources))
        ]
        found += [Citation(part, source) for source in _by_words(part, sources)]
        if not found and not _POINT.search(part):
            found = [Citation(part, None)]
        yield from found


def _by_words(text: str, sources: Sequence[Reference]) -> Iterator[Reference]:
    """The source with the longest words that stand in a text: a page of a site rather than the site."""
    hits = [(len(words), source) for source in sources for words in source.also if _stands(words, text)]
    if hits:
        yield max(hits, key=lambda hit: hit[0])[1]


def _stands(words: str, text: str) -> bool:
    # Most words stand nowhere, which is seen sooner without an expression.
    return words in text and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None


def _of(names: str, year: int, sources: Sequence[Reference]) -> Reference | None:
    fitting = [each for each in sources if each.year == year and each.authors and _stands(each.authors[0], names)]
    return fitting[0] if fitting else None
