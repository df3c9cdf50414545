"""A question in a notebook: ``ask("e1c-1")``."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from course.answers import DistrustedError, Item, JournalError, Key, Line, check_answer
from course.answers.kinds import Classify, Number
from course.findings import listed
from course.locale import say
from course.scoring import judge, number_text
from course.widgets.card import Card
from course.widgets.embed import Keeper
from course.widgets.feedback import feedback_view, verdict_news
from course.widgets.forms import Unclear, controls, draft_of, left_open, read_draft
from course.widgets.screen import show
from course.widgets.session import GradedElsewhere, NotAnswered, Runner, Session, current, language_now
from course.widgets.trouble import say_plainly, sentence

_shown: dict[str, Card] = {}


def show_question(item: str) -> None:
    """Show a question and keep what is answered; see :func:`course.widgets.ask`."""
    if not for_students(item, "not_answered"):
        return
    session = current()
    asked = session.items.get(str(item))
    if asked is None:
        say_plainly(unknown_item(session, item))
        return
    key = session.keys.get(item)
    question = Question(session, asked, key)
    if item in _shown:
        # The cell ran again: what it showed before is gone from the page.
        _shown.pop(item).close()
    card = Card(question.view())
    _shown[item] = card
    card.on_msg(lambda _, message, __: receive(card, question.take, message))
    show(card)
    Keeper(session, item, widget=card).show()


def for_students(item: str, missing: str) -> bool:
    """Whether a student runs this cell. A grader's kernel never gets further than here.

    Raises:
        GradedElsewhere: nbgrader's kernel runs the cell for points. It must not end without an error, whatever stands
            in the folder: nbgrader gives full marks to a cell that ends well.
        NotAnswered: ``nbgrader validate`` runs it, and there is no answer to a question that counts.
    """
    runner = Runner.now()
    if runner is Runner.AUTOGRADE:
        raise GradedElsewhere(say("ask.graded_elsewhere", language_now(), item=item))
    if runner is Runner.VALIDATE:
        session = current()
        if item not in session.keys and not session.lines(item):
            raise NotAnswered(say(f"ask.{missing}", session.language, item=item))
        return False
    return True


def unknown_item(session: Session, item: str) -> str:
    """A sentence that lists the questions there are."""
    if session.broken:
        raise session.broken
    if not session.items:
        return say("ask.no_items", session.language, item=item)
    hint = did_you_mean(item, session)
    return say("ask.unknown_item", session.language, item=item, hint=hint, items=listed(session.items))


def did_you_mean(item: str, session: Session) -> str:
    """The question that was probably meant, as a clause; empty when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a typing error needs it

    close = get_close_matches(str(item), list(session.items), n=1, cutoff=0.6)
    return say("ask.did_you_mean", session.language, word=close[0]) if close else ""


def receive(card: Card, take: Callable[[Mapping[str, Any]], dict[str, Any]], message: object) -> None:
    """A message of the browser. Whatever it holds, the student gets a view back."""
    if not isinstance(message, Mapping) or not isinstance(message.get("draft"), Mapping):
        return
    try:
        card.view = take(message["draft"])
    except Exception as error:  # noqa: BLE001 - a traceback would go where no student looks, and the form stay silent
        old = card.view
        number = int((old.get("news") or {}).get("number", 0)) + 1
        card.view = {**old, "news": {"text": sentence(error), "tone": "trouble", "focus": "", "number": number}}


