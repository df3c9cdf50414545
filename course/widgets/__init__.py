"""What a notebook imports, such as ``from course.widgets import ask, begin, cards, explore, roleplay, watch``.

Each call loads what it needs when it is first made, so that a cell with a question does not wait for the plots.
No module here is named like a call: importing it would take the call's place.
"""

from course.widgets.session import GradedElsewhere, NotAnswered
from course.widgets.trouble import gently

__all__ = [
    "GradedElsewhere",
    "NotAnswered",
    "ask",
    "begin",
    "cards",
    "criterion",
    "explore",
    "record",
    "roleplay",
    "watch",
]

_NOTHING = object()


@gently
def begin(assignment: str, language: str = "en") -> None:
    """Begin a notebook; its first cell calls this. What you answer is kept beside the notebook, in ``answers.jsonl``.

    Args:
        assignment: the name of the notebook, for example ``"purchasing"``.
        language: ``"en"`` or ``"nl"``.
    """
    from course.widgets.opening import open_notebook  # noqa: PLC0415 - see above

    open_notebook(assignment, language)


@gently
def ask(item: str) -> None:
    """Show a question, and keep what is answered.

    A question that counts says that the answer is kept; it can be changed as often as you like. A question for
    yourself explains every option at once.

    Args:
        item: the name of the question, for example ``"e1c-1"``.
    """
    from course.widgets.question import show_question  # noqa: PLC0415 - see above

    show_question(item)


@gently
def record(item: str, value: object = _NOTHING) -> None:
    """Keep a value that you computed: a number, a list, or a pandas table.

    Args:
        item: the name of the question that asks for it, for example ``"zopa-size"``.
        value: what you computed.
    """
    from course.widgets.recording import record_nothing, record_value  # noqa: PLC0415 - see above

    if value is _NOTHING:
        record_nothing(item)
    else:
        record_value(item, value)


@gently
def criterion(scenario: str, part: str) -> None:
    """Show the points for one part of a role-play with the reasons, or what is still missing.

    Args:
        scenario: the role-play, for example ``"purchasing"``.
        part: the score part, for example ``"mandate"``.
    """
    from course.widgets.score_part import show_part  # noqa: PLC0415 - see above

    show_part(scenario, part)


@gently
def roleplay(name: str) -> None:
    """Show a role-play, at the place where you left it.

    Args:
        name: the role-play, for example ``"purchasing"``.
    """
    from course.widgets import stage  # noqa: PLC0415 - see above

    stage.roleplay(name)


@gently
def explore(figure: str, *, guess: bool = True) -> None:
    """Show an interactive figure: choose something, and picture, sentence and table change together.

    Args:
        figure: which one, for example ``"locks"``.
        guess: whether it begins with its question "what do you think?"; leave it out where the lesson asks its own.
    """
    from course.widgets.figure import show_figure  # noqa: PLC0415 - see above

    show_figure(figure, guess=guess)


@gently
def cards(search: str = "") -> None:
    """Show the tactic cards with a search.

    Args:
        search: words to begin with, for example ``"second bite"``.
    """
    from course.widgets.tactic_cards import show_cards  # noqa: PLC0415 - see above

    show_cards(search)


@gently
def watch(scenario: str, plan: str = "", *, start: str | None = None, until: str | None = None) -> None:
    """Watch somebody play a role-play, step by step, with what lies behind each move.

    Args:
        scenario: the role-play, for example ``"purchasing"``.
        plan: which game; the play plans in ``course/scenarios/plans/<scenario>/``, for example ``"well"``.
        start: a phase (home, mandate, private, table, report, vote) or a decision as the plan writes it, for example
            ``"talk henk-floor"``; the game begins there, and what came before is told in one line.
        until: likewise; the last phase or decision that is shown.
    """
    from course.widgets.replay import show_replay  # noqa: PLC0415 - see above

    show_replay(scenario, plan, start, until)
