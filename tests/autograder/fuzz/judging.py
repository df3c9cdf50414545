"""Grades one spoilt hand-in and looks whether all is as it must be, whatever was done to it."""

import json
import math
import shutil
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

from autograder.errors import AutograderError
from autograder.grading.worker import FILES, REPORT, Job, Result, Task, _Desk
from autograder.marking.clean import TAGS, safe_markdown
from autograder.marking.rebuild import grader_metadata
from course.answers.call import read_call
from tests.autograder.fuzz.bounds import MEGABYTES, SECONDS, bounded, forget_peak, peak, resident
from tests.autograder.fuzz.families import Case
from tests.autograder.fuzz.school import Original, School

STUDENT: Final = "eve"
OURS_TO_BLAME: Final = frozenset({"not_scored", "no_number"})
"""Notes about a fault in scoring, which a hand-in must not be able to cause."""
DUST: Final = 1e-9
Points = Mapping[str, float | None]


@dataclass(frozen=True)
class Verdict:
    """What became of a hand-in: points, or a reason why there are none; and what that cost."""

    points: Points
    refused: str = ""
    seconds: float = 0.0
    megabytes: float = 0.0
    codes: frozenset[str] = frozenset()
    """What was noted; of a refusal: why."""


class Judge:
    """Grades mutants one after another, each as if it were the only one."""

    def __init__(self, school: School, seconds: float = SECONDS) -> None:
        self.school = school
        self._seconds = seconds
        self._desks: dict[str, _Desk] = {}
        self._known: dict[tuple[str, str], Points] = {}

    def judge(self, case: Case) -> Verdict:
        """Grades a mutant and looks at everything.

        Raises:
            AssertionError: something is not as it must be.
        """
        mutant = case.mutant
        verdict = self.grade(mutant.original.assignment, mutant.files)
        if verdict.refused:
            return verdict
        assignment = mutant.original.assignment
        if case.only_removes:
            before = self.points_of(mutant.original)
            more = {
                name: (found, before[name]) for name, found in verdict.points.items() if _is_more(found, before[name])
            }
            assert not more, f"more points than before: {more}"
        played = [
            self._play(assignment, self.points_of(each)) for each in mutant.played if each.assignment == assignment
        ]
        play = self._play(assignment, verdict.points)
        assert not any(play) or play in played, f"a game that nobody played: {play}"
        return verdict

    def points_of(self, original: Original) -> Points:
        """The points of a hand-in as it was made."""
        key = (original.assignment, original.student)
        if key not in self._known:
            verdict = self.grade(original.assignment, original.files)
            assert not verdict.refused, verdict.refused
            self._known[key] = verdict.points
        return self._known[key]

    def grade(
        self, assignment: str, files: Mapping[str, bytes], change: Callable[[Path], None] | None = None
    ) -> Verdict:
        """Grades any files, after something was done to the folder that they stand in."""
        self._lay_out(assignment, files)
        if change is not None:
            change(self.school.classroom.step("submitted", assignment, STUDENT))
        return self._result(self._desk(assignment))

    def again(self, assignment: str) -> Points:
        """The points of the last hand-in, graded once more from what is left in its folder."""
        return self._result(self._desk(assignment)).points

    def _desk(self, assignment: str) -> _Desk:
        if assignment not in self._desks:
            self._desks[assignment] = _Desk(Job(self.school.classroom_of(assignment), assignment, "seal"))
        return self._desks[assignment]

    def _lay_out(self, assignment: str, files: Mapping[str, bytes]) -> None:
        classroom = self.school.classroom
        folder = classroom.step("submitted", assignment, STUDENT)
        for place in (folder, classroom.aside(assignment, STUDENT), classroom.undo(assignment)):
            shutil.rmtree(place, ignore_errors=True)
        folder.mkdir(parents=True)
        for name, content in files.items():
            with suppress(OSError):  # this system knows no such names
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(content)

    def _result(self, desk: _Desk) -> Verdict:
        measured = forget_peak()
        before, begin = resident(), time.process_time()
        try:
            with bounded(self._seconds, MEGABYTES):
                result = desk.grade(Task(STUDENT))
        except AutograderError as problem:
            reasons = (problem.text.en, problem.text.nl)
            assert all(len(reason) > 10 and "{" not in reason for reason in reasons), reasons
            return Verdict({}, problem.text.en, time.process_time() - begin, codes=frozenset({problem.code}))
        seconds = time.process_time() - begin
        megabytes = max(0.0, peak() - before) if measured else 0.0
        codes = frozenset(note.code for note in result.notes)
        return Verdict(Look(desk, result).points(), "", seconds, megabytes, codes)

    def _play(self, assignment: str, points: Points) -> list[float]:
        """The points of the score parts of the role-play."""
        calls = (
            read_call(cell.source)
            for cell in self._desk(assignment).releases[assignment].cells
            if cell.cell_type == "code"
        )
        parts = [f"{call.item}-{call.part}" for call in calls if call is not None and call.name == "criterion"]
        return [points[part] or 0.0 for part in parts]


