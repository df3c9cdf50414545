"""Grades a class with a progress bar, and shows what came out as a table."""

import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

from autograder.class_folder.classroom import Classroom
from autograder.copied.quick import count_same_times
from autograder.errors import AssignmentError, UnconfirmedError
from autograder.grading.batch import Outcome, grade_class, hand_ins, prepare_job
from autograder.grading.crew import Crew
from autograder.marking.marking import number
from autograder.marking.notes import Kind
from course.locale import say

if TYPE_CHECKING:
    from autograder.preview.changes import Changes

YES: Final = frozenset({"y", "yes", "j", "ja"})
"""In either language, whichever the class speaks."""


def run(
    classroom: Classroom,
    config: Any,
    assignment: str,
    students: Sequence[str] | None,
    console: Console | None = None,
    *,
    jobs: int | None = None,
    force: bool = False,
    cluster: str | None = None,
    yes: bool = False,
) -> int:
    """Grades, prints the table, and says how many hand-ins could not be graded.

    Asks before points change that were given, when the hand-in is still the same; ``yes`` only lists them.

    Raises:
        AutograderError: nothing can be graded.
        UnconfirmedError: nobody said yes; nothing was written.
    """
    console = console or Console()
    begin = time.monotonic()
    classroom.notebooks(assignment)
    wanted = hand_ins(classroom, config, assignment) if students is None else tuple(dict.fromkeys(students))
    if not wanted:
        raise AssignmentError("nobody", assignment=assignment)
    crew = _crew(classroom, config, assignment, cluster)
    outcomes: list[Outcome] = []
    try:
        with progress(console) as bar:
            task = bar.add_task(say("autograder.grading", classroom.language, assignment=assignment), total=len(wanted))
            gate = Asking(classroom, bar, console, yes=yes)
            done = grade_class(classroom, config, assignment, wanted, jobs=jobs, force=force, crew=crew, gate=gate)
            for outcome in done:
                outcomes.append(outcome)
                _advance(bar, task, len(outcomes))
    except KeyboardInterrupt:
        console.print(say("autograder.run_stopped", classroom.language))
        raise
    return _show(classroom, assignment, outcomes, console, time.monotonic() - begin)


class Asking:
    """Lists the changes of points that were given, and asks whether to write them."""

    def __init__(self, classroom: Classroom, bar: Progress, console: Console, *, yes: bool) -> None:
        self._language = classroom.language
        self._bar = bar
        self._console = console
        self._yes = yes
        self._task: TaskID | None = None

    def looked(self, done: int, count: int) -> None:
        """Moves a bar of its own."""
        if self._task is None:
            self._task = self._bar.add_task(say("preview.looking", self._language), total=count)
        _advance(self._bar, self._task, done)

    def ask(self, changes: "Changes") -> None:
        """Asks at the terminal; without one there is nobody to say yes.

        Raises:
            UnconfirmedError: the answer is no, or there is none.
        """
        from autograder.preview.show import show_asked  # noqa: PLC0415 - rarely

        self._bar.stop()
        show_asked(changes, self._language, self._console)
        if self._yes:
            pass
        elif not sys.stdin.isatty():
            raise UnconfirmedError("unconfirmed", assignment=changes.assignment, count=len(changes.asked))
        elif not _says_yes(say("preview.question", self._language)):
            raise UnconfirmedError("declined")
        self._bar.start()


def _says_yes(question: str) -> bool:
    try:
        return input(question).strip().lower() in YES
    except EOFError:
        return False


def _crew(classroom: Classroom, config: Any, assignment: str, cluster: str | None) -> Crew | None:
    if cluster is None:
        return None
    from autograder.grading.cluster import ClusterCrew  # noqa: PLC0415 - an extra that few have

    return ClusterCrew(prepare_job(classroom, config, assignment), cluster)


def _advance(bar: Progress, task: TaskID, done: int) -> None:
    bar.advance(task)
    # Drawn here and not by a thread of the bar: workers are forked, which goes badly beside threads.
    if done % 10 == 0 or bar.finished:
        bar.refresh()


def _show(classroom: Classroom, assignment: str, outcomes: Sequence[Outcome], console: Console, seconds: float) -> int:
    shown = sorted((each for each in outcomes if not each.unchanged), key=lambda each: each.student)
    if shown:
        console.print(table(shown, classroom.language))
    if any(outcome.notes for outcome in shown):
        console.print(say("autograder.noted_where", classroom.language, assignment=assignment))
    failed = sum(bool(outcome.problem) for outcome in outcomes)
    if failed:
        console.print(say("autograder.not_graded", classroom.language, count=failed))
    unchanged = len(outcomes) - len(shown)
    counts = {"graded": len(shown) - failed, "unchanged": unchanged, "failed": failed}
    took = number(round(seconds, 1), classroom.language)
    console.print(say("autograder.run_done", classroom.language, **counts, seconds=took))
    if shown and (alike := count_same_times(classroom, assignment)):
        console.print(say("copied.summary_line", classroom.language, count=alike, assignment=assignment))
    return failed


def progress(console: Console) -> Progress:
    """A progress bar with the time left; nothing where nobody watches it."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=console,
        auto_refresh=False,
        disable=not console.is_terminal,
    )


def table(outcomes: Sequence[Outcome], language: str) -> Table:
    """One row a hand-in: points, what waits for a person, what was noted."""
    found = Table()
    for key in ("student", "points", "by_hand", "noted"):
        found.add_column(
            say(f"autograder.column_{key}", language), justify="right" if key in {"points", "by_hand"} else "left"
        )
    for outcome in outcomes:
        if outcome.total is None:
            found.add_row(_who(outcome), "–", "–", _plain(outcome.problem), style="bold red")
            continue
        total = outcome.total
        points = number(total.score - total.penalty, language)
        found.add_row(
            _who(outcome),
            f"{points} / {number(total.maximum, language)}",
            str(total.by_hand or ""),
            _noted(outcome, language),
        )
    return found


def _noted(outcome: Outcome, language: str) -> str:
    counts = {kind: sum(note.kind is kind for note in outcome.notes) for kind in Kind}
    said = [say(f"autograder.count_{kind}", language, count=count) for kind, count in counts.items() if count]
    if outcome.total is not None and outcome.total.penalty:
        said.append(say("autograder.count_late", language, points=number(outcome.total.penalty, language)))
    return ", ".join(said)


def _who(outcome: Outcome) -> Text:
    return _plain(f"{outcome.name} ({outcome.student})" if outcome.name else outcome.student)


def _plain(text: str) -> Text:
    """Text of unknown origin: its brackets are no markup, and there are no control characters in it."""
    return Text("".join(c if c.isprintable() else "?" for c in text))
