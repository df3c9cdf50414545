"""The tactic cards in a notebook, with a search: ``cards()``.

The cell gets two outputs: all cards as plain HTML that needs no kernel, and the widget, whose style sheet hides the
first as long as it is there. The widget gets every card at once; searching asks nothing of the kernel.
"""

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

import anywidget
import traitlets

from course.locale import Language, area, say
from course.widgets.bundle import module, styles
from course.widgets.screen import show, show_bundle
from course.widgets.session import current
from course.widgets.trouble import say_plainly

#: The file beside the notebook; ``course build`` puts it there.
FILE: Final = "cards.json"
IMPACTS: Final = ("helps", "none", "small", "large")
_MOST: Final = 4 * 1024 * 1024

Card = Mapping[str, Any]
"""A card in one language: ``name``, ``what`` and ``why`` are texts, ``also``, ``examples``, ``counters``, ``seen`` and
``sources`` lists of them; ``number`` is its place among the cards."""


class UnreadableCardsError(Exception):
    """The cards beside the notebook are missing or not as the build wrote them."""


class Cards(anywidget.AnyWidget):
    """The widget: ``view`` holds the language, the cards, and what is searched for at the start."""

    _esm = module("cards.js")
    _css = styles("cards.css")
    view = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, found: Sequence[Card], language: Language, search: str = "") -> None:
        texts = {key: say(f"cards.{key}", language) for key in area("cards")}
        super().__init__(view={"language": language, "cards": list(found), "search": search}, texts=texts)

    def __repr__(self) -> str:
        # The still above says everything; this stands under it where no widget can run.
        return say("cards.plain", self.view["language"], count=len(self.view["cards"]))


_shown: list[Cards] = []


def show_cards(search: str = "") -> None:
    """Show the cards, or say what is missing."""
    session = current()
    try:
        found = read_cards(session.folder / FILE, session.language)
    except UnreadableCardsError:
        say_plainly(say("cards.missing", session.language, file=FILE))
        return
    while _shown:
        _shown.pop().close()  # the cell ran again: what it showed before is gone from the page
    _shown.append(Cards(found, session.language, str(search)))
    show_bundle({"text/html": still(found, session.language), "text/plain": plain(found, session.language)})
    show(_shown[-1])


def read_cards(file: Path, language: Language) -> tuple[Card, ...]:
    """The cards of a file in one language.

    Raises:
        UnreadableCardsError: there is no such file, or it is not one of cards.
    """
    try:
        if file.stat().st_size > _MOST:
            raise UnreadableCardsError(file)
        raw = json.loads(file.read_text(encoding="utf-8"))
        return tuple(_card(each, language) for each in raw["cards"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise UnreadableCardsError(file) from error


def _card(raw: Mapping[str, Any], language: Language) -> Card:
    found: dict[str, Any] = {key: str(raw[key][language]) for key in ("name", "what", "why")}
    found |= {key: [str(each[language]) for each in raw[key]] for key in ("examples", "counters", "sources", "seen")}
    impact = raw["impact"]
    if impact not in IMPACTS:
        raise UnreadableCardsError(impact)
    name = found["name"]
    return {
        **found,
        "name": name[:1].upper() + name[1:],
        "id": str(raw["id"]),
        "number": int(raw["number"]),
        "also": [str(each) for each in raw["also"][language]],
        "constituency": bool(raw["constituency"]),
        "impact": impact,
    }


# ---------------------------------------------------------------- without a kernel


def plain(found: Sequence[Card], language: Language) -> str:
    """The cards as text: for a terminal, and for notebooks on pages that show nothing else."""
    lines = [say("cards.plain", language, count=len(found))]
    for card in found:
        lines += ["", f"{card['number']}. {card['name']}", card["what"]]
        lines += [f"- {text}" for text in (*card["examples"], *card["counters"])]
        lines.append(f"{say('cards.why', language)}: {card['why']}")
    return "\n".join(lines)


def still(found: Sequence[Card], language: Language) -> str:
    """All cards in HTML that needs nothing else, each to be opened; :class:`Cards` hides it where it can run."""
    return (
        f"<style>{styles('cards.css')}</style>"
        f'<div class="ab-cards ab-still" lang="{language}"><div class="body">'
        f'<h3 class="title">{escape(say("cards.title", language))}</h3>'
        f'<p class="small">{escape(say("cards.still", language))}</p>'
        f'<ul class="cards">{"".join(_item(card, language) for card in found)}</ul></div></div>'
    )


def _item(card: Card, language: Language) -> str:
    tags = [say("cards.number", language, number=card["number"])]
    tags += [say("cards.star", language)] if card["constituency"] else []
    tags.append(say(f"cards.tag_{card['impact']}", language))
    head = f'<b>{escape(card["name"])}</b> <span class="small">{escape("; ".join(tags))}</span>'
    parts = [f'<li class="card"><details><summary>{head}</summary><p>{escape(card["what"])}</p>']
    for key in ("examples", "counters"):
        rows = "".join(f"<li>{escape(text)}</li>" for text in card[key])
        parts.append(f'<p class="label">{escape(say(f"cards.{key}", language))}</p><ul>{rows}</ul>')
    sign = say(f"cards.sign_{card['impact']}", language)
    parts.append(f'<p class="label">{escape(say("cards.why", language))} ({sign})</p><p>{escape(card["why"])}</p>')
    if card["seen"]:
        rows = "".join(f"<li>{escape(text)}</li>" for text in card["seen"])
        parts.append(f'<p class="label">{escape(say("cards.seen", language))}</p><ul>{rows}</ul>')
    parts += [
        f'<p class="small">{escape(say(f"cards.{key}", language))}: {escape("; ".join(card[key]))}.</p>'
        for key in ("also", "sources")
        if card[key]
    ]
    return "".join([*parts, "</details></li>"])
