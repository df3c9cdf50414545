"""What a student sees when something goes wrong: a sentence, and the technical text folded away. Never a traceback."""

import functools
import logging
import traceback
from collections.abc import Callable
from html import escape
from typing import ParamSpec

from course.answers import ItemsError, JournalError
from course.locale import say
from course.widgets.screen import show_bundle
from course.widgets.session import GradedElsewhere, NotAnswered, Runner, language_now

_log = logging.getLogger(__name__)
_Given = ParamSpec("_Given")


def gently(cell: Callable[_Given, None]) -> Callable[_Given, None]:
    """Run a cell's call; whatever goes wrong in it becomes a box with a sentence."""

    @functools.wraps(cell)
    def run(*given: _Given.args, **named: _Given.kwargs) -> None:
        try:
            cell(*given, **named)
        except (GradedElsewhere, NotAnswered):
            raise
        except Exception as error:
            _log.debug("A cell failed", exc_info=True)
            if Runner.now() is not Runner.STUDENT:
                # nbgrader takes a cell that ends well for a right one: fail, in one sentence.
                raise NotAnswered(sentence(error)) from error
            show_trouble(error)

    return run


def show_trouble(error: Exception) -> None:
    """Show a box about an error that nobody expected."""
    text = sentence(error)
    details = "".join(traceback.format_exception(error))
    summary = say("ask.technical", language_now())
    box = (
        f'<div role="alert" lang="{language_now()}"><p>{escape(text)}</p>'
        f"<details><summary>{escape(summary)}</summary><pre>{escape(details)}</pre></details></div>"
    )
    show_bundle({"text/html": box, "text/plain": text})


def say_plainly(text: str) -> None:
    """Show one sentence in the place of a widget."""
    box = f'<p role="status" lang="{language_now()}">{escape(text)}</p>'
    show_bundle({"text/html": box, "text/plain": text})


def sentence(error: Exception) -> str:
    """What went wrong, in a sentence that says what to do."""
    language = language_now()
    if isinstance(error, ItemsError):
        return say("ask.items_unreadable", language)
    if isinstance(error, JournalError):
        return say("ask.not_kept", language, file="answers.jsonl", problem=error)
    return say("ask.trouble", language)
