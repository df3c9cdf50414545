"""Every figure in every kind of state: picture, sentence and tables are there, and say the same in both languages."""

import re
from xml.etree import ElementTree as ET

import pytest

from course.figures import FIGURES
from course.figures.page import Choice, Page
from course.figures.show import maker, page, right_option
from course.figures.words import content
from course.locale import LANGUAGES
from tests.figures.states import states

SOME = 25


def numbers(text: str) -> list[str]:
    """The numbers of a text, however the language writes them: 10,000 and 10.000 are one."""
    return sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[.,](?=\d)", "", text)))


def texts(of: Page) -> list[str]:
    cells = [cell for table in of.told.tables for row in table.rows for cell in row]
    heads = [text for table in of.told.tables for text in (table.caption, *table.columns)]
    labels = [text for control in of.controls for text in (control.label, *(o.text for o in control.options))]
    return [of.title, of.intro, of.source, of.told.sentence, of.told.alt, *heads, *cells, *labels]


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_state_is_drawn_said_and_listed(figure: str, language: str) -> None:
    for given in states(figure, SOME):
        shown = page(figure, given, language)
        assert all(text.strip() and "{" not in text for text in texts(shown)), given
        drawing = ET.fromstring(shown.told.picture)  # noqa: S314 - our own drawing
        assert drawing.tag.endswith("svg")
        assert not [node for node in drawing.iter() if "id" in node.attrib], "two drawings could get mixed up"
        for table in shown.told.tables:
            assert all(len(row) == len(table.columns) for row in table.rows)
            assert all(column < len(table.columns) for column in table.numeric)


@pytest.mark.parametrize("figure", FIGURES)
def test_both_languages_say_the_same_numbers(figure: str) -> None:
    for given in states(figure, SOME):
        english, dutch = (page(figure, given, language) for language in LANGUAGES)
        assert numbers(english.told.sentence) == numbers(dutch.told.sentence), given
        assert [c.value for c in english.controls] == [c.value for c in dutch.controls]


@pytest.mark.parametrize("figure", FIGURES)
def test_choosing_changes_picture_sentence_and_table_together(figure: str) -> None:
    start = page(figure)
    guessed = page(figure, guess=content(figure)["guess"]["options"][0]["id"])
    assert guessed.told.picture != start.told.picture or guessed.controls == start.controls
    changed = page(figure, list(states(figure, 0))[1])
    for one, other in ((start.told.picture, changed.told.picture), (start.told.sentence, changed.told.sentence)):
        assert one != other
    assert start.told.tables != changed.told.tables


@pytest.mark.parametrize("figure", FIGURES)
def test_a_title_asks_something(figure: str) -> None:
    assert all(page(figure, language=language).title.endswith("?") for language in LANGUAGES)


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_guess_is_judged_by_the_numbers(figure: str, language: str) -> None:
    options = [option["id"] for option in content(figure)["guess"]["options"]]
    verdicts = {}
    for option in options:
        shown = page(figure, {}, language, guess=option)
        assert shown.guess is not None
        verdicts[option] = shown.guess.verdict
        assert "{" not in shown.guess.verdict + shown.guess.question
        assert {c.id: c.value for c in shown.controls} == {c.id: c.value for c in page(figure, _set(figure)).controls}
    right = right_option(figure, maker(figure).measures(maker(figure).compute(_choice(figure))))
    assert [o for o in options if verdicts[o].startswith(("Dat zag je goed", "You saw"))] == [right]
    assert page(figure).guess is not None
    assert page(figure).guess.verdict == ""  # type: ignore[union-attr]  # just looked


def _set(figure: str) -> Choice:
    raw = content(figure)["guess"]["set"]
    return {name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()}


def _choice(figure: str) -> Choice:
    return {control.id: control.value for control in page(figure, _set(figure)).controls}


def test_the_right_guesses_do_not_all_stand_in_one_place() -> None:
    places = set()
    for figure in FIGURES:
        options = [option["id"] for option in content(figure)["guess"]["options"]]
        places.add(options.index(right_option(figure, maker(figure).measures(maker(figure).compute(_choice(figure))))))
    assert len(places) > 1


@pytest.mark.parametrize("figure", FIGURES)
@pytest.mark.parametrize(
    "given",
    [{"case": "nowhere"}, {"told": ("nothing",), "yes": "other"}, {"price": ("88",)}, {"what": "is this"}],
    ids=["no such option", "none of them", "wrong kind", "no such control"],
)
def test_what_cannot_be_chosen_is_as_at_the_start(figure: str, given: Choice) -> None:
    assert page(figure, given).told.sentence == page(figure).told.sentence


def test_there_is_no_other_figure() -> None:
    with pytest.raises(KeyError):
        page("pie-chart")


@pytest.mark.parametrize("figure", FIGURES)
def test_the_same_choice_gives_the_same_page(figure: str) -> None:
    given = list(states(figure, 1))[-1]
    assert page(figure, given) == page(figure, given)
