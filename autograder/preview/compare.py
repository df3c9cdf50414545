"""Holds the results of a run beside what the grade book says, before a row of it is written."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom
from autograder.grading.basis import Basis
from autograder.grading.book_rows import HandIn, Place
from autograder.grading.ledger import Record
from autograder.grading.worker import REPORT, Result
from autograder.marking.handin import prepare
from autograder.marking.rebuild import grader_metadata, read_release
from autograder.preview.book import BookView
from autograder.preview.causes import HAND_IN, PERSON, Cause, Since, cause
from autograder.preview.changes import CellChange, Change, Kind, cell_change, differing, same
from course.answers.call import Call, read_call
from course.answers.collect import Collected
from course.scoring import Book, Policy, score


@dataclass(frozen=True, slots=True)
class Asked:
    """A graded cell as it was released."""

    call: Call | None
    maximum: float


@dataclass(frozen=True)
class Comparison:
    """What there is to compare with: the grade book, the ledger, and what the class is graded by now."""

    classroom: Classroom
    """The class; where it is only looked at, with the staging folder of its own."""
    assignment: str
    view: BookView
    record: Record
    basis: Basis
    seal: str

    def changes(self, results: Iterable[Result]) -> tuple[Change, ...]:
        """What each result would do, in order of the students' names."""
        found = {result.student: result for result in results}
        before = self.view.hand_ins(list(found))
        return tuple(self._change(result, before.get(student)) for student, result in sorted(found.items()))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """What each student is called."""
        return self.view.names()

    @cached_property
    def releases(self) -> Mapping[str, Any]:
        """The released notebooks, by name."""
        folder = self.classroom.step("release", self.assignment)
        return {name: read_release(folder / f"{name}.ipynb") for name in self.classroom.notebooks(self.assignment)}

    @cached_property
    def asked(self) -> dict[str, Asked]:
        """What each graded cell of the released notebooks asks for, by grade id."""
        found: dict[str, Asked] = {}
        for release in self.releases.values():
            for cell in release.cells:
                place = grader_metadata(cell)
                if place.get("grade") and not place.get("solution"):
                    call = read_call(cell.source) if cell.cell_type == "code" else None
                    found[str(place["grade_id"])] = Asked(call, float(place["points"]))
        return found

    def _change(self, result: Result, before: HandIn | None) -> Change:
        student = result.student
        name = self.names.get(student, "")
        old = self.view.standing(before) if before is not None else None
        given = old.total if old is not None and old.given else None
        if result.problem:
            return Change(student, name, Kind.FAILED, given, problem=result.problem)
        after = self.view.after(student, before, result)
        total = self.view.standing(after).total
        if before is None or given is None:
            return Change(student, name, Kind.FIRST, None, total)
        places = differing(before, after)
        is_new = self._is_new(result, before)
        reports = self._reports(student) if places else ({}, {})
        change = _Changing(self, result, before, after, is_new=is_new)
        cells = tuple(cell_change(before, after, place, change.causes(place), reports) for place in places)
        moved = not same(given.penalty, total.penalty) or not same(given.score, total.score)
        if is_new:
            kind = Kind.ANEW if moved or cells else Kind.SAME
            return Change(student, name, kind, given, total, cells, (cause(HAND_IN),))
        causes = change.of_penalty(cells) if not same(given.penalty, total.penalty) else ()
        asked = any(cell.counts for cell in cells) or any(each.code != PERSON for each in causes)
        return Change(student, name, Kind.REGRADED if asked else Kind.SAME, given, total, cells, causes)

    def _is_new(self, result: Result, before: HandIn) -> bool:
        entry = self.record.entries.get(result.student)
        if entry is not None:
            return entry.hand_in != result.hand_in
        # Graded by another command: nothing was written down but the time of the hand-in.
        return result.timestamp is not None and result.timestamp != before.own["timestamp"]

    def _reports(self, student: str) -> tuple[dict[str, Any], dict[str, Any]]:
        staged = self.classroom.staging(self.assignment) / student / REPORT
        return _scores(self.classroom.report_file(self.assignment, student)), _scores(staged)


