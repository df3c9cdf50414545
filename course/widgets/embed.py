"""The copy of the answers in the notebook itself, for whoever hands in the ``.ipynb`` and nothing else.

Each cell that asks something shows a status line ("3 decisions kept"), and that output carries the lines of the
journal in a MIME type of its own. Jupyter saves outputs with the notebook, and so it saves the answers.
"""

from html import escape
from typing import Any, Protocol
from uuid import uuid4

from course.answers import MIME, Line
from course.answers.line import FORMAT
from course.locale import Language, say
from course.widgets.screen import renew_bundle, show_bundle
from course.widgets.session import Session


class HasCopy(Protocol):
    """A widget whose browser side follows ``copy`` (see ``assets/copy.js``)."""

    copy: Any


def bundle(item: str, lines: tuple[Line, ...], language: Language, *, word: str = "answers") -> dict[str, Any]:
    """The output of one cell: the lines for graders, a sentence for people."""
    # That an attempt was begun is kept as well, and is no decision.
    count = sum(line.value.get("kind") != "start" for line in lines)
    if not count:
        text = say(f"ask.{word}_none", language)
    elif count == 1:
        text = say(f"ask.{word}_one", language)
    else:
        text = say(f"ask.{word}_many", language, count=count)
    return {
        MIME: {"format": FORMAT, "item": item, "lines": [line.as_data() for line in lines]},
        "text/plain": text,
        "text/html": f'<p role="status" lang="{language}" style="margin:.3em 0;font-size:.85em">{escape(text)}</p>',
    }


class Keeper:
    """Keeps the copy of one item's answers in the output of the cell that shows it.

    Make one while the cell runs and call :meth:`show` once; from then on it follows the session by itself::

        keeper = Keeper(session, "purchasing", word="decisions", widget=stage)
        keeper.show()

    With the widget, the copy is also renewed after the page was reloaded, when JupyterLab has forgotten which output
    the kernel means.
    """

    def __init__(self, session: Session, item: str, *, word: str = "answers", widget: HasCopy | None = None) -> None:
        self._session = session
        self._item = item
        self._word = word
        self._widget = widget
        self._id = f"achterban-{item}-{uuid4().hex[:12]}"

    def show(self) -> None:
        """Show the status line in the cell that runs now."""
        show_bundle(self._bundle(), self._id)
        self._session.listen(self._item, "keeper", self.refresh)

    def refresh(self) -> None:
        """Bring the copy up to date; works from a widget's callback."""
        output = self._bundle()
        renew_bundle(output, self._id)
        if self._widget is not None:
            self._widget.copy = {"item": self._item, "data": output}

    def _bundle(self) -> dict[str, Any]:
        return bundle(self._item, self._session.lines(self._item), self._session.language, word=self._word)
