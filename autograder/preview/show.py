"""What grading would change, as text: the causes once, and for each student which points they move."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import Final

from rich.console import Console

from autograder.grading.gradebook import Total
from autograder.marking.labels import first_words, label
from autograder.marking.marking import number
from autograder.preview.causes import Cause
from autograder.preview.changes import CellChange, Change, Changes, Kind, causes_of, net, same
from autograder.preview.paper import Paper
from course.locale import say

MOST: Final = 20
"""Students that are shown before a question; a preview shows all."""
LONGEST_REASON: Final = 240
MINUS: Final = "\N{MINUS SIGN}"


def show(changes: Changes, language: str, console: Console | None = None) -> None:
    """Prints a whole preview."""
    page = _Page(changes, language, Paper(console))
    page.say("heading", assignment=changes.assignment)
    page.causes(changes.causes)
    for kind in (Kind.REGRADED, Kind.ANEW, Kind.FIRST, Kind.FAILED):
        page.section(kind, changes.of(kind))
    page.section(Kind.SAME, [each for each in changes.of(Kind.SAME) if each.cells])
    page.summary()


def show_asked(changes: Changes, language: str, console: Console | None = None) -> None:
    """Prints the changes that somebody is asked about."""
    page = _Page(changes, language, Paper(console))
    page.causes(tuple(dict.fromkeys(each for change in changes.asked for each in causes_of(change))))
    page.section(Kind.REGRADED, changes.asked, most=MOST)
    page.summary()


class _Page:
    def __init__(self, changes: Changes, language: str, paper: Paper) -> None:
        self._changes = changes
        self._language = language
        self._paper = paper
        self._numbers: Mapping[Cause, int] = {}

    def say(self, key: str, **values: object) -> None:
        self._paper.line(say(f"preview.{key}", self._language, **values))

    def causes(self, found: Sequence[Cause]) -> None:
        """What changed, numbered, so that each row can name it in one character."""
        # A hand-in that is new, or a person, is said in words where it matters.
        told = [each for each in found if each.code not in {"hand_in", "person", "score"}]
        self._numbers = {each: n for n, each in enumerate(told, 1)}
        if not told:
            return
        self._paper.heading(say("preview.because", self._language))
        for each, n in self._numbers.items():
            self._paper.line(f"[{n}] {each.text.of(self._language)}", indent=1, hang=4)

    def section(self, kind: Kind, found: Sequence[Change], most: int | None = None) -> None:
        """The hand-ins of one kind."""
        if not found:
            return
        self._paper.heading(say(f"preview.section_{kind}", self._language, count=len(found)))
        for change in islice(found, most):
            self._student(change)
        if most is not None and len(found) > most:
            self._paper.line(say("preview.more_students", self._language, count=len(found) - most), indent=1)

    def summary(self) -> None:
        """How many of each kind."""
        regraded = self._changes.of(Kind.REGRADED)
        up, down = (sum(sign * each.moved > 0 for each in regraded) for sign in (1, -1))
        told = [say("preview.summary_regraded", self._language, count=len(regraded), up=up, down=down)]
        for kind in (Kind.ANEW, Kind.FIRST, Kind.SAME, Kind.FAILED):
            count = len(self._changes.of(kind))
            told += [say(f"preview.summary_{kind}", self._language, count=count)] if count else []
        self._paper.gap()
        self._paper.line(" ".join(told))

    def _student(self, change: Change) -> None:
        who = f"{change.name} ({change.student})" if change.name else change.student
        if change.problem:
            self._paper.line(f"{who}: {change.problem}", indent=1, hang=2)
            return
        self._paper.line(f"{who}: {self._totals(change)}", indent=1, hang=2, style="bold")
        told: set[str] = set()
        for cell in change.cells:
            self._paper.line(self._cell(cell), indent=2, hang=2)
            reason = _new_reason(cell)
            if reason and reason not in told:
                told.add(reason)
                text = say("preview.reason", self._language, reason=first_words(reason, LONGEST_REASON))
                self._paper.line(text, indent=3, hang=2, style="dim")
        if change.before and change.after and not same(change.before.penalty, change.after.penalty):
            points = {"before": self._number(change.before.penalty), "after": self._number(change.after.penalty)}
            self._paper.line(say("preview.penalty", self._language, **points) + self._why(change.causes), indent=2)

    def _totals(self, change: Change) -> str:
        after = change.after
        maximum = say("preview.of", self._language, maximum=self._number(after.maximum if after else 0))
        if change.before is None:
            return f"{self._net(after)} {maximum}"
        if change.kind is Kind.SAME:
            return say("preview.stays", self._language, points=self._net(change.before))
        return f"{self._net(change.before)} → {self._net(after)} {maximum} ({self._signed(change.moved)})"

    def _cell(self, cell: CellChange) -> str:
        name = label(cell.cell, self._language)
        shown = name if name == cell.cell else f"{name} ({cell.cell})"
        text = f"{shown}: {self._points(cell.before)} → {self._points(cell.after)}{self._why(cell.causes)}"
        if cell.person is not None:
            text += say("preview.person", self._language, points=self._number(cell.person))
        return text

    def _why(self, causes: Iterable[Cause]) -> str:
        numbers = [f"[{self._numbers[each]}]" for each in causes if each in self._numbers]
        words = [each.text.of(self._language) for each in causes if each.code in {"person", "score"}]
        return " " + " ".join((*numbers, *words)) if numbers or words else ""

    def _points(self, points: float | None) -> str:
        return say("preview.waits", self._language) if points is None else self._number(points)

    def _net(self, total: Total | None) -> str:
        return "–" if total is None else self._number(net(total))

    def _number(self, value: float) -> str:
        return number(value, self._language)

    def _signed(self, value: float) -> str:
        return f"{'+' if value > 0 else MINUS if value < 0 else '±'}{self._number(abs(value))}"


def _new_reason(cell: CellChange) -> str:
    """The first thing that is said of the new points and was not said of the old ones."""
    return next((reason for reason in cell.reasons_after if reason not in cell.reasons_before), "")
