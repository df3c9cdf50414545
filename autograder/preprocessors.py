"""nbgrader's two passes over a hand-in, with our steps in them.

First pass: :class:`PrepareHandIn`. What comes out is the released notebook, so that nbgrader's own steps, which mend
what a student may have done to cells, would find nothing to do. Second pass: :class:`ScoreAnswers` in the place of
nbgrader's Execute, then :class:`RecordScores`. Between the passes the answers wait in memory on the converter, where no
student can write.

nbgrader's own steps may stand beside ours, with :class:`SaveScores` in the place of RecordScores: that gives the same
and takes several times as long. A test holds the two together.
"""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary, finalize

from nbgrader.converters.base import BaseConverter
from nbgrader.preprocessors import NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import determine_grade, is_grade, is_solution

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom
from autograder.errors import HandInError
from autograder.grading.gradebook import Recorder
from autograder.grading.worker import Result, rows_of
from autograder.inbox.intake import refuse_link
from autograder.marking.handin import Prepared, prepare, score_hand_in, summary, write_report
from autograder.marking.marking import Marked
from autograder.marking.rebuild import read_release

Key = tuple[str, str, str]


@dataclass(slots=True)
class Desk:
    """What is known about the hand-ins that one converter is working on."""

    classroom: Classroom
    prepared: dict[Key, Prepared] = field(default_factory=dict)
    marked: dict[Key, dict[str, Marked]] = field(default_factory=dict)
    releases: dict[Path, Any] = field(default_factory=dict)
    recorders: dict[str, Recorder] = field(default_factory=dict)

    def release(self, file: Path) -> Any:
        """A released notebook; read once."""
        if file not in self.releases:
            self.releases[file] = read_release(file)
        return self.releases[file]

    def recorder(self, converter: BaseConverter, assignment: str) -> Recorder:
        """The grade book; opened once for all hand-ins of the converter, and closed with it."""
        if assignment not in self.recorders:
            opened = Recorder(converter.config, assignment, converter.coursedir)
            self.recorders[assignment] = opened
            finalize(converter, opened.close)
        return self.recorders[assignment]


_DESKS: WeakKeyDictionary[BaseConverter, Desk] = WeakKeyDictionary()


def _converter(preprocessor: NbGraderPreprocessor) -> BaseConverter:
    exporter = preprocessor.parent
    converter = getattr(exporter, "parent", None)
    if not isinstance(converter, BaseConverter):
        raise HandInError("outside_nbgrader", name=type(preprocessor).__name__)
    return converter


def _desk(preprocessor: NbGraderPreprocessor) -> Desk:
    converter = _converter(preprocessor)
    if converter not in _DESKS:
        _DESKS[converter] = Desk(Classroom.open(Path(converter.coursedir.root)))
    return _DESKS[converter]


def _key(resources: Mapping[str, Any]) -> Key:
    place = resources["nbgrader"]
    return place["student"], place["assignment"], place["notebook"]


class PrepareHandIn(NbGraderPreprocessor):
    """First pass: collects the answers; the released notebook with the written answers takes the hand-in's place."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Reads the hand-in from its folder, not from ``nb``: so that both ways of grading read it the same way."""
        del nb
        desk = _desk(self)
        student, assignment, name = _key(resources)
        refuse_link(desk.classroom.step("submitted", assignment, student))
        release = desk.release(desk.classroom.step("release", assignment) / f"{name}.ipynb")
        prepared = prepare(desk.classroom, assignment, student, name, release)
        desk.prepared[_key(resources)] = prepared
        desk.marked.pop(_key(resources), None)
        # nbgrader's steps change what they are given; cells that are the release's own must stay as they are.
        return deepcopy(prepared.notebook), resources


class ScoreAnswers(NbGraderPreprocessor):
    """Second pass, in the place of Execute: scores the answers without running anything."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Gives points to every graded cell that is not a written answer."""
        desk = _desk(self)
        key = _key(resources)
        prepared = desk.prepared.pop(key, None)
        if prepared is None:
            raise HandInError("not_prepared", student=key[0])
        classroom = desk.classroom
        graded = score_hand_in(classroom, prepared, nb, book_for(classroom, key[1]))
        desk.marked[key] = graded.marked
        write_report(classroom, key[1], key[0], graded.marked, graded.notes)
        written = sum(is_grade(cell) and is_solution(cell) and determine_grade(cell)[0] is None for cell in nb.cells)
        self.log.info("%s", summary(graded.marked, written, classroom.language))
        return nb, resources


class RecordScores(NbGraderPreprocessor):
    """Second pass: what nbgrader's SaveAutoGrades and AssignLatePenalties write, in one transaction a notebook."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Saves scores, comments and the late penalty in the grade book."""
        desk = _desk(self)
        student, assignment, name = _key(resources)
        marked = desk.marked.pop(_key(resources), {})
        rows = rows_of(nb, marked)
        desk.recorder(_converter(self), assignment).save_one(Result(student, notebooks={name: rows}))
        return nb, resources


class SaveScores(SaveAutoGrades):
    """nbgrader's own, with the score taken from memory: nbgrader reads an output that is no number as full marks."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Saves scores and comments in the grade book."""
        desk = _desk(self)
        # A cell that nobody scored gets nothing: no evidence, no points.
        self._marked = desk.marked.pop(_key(resources), {})
        saved: tuple[Any, Any] = super().preprocess(nb, resources)
        return saved

    def _add_score(self, cell: Any, resources: Any) -> None:
        place = cell.metadata["nbgrader"]
        if place.get("solution"):
            super()._add_score(cell, resources)
            return
        grade = self.gradebook.find_grade(place["grade_id"], self.notebook_id, self.assignment_id, self.student_id)
        marked = self._marked.get(place["grade_id"])
        grade.auto_score = 0.0 if marked is None else marked.points
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        self.gradebook.db.commit()
