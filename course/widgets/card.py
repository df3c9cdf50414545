"""The one component in the browser: it draws the JSON it is given and sends back what a student filled in."""

from collections.abc import Mapping
from typing import Any

import anywidget
import traitlets

from course.widgets.bundle import module, styles


class Card(anywidget.AnyWidget):
    """A question, a score part or a recorded value. ``view`` is everything that is shown; see ``assets/ask.js``.

    ``copy`` belongs to the :class:`course.widgets.embed.Keeper`.
    """

    _esm = module("ask.js")
    _css = styles("ask.css")

    view = traitlets.Dict().tag(sync=True)
    copy = traitlets.Dict().tag(sync=True)

    def __init__(self, view: Mapping[str, Any]) -> None:
        super().__init__(view=dict(view))

    def __repr__(self) -> str:
        # What a notebook shows where no widget can run: the question itself.
        return str(self.view.get("plain", ""))
