"""Pages run from top to bottom without a kernel: what fails is told with its cell, what is well is not."""

from course.notebooks import Shelf, running
from tests.notebooks.material import change

TALKS = "exercises/talks/talks.md"


def codes(shelf: Shelf) -> list[tuple[str, str]]:
    pages = [shelf.page("talks")]
    return [(finding.code, finding.text.en) for finding in running.check(shelf, pages)]


def test_data_beside_the_page_can_be_read(copied: Shelf) -> None:
    change(copied.root / TALKS, "fares = 3", 'fares = len(open("data/fares.csv").readlines())')
    assert codes(copied) == []


def test_the_first_cell_that_fails_is_told_once_for_both_languages(copied: Shelf) -> None:
    change(copied.root / TALKS, "fares = 3", "fares = 1 / 0")
    ((code, text),) = codes(copied)
    assert code == "L140"
    assert "(en, nl): ZeroDivisionError: division by zero." in text


def test_a_widget_that_says_what_went_wrong_instead_of_raising_is_told_too(copied: Shelf) -> None:
    change(copied.root / TALKS, "fares = 3", 'from pathlib import Path\nPath("answers.jsonl").mkdir()\nfares = 3')
    ((code, _),) = codes(copied)
    assert code == "L140"


def test_names_of_one_page_are_not_there_on_the_next(copied: Shelf) -> None:
    change(copied.root / "lessons/ferry.md", 'ask("ferry-who")', 'left = 1\nask("ferry-who")')
    change(copied.root / TALKS, "fares = 3", "fares = left")
    pages = [copied.page("ferry"), copied.page("talks")]
    ((finding),) = running.check(copied, pages)
    assert "NameError" in finding.text.en