class Question:
    """One question at work: takes what the browser sends, keeps the answer, says what to show. Knows no browser."""

    def __init__(self, session: Session, item: Item, key: Key | None) -> None:
        self._session = session
        self._item = item
        self._key = key
        self._number = 0

    def view(self) -> dict[str, Any]:
        """The question as it stands, with the last answer filled in."""
        last = self._last()
        if last is None:
            return self._view({}, None, None)
        language = self._session.language
        draft = draft_of(self._item, last.value, language)
        if self._key is None:
            return self._view(draft, last, {"text": say("ask.kept_before", language), "tone": "quiet"})
        text, _ = verdict_news(judge(self._item, self._key, last.value), language)
        return self._view(draft, last, {"text": text, "tone": "quiet"})

    def take(self, draft: Mapping[str, Any]) -> dict[str, Any]:
        """Keep an answer and give back the view to show; the answer is on the disk before the view exists."""
        language = self._session.language
        last = self._last()
        try:
            value = read_draft(self._item, draft, language)
            check_answer(self._item, value)
        except Unclear as unclear:
            text = say(f"ask.{unclear.key}", language, **unclear.values)
            return self._view(draft, last, self._news(text, "trouble", unclear.focus))
        except (DistrustedError, KeyError, TypeError, ValueError, AttributeError):
            # Only a browser that was tampered with sends such things.
            return self._view({}, last, self._news(say("ask.choose_some", language), "trouble"))
        if last is not None and json.dumps(last.value, sort_keys=True) == json.dumps(value, sort_keys=True):
            kept, text = last, say("ask.kept_same", language)
        else:
            try:
                kept = self._session.keep(self._item.id, self._session.next_attempt(self._item.id), value)
            except JournalError as error:
                return self._view(draft, last, self._news(sentence(error), "trouble"))
            text = self._kept_text(value)
        draft = draft_of(self._item, value, language)
        if self._key is None:
            return self._view(draft, kept, self._news(text, "good"))
        text, tone = verdict_news(judge(self._item, self._key, value), language)
        return self._view(draft, kept, self._news(text, tone))

    def _last(self) -> Line | None:
        """The last answer that can be one; what somebody wrote into the journal by hand may not be."""
        for line in reversed(self._session.lines(self._item.id)):
            try:
                check_answer(self._item, line.value)
            except DistrustedError:
                continue
            return line
        return None

    def _kept_text(self, value: Mapping[str, Any]) -> str:
        language = self._session.language
        if isinstance(self._item, Number):
            unit = f" {self._item.unit.of(language)}" if self._item.unit else ""
            return say("ask.kept_number", language, number=number_text(value["number"], 6).of(language) + unit)
        count = left_open(self._item, value)
        return say("ask.kept_open", language, count=count) if count else say("ask.kept", language)

    def _news(self, text: str, tone: str, focus: str = "") -> dict[str, Any]:
        # The number tells the browser that this is new, though it may say the same as before.
        self._number += 1
        return {"text": text, "tone": tone, "focus": focus, "number": self._number}

    def _view(self, draft: Mapping[str, Any], kept: Line | None, news: Mapping[str, Any] | None) -> dict[str, Any]:
        item, language = self._item, self._session.language
        question = item.question.of(language)
        view: dict[str, Any] = {
            "kind": "question",
            "id": item.id,
            "language": language,
            "graded": self._key is None,
            "heading": say("ask.question", language),
            "question": question,
            "how": how(item, language),
            "controls": controls(item, draft, language),
            "button": say("ask.answer_again" if kept else "ask.answer", language),
            "words": {name: say(f"ask.{name}", language) for name in ("keeping", "silent")},
            "news": dict(news) if news else None,
            "feedback": None,
            "plain": f"{say('ask.question', language)} {item.id}: {question}",
        }
        if self._key is not None and kept is not None:
            view["feedback"] = feedback_view(item, judge(item, self._key, kept.value), language)
        return view


def how(item: Item, language: str) -> str:
    """How to answer, in a line."""
    if isinstance(item, Classify):
        return say(f"ask.how_{item.scale}", language)
    if not isinstance(item, Number):
        return say(f"ask.how_{item.kind}", language)
    if item.tolerance == 0:
        return say("ask.how_number_exact", language)
    plain = number_text(item.tolerance if item.absolute else 100 * item.tolerance).of(language)
    unit = f" {item.unit.of(language)}" if item.unit else ""
    return say("ask.how_number", language, tolerance=f"{plain}{unit}" if item.absolute else f"{plain}%")
