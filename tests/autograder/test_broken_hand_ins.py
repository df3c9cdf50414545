"""Whatever a hand-in looks like, it is graded as far as there are answers, and what was odd is noted.

The cases stand in ``broken/``. One class holds all of them and two sound students, and is graded in three ways.
"""

import json
import os
import shutil
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading.batch import Outcome, grade_class
from autograder.inbox.intake import hook, mend
from autograder.marking.handin import Graded, prepare, score_hand_in
from autograder.marking.labels import first_words
from autograder.marking.notes import Kind
from autograder.marking.rebuild import read_release
from autograder.marking.stubs import is_stub
from autograder.reports.report import write_page
from course.locale import LANGUAGES, say
from tests.autograder.broken.case import FULL, WRITTEN, Case, Seen, make_sound
from tests.autograder.broken.files import PIPE
from tests.autograder.broken.table import TABLE, TRIED
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, make_class
from tests.autograder.commands import nbgrader
from tests.autograder.grades import everything, scores

SOUND = ("aa-sound", "zz-sound")
VISIBLE = tuple(case for case in TABLE if case.seen is Seen.BY_ALL)
GRADED = tuple(case for case in TABLE if case.seen is not Seen.REFUSED)
REFUSED = tuple(case for case in TABLE if case.seen is Seen.REFUSED)


