"""The stage: the widget in which a student plays a role-play and looks back on it.

``roleplay("purchasing")`` in a notebook shows it. The browser gets pages (see ``Playing.page``) and sends back what was
chosen; every rule and every text stays here.
"""

import logging
from collections.abc import Mapping
from typing import Any, Final

import anywidget
import traitlets

from course.locale import Language, area, both, say
from course.roleplay.load import library, load
from course.roleplay.page import as_data
from course.roleplay.scenario import Scenario
from course.widgets.bundle import drawing, module, styles
from course.widgets.embed import Keeper
from course.widgets.playing import Playing, Refused
from course.widgets.portraits import portraits
from course.widgets.screen import show
from course.widgets.session import current
from course.widgets.trouble import say_plainly

_AREAS: Final = ("stage", "debrief")
_STYLES: Final = ("stage.css", "private.css", "ledger.css", "debrief.css")
_PICTURES: Final = ("private", "lamp")
_log = logging.getLogger(__name__)


class Stage(anywidget.AnyWidget):
    """The widget. ``page`` is what is shown; ``texts``, ``portraits`` and ``pictures`` are what every page uses."""

    _esm = module("stage.js")
    _css = styles(*_STYLES)
    page = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    portraits = traitlets.Dict().tag(sync=True)
    pictures = traitlets.Dict().tag(sync=True)
    copy = traitlets.Dict().tag(sync=True)

    def __init__(self, playing: Playing) -> None:
        self._playing = playing
        names = {person.portrait for person in playing.scenario.people.values() if person.portrait}
        super().__init__(
            page=self._page(),
            texts=interface_texts(playing.language),
            portraits=portraits(tuple(sorted(names))),
            pictures=pictures(),
        )
        self.on_msg(self._receive)

    def __repr__(self) -> str:
        view = self.page.get("view") or {}
        return say(
            "stage.plain_text",
            self._playing.language,
            title=self._playing.scenario.title,
            heading=view.get("heading", "-"),
        )

    def _receive(self, _: object, message: object, __: object) -> None:
        """A click. Whatever goes wrong, the student reads a sentence and loses nothing."""
        said = message if isinstance(message, Mapping) else {}
        try:
            if said.get("kind") == "again":
                self._playing.again(said.get("seq"))
            else:
                self._playing.decide(said.get("seq"), said.get("decision"))
            self.page = self._page()
        except Refused as refused:
            self._refuse(refused)
        except Exception as error:  # noqa: BLE001 - no traceback reaches a student; the log has it
            _log.exception("A decision could not be played")
            self._refuse(Refused(both("stage.broken", reason=type(error).__name__)))

    def _refuse(self, refused: Refused) -> None:
        page = self._page()
        if page["seq"] != self.page.get("seq"):
            self.page = {**page, "notice": refused.text.of(self._playing.language)}
        else:
            self.send({"kind": "refused", "text": refused.text.of(self._playing.language)})

    def _page(self) -> dict[str, Any]:
        page: dict[str, Any] = self._playing.page()
        if page["view"] is None or not self._playing.play.ended:
            return page
        try:
            return page | self._looking_back()
        except Exception as error:  # noqa: BLE001 - the game is over and kept: what fails now must not hide it
            _log.exception("The debrief could not be made")
            return page | {"notice": say("stage.broken", self._playing.language, reason=type(error).__name__)}

    def _looking_back(self) -> dict[str, Any]:
        from course.roleplay.debrief import debrief  # noqa: PLC0415 - these two are needed only after the end
        from course.widgets.plots import plots  # noqa: PLC0415

        told = debrief(self._playing.play, self._playing.language)
        return {"debrief": as_data(told), "plots": plots(told, self._playing.language)}


_shown: dict[str, Stage] = {}


def roleplay(name: str) -> None:
    """Show a role-play, at the place where it was left; with the line below it that keeps the answers in the notebook.

    Args:
        name: the role-play, for example ``"purchasing"``.
    """
    session = current()
    files = library()
    if name not in files:
        say_plainly(say("stage.unknown_scenario", session.language, name=name, names=", ".join(files)))
        return
    playing = Playing(name, load(files[name]), session, session.language, _from_library)
    if name in _shown:
        _shown.pop(name).close()  # the cell ran again: the stage that it showed before is gone from the page
    _shown[name] = Stage(playing)
    show(_shown[name])
    Keeper(session, name, word="decisions", widget=_shown[name]).show()


def _from_library(name: str, variant: str | None, _: Mapping[str, object]) -> Scenario | None:
    files = library()
    return load(files[name], variant) if name in files else None


def pictures() -> dict[str, str]:
    """The drawings that are no faces, by name, as SVG without a title: the stage says what they show."""
    return {name: drawing(f"{name}.svg") for name in _PICTURES}


def interface_texts(language: Language) -> dict[str, str]:
    """Everything that the stage itself says, in one language."""
    return {key: say(f"{name}.{key}", language) for name in _AREAS for key in area(name)}
