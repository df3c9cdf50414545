"""A value that a student computed, kept as an answer: ``record("zopa-size", zopa_size)``."""

import json
from typing import Any

from course.answers import DistrustedError, Item, check_answer
from course.answers.kinds import Number
from course.answers.plain import NotPlainError, fit, plain
from course.locale import say
from course.scoring import judge, number_text
from course.widgets.card import Card
from course.widgets.embed import Keeper
from course.widgets.feedback import feedback_view, verdict_news
from course.widgets.forms import left_open
from course.widgets.question import for_students, unknown_item
from course.widgets.screen import show
from course.widgets.session import Session, current
from course.widgets.trouble import say_plainly


def record_value(name: str, value: object) -> None:
    """Keep a value, when it is one that the question can be answered with; see :func:`course.widgets.record`."""
    if not for_students(name, "not_recorded"):
        return
    session = current()
    item = session.items.get(str(name))
    if item is None:
        say_plainly(unknown_item(session, name))
        return
    _show(session, item, *_kept(session, item, value))


def record_nothing(name: str) -> None:
    """``record("zopa-size")`` without a value: say how it is written."""
    if for_students(name, "not_recorded"):
        say_plainly(say("ask.record_missing_value", current().language, item=name))


def _kept(session: Session, item: Item, value: object) -> tuple[dict[str, Any] | None, str, str]:
    """The answer when there is one, the sentence about it, and its tone."""
    language = session.language
    try:
        answer = fit(item, plain(value))
        check_answer(item, answer)
    except NotPlainError as error:
        return None, say(f"ask.{error.code}", language, **error.values), "trouble"
    except DistrustedError as error:
        return None, error.remark().text.of(language), "trouble"
    lines = session.lines(item.id)
    # Running the cell again is no new attempt; a new value is.
    same = bool(lines) and json.dumps(lines[-1].value, sort_keys=True) == json.dumps(answer, sort_keys=True)
    if not same:
        session.keep(item.id, session.next_attempt(item.id), answer)
    return answer, _sentence(item, answer, language, same=same), "good"


def _sentence(item: Item, answer: dict[str, Any], language: str, *, same: bool) -> str:
    if isinstance(item, Number):
        unit = f" {item.unit.of(language)}" if item.unit else ""
        shown = number_text(answer["number"], 6).of(language) + unit
        return say("ask.recorded_same" if same else "ask.recorded", language, value=shown)
    count = left_open(item, answer)
    if count:
        return say("ask.recorded_open", language, count=count)
    return say("ask.recorded_table", language, count=sum(len(cells) for cells in answer["cells"].values()))


def _show(session: Session, item: Item, answer: dict[str, Any] | None, text: str, tone: str) -> None:
    language = session.language
    question = item.question.of(language)
    view: dict[str, Any] = {
        "kind": "record",
        "language": language,
        "heading": say("ask.question", language),
        "question": question,
        "news": {"text": text, "tone": tone},
        "plain": f"{question} {text}",
    }
    key = session.keys.get(item.id)
    if key is not None and answer is not None:
        verdict = judge(item, key, answer)
        view["result"] = verdict_news(verdict, language)[0]
        view["feedback"] = feedback_view(item, verdict, language)
    card = Card(view)
    show(card)
    Keeper(session, item.id, widget=card).show()
