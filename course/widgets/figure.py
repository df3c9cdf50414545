"""An interactive figure in a notebook: ``explore("locks")``.

The cell gets two outputs: the figure as it begins, as plain HTML that needs no kernel and prints, and the widget, whose
style sheet hides the first as long as it is there.
"""

from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Final

import anywidget
import traitlets

from course.figures import FIGURES
from course.figures.page import Control, Page, Table
from course.figures.show import page
from course.findings import listed
from course.locale import area, say
from course.widgets.bundle import module, styles
from course.widgets.portraits import faces, portrait
from course.widgets.screen import show, show_bundle
from course.widgets.session import current
from course.widgets.trouble import say_plainly, sentence

_MOST: Final = 40
"""More choices than any control has options: what is longer was not sent by a figure."""


class Figure(anywidget.AnyWidget):
    """The widget. ``page`` is the figure in one state (see :class:`course.figures.page.Page`)."""

    _esm = module("figure.js")
    _css = styles("figure.css")
    page = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, first: Page) -> None:
        texts = {key: say(f"explore.{key}", first.language) for key in area("explore")}
        super().__init__(page={**first.as_data(), "seq": 0}, texts=texts)
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        # The still above says everything; this stands under it where no widget can run.
        return say("explore.plain", self.page["language"], title=self.page["title"])

    def _receive(self, _: object, message: object, __: object) -> None:
        """Something was chosen or guessed. Whatever the message holds, the reader gets a page back."""
        said = message if isinstance(message, Mapping) else {}
        try:
            guess = said.get("guess")
            given = _chosen(said.get("chosen"))
            now = page(
                self.page["id"], given, self.page["language"], guess=guess if isinstance(guess, str) else "", face=face
            ).as_data()
            if self.page["guess"] is None:
                now["guess"] = None
        except Exception as error:  # noqa: BLE001 - no traceback reaches a student, and the figure stays as it is
            now = {**self.page, "trouble": sentence(error)}
        self.page = {**now, "seq": self.page["seq"] + 1}


_shown: dict[str, Figure] = {}


def show_figure(figure: str, *, guess: bool = True) -> None:
    """Show a figure, or say which ones there are."""
    language = current().language
    if figure not in FIGURES:
        say_plainly(say("explore.unknown", language, name=figure, names=listed(FIGURES)))
        return
    first = page(figure, language=language, face=face)
    if not guess:
        first = replace(first, guess=None)
    if figure in _shown:
        _shown.pop(figure).close()  # the cell ran again: what it showed before is gone from the page
    _shown[figure] = Figure(first)
    show_bundle({"text/html": still(first), "text/plain": plain(first)})
    show(_shown[figure])


def face(name: str, mood: str) -> str | None:
    """A portrait of the shared set."""
    return portrait(name, mood) if name in faces() else None


def _chosen(raw: object) -> dict[str, str | tuple[str, ...]]:
    if not isinstance(raw, Mapping):
        return {}
    return {
        str(name): tuple(map(str, value[:_MOST])) if isinstance(value, list) else str(value)
        for name, value in list(raw.items())[:_MOST]
    }


# ---------------------------------------------------------------- without a kernel


def plain(of: Page) -> str:
    """A figure as text: for a terminal, and for notebooks on pages that show nothing else."""
    lines = [say("explore.plain", of.language, title=of.title), "", of.told.sentence]
    for table in of.told.tables:
        lines += ["", table.caption, " | ".join(table.columns), *(" | ".join(row) for row in table.rows)]
    return "\n".join(lines)


def still(of: Page) -> str:
    """A figure as it begins, in HTML that needs nothing else; :class:`Figure` hides it where it can run."""
    return (
        f"<style>{styles('figure.css')}</style>"
        f'<div class="ab-explore ab-still" lang="{of.language}"><div class="body">'
        f'<h3 class="title">{escape(of.title)}</h3><p class="intro">{escape(of.intro)}</p>'
        f'<dl class="chosen">{"".join(map(_control, of.controls))}</dl>'
        f'<div class="picture" role="img" aria-label="{escape(of.told.alt)}">{of.told.picture}</div>'
        f'<p class="sentence">{escape(of.told.sentence)}</p>{"".join(map(_table, of.told.tables))}'
        f'<p class="small">{escape(of.source)} {escape(say("explore.still", of.language))}</p></div></div>'
    )


def _control(control: Control) -> str:
    chosen = (control.value,) if isinstance(control.value, str) else control.value
    texts = [option.text for option in control.options if option.id in chosen]
    return f"<dt>{escape(control.label)}</dt><dd>{escape('; '.join(texts) or '–')}</dd>"


def _table(table: Table) -> str:
    head = "".join(_cell("th", "col", n, text, table) for n, text in enumerate(table.columns))
    rows = (
        "".join(_cell("td" if n else "th", "" if n else "row", n, text, table) for n, text in enumerate(row))
        for row in table.rows
    )
    return (
        f'<div class="scroller"><table><caption>{escape(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(f'<tr>{row}</tr>' for row in rows)}</tbody></table></div>"
    )


def _cell(tag: str, scope: str, column: int, text: str, table: Table) -> str:
    names = f' scope="{scope}"' if scope else ""
    looks = ' class="number"' if column in table.numeric else ""
    return f"<{tag}{names}{looks}>{escape(text)}</{tag}>"
