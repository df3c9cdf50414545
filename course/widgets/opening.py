"""The first cell of a notebook."""

from course.locale import say
from course.widgets.session import begin, current
from course.widgets.trouble import say_plainly


def open_notebook(assignment: str, language: str) -> None:
    """Begin the session; says something only when answers came back from the notebook."""
    begin(assignment, language)
    session = current()
    if session.restored:
        say_plainly(say("ask.restored", session.language, count=session.restored))
