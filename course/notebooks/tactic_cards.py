"""The tactic cards of a course: as they are read, as a page prints them, and as the search of a notebook gets them.

They stand in ``lessons/tactics.yaml``; :mod:`course.notebooks.reference` reads the file.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from course.locale import LANGUAGES, Language, Text, both

if TYPE_CHECKING:
    from course.notebooks.reference import Reference

#: The file beside a notebook that shows the cards.
FILE: Final = "cards.json"


@dataclass(frozen=True, slots=True)
class Seen:
    """Where students of the course hear the tactic: a page, or a scene of the role-play that the page is about."""

    page: str
    scene: str | None
    says: Text
    """What stands there word for word, never one of the moves a student chooses from."""


@dataclass(frozen=True, slots=True)
class TacticCard:
    """A tactic: what it is, what you hear, what to say, and what it does to the relation."""

    id: str
    number: int
    """Its place in the file, from 1; so that people at a table can say 'card 12'."""
    constituency: bool
    """Whether it is about a constituency; such cards come first."""
    name: Text
    also: Mapping[Language, tuple[str, ...]]
    """Other names by which somebody may look for it."""
    what: Text
    examples: tuple[Text, ...]
    counters: tuple[Text, ...]
    impact: str
    """``helps``, ``none``, ``small`` or ``large``."""
    why: Text
    sources: tuple[str, ...]
    seen: tuple[Seen, ...]
    line: int

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], Text]]:
        """Every text of the card with its place in the card."""
        yield ("name",), self.name
        yield ("what",), self.what
        for key, several in (("examples", self.examples), ("counters", self.counters)):
            yield from (((key, n), text) for n, text in enumerate(several))
        yield ("why",), self.why
        yield from ((("seen", n, "says"), each.says) for n, each in enumerate(self.seen))


def read_card(raw: Mapping[str, Any], line: int, number: int) -> TacticCard:
    """A card from a file whose shape was looked at; ``number`` is its place there, from 1."""
    also = raw.get("also", {})
    return TacticCard(
        id=raw["id"],
        number=number,
        constituency=raw.get("constituency", False),
        name=_text(raw["name"]),
        also={language: tuple(also.get(language, ())) for language in LANGUAGES},
        what=_text(raw["what"]),
        examples=tuple(map(_text, raw["examples"])),
        counters=tuple(map(_text, raw["counters"])),
        impact=raw["impact"],
        why=_text(raw["why"]),
        sources=tuple(raw["sources"]),
        seen=tuple(Seen(each["page"], each.get("scene"), _text(each["says"])) for each in raw.get("seen", ())),
        line=line,
    )


def as_json(cards: Iterable[TacticCard], sources: Iterable["Reference"], titles: Mapping[str, Text]) -> str:
    """The cards in both languages as a notebook reads them; the same bytes for the same cards.

    ``titles`` holds those of the pages on which cards are seen, by the names of the pages.
    """
    known = {source.id: source for source in sources}
    data = {"format": 1, "cards": [_as_data(card, known, titles) for card in cards]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _as_data(card: TacticCard, known: Mapping[str, "Reference"], titles: Mapping[str, Text]) -> dict[str, Any]:
    return {
        "id": card.id,
        "number": card.number,
        "constituency": card.constituency,
        "impact": card.impact,
        "name": _pair(card.name),
        "also": {language: list(card.also[language]) for language in LANGUAGES},
        "what": _pair(card.what),
        "examples": list(map(_pair, card.examples)),
        "counters": list(map(_pair, card.counters)),
        "why": _pair(card.why),
        "sources": [
            {language: cited(known[name], language).replace("*", "") for language in LANGUAGES}
            for name in card.sources
            if name in known
        ],
        "seen": [
            {language: f"{titles[each.page].of(language)}: '{each.says.of(language)}'" for language in LANGUAGES}
            for each in card.seen
            if each.page in titles
        ],
    }


def markdown(
    cards: Iterable[TacticCard], sources: Iterable["Reference"], language: Language, link: Callable[[str], str]
) -> str:
    """The cards one after another, each under its number and name as a heading of the third level.

    ``link`` makes a link of the name of a page, or nothing where there is no such page.
    """
    known = {source.id: source for source in sources}
    return "\n\n".join(_printed(card, known, language, link) for card in cards)


def _printed(card: TacticCard, known: Mapping[str, "Reference"], language: Language, link: Callable[[str], str]) -> str:
    def say(key: str) -> str:
        return both(f"cards.{key}").of(language)

    parts = [f"### {card.number}. {capitalised(card.name.of(language))}", card.what.of(language)]
    for key, several in (("examples", card.examples), ("counters", card.counters)):
        parts += [f"**{say(key)}**", "\n".join(f"- {text.of(language)}" for text in several)]
    parts.append(f"**{say('why')} ({say(f'sign_{card.impact}')}).** {card.why.of(language)}")
    seen = [f"- {way}: '{each.says.of(language)}'" for each in card.seen if (way := link(each.page))]
    if seen:
        parts += [f"**{say('seen')}**", "\n".join(seen)]
    cites = "; ".join(cited(known[name], language) for name in card.sources if name in known)
    below = [f"{say('sources')}: {cites}."]
    if card.also[language]:
        below.insert(0, f"{say('also')}: {'; '.join(card.also[language])}.")
    return "\n\n".join([*parts, " ".join(below)])


def cited(source: "Reference", language: Language) -> str:
    """A source in a few words, with how much of it was read: ``Putnam (1988), abstract``."""
    name = source.reference.of(language).rstrip(".")
    if source.authors and source.year:
        *others, last = source.authors
        name = f"{', '.join(others)} & {last} ({source.year})" if others else f"{last} ({source.year})"
    checked = both(f"pages.checked_{source.checked}").of(language)
    return f"{name}, {checked[0].lower()}{checked[1:]}"


def capitalised(text: str) -> str:
    """A name as it stands in a heading."""
    return text[:1].upper() + text[1:]


def _pair(text: Text) -> dict[str, str]:
    return {"en": text.en, "nl": text.nl}


def _text(raw: Mapping[str, str]) -> Text:
    return Text(raw["en"], raw["nl"])
