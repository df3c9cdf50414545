"""A game to watch in a notebook: ``watch("purchasing", "well")``.

The browser gets the whole game at once and leafs through it by itself; nothing is kept. Like a figure (see
:mod:`course.widgets.figure`), the cell also gets the game as plain HTML, which the style sheet hides where it can run.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from typing import Any, Final

import anywidget
import traitlets

from course.findings import Finding, did_you_mean, listed
from course.locale import Language, Text, area, say
from course.roleplay.load import library, load
from course.roleplay.passages import Passage
from course.roleplay.plans import PlanError, plans_of, read, read_notes
from course.roleplay.plans.replay import Frame, NoSuchPartError, Replay, replay
from course.widgets.bundle import module, styles
from course.widgets.portraits import portraits
from course.widgets.screen import show, show_bundle
from course.widgets.session import current
from course.widgets.trouble import say_plainly

_STYLES: Final = ("stage.css", "debrief.css", "watch.css")
_AREAS: Final = ("stage", "debrief", "watch")


class Watch(anywidget.AnyWidget):
    """The widget. ``game`` is everything there is to watch (see :class:`course.roleplay.plans.replay.Replay`)."""

    _esm = module("watch.js")
    _css = styles(*_STYLES)
    game = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    portraits = traitlets.Dict().tag(sync=True)

    def __init__(self, game: Replay) -> None:
        super().__init__(game=asdict(game), texts=_texts(game), portraits=portraits(game.portraits))

    def __repr__(self) -> str:
        # The still above tells everything; this stands under it where no widget can run.
        return f"{self.texts['watching']}: {self.game['title']}"


_shown: dict[tuple[str, ...], Watch] = {}


def show_replay(scenario: str, plan: str, start: str | None, until: str | None) -> None:
    """Show a game, or say which ones there are."""
    language = current().language
    game = _find(scenario, plan, start, until, language)
    if isinstance(game, str):
        say_plainly(game)
        return
    name = (scenario, plan, start or "", until or "")
    if name in _shown:
        _shown.pop(name).close()  # the cell ran again: what it showed before is gone from the page
    _shown[name] = Watch(game)
    show_bundle({"text/html": still(game), "text/plain": plain(game)})
    show(_shown[name])


def _find(scenario: str, plan: str, start: str | None, until: str | None, language: Language) -> Replay | str:
    """The game, or a sentence about why there is none."""
    files = library()
    if scenario not in files:
        return say("watch.unknown_scenario", language, name=scenario, names=listed(files))
    played = load(files[scenario])
    plans = {file.stem: file for file in plans_of(played)}
    if plan not in plans:
        hint = did_you_mean(plan, plans).of(language) if plan else ""
        return say("watch.unknown_plan", language, name=plan, scenario=scenario, names=listed(plans), hint=hint)
    read_plan, found = read(plans[plan])
    notes, _ = read_notes(read_plan)
    if not found:
        try:
            variant = read_plan.variant_name
            case = load(files[scenario], variant) if variant else played
            return replay(read_plan, case, notes, language, begin=start, until=until)
        except NoSuchPartError as error:
            return say("watch.unknown_part", language, name=error.name, names=listed(error.known))
        except PlanError as error:
            found = [error.finding(read_plan.file)]
    return say("watch.broken_plan", language, problem=_one(found).of(language))


def _one(found: Sequence[Finding]) -> Text:
    return Text(*(found[0].describe(language) for language in ("en", "nl")))


def _texts(game: Replay) -> dict[str, Any]:
    texts = {key: say(f"{name}.{key}", game.language) for name in _AREAS for key in area(name)}
    return texts | {"you": game.player or texts["you"]}


# ---------------------------------------------------------------- without a kernel


def plain(game: Replay) -> str:
    """A game as text."""
    texts = _texts(game)
    lines = [f"{texts['watching']}: {game.title}"]
    for frame in game.frames:
        lines += ["", f"{frame.number}. {frame.heading}", *(f"  {text}" for text in _said(frame, texts))]
        if frame.behind:
            lines.append(f"  > {frame.behind.why} ({', '.join(frame.behind.points)})")
    if game.end:
        lines += ["", f"{game.end.name}. {game.end.story}"]
    return "\n".join(lines)


def still(game: Replay) -> str:
    """A game as HTML that needs nothing else; :class:`Watch` hides it where it can run."""
    texts = _texts(game)
    frames = "".join(_still_frame(frame, texts) for frame in game.frames)
    end = "" if game.end is None else f"<h4>{escape(game.end.name)}</h4><p>{escape(game.end.story)}</p>"
    return (
        f"<style>{styles(*_STYLES)}</style>"
        f'<div class="ab-stage ab-watch ab-still" lang="{game.language}"><div class="scene">'
        f"<h3>{escape(texts['watching'])}: {escape(game.title)}</h3><p>{escape(game.intro)}</p>"
        f"{frames}{end}</div></div>"
    )


def _still_frame(frame: Frame, texts: dict[str, Any]) -> str:
    said = "".join(f"<p>{escape(text)}</p>" for text in _said(frame, texts))
    behind = ""
    if frame.behind:
        points = ", ".join(frame.behind.points)
        behind = f'<p class="why">{escape(frame.behind.why)} <span class="small">({escape(points)})</span></p>'
    return f"<h4>{frame.number}. {escape(frame.heading)}</h4>{said}{behind}"


def _said(frame: Frame, texts: dict[str, Any]) -> Iterator[str]:
    yield from frame.before
    for passage in (*frame.situation, *frame.outcome):
        yield f"{_speaker(passage, texts)}{passage.text}"


def _speaker(passage: Passage, texts: dict[str, Any]) -> str:
    if passage.kind == "you":
        return f"{texts['you']}: "
    return f"{passage.speaker.name}: " if passage.speaker else ""