def each(cases: tuple[Case, ...]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("case", cases, ids=[case.name for case in cases])


def fill(classroom: Classroom) -> None:
    """Every case as a student, between two sound ones."""
    for student in SOUND:
        make_sound(HandIn(classroom, student))
    for case in TABLE:
        hand_in = HandIn(classroom, case.name)
        make_sound(hand_in)
        case.change(hand_in)


@dataclass(frozen=True, slots=True)
class School:
    """A class with every case in it, after it was graded."""

    classroom: Classroom
    outcomes: Mapping[str, Outcome]

    def report(self, student: str) -> Any:
        return json.loads(self.classroom.report_file(ASSIGNMENT, student).read_text())

    def codes(self, student: str) -> set[str]:
        report = self.report(student)
        return {entry["code"] for kind in Kind for entry in report[str(kind)]}

    def points(self, student: str) -> dict[str, float | None]:
        return {entry["cell"]: entry["points"] for entry in self.report(student)["scores"]}

    def written(self, student: str) -> str:
        file = self.classroom.step("autograded", ASSIGNMENT, student) / f"{ASSIGNMENT}.ipynb"
        return str(nbformat.read(file, 4).cells[-1].source)


def generate(root: Path, language: str) -> Classroom:
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415

    classroom = make_class(root, language)
    shutil.rmtree(root / "release")
    config = load_config(root)
    config.NbGraderAPI.log_level = "ERROR"
    assert NbGraderAPI(config=config).generate_assignment(ASSIGNMENT)["success"]
    fill(classroom)
    return classroom


@pytest.fixture(scope="module", params=LANGUAGES)
def ours(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> School:
    """Graded by our command, in a class of each language."""
    classroom = generate(tmp_path_factory.mktemp("ours") / "class", request.param)
    run = grade_class(classroom, load_config(classroom.root), ASSIGNMENT)
    return School(classroom, {outcome.student: outcome for outcome in run})


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> School:
    """Graded by nbgrader's own command with our configuration, in one run."""
    classroom = generate(tmp_path_factory.mktemp("plain") / "class", "nl")
    # A pipe cannot be copied.
    copy = classroom.root.with_name("copy")
    shutil.copytree(classroom.root, copy, symlinks=True, ignore=lambda *_: {PIPE})
    for pipe in classroom.root.rglob(PIPE):
        os.mkfifo(copy / pipe.relative_to(classroom.root))
    log = nbgrader(classroom.root, "autograde", ASSIGNMENT, check=False)
    (classroom.root.parent / "autograde.log").write_text(log)
    return School(classroom, {})


def test_the_first_trials_are_all_here() -> None:
    assert len(TRIED) == 43
    assert len(TABLE) > 100
    for case in TABLE:
        assert case.what.endswith("."), case.name


# -- our own command: everybody at once


@each(GRADED)
def test_a_broken_hand_in_is_graded_as_far_as_there_are_answers(ours: School, case: Case) -> None:
    assert ours.points(case.name) == case.points
    assert ours.codes(case.name) == case.notes
    written = ours.written(case.name)
    assert is_stub(written) if not case.written else written == case.written


@each(REFUSED)
def test_what_cannot_be_graded_is_refused_with_a_reason(ours: School, case: Case) -> None:
    assert ours.outcomes[case.name].problem.endswith(".")
    assert case.name not in scores(ours.classroom.root)


def test_nobody_is_left_out_and_the_sound_ones_are_untouched(ours: School) -> None:
    assert set(ours.outcomes) == {case.name for case in TABLE} | set(SOUND)
    assert set(scores(ours.classroom.root)) == {case.name for case in GRADED} | set(SOUND)
    for student in SOUND:
        assert (ours.points(student), ours.codes(student), ours.written(student)) == (FULL, set(), WRITTEN)
        assert not ours.classroom.aside(ASSIGNMENT, student).exists()


@each(GRADED)
def test_every_score_has_reasons_and_every_note_words_in_the_language_of_the_class(ours: School, case: Case) -> None:
    report, language = ours.report(case.name), ours.classroom.language
    found = graded(ours.classroom, case.name)
    assert [entry["cell"] for entry in report["scores"]] == list(FULL)
    for entry in report["scores"]:
        reasons = found.marked[entry["cell"]].reasons
        assert reasons
        assert entry["reasons"] == [reason.of(language) for reason in reasons]
        assert all(reason.en != reason.nl for reason in reasons)
        assert 0 <= (entry["points"] or 0) <= entry["maximum"]
    told = [entry["text"] for kind in Kind for entry in report[str(kind)]]
    assert sorted(told) == sorted(note.text.of(language) for note in found.notes)
    for note in found.notes:
        assert note.text.en != note.text.nl
        assert note.text.of(language).endswith(".")
        assert "{" not in note.text.of(language)
        assert note.cell in {None, "classic"} or f"({note.cell})" in note.text.of(language), "named in words"


def test_the_report_page_tells_all_of_it(ours: School) -> None:
    language = ours.classroom.language
    page = write_page(ours.classroom, load_config(ours.classroom.root), ours.classroom.root / "report.html").read_text()
    for case in GRADED:
        assert (f"<h3>{case.name}</h3>" in page) is bool(case.notes)
    told = [entry["text"] for case in GRADED for kind in Kind for entry in ours.report(case.name)[str(kind)]]
    assert [text for text in told if escape(text, quote=True).replace("&#x27;", "&#39;") not in page] == []
    for key in ("kind_repaired", "kind_ignored", "kind_distrusted", "kind_missing"):
        assert f"<strong>{say(f'autograder.{key}', language)}.</strong>" in page
    refused = page[page.index(say("autograder.not_graded_here", language, students="", assignment="")[:20]) :]
    assert all(case.name in refused for case in REFUSED)
    assert "(verslag.docx)" in refused
    assert say("autograder.empty_folder", language) in refused
    assert f"{first_words(QUESTION[language])}</span>" in page, "parts are called by their question"


QUESTION = {"en": "What should you do?", "nl": "What should you do? (nl)"}


def test_a_second_run_changes_nothing_and_says_the_same(ours: School) -> None:
    before = {case.name: ours.report(case.name) for case in GRADED}
    run = grade_class(ours.classroom, load_config(ours.classroom.root), ASSIGNMENT, force=True)
    again = {outcome.student: outcome for outcome in run}
    assert {name for name, outcome in again.items() if outcome.problem} == {case.name for case in REFUSED}
    assert {case.name: ours.report(case.name) for case in GRADED} == before


def test_nothing_that_was_handed_in_is_lost(ours: School, tmp_path: Path) -> None:
    fresh = make_class(tmp_path / "class", ours.classroom.language)
    fill(fresh)
    for case in TABLE:
        kept = contents(ours.classroom.step("submitted", ASSIGNMENT, case.name))
        kept |= contents(ours.classroom.aside(ASSIGNMENT, case.name))
        assert contents(fresh.step("submitted", ASSIGNMENT, case.name)) <= kept, case.name


def contents(folder: Path) -> set[bytes]:
    return {path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.is_symlink()}


# -- nbgrader's own command with our configuration


@pytest.mark.nbgrader
def test_nbgraders_own_command_grades_all_that_it_sees(plain: School) -> None:
    assert set(scores(plain.classroom.root)) == {case.name for case in VISIBLE} | set(SOUND)


@pytest.mark.nbgrader
@each(VISIBLE)
def test_nbgraders_own_command_comes_to_the_same(plain: School, case: Case) -> None:
    assert plain.points(case.name) == case.points
    assert plain.codes(case.name) == case.notes


@pytest.mark.nbgrader
def test_both_commands_leave_the_same_grade_book_and_files(plain: School) -> None:
    copy = Classroom.open(plain.classroom.root.with_name("copy"))
    list(grade_class(copy, load_config(copy.root), ASSIGNMENT, [*SOUND, *(case.name for case in VISIBLE)]))
    assert everything(copy.root) == everything(plain.classroom.root)
    for step in ("autograded", "reports", "submitted"):
        for case in VISIBLE:
            found, expected = (
                {str(file.relative_to(root / step)): file.read_bytes() for file in files(root / step, case.name)}
                for root in (copy.root, plain.classroom.root)
            )
            assert found == expected


def files(root: Path, student: str) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file() and student in (*path.parts, path.stem)]


# -- the hook before nbgrader reads, as the formgrader calls it


@pytest.fixture(scope="module")
def hooked(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    classroom = make_class(tmp_path_factory.mktemp("hooked") / "class")
    fill(classroom)
    return classroom


@each(VISIBLE)
def test_after_the_hook_nbgrader_finds_what_it_can_read(hooked: Classroom, case: Case) -> None:
    folder = hooked.step("submitted", ASSIGNMENT, case.name)
    found = [str(path) for path in sorted(folder.glob("*.ipynb"))]
    hook(ASSIGNMENT, "*", found)
    assert found == [str(folder / f"{ASSIGNMENT}.ipynb")]
    assert not any(path.is_symlink() or not (path.is_file() or path.is_dir()) for path in folder.rglob("*"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about ids; nbformat mends them
        assert nbformat.read(found[0], 4).nbformat == 4
    points, codes, written = looked_at(hooked, case.name)
    assert points == case.points
    assert codes == case.notes
    assert is_stub(written) if not case.written else written == case.written


def graded(classroom: Classroom, student: str) -> Graded:
    """A hand-in that was mended before, with its scores."""
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, student, ASSIGNMENT, release)
    return score_hand_in(classroom, prepared, prepared.notebook, book_for(classroom, ASSIGNMENT))


def looked_at(classroom: Classroom, student: str) -> tuple[dict[str, float | None], set[str], str]:
    """Points of each cell, the codes of what was noted, and the written answer that a grader sees."""
    found = graded(classroom, student)
    points = {name: each.points for name, each in found.marked.items()}
    return points, {note.code for note in found.notes}, str(found.notebook.cells[-1].source)


def grade(classroom: Classroom, student: str = "anna") -> tuple[dict[str, float | None], set[str], str]:
    """The same for a hand-in as it came."""
    mend(classroom, ASSIGNMENT, student)
    return looked_at(classroom, student)


# -- one hand-in after another


def test_a_whole_hand_in_has_nothing_noted(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.write_answer(WRITTEN)
    assert grade(classroom) == (FULL, set(), WRITTEN)


def test_what_was_mended_is_noted_again_in_a_second_run(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.file.rename(hand_in.folder / "mini-Copy1 (2).ipynb")
    first = grade(classroom)
    assert "renamed" in first[1]
    assert grade(classroom) == first
    assert (classroom.aside(ASSIGNMENT, "anna") / "mini-Copy1 (2).ipynb").is_file()


@pytest.mark.parametrize("broken", ["", '{"cells": 3}'])
def test_a_new_hand_in_does_not_inherit_old_notes(classroom: Classroom, hand_in: HandIn, broken: str) -> None:
    hand_in.answer(GOOD)
    hand_in.file.write_text(broken)
    assert grade(classroom)[1] == {"unreadable"}
    hand_in.file.write_bytes((classroom.step("release", ASSIGNMENT) / hand_in.file.name).read_bytes())
    hand_in.write_answer("Nieuw.")
    assert grade(classroom) == (FULL, set(), "Nieuw.")


@pytest.mark.parametrize(
    "empty", ["", "  \n", "*Schrijf hier je antwoord.*", "*Write your answer here.*", "YOUR ANSWER HERE"]
)
def test_a_stub_in_any_language_is_no_answer(classroom: Classroom, hand_in: HandIn, empty: str) -> None:
    hand_in.write_answer(empty)
    assert grade(classroom)[2] == "*Schrijf hier je antwoord.*"


def test_a_pasted_picture_stays_and_a_script_in_its_place_goes(classroom: Classroom, hand_in: HandIn) -> None:
    notebook = hand_in.read()
    cell = hand_in.cell(notebook, "reflection")
    cell["source"] = "Zie ![schets](attachment:a.png)"
    cell["attachments"] = {"a.png": {"image/png": "iVBORw0KGgo="}, "b.svg": {"image/svg+xml": "<svg onload=alert(1)>"}}
    hand_in.write(notebook)
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, "anna", ASSIGNMENT, release)
    assert prepared.notebook.cells[-1].attachments == {"a.png": {"image/png": "iVBORw0KGgo="}}


@pytest.mark.parametrize("name", ["cells.own-cells", "cells.edited", "cells.all-metadata-lost", "cells.answer-below"])
def test_no_code_of_the_student_is_left(classroom: Classroom, hand_in: HandIn, name: str) -> None:
    make_sound(hand_in)
    next(case for case in TABLE if case.name == name).change(hand_in)
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, "anna", ASSIGNMENT, release)
    released = [cell.source for cell in release.cells if cell.cell_type == "code"]
    assert [cell.source for cell in prepared.notebook.cells if cell.cell_type == "code"] == released
