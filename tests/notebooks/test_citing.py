"""Citations in a text, and whether the course knows the source."""

import pytest

from autograder.gain import measure
from course.locale import Text
from course.notebooks import Shelf
from course.notebooks.citing import in_list, in_prose, named
from course.notebooks.reference import Reference, library
from course.notebooks.uses import GAME, OF_TESTS, TESTS, of_game, uses
from course.scoring import agreement
from tests.notebooks.material import FIXTURE, REPOSITORY

NOTHING = Text("", "")


def source(name: str, *authors: str, year: int | None = None, also: tuple[str, ...] = ()) -> Reference:
    return Reference(name, authors, year, also, "abstract", "", NOTHING, NOTHING, 1)


SOURCES = (
    source("putnam", "Putnam", year=1988),
    source("walton", "Walton", "McKersie", year=1965, also=("Walton & McKersie",)),
    source("kochan", "Kochan", "Lipsky", year=2003),
    source("de-dreu", "De Dreu", "Koole", "Steinel", year=2000),
    source("journal", also=("European Journal of Social Psychology 2006",)),
    source("site", also=("example.org",)),
    source("page", also=("example.org, the page on locks",)),
)

PROSE = [
    ("Robert Putnam (1988) says so.", ["putnam"]),
    ("It is a game (Putnam 1988).", ["putnam"]),
    ("One of four (Walton & McKersie 1965, as described by Kochan & Lipsky 2003).", ["walton", "kochan"]),
    ("It helps (De Dreu and others 2000; Putnam 1988).", ["de-dreu", "putnam"]),
    ("Het helpt (De Dreu en anderen 2000).", ["de-dreu"]),
    ("Putnam, R. (1988), on games.", ["putnam"]),
    ("In groups not (European Journal of Social Psychology 2006).", ["journal"]),
    ("Others say no (Nobody & Somebody 1999).", [None]),
    ("It was another year (Putnam 1998).", [None]),
    ("The contract ends in May (June 2026) or later (2027).", []),
    ("In 2019 the members voted; the budget of 2026 is 4 million.", []),
    ("(In 2019 the members voted.)", []),
]


@pytest.mark.parametrize(("text", "found"), PROSE)
def test_names_with_a_year(text: str, found: list[str | None]) -> None:
    assert sorted(str(each.source and each.source.id) for each in in_prose(text, SOURCES)) == sorted(map(str, found))


LISTS = [
    ("Putnam 1988 on the game at two levels (abstract)", ["putnam"]),
    ("example.org; Walton & McKersie 1965", ["site", "walton", "walton"]),
    ("example.org, the page on locks", ["page"]),
    ("Walton & McKersie, as reported by example.org; not checked at the source", ["walton"]),
    ("C32; Putnam 1988*", ["putnam"]),
    ("De Dreu et al. 2000", ["de-dreu"]),
    ("made up for a test", [None]),
]


@pytest.mark.parametrize(("text", "found"), LISTS)
def test_a_list_of_sources(text: str, found: list[str | None]) -> None:
    assert [each.source and each.source.id for each in in_list(text, SOURCES)] == found


def test_a_passage_names_sources_by_year_and_by_other_words() -> None:
    text = "As example.org has it, and Putnam (1988), and Walton & McKersie."
    assert {each.id for each in named(text, SOURCES)} == {"putnam", "walton", "site"}


def test_every_rule_and_magnitude_of_the_game_rests_on_a_source_of_the_list() -> None:
    sources = library(REPOSITORY / "lessons").sources
    assert [each.text for each in of_game(sources) if each.source is None] == []


def test_where_a_source_is_used() -> None:
    school = uses(Shelf(FIXTURE.parent / "school"))
    assert school["putnam-1988"] == ("l1-quay", GAME)
    assert school["schelling-1960"] == ("l1-quay", GAME)
    assert school["article"] == ("l1-quay", "l2-tide", "e1")


def test_what_is_computed_about_the_tests_names_the_sources_that_the_list_has() -> None:
    sources = library(REPOSITORY / "lessons").sources
    texts = [" ".join((module.__doc__ or "").split()) for module in (measure, agreement)]
    said = [each for text in texts for each in in_prose(text, sources)]
    listed = [each.source.id for each in in_list(OF_TESTS, sources) if each.source]
    assert sorted(each.source.id if each.source else each.text for each in said) == sorted(listed)
    assert len(listed) == 3
    found = uses(Shelf(REPOSITORY))
    assert [found[name] for name in listed] == [(TESTS,)] * 3
