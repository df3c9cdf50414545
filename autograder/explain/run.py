"""Puts the explanation of one hand-in together, from a copy of it, and holds it beside the grade book."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any, Final

from nbgrader.utils import is_grade

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.errors import AssignmentError, HandInError
from autograder.explain.explanation import (
    Cell,
    Difference,
    Explanation,
    InBook,
    Lateness,
    NoteLine,
    ScorePart,
)
from autograder.explain.losses import losses_of
from autograder.explain.plays import Told, tell
from autograder.explain.questions import explain_question
from autograder.grading.basis import basis_of
from autograder.grading.book_rows import HandIn
from autograder.grading.ledger import read_ledger
from autograder.grading.seal import class_parts, folder_seal, seal_of
from autograder.grading.worker import NO_RESPONSE, Result, Rows, rows_of
from autograder.inbox.intake import mend
from autograder.inbox.moments import handed_in_at
from autograder.marking.handin import Graded, prepare, score_hand_in
from autograder.marking.labels import first_words, label
from autograder.marking.marking import Marked
from autograder.marking.rebuild import grader_metadata, read_release
from autograder.preview.book import BookView, class_names, look_into
from autograder.preview.changes import Change, Kind, net, same
from autograder.preview.compare import Comparison
from autograder.preview.looking import LookedAt, looked_at
from course.answers.call import Call, read_call
from course.answers.collect import Collected
from course.locale import say
from course.scoring import Book

MOST_NAMED: Final = 5
LONGEST_LABEL: Final = 45
"""Characters of a question that stand for it in a column."""


def explain(classroom: Classroom, config: Any, student: str, assignment: str, language: str) -> Explanation:
    """Every point of one hand-in, as the rules of the class are now; ``config`` was read only to look.

    Raises:
        AssignmentError: the assignment is unknown or was not generated.
        HandInError: there is no such student, or nothing was handed in.
    """
    classroom.notebooks(assignment)
    _check_student(classroom, config, student, assignment)
    with looked_at(classroom) as copy, copy.at_hand(assignment, student):
        read = _Reading(copy, assignment, student)
        with look_into(config, assignment) as view:
            return _Explaining(classroom, read, view, language).explanation()


def _check_student(classroom: Classroom, config: Any, student: str, assignment: str) -> None:
    """Whether there is a hand-in; if not, says what there is.

    Raises:
        HandInError: says which students have nearly that name, or that nothing was handed in.
    """
    folder = classroom.step("submitted", assignment, student)
    if is_student_id(student) and folder.is_dir() and not folder.is_symlink() and not folder.parent.is_symlink():
        return
    names = class_names(config)
    known = sorted({*names, *(name for each in classroom.assignments() for name in classroom.handed_in(each))})
    if student in known:
        raise HandInError("explain_nothing", student=student, assignment=assignment)
    by_name = {shown.lower(): key for key, shown in names.items() if shown} | {key.lower(): key for key in known}
    wanted = student.lower()
    holding = [key for shown, key in by_name.items() if wanted and wanted in shown]
    near = [by_name[each] for each in get_close_matches(wanted, by_name, MOST_NAMED, 0.5)]
    found = list(dict.fromkeys((*holding, *near)))[:MOST_NAMED]
    if not found:
        raise HandInError("explain_unknown_student", student=student)
    shown = ", ".join(f"{key} ({names[key]})" if names.get(key) else key for key in found)
    raise HandInError("explain_near_students", student=student, near=shown)


class _Reading:
    """A hand-in as grading reads it, from a copy."""

    def __init__(self, copy: LookedAt, assignment: str, student: str) -> None:
        folder = copy.step("submitted", assignment, student)
        readings = mend(copy, assignment, student)
        if not any(each.suffix in {".ipynb", ".jsonl"} for each in folder.iterdir()):
            raise HandInError("explain_nothing", student=student, assignment=assignment)
        self.copy, self.assignment, self.student = copy, assignment, student
        self.book: Book = book_for(copy, assignment)
        self.graded: dict[str, Graded] = {}
        self.collected: dict[str, Collected] = {}
        for name in copy.notebooks(assignment):
            release = read_release(copy.step("release", assignment) / f"{name}.ipynb")
            prepared = prepare(copy, assignment, student, name, release, reading=readings.get(name))
            self.collected[name] = prepared.collected
            self.graded[name] = score_hand_in(copy, prepared, prepared.notebook, self.book)
        rows = {name: rows_of(each.notebook, each.marked) for name, each in self.graded.items()}
        self.result = Result(student, folder_seal(folder), "", handed_in_at(folder), rows)


@dataclass
class _Explaining:
    classroom: Classroom
    read: _Reading
    view: BookView | None
    language: str
    told: dict[str, Told] = field(default_factory=dict)
    """Role-plays that were told already: six score parts tell of the same one."""

    def explanation(self) -> Explanation:
        read, view = self.read, self.view
        before = view.hand_ins([read.student]).get(read.student) if view is not None else None
        change = self._change(view) if view is not None else None
        after = view.after(read.student, before, read.result) if view is not None else None
        cells = tuple(cell for name in read.graded for cell in self._cells(name, before))
        total = change.after if change is not None else None
        given = change.before if change is not None else None
        return Explanation(
            read.assignment,
            read.student,
            change.name if change is not None else "",
            self.language,
            self.classroom.attempts,
            given is not None,
            round(net(total) if total is not None else sum(cell.counts for cell in cells), 4),
            None if given is None else round(net(given), 4),
            sum(cell.maximum for cell in cells),
            cells,
            losses_of(cells, self.language),
            self._lateness(after) if after is not None else None,
            self._differences(change, cells) if change is not None else (),
            change is not None and change.kind is Kind.ANEW,
            self._notes(),
        )

    def _change(self, view: BookView) -> Change:
        """What grading would make of it now, beside what stands in the book."""
        read, classroom = self.read, self.classroom
        parts = class_parts(classroom, read.assignment)
        record = read_ledger(classroom.ledger_file(read.assignment))
        basis = basis_of(classroom, read.assignment, parts)
        comparison = Comparison(read.copy, read.assignment, view, record, basis, seal_of(parts))
        return comparison.changes([read.result])[0]

    def _cells(self, name: str, before: HandIn | None) -> list[Cell]:
        graded, rows = self.read.graded[name], self.read.result.notebooks[name]
        return [
            self._cell(cell, name, graded.marked.get(str(cell.metadata.nbgrader["grade_id"])), rows, before)
            for cell in graded.notebook.cells
            if is_grade(cell)
        ]

    def _cell(self, cell: Any, notebook: str, marked: Marked | None, rows: Rows, before: HandIn | None) -> Cell:
        place: Mapping[str, Any] = grader_metadata(cell)
        name, maximum = str(place["grade_id"]), float(place["points"])
        book = _in_book(before, notebook, name)
        points = rows.scores.get(name)
        person = book.by_person if book is not None else None
        counts = ((points if person is None else person) or 0.0) + (book.extra if book is not None else 0.0)
        shared = (points, maximum, counts)
        if place.get("solution"):
            code = "no_response" if rows.comments.get(name) == NO_RESPONSE else "written"
            said = (say(f"explain.{code}", self.language),)
            return Cell(name, label(name, self.language), "written", *shared, said, book=book)
        reasons = tuple(each.of(self.language) for each in marked.reasons) if marked is not None else ()
        call = read_call(cell.source) if cell.cell_type == "code" else None
        if call is not None and call.name in {"ask", "record"}:
            question, tries = explain_question(
                call.item,
                maximum,
                self.read.collected[notebook],
                self.read.book,
                self.classroom.attempts,
                self.language,
            )
            words = name if question is None else first_words(question.question, LONGEST_LABEL)
            return Cell(name, words, "question", *shared, reasons, tries, question=question, book=book)
        if call is not None and call.name == "criterion":
            told = self._told(call, self.read.collected[notebook])
            return Cell(
                name,
                label(name, self.language),
                "part",
                *shared,
                reasons,
                told.lines(call.part, maximum),
                part=_part(told, call.part, maximum),
                book=book,
            )
        return Cell(name, label(name, self.language), "other", *shared, reasons, book=book)

    def _told(self, call: Call, collected: Collected) -> Told:
        if call.item not in self.told:
            self.told[call.item] = tell(call.item, collected, self.read.book, self.classroom.attempts, self.language)
        return self.told[call.item]

    def _lateness(self, after: HandIn) -> Lateness | None:
        view = self.view
        if view is None or view.duedate is None:
            return None
        extension = after.own["extension"]
        due = view.duedate if extension is None else view.duedate + extension
        came = after.own["timestamp"]
        return Lateness(
            due.isoformat(sep=" "),
            came.isoformat(sep=" ") if came is not None else "",
            after.seconds_late(view.duedate),
            round(after.penalty, 4),
        )

    def _differences(self, change: Change, cells: Sequence[Cell]) -> tuple[Difference, ...]:
        labels = {cell.cell: cell.label for cell in cells}
        found = [
            Difference(each.cell, labels.get(each.cell, each.cell), each.before, each.after, each.causes)
            for each in change.cells
        ]
        if change.before and change.after and not same(change.before.penalty, change.after.penalty):
            late = say("explain.lateness", self.language)
            causes = tuple(each for each in change.causes if each.code != "hand_in")
            found.append(Difference("", late, -change.before.penalty, -change.after.penalty, causes))
        return tuple(found)

    def _notes(self) -> tuple[NoteLine, ...]:
        notes = dict.fromkeys(note for graded in self.read.graded.values() for note in graded.notes)
        return tuple(NoteLine(str(note.kind), note.text.of(self.language)) for note in notes)


def _part(told: Told, part: str, maximum: float) -> ScorePart | None:
    if told.story is None or part not in told.story.shares[0]:
        return None
    return told.story.part(part, maximum)


def _in_book(before: HandIn | None, notebook: str, cell: str) -> InBook | None:
    row = before.grades.get((notebook, cell)) if before is not None else None
    if row is None:
        return None
    comment = before.comments.get((notebook, cell)) if before is not None else None
    words = comment["manual_comment"] if comment is not None else None
    return InBook(row["auto_score"], row["manual_score"], float(row["extra_credit"] or 0.0), str(words or ""))


def only(found: Explanation, cell: str) -> Explanation:
    """The explanation of one cell.

    Raises:
        AssignmentError: there is no such graded cell; says which there are.
    """
    cells = tuple(each for each in found.cells if each.cell == cell)
    if not cells:
        known = [each.cell for each in found.cells]
        near = get_close_matches(cell, known, 1)
        shown = ", ".join((*near, *(each for each in known if each not in near)))
        raise AssignmentError("explain_no_cell", cell=cell, known=shown)
    return replace(
        found,
        cells=cells,
        losses=tuple(each for each in found.losses if each.cell == cell),
        differences=tuple(each for each in found.differences if each.cell in {cell, ""}),
    )
