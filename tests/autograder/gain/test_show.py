"""What people and programs read of a gain."""

import csv
import io
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from autograder.errors import ClassFolderError
from autograder.gain import show
from autograder.gain.sittings import Measured, lay_side_by_side
from autograder.reports.export import as_csv
from course.locale import LANGUAGES, Language
from tests.autograder.gain.scores import GOALS, row, taken

FORMULA = "=HYPERLINK(1)"
MARKUP = "<script>alert(1)</script>"


def measured(*, first: str = "Anna") -> Measured:
    before = taken("test-before", row("anna", [2, 0, 1, 1], first=first), row("bo", [2, 2, 2, 2]), row("cas", [1] * 4))
    after = taken("test-after", row("anna", [2, 2, 1, 0], first=first), row("bo", [2, 2, 2, 2]), row("cas", None))
    return lay_side_by_side(before, after, GOALS, GOALS)


def nobody() -> Measured:
    return lay_side_by_side(taken("test-before"), taken("test-after"), GOALS, GOALS)


def rows(found: Measured, language: Language = "en") -> list[list[str]]:
    return list(csv.reader(io.StringIO(as_csv(show.as_rows(found, language)))))


def test_the_table_says_the_gain_of_each_goal_and_student() -> None:
    text = " ".join(show.as_text(measured(), "en").split())
    assert "L1 two tables 75% 100% +1.00" in text
    assert "Anna (anna) 50% 62% +0.25" in text
    assert "Only test-before (1): cas" in text


def test_dutch_has_commas_and_dutch_words() -> None:
    text = show.as_text(measured(), "nl")
    assert "+0,25" in text
    assert "Alle doelen" in text
    assert "+0.25" not in text


def test_a_ceiling_is_a_dash_and_is_explained() -> None:
    text = " ".join(show.as_text(measured(), "en").split())
    assert "bo 100% 100% –" in text
    assert "nothing to gain" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_class_in_which_nobody_did_both_has_a_table_of_nothing(language: Language) -> None:
    found = nobody()
    assert show.as_text(found, language)
    assert "<table" not in show.as_page(found, language)
    assert len(rows(found, language)) == 1
    assert json.loads(show.as_json(found))["class"] == []


def test_a_name_that_is_a_formula_is_text_in_the_file() -> None:
    cells = [cell for line in rows(measured(first=FORMULA)) for cell in line]
    assert any(cell.startswith(f"'{FORMULA}") for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_a_loss_stays_a_number_in_the_file() -> None:
    line = next(each for each in rows(measured()) if each[0] == "anna" and each[2].startswith("L10"))
    assert line[3:6] == ["0.5", "0.25", "-0.5"]


def test_every_line_of_the_file_has_every_column() -> None:
    found = rows(measured(first='An\n"na;=x'))
    assert {len(line) for line in found} == {len(show.COLUMNS)}
    assert found[-1][0] == "cas"
    assert found[-1][-1] == "only the test before"


def test_markup_in_a_name_is_shown_and_not_obeyed() -> None:
    page = show.as_page(measured(first=MARKUP), "nl")
    assert MARKUP not in page
    assert "&lt;script&gt;" in page


class Outline(HTMLParser):
    """The headings, and whether every table has a caption and every row a head."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.tables = self.captions = self.scopes = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.headings += [tag] if tag in {"h1", "h2", "h3"} else []
        self.tables += tag == "table"
        self.captions += tag == "caption"
        self.scopes += tag == "th" and "scope" not in dict(attrs)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_can_be_listened_to(language: Language) -> None:
    outline = Outline()
    page = show.as_page(measured(), language)
    outline.feed(page)
    assert outline.headings == ["h1", "h2", "h2", "h2"]
    assert outline.tables == outline.captions == 2
    assert outline.scopes == 0
    assert f'<html lang="{language}">' in page


def test_a_terminal_gets_nothing_that_it_would_obey() -> None:
    assert all(each.isprintable() for each in show.as_text(measured(first="An\x9bna"), "en").split("\n"))


def test_a_goal_that_the_course_does_not_know_is_called_by_its_id() -> None:
    assert show.goal_name("L99", "en") == "L99"


@pytest.mark.parametrize("ending", show.ENDINGS)
def test_the_ending_says_what_is_written(tmp_path: Path, ending: str) -> None:
    show.write(measured(first="A\ud800"), tmp_path / f"gain{ending}", "en")
    assert (tmp_path / f"gain{ending}").stat().st_size > 500


def test_another_ending_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(ClassFolderError):
        show.write(measured(), tmp_path / "gain.xlsx", "en")
    assert not list(tmp_path.iterdir())
