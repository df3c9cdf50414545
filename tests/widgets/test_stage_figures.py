"""The figures and faces: same every time, readable in both themes, said in words too."""

import base64
import re
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from course.roleplay.debrief import debrief
from course.roleplay.load import library, load
from course.roleplay.page import Debrief, Mark
from course.roleplay.players import player, run
from course.widgets import drawing
from course.widgets.drawing import Plot
from course.widgets.pareto import pareto_sentence
from course.widgets.plots import plots, radar
from course.widgets.portraits import MOODS, faces, portrait, portraits


@pytest.fixture(scope="module")
def told() -> Debrief:
    return debrief(run(load(library()["purchasing"]), player("expert"), seed=1), "en")


@pytest.fixture(scope="module")
def drawn(told: Debrief) -> dict[str, Plot]:
    return plots(told, "en")


def svg(address: str) -> str:
    head, _, data = address.partition(",")
    assert head == "data:image/svg+xml;base64"
    return base64.b64decode(data).decode()


@pytest.mark.parametrize("name", ["pareto", "radar"])
def test_a_figure_is_the_same_every_time(told: Debrief, drawn: dict[str, Plot], name: str) -> None:
    assert plots(told, "en")[name] == drawn[name]


@pytest.mark.parametrize("name", ["pareto", "radar"])
def test_the_dark_picture_has_none_of_the_light_colours(drawn: dict[str, Plot], name: str) -> None:
    light, dark = svg(drawn[name]["light"]), svg(drawn[name]["dark"])
    ET.fromstring(dark)  # noqa: S314 - our own drawing
    for colour in drawing._DARK:
        assert colour not in dark
    assert drawing.PAPER in light
    used = set(re.findall(r"#[0-9a-f]{6}", light))
    assert used <= set(drawing._DARK), "a colour that the dark picture does not know"


def test_a_picture_names_itself_and_says_what_it_shows(drawn: dict[str, Plot]) -> None:
    for plot in drawn.values():
        assert plot["sentence"] in plot["alt"]
    assert "Of 48 possible packages, 22 were better for both" in drawn["pareto"]["sentence"]


def test_without_a_deal_the_sentence_says_that(told: Debrief) -> None:
    no_deal = replace(told, marks=tuple(mark for mark in told.marks if mark.id != "deal"))
    assert pareto_sentence(no_deal, "nl").endswith("Je hebt niets getekend.")


def sentence_with_deal(told: Debrief, ours: float, theirs: float) -> str:
    """What is said when the deal was worth this much."""
    deal = Mark("deal", "a deal", ours, theirs)
    return pareto_sentence(replace(told, marks=(deal, *(mark for mark in told.marks if mark.id != "deal"))), "en")


def test_the_sentence_counts_what_was_left_lying(told: Debrief) -> None:
    nash = next(mark for mark in told.marks if mark.id == "nash")
    assert "No package was better for one of you" in sentence_with_deal(told, nash.ours, nash.theirs)
    assert "One package would have been" in sentence_with_deal(told, nash.ours - 1, nash.theirs)
    assert "48 packages would have been" in sentence_with_deal(told, -1, -1)


def test_strongest_and_weakest_activity_are_named(told: Debrief) -> None:
    activities = tuple(replace(axis, value=0.5) for axis in told.radar)
    first, last = replace(activities[0], value=1.0), replace(activities[-1], value=0.0)
    sentence = radar((first, *activities[1:-1], last), "en")["sentence"]
    assert sentence == f"Strongest: {first.label} (100%). Most to gain: {last.label} (0%)."


def test_every_face_has_every_mood_and_no_two_look_alike() -> None:
    drawings = [portrait(name, mood) for name in faces() for mood in MOODS]
    assert len(drawings) == len(set(drawings)) >= 60
    for each in drawings:
        ET.fromstring(each)  # noqa: S314 - our own drawing
        assert "$" not in each


def test_a_face_that_is_not_there_is_left_out() -> None:
    assert set(portraits(("man-jacket", "somebody"))) == {"man-jacket"}


def test_every_face_that_a_scenario_names_is_drawn() -> None:
    for file in library().values():
        assert {person.portrait for person in load(file).people.values() if person.portrait} <= set(faces())
