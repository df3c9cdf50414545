"""One score part of a role-play, under its stage: ``criterion("purchasing", "mandate")``."""

from typing import Any, Final

from course.answers.call import Call
from course.answers.collect import Collected
from course.locale import area as locale_area
from course.locale import say
from course.roleplay.load import library
from course.scoring import Book, number_text, score
from course.scoring.plays import Attempt, choose, replay_all
from course.scoring.shelf import as_library
from course.widgets.card import Card
from course.widgets.screen import show
from course.widgets.session import GradedElsewhere, NotAnswered, Runner, Session, current, language_now
from course.widgets.trouble import say_plainly

_POLICY: Final = "best"

_shown: dict[tuple[str, str], Card] = {}


def show_part(scenario: str, part: str) -> None:
    """Show the points of one part, or what is still missing; follows the play by itself.

    See :func:`course.widgets.criterion`.
    """
    runner = Runner.now()
    if runner is Runner.AUTOGRADE:
        raise GradedElsewhere(say("ask.graded_elsewhere", language_now(), item=f"{scenario}, {part}"))
    session = current()
    if scenario not in library():
        text = say("ask.unknown_play", session.language, scenario=scenario, names=", ".join(library()))
        if runner is Runner.VALIDATE:
            raise NotAnswered(text)
        say_plainly(text)
        return
    if runner is Runner.VALIDATE:
        if not any(attempt.sheet for attempt in _attempts(session, scenario)):
            raise NotAnswered(say("ask.not_played", session.language, item=scenario))
        return
    card = Card(part_view(session, scenario, part))
    if (scenario, part) in _shown:
        _shown.pop((scenario, part)).close()  # the cell ran again: what it showed before is gone from the page
    _shown[scenario, part] = card

    def refresh() -> None:
        view = part_view(session, scenario, part)
        if view != card.view:
            card.view = view

    session.listen(scenario, f"criterion {part}", refresh)
    show(card)


def part_view(session: Session, scenario: str, part: str) -> dict[str, Any]:
    """What stands under the stage about one part."""
    language = session.language
    name = f"part_{part}"
    label = say(f"ask.{name}", language) if name in locale_area("ask") else part
    view: dict[str, Any] = {
        "kind": "criterion",
        "language": language,
        "heading": say("ask.criterion", language, label=label),
    }
    attempts = _attempts(session, scenario)
    if not any(attempt.sheet for attempt in attempts):
        decisions = attempts[-1].run.decisions if attempts else 0
        key = "criterion_begun" if decisions else "criterion_open"
        view["news"] = {"text": say(f"ask.{key}", language, count=decisions), "tone": "quiet"}
        view["plain"] = view["news"]["text"]
        return view
    sheet = choose(attempts, _POLICY).sheet
    found = next((each for each in sheet.parts if each.id == part), None) if sheet else None
    if found is None:
        names = ", ".join(each.id for each in sheet.parts) if sheet else ""
        text = say("ask.unknown_part", language, part=part, names=names)
        return {**view, "news": {"text": text, "tone": "trouble"}, "plain": text}
    collected = Collected(session.lines(scenario))
    scored = score(Call("criterion", scenario, part), found.maximum, collected, Book(scenarios=library()), _POLICY)
    points = number_text(scored.points or 0.0, 1).of(language)
    result = say("ask.criterion_points", language, points=points, maximum=number_text(found.maximum).of(language))
    reasons = [reason.of(language) for reason in scored.reasons]
    return {**view, "result": result, "reasons": reasons, "plain": f"{view['heading']}: {result}"}


def _attempts(session: Session, scenario: str) -> tuple[Attempt, ...]:
    return replay_all(scenario, Collected(session.lines(scenario)), as_library(library()))
