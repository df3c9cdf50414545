"""Variants that are drawn: the instructor sees who had which one, the student hears what a good end was in it."""

import json
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading.batch import grade_class
from autograder.reports.report import write_page
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from course.roleplay.scenario import Drawn, Scenario
from tests.autograder import real

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

TALK = "coffee-afterwards"
#: Who played what, attempt after attempt; the best attempt counts.
PLAYED = {
    "amira": [("open", "expert")],
    "bram": [("closed", "expert")],
    "daan": [("open", "silent"), ("closed", "expert")],
}


def story(variant: str) -> Scenario:
    return load(library()[TALK], variant)


def drawn(variant: str) -> Drawn:
    found = story(variant).drawn
    assert found is not None
    return found


def lines(attempts: list[tuple[str, str]]) -> Iterator[dict[str, object]]:
    second = count()
    for attempt, (variant, kind) in enumerate(attempts, 1):
        for value in journal_values(story(variant), player(kind), 1):
            yield real.line(TALK, value, next(second) % 60, attempt)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """Three who played, and one who only opened the page."""
    with pytest.MonkeyPatch.context() as patch:
        # Today's role-play does; keeping all of them takes most of the time of a new class.
        patch.setattr("autograder.class_folder.new_class._keep_scenarios", lambda _: None)
        classroom = real.make(tmp_path_factory.mktemp("variants") / "class", "nl", TALK)
    for student, attempts in PLAYED.items():
        real.put(classroom, TALK, student, list(lines(attempts)))
    real.put(classroom, TALK, "kim", list(lines([("open", "expert")]))[:1], writes="")
    assert all(not each.problem for each in grade_class(classroom, load_config(classroom.root), TALK, jobs=1))
    return classroom


@pytest.mark.parametrize(("student", "variant"), [("amira", "open"), ("bram", "closed"), ("daan", "closed")])
def test_the_points_say_which_variant_they_are_about(graded: Classroom, student: str, variant: str) -> None:
    report = json.loads(graded.report_file(TALK, student).read_text(encoding="utf-8"))
    assert report["drawn"] == [drawn(variant).name.nl]
    reasons = [reason for each in report["scores"] for reason in each["reasons"]]
    assert reasons.count(drawn(variant).told.nl) == 1


def test_whoever_did_not_play_to_the_end_has_none(graded: Classroom) -> None:
    report = json.loads(graded.report_file(TALK, "kim").read_text(encoding="utf-8"))
    assert "drawn" not in report


def test_the_class_report_names_them_and_how_they_came_out(graded: Classroom, tmp_path: Path) -> None:
    page = write_page(graded, load_config(graded.root), tmp_path / "report.html").read_text(encoding="utf-8")
    named, closed = (f'<span class="quiet">{drawn(each).name.nl}</span>' for each in ("open", "closed"))
    assert (page.count(named), page.count(closed)) == (1, 2)
    assert f"{drawn('closed').name.nl}: 2, gemiddeld" in page
