"""What of a scenario counts in its fingerprint, and what does not."""

import re
from dataclasses import replace

import pytest

from course.locale import Text
from course.negotiation.acts import Act, ActKind
from course.roleplay.conditions import Condition, Heard, Result, Told
from course.roleplay.fingerprint import changed, digest, fingerprint, scenario_hash
from course.roleplay.load import library, load
from course.roleplay.scenario import Move, Place, Said, Scenario, Scene
from tests.roleplay.lab import purchasing

CASE = purchasing()
WORD = Text("a", "b")
SCENE = Scene("one", Place.TABLE, Said(WORD), {"go": Move("go", WORD, (Act(ActKind.ASK, fact="fact"),))})


def with_scene(scene: Scene) -> Scenario:
    """Purchasing with one more scene."""
    return replace(CASE, scenes={**CASE.scenes, "one": scene})


BASE = fingerprint(with_scene(SCENE))


def test_sections() -> None:
    found = fingerprint(CASE)
    assert [name for name in found if "/" not in name] == ["issues", "own", "other", "agenda", "score", "rules"]
    assert {name.removeprefix("scenes/") for name in found if "/" in name} == set(CASE.scenes)
    assert all(re.fullmatch(r"[0-9a-f]{12}", value) for value in found.values())


def test_the_same_file_read_twice_has_the_same_hash() -> None:
    assert scenario_hash(load(library()["purchasing"])) == scenario_hash(CASE)


@pytest.mark.parametrize(
    ("what", "scene"),
    [
        ("place", replace(SCENE, place=Place.HOME)),
        ("people", replace(SCENE, with_=("finance",))),
        ("condition", replace(SCENE, when=Condition((Told("fact"),)))),
        ("demands", replace(SCENE, opens=("two-weeks",))),
        ("again", replace(SCENE, again=True)),
        ("at leaving", replace(SCENE, at_leaving=True)),
        ("another act", replace(SCENE, moves={"go": replace(SCENE.moves["go"], acts=())})),
        ("another move", replace(SCENE, moves={"went": replace(SCENE.moves["go"], id="went")})),
        ("what follows", replace(SCENE, moves={"go": replace(SCENE.moves["go"], then="henk-why")})),
        ("when it can be said", replace(SCENE, moves={"go": replace(SCENE.moves["go"], when=Condition(()))})),
    ],
)
def test_what_counts_in_a_scene(what: str, scene: Scene) -> None:
    assert changed(fingerprint(with_scene(scene)), BASE) == ["scenes/one"], what


@pytest.mark.parametrize(
    ("what", "scene"),
    [
        ("situation", replace(SCENE, situation=Said(Text("c", "d"), {"cold": WORD}))),
        ("label", replace(SCENE, label=WORD)),
        ("seed points", replace(SCENE, points=("C1",))),
        ("words", replace(SCENE, moves={"go": replace(SCENE.moves["go"], say=Text("c", "d"), reply=Said(WORD))})),
    ],
)
def test_words_do_not_count(what: str, scene: Scene) -> None:
    assert changed(fingerprint(with_scene(scene)), BASE) == [], what


def test_conditions_on_different_things_differ() -> None:
    """Told and heard hold one name each: only what they are tells them apart."""
    found = {digest(term) for term in (Told("fact"), Heard("fact"), Result(("fact",)))}
    assert len(found) == 3


def test_changed_names_what_came_and_what_went() -> None:
    assert changed({"a": "1", "b": "2"}, {"b": "3", "c": "4"}) == ["a", "b", "c"]
    assert changed({"a": "1"}, {"a": "1"}) == []
