"""The table of what is taught, practised and scored where; and that none of the 80 points misses a column."""

import json

import pytest

from course.notebooks import Shelf
from course.notebooks.checks.points import taught
from course.notebooks.coverage import COLUMNS, Row, as_json, as_text, coverage, gaps
from course.notebooks.reference import library
from course.notebooks.source import read
from course.roleplay.checks.points import POINTS
from tests.notebooks.material import FIXTURE, REPOSITORY
from tools.coverage_page import PAGE, page


@pytest.fixture(scope="module")
def rows() -> tuple[Row, ...]:
    return coverage(Shelf(REPOSITORY))


def test_all_points_of_both_articles_have_a_row(rows: tuple[Row, ...]) -> None:
    assert {row.point.id for row in rows} == POINTS
    assert len(rows) == 80


def test_no_point_misses_a_column(rows: tuple[Row, ...]) -> None:
    assert gaps(rows) == ()


def test_the_page_is_the_one_that_is_made_from_the_sources() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tools.coverage_page"


class TestASmallCourse:
    @pytest.fixture
    def small(self) -> dict[str, Row]:
        return {row.point.id: row for row in coverage(Shelf(FIXTURE.parent / "school"))}

    def test_a_tag_in_a_lesson_counts_under_its_heading(self, small: dict[str, Row]) -> None:
        assert small["C1"].lessons == {"L1": ["The idea: two tables"]}
        assert taught(read(FIXTURE.parent / "school/lessons/l2-tide.md")) == {
            "C4": ["The idea: some doors open by themselves"]
        }

    def test_a_question_counts_where_it_is_graded(self, small: dict[str, Row]) -> None:
        assert small["C1"].questions == {"e1": ["e1-1", "e1-3"]}
        assert small["C1"].checks == {"e1": ["e1-1 (choice, 3)", "e1-3 (choice, 3)"]}
        assert small["C4"].questions == {}, "a quiz is not graded"

    def test_scenes_count_of_role_plays_that_are_played(self, small: dict[str, Row]) -> None:
        assert set(small["C9"].scenes) | set(small["C2"].scenes) <= {"purchasing"}
        assert small["C4"].checks == {}, "its process is not graded here"

    def test_what_is_empty_is_a_gap(self, small: dict[str, Row]) -> None:
        assert small["C9"].gaps()[:2] == ("lessons", "questions")
        assert "C9 lessons" in gaps(small.values())

    def test_it_can_be_read_and_computed_with(self, small: dict[str, Row]) -> None:
        text = as_text([small["C9"]], "nl")
        assert "Behandeld: nog niets" in text
        (row,) = json.loads(as_json([small["C1"]]))
        assert set(row) == {"point", *COLUMNS}


def test_every_point_names_lessons_of_the_course() -> None:
    lessons = {lesson for point in library(REPOSITORY / "lessons").points.values() for lesson in point.lessons}
    assert lessons == {f"L{n}" for n in range(1, 11)}