def _is_more(now: float | None, before: float | None) -> bool:
    return now is not None and now > (before or 0.0) + DUST


class Look:
    """Looks at what grading made of a hand-in: rows, report, notebook."""

    def __init__(self, desk: _Desk, result: Result) -> None:
        self._desk = desk
        self._result = result
        self._staged = desk.job.classroom.staging(desk.job.assignment) / STUDENT

    def points(self) -> Points:
        """The points of each cell, after everything was found to be in order."""
        for name, release in self._desk.releases.items():
            self._rows(name, release)
            self._notebook(name, release)
        self._report()
        return {cell: score for rows in self._result.notebooks.values() for cell, score in rows.scores.items()}

    def _rows(self, name: str, release: Any) -> None:
        scores = self._result.notebooks[name].scores
        graded = {place["grade_id"]: place for cell in release.cells if (place := grader_metadata(cell)).get("grade")}
        assert scores.keys() == graded.keys(), "a row too many or too few"
        for cell, score in scores.items():
            if score is None:
                assert graded[cell].get("solution"), f"{cell}: no score"
            else:
                assert math.isfinite(score), f"{cell}: {score}"
                assert 0 <= score <= graded[cell]["points"], f"{cell}: {score}"

    def _report(self) -> None:
        report = json.loads((self._staged / REPORT).read_text(encoding="utf-8"))
        for each in report["scores"]:
            assert each["reasons"], f"{each['cell']}: no reason"
            assert all(each["reasons"]), f"{each['cell']}: an empty reason"
        codes = {note.code for note in self._result.notes}
        assert not codes & OURS_TO_BLAME, [note.text.en for note in self._result.notes]
        assert all(note.text.en and note.text.nl for note in self._result.notes)
        assert len(self._result.notes) < 1_000, f"{len(self._result.notes)} notes"

    def _notebook(self, name: str, release: Any) -> None:
        found = json.loads((self._staged / FILES / f"{name}.ipynb").read_text(encoding="utf-8"))
        code = ["".join(cell["source"]) for cell in found["cells"] if cell["cell_type"] == "code"]
        assert code == [cell.source for cell in release.cells if cell.cell_type == "code"], "code that is not ours"
        for cell, released in zip(found["cells"], release.cells, strict=True):
            text = "".join(cell["source"])
            if grader_metadata(cell).get("solution") and text != released.source:
                page = Page(str(safe_markdown({"cell": cell}, text)))
                assert page.harmless, f"{cell['id']}: {page.why}"


class Page(HTMLParser):
    """Reads a page as a browser does, and finds what could do more than show words."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.why = ""
        self.feed(html)
        self.close()

    @property
    def harmless(self) -> bool:
        """Whether nothing was found."""
        return not self.why

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.why = f"<{tag}>"
        for name, value in attrs:
            address = "".join((value or "").split()).lower()
            if name.startswith("on") or (
                name in {"href", "src"} and not address.startswith(("http", "mailto:", "#", "data:image/"))
            ):
                self.why = f"<{tag} {name}={value}>"
            if name == "src" and not address.startswith("data:image/"):
                self.why = f"<{tag} {name}={value}>"
