"""What instructors meet without asking: a line after grading, and a part of the report page."""

import shutil
from pathlib import Path

import pytest

from autograder.class_folder.classroom import JOURNAL, Classroom
from autograder.copied.quick import count_same_times
from autograder.grading.scores import AssignmentScores, PartInfo, Row
from autograder.reports import report
from tests.autograder.classes import ASSIGNMENT
from tests.autograder.commands import autograder, environment
from tests.autograder.copied.folders import a_class, handed_in, played
from tests.autograder.copied.people import LAB, shifted, written


def test_nobody_has_the_same_times(classroom: Classroom) -> None:
    assert count_same_times(a_class(classroom), ASSIGNMENT) == 0


@pytest.mark.parametrize("shift", [0, 3600, -86_400])
def test_a_copied_journal_is_counted(classroom: Classroom, shift: int) -> None:
    handed_in(a_class(classroom), "copier", shifted(played(2), shift))
    assert count_same_times(classroom, ASSIGNMENT) == 1


def test_a_group_counts_once(classroom: Classroom) -> None:
    a_class(classroom)
    for number in range(3):
        handed_in(classroom, f"copier{number}", shifted(played(2), number))
    handed_in(classroom, "other", played(3))
    assert count_same_times(classroom, ASSIGNMENT) == 2


def test_who_may_work_together_does_not_count(classroom: Classroom) -> None:
    handed_in(a_class(classroom), "copier", played(2))
    (classroom.root / "together.csv").write_text("s2,copier\n")
    assert count_same_times(classroom, ASSIGNMENT) == 0


def test_a_clock_that_ticks_evenly_is_no_rhythm(classroom: Classroom) -> None:
    a_class(classroom, 1)
    for student in ("x", "y"):
        values = [line.value for line in played(4)]
        handed_in(
            classroom, student, written("purchasing", values, [LAB.replace(minute=n) for n in range(len(values))])
        )
    assert count_same_times(classroom, ASSIGNMENT) == 0


@pytest.mark.parametrize("content", [b"", b"\xff" * 1000, b'"at": "2026-99-99T99:99:99Z"}\n' * 99])
def test_a_broken_journal_is_no_sign(classroom: Classroom, content: bytes) -> None:
    for student in ("x", "y"):
        (handed_in(classroom, student, []).folder / JOURNAL).write_bytes(content)
    assert count_same_times(classroom, ASSIGNMENT) == 0


def row(student: str, first: str) -> Row:
    return Row(student, first, "", "", "", {"q-choice": 4.0}, frozenset(), 4.0, 0.0, None, handed_in=True)


@pytest.fixture
def page(classroom: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = (row("s0", "Zoë"), row("s1", "Bo"))
    scores = AssignmentScores(ASSIGNMENT, None, (PartInfo("q-choice", 4.0),), 4.0, rows)
    monkeypatch.setattr(report, "read_scores", lambda _: (scores,))
    return tmp_path / "report.html"


def test_the_report_has_a_part_for_it(classroom: Classroom, page: Path) -> None:
    handed_in(a_class(classroom), "copier", played(0), "<script>alert(1)</script>")
    text = report.write_page(classroom, None, page).read_text()
    assert "Inleveringen die op elkaar lijken: 1 om te bekijken" in text
    assert "Zoë (s0)" in text
    assert "geen oordeel" in text
    assert "<script" not in text


def test_the_report_says_nothing_where_there_is_nothing(classroom: Classroom, page: Path) -> None:
    text = report.write_page(a_class(classroom), None, page).read_text()
    assert "lijken" not in text
    assert "Vreemde tijden" not in text


def test_a_report_is_made_without_the_release_too(tmp_path: Path, page: Path) -> None:
    assert report.write_page(Classroom(tmp_path / "bare", "en", "best", "bare"), None, page).is_file()


@pytest.mark.nbgrader
def test_the_commands(generated: Path, tmp_path: Path) -> None:
    root = tmp_path / "class"
    shutil.copytree(generated, root)
    classroom = Classroom.open(root)
    a_class(classroom, 3)
    handed_in(classroom, "copier", played(0))
    graded = " ".join(autograder(root, "grade", ASSIGNMENT).split())
    assert f"`autograder copied {ASSIGNMENT}`" in graded
    told = autograder(root, "copied", ASSIGNMENT, "--to", "alike.html")
    assert "copier, s0: zeer opvallend" in told
    assert (root / "alike.html").is_file()
    refused = autograder(root, "copied", ASSIGNMENT, "--to", "a.txt", check=False, env=environment(LANG="C"))
    assert refused.strip() == "autograder: a.txt: the name has to end in .html, .csv or .json."
