"""The tactic cards of a course: as they are read, as a page prints them, and as the search of a notebook gets them.

They stand in ``lessons/tactics.yaml``; :mod:`course.notebooks.reference` reads the file.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from course.locale import LANGUAGES, Language, Text, both

if TYPE_CHECKING:
    from course.notebooks.reference import Reference

#: The file beside a notebook that shows the cards.
FILE: Final = "cards.json"


@dataclass(frozen=True, slots=True)
class TacticCard:
    """A tactic: what it is, what you hear, what to say, and what it does to the relation."""

    id: str
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
    line: int

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], Text]]:
        """Every text of the card with its place in the card."""
        yield ("name",), self.name
        yield ("what",), self.what
        for key, several in (("examples", self.examples), ("counters", self.counters)):
            yield from (((key, n), text) for n, text in enumerate(several))
        yield ("why",), self.why


def read_card(raw: Mapping[str, Any], line: int) -> TacticCard:
    """A card from a file whose shape was looked at."""
    also = raw.get("also", {})
    return TacticCard(
        id=raw["id"],
        constituency=raw.get("constituency", False),
        name=_text(raw["name"]),
        also={language: tuple(also.get(language, ())) for language in LANGUAGES},
        what=_text(raw["what"]),
        examples=tuple(map(_text, raw["examples"])),
        counters=tuple(map(_text, raw["counters"])),
        impact=raw["impact"],
        why=_text(raw["why"]),
        sources=tuple(raw["sources"]),
        line=line,
    )


def as_json(cards: Iterable[TacticCard], sources: Iterable["Reference"]) -> str:
    """The cards in both languages as a notebook reads them; the same bytes for the same cards."""
    known = {source.id: source for source in sources}
    data = {"format": 1, "cards": [_as_data(card, known) for card in cards]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _as_data(card: TacticCard, known: Mapping[str, "Reference"]) -> dict[str, Any]:
    return {
        "id": card.id,
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
    }


def markdown(cards: Iterable[TacticCard], sources: Iterable["Reference"], language: Language) -> str:
    """The cards one after another, each under its name as a heading of the third level."""
    known = {source.id: source for source in sources}
    return "\n\n".join(_printed(card, known, language) for card in cards)


def _printed(card: TacticCard, known: Mapping[str, "Reference"], language: Language) -> str:
    def say(key: str) -> str:
        return both(f"cards.{key}").of(language)

    parts = [f"### {capitalised(card.name.of(language))}", card.what.of(language)]
    for key, several in (("examples", card.examples), ("counters", card.counters)):
        parts += [f"**{say(key)}**", "\n".join(f"- {text.of(language)}" for text in several)]
    parts.append(f"**{say('why')} ({say(f'sign_{card.impact}')}).** {card.why.of(language)}")
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
