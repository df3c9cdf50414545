"""An explanation as text: the total and why it is what the grade book says, then every cell."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from rich.console import Console

from autograder.explain.explanation import (
    AnswerPart,
    Attempt,
    Cell,
    CheckLine,
    Decision,
    Difference,
    Explanation,
    Loss,
    ScorePart,
)
from autograder.marking.labels import first_words
from autograder.marking.marking import number
from autograder.preview.changes import same
from autograder.preview.paper import Paper
from course.locale import say
from course.roleplay.wording import capitalised

LONGEST_QUESTION: Final = 300


def show(found: Explanation, console: Console | None = None, *, whole: bool = True) -> None:
    """Prints an explanation; without ``whole`` only its cells."""
    page = _Page(found, Paper(console))
    if whole:
        page.head()
        page.parts()
        page.losses()
        page.notes()
    for cell in found.cells:
        page.cell(cell)


class _Page:
    def __init__(self, found: Explanation, paper: Paper) -> None:
        self._found = found
        self._paper = paper

    def head(self) -> None:
        """Who, how many points, and how that stands to the grade book."""
        found = self._found
        who = f"{found.name} ({found.student})" if found.name else found.student
        points, maximum = self._number(found.explained), self._number(found.maximum)
        heading = self._text("heading", who=who, assignment=found.assignment, points=points, maximum=maximum)
        self._paper.line(heading, style="bold")
        self._beside_book()
        people = [_named(each) for each in found.cells if each.book is not None and each.book.by_person is not None]
        if people:
            self._line("by_people", cells=", ".join(people))
        waiting = [_named(each) for each in found.cells if _waits(each)]
        if waiting:
            self._line("waiting", cells=", ".join(waiting))
        self._lateness()

    def _beside_book(self) -> None:
        found = self._found
        if found.book is None:
            self._line("no_book")
            return
        agrees = same(found.book, found.explained)
        if agrees and not found.differences:
            self._line("agrees")
            return
        values = {"book": self._number(found.book), "now": self._number(found.explained)}
        self._line("differs_new" if found.is_new else "differs_inside" if agrees else "differs", 0, **values)
        for each in found.differences:
            why = " ".join(cause.text.of(found.language) for cause in each.causes if cause.code != "hand_in")
            text = self._text("difference", label=_named(each), book=self._maybe(each.book), now=self._maybe(each.now))
            self._paper.line(f"{text}. {why}".rstrip(), indent=1, hang=2)
        self._line("how_to_regrade", assignment=found.assignment)

    def _lateness(self) -> None:
        late = self._found.lateness
        if late is None:
            return
        if not late.handed_in:
            self._line("no_time", due=late.due)
        elif late.seconds_late <= 0:
            self._line("in_time", due=late.due, came=late.handed_in)
        else:
            by = str(timedelta(seconds=round(late.seconds_late)))
            self._line("late", due=late.due, came=late.handed_in, late=by, points=self._number(late.points))

    def parts(self) -> None:
        """All cells in a column, with their sum."""
        found = self._found
        rows = [(_named(each), self._counted(each), self._number(each.maximum)) for each in found.cells]
        taken = found.lateness.points if found.lateness is not None else 0.0
        if taken:
            rows.append((self._text("lateness"), f"−{self._number(taken)}", ""))
        rows.append((self._text("total"), self._number(found.explained), self._number(found.maximum)))
        widths = [max(len(row[column]) for row in rows) for column in range(3)]
        self._paper.heading(self._text("parts"))
        for label, points, maximum in rows:
            beside = f" / {maximum:>{widths[2]}}" if maximum else ""
            self._paper.line(f"{label:<{widths[0]}}  {points:>{widths[1]}}{beside}", indent=1)

    def losses(self) -> None:
        """Where the most points were left."""
        if not self._found.losses:
            return
        self._paper.heading(self._text("losses"))
        for each in self._found.losses:
            at = "" if each.decision is None else self._text("loss_at", number=each.decision)
            text = self._text("loss", points=self._number(each.points), label=_named(each), why=each.why)
            self._paper.line(text + at, indent=1, hang=2)

    def notes(self) -> None:
        """What was repaired, ignored or distrusted."""
        if not self._found.notes:
            return
        self._paper.heading(self._text("notes"))
        for each in self._found.notes:
            self._paper.line(self._text(f"note_{each.kind}", text=each.text), indent=1, hang=2)

    def cell(self, cell: Cell) -> None:
        """One graded cell, whole."""
        key = "cell_waits" if _waits(cell) else "cell"
        maximum = self._number(cell.maximum)
        self._paper.heading(self._text(key, label=_named(cell), points=self._number(cell.counts), maximum=maximum))
        self._people(cell)
        for each in self._found.differences:
            if each.cell == cell.cell:
                why = " ".join(cause.text.of(self._found.language) for cause in each.causes)
                self._line("in_book", 1, book=self._maybe(each.book), why=why)
        if cell.question is not None:
            self._question(cell)
        elif cell.part is not None:
            self._part(cell, cell.part)
        else:
            self._attempts(cell.attempts, is_run=True)
            for reason in cell.reasons:
                self._paper.line(reason, indent=1, hang=2)

    def _people(self, cell: Cell) -> None:
        book = cell.book
        if book is None:
            return
        if book.by_person is not None:
            points = self._number(book.by_person)
            if cell.points is None:
                self._line("person_gave_alone", 1, points=points)
            else:
                self._line("person_gave", 1, points=points, rules=self._number(cell.points))
        if book.extra:
            self._line("extra", 1, points=self._number(book.extra))
        if book.comment:
            self._line("comment", 1, text=book.comment)

    def _question(self, cell: Cell) -> None:
        question = cell.question
        assert question is not None
        self._line("question", 1, text=first_words(question.question, LONGEST_QUESTION))
        if not cell.attempts:
            self._line("no_answer", 1)
        if len(cell.attempts) > 1:
            self._attempts(cell.attempts, is_run=False)
        self._line("rule", 1, text=question.formula)
        if question.share is None:
            for reason in cell.reasons[:1]:
                self._line("why", 1, text=reason)
        for part in question.parts:
            self._answer_part(part, is_choice=question.kind == "choice")
        if question.share is not None and cell.points is not None:
            share = number(question.share, self._found.language)
            points = {"maximum": self._number(cell.maximum), "points": self._number(cell.points)}
            self._line("sum", 1, share=share, **points)
        if question.source:
            source = question.source.rstrip(".")
            self._line("tests", 1, points=", ".join(question.seed_points) or "–", source=source)
        if question.status == "provisional":
            self._line("provisional", 1)

    def _answer_part(self, part: AnswerPart, *, is_choice: bool) -> None:
        if not part.said and not part.wanted:
            return
        values = {
            "label": first_words(part.label, 100),
            "said": part.said or self._text("silent"),
            "wanted": part.wanted or self._text("silent"),
        }
        key = "part_bare" if not part.label else "part_not_said" if not part.chosen else "part_of_key"
        key = "part_choice" if is_choice and part.chosen else key
        share = "" if part.share is None else self._text("part_share", share=self._number(part.share))
        self._paper.line(self._text(key, **values) + share, indent=2, hang=2)
        if part.why:
            self._paper.line(part.why, indent=3, style="dim")

    def _part(self, cell: Cell, part: ScorePart) -> None:
        self._attempts(cell.attempts if len(cell.attempts) > 1 else (), is_run=True)
        self._line("rule", 1, text=part.formula)
        if not part.checks:
            # The attempt that counts stands above; of the checks each has a line of its own.
            for reason in cell.reasons[: len(cell.reasons) - (len(cell.attempts) > 1)]:
                self._line("why", 1, text=reason)
        self._checks(part.checks)
        if part.votes:
            self._line("votes", 1)
            for vote in part.votes:
                self._paper.line(vote, indent=2, hang=2)
        self._line("start", 1, points=self._number(part.start))
        for decision in part.decisions:
            self._decision(decision)
        if not part.decisions:
            self._line("nothing_moved", 1)

    def _checks(self, checks: Sequence[CheckLine]) -> None:
        if checks:
            self._line("checks", 1)
        for each in checks:
            at = self._text("check_at", numbers=", ".join(map(str, each.decisions))) if each.decisions else ""
            values = {"check": each.check, "point": each.seed_point}
            points = {"points": self._number(each.points), "maximum": self._number(each.maximum)}
            self._line(f"check_{each.status}", 2, **values, **points, at=at)

    def _decision(self, decision: Decision) -> None:
        values = {"number": decision.number, "place": decision.place, "said": decision.said}
        self._line("decision_to" if decision.who else "decision", 1, **values, who=decision.who)
        if decision.acts:
            self._line("acts", 2, acts=", ".join(decision.acts))
        if not same(decision.before, decision.after):
            by = decision.after - decision.before
            signed = f"{'+' if by > 0 else '−'}{self._number(abs(by))}"
            points = {"before": self._number(decision.before), "after": self._number(decision.after)}
            self._paper.line(self._text("moved", **points, by=signed), indent=2, style="bold")
        for change in decision.changes:
            values = {"what": change.what, "before": change.before, "after": change.after}
            rest = {"rule": capitalised(change.rule), "point": change.seed_point, "source": change.source}
            self._line("change", 2, **values, **rest)

    def _attempts(self, attempts: Sequence[Attempt], *, is_run: bool) -> None:
        if attempts:
            self._line("attempts" if is_run else "answers", 1, count=len(attempts))
        for each in attempts:
            values = {"number": each.number, "at": each.at, "said": each.said, "why": each.why}
            if each.points is None:
                self._line("attempt_without" if is_run else "answer", 2, **values, points="–")
            else:
                points = {"points": self._number(each.points), "total": self._maybe(each.total)}
                self._line("attempt" if is_run else "answer", 2, **values, **points)

    def _counted(self, cell: Cell) -> str:
        return "…" if _waits(cell) else self._number(cell.counts)

    def _text(self, key: str, **values: object) -> str:
        return say(f"explain.{key}", self._found.language, **values)

    def _line(self, key: str, indent: int = 0, **values: object) -> None:
        self._paper.line(self._text(key, **values), indent=indent, hang=2)

    def _number(self, value: float) -> str:
        return number(value, self._found.language)

    def _maybe(self, value: float | None) -> str:
        return "…" if value is None else self._number(value)


def _named(each: Cell | Loss | Difference) -> str:
    return each.label if each.cell in {"", each.label} else f"{each.label} ({each.cell})"


def _waits(cell: Cell) -> bool:
    return cell.points is None and (cell.book is None or cell.book.by_person is None)