class _Changing:
    """One hand-in whose points change: why."""

    def __init__(self, by: Comparison, result: Result, before: HandIn, after: HandIn, *, is_new: bool) -> None:
        self._by = by
        self._student = result.student
        self._before, self._after = before, after
        self._is_new = is_new
        self._since = Since(by.record.basis_of(result.student), by.basis)
        entry = by.record.entries.get(result.student)
        self._entry = entry
        self._stands = entry is not None and entry.basis == by.seal

    def causes(self, place: Place) -> tuple[Cause, ...]:
        """Why the automatic points of a cell change."""
        if self._is_new:
            return (cause(HAND_IN),)
        if self._stands:
            return (cause("book"),)  # same hand-in, same rules: somebody else wrote into the grade book
        asked = self._by.asked.get(place[1], Asked(None, 0.0))
        found = self._since.of_cell(asked.call, several=self._tries(asked.call) > 1)
        return self._narrowed(found, asked, place) or (cause("book"),)

    def _narrowed(self, causes: tuple[Cause, ...], asked: Asked, place: Place) -> tuple[Cause, ...]:
        """The causes that explain the change, when taking just those back gives the points of before."""
        there = {each.code for each in causes} & _TAKEN_BACK
        if len(causes) < 2 or not there:
            return causes
        before = self._before.grades.get(place)
        for codes in (there & _KEY, there - _KEY, there):
            if codes and before is not None and same(self._points(asked, codes), before["auto_score"]):
                return tuple(each for each in causes if each.code in codes)
        return causes

    def _points(self, asked: Asked, codes: frozenset[str] | set[str]) -> float | None:
        """What a cell would get if these causes were taken back."""
        old, book = self._since.old, book_for(self._by.classroom, self._by.assignment)
        assert old is not None
        if codes & _KEY:
            items, keys = old.questions
            book = Book(items, keys, book.scenarios)
        attempts = cast("Policy", old.attempts) if "attempts" in codes else self._by.classroom.attempts
        return score(asked.call, asked.maximum, self._collected, book, attempts).points

    def of_penalty(self, cells: tuple[CellChange, ...]) -> tuple[Cause, ...]:
        """Why lateness takes off something else."""
        found: list[Cause] = []
        if self._entry is not None and self._entry.due != self._by.view.moment(self._before):
            found.append(cause("due"))
        if self._since.old is not None:
            found += self._since.of_penalty
        if any(cell.counts for cell in cells):
            found.append(cause("score"))
        return tuple(found) or (cause(PERSON if self._entry is not None else "unrecorded"),)

    def _tries(self, call: Call | None) -> int:
        """How many answers or attempts there are at what a cell asks for."""
        if call is None:
            return 0
        return _tries(self._collected, call)

    @cached_property
    def _collected(self) -> Collected:
        by = self._by.classroom
        # The copy of a class that is only looked at is gone by now; what was handed in is read, and left as it is.
        real = Classroom(by.root, by.language, by.attempts, by.course_id)
        return collected_of(real, self._by.assignment, self._student, self._by.releases)


_KEY: Final = frozenset({"key", "question", "question_gone", "question_new"})
_TAKEN_BACK: Final = _KEY | {"attempts"}
"""What can be taken back to see whether it is the cause: old keys and agreements were kept, old programs were not."""


def collected_of(classroom: Classroom, assignment: str, student: str, releases: Mapping[str, Any]) -> Collected:
    """The answers of a hand-in as it lies there, from the first of its notebooks that has any."""
    found = (prepare(classroom, assignment, student, name, release) for name, release in releases.items())
    return next((each.collected for each in found if each.collected.lines), Collected(()))


def _tries(collected: Collected, call: Call) -> int:
    lines = collected.of(call.item)
    return len({line.attempt for line in lines}) if call.name == "criterion" else len(lines)


def _scores(file: Path) -> dict[str, Any]:
    """The scores of a report file by cell; a file that was changed or lost says nothing."""
    try:
        return {str(each["cell"]): each for each in json.loads(file.read_text(encoding="utf-8"))["scores"]}
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return {}
