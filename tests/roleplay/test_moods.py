"""How people look and sound: whose mood stands beside whose name, and that a bystander has none."""

from dataclasses import replace

import pytest

from course.negotiation.state import State
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import library, load
from course.roleplay.moods import NO_MOOD, mood
from course.roleplay.passages import Speaker
from course.roleplay.play import Play, decide, start
from course.roleplay.scenario import OTHER, Scenario
from course.roleplay.step import Step
from course.roleplay.view import look

K = DecisionKind


def merger() -> Scenario:
    """The role-play in which a reporter walks in."""
    return load(library()["merger"])


def speakers(play: Play, language: str) -> list[Speaker]:
    """Who speaks since the last decision."""
    return [p.speaker for p in look(play, language).passages if p.speaker]


@pytest.mark.parametrize(("relation", "escalation", "found"), [
    (0.29, 0, "cold"),
    (0.30, 0, "ok"),
    (0.54, 0, "ok"),
    (0.55, 1, "warm"),
    (0.55, 2, "ok"),
])  # fmt: skip
def test_the_other_side_feels_as_the_relation_is(relation: float, escalation: float, found: str) -> None:
    game = merger().game
    assert mood(game, replace(game.opening(), relation=relation, escalation=escalation), OTHER) == found


@pytest.mark.parametrize(("emotion", "trust", "image", "found"), [
    (0.51, 1.0, 0.0, "angry"),
    (0.50, 0.49, 0.0, "wary"),
    (0.50, 0.50, 0.51, "wary"),
    (0.50, 0.50, 0.50, "open"),
])  # fmt: skip
def test_a_faction_feels_as_its_own_state_is(emotion: float, trust: float, image: float, found: str) -> None:
    game = merger().game
    state = game.opening()
    of = replace(state.factions["doctors"], emotion=emotion, trust=trust, negative_image=image)
    assert mood(game, replace(state, factions={**state.factions, "doctors": of}), "doctors") == found


@pytest.mark.parametrize(("who", "party"), [
    ("jip", "jip"),
    ("valerie", OTHER),
    (OTHER, OTHER),
    ("arend", "doctors"),
    ("doctors", "doctors"),
])  # fmt: skip
def test_whom_somebody_speaks_for(who: str, party: str) -> None:
    assert merger().party(who) == party


def cold(play: Play) -> State:
    """As it is, but with a broken relation: nobody at home has anything to do with that."""
    return replace(play.state, relation=0.1, escalation=5.0)


def test_a_person_named_in_a_scene_has_the_mood_of_their_own_party_and_a_bystander_none() -> None:
    play = start(merger())
    step = Step(replace(play, state=cold(play)))
    moods = step.moods(("jip", "valerie", "arend"))
    assert moods == {"jip": NO_MOOD, "valerie": "cold", "arend": step.moods(("doctors",))["doctors"]}


@pytest.mark.parametrize(("role_play", "scene", "move", "name"), [
    ("merger", "reporter-in-hall", "good-knee", "Jip van Ommen"),
    ("coffee-afterwards", "bram-questions", "", "Bram"),
])  # fmt: skip
@pytest.mark.parametrize("language", ["en", "nl"])
def test_beside_a_bystander_stands_no_mood(role_play: str, scene: str, move: str, name: str, language: str) -> None:
    play = decide(start(load(library()[role_play])), Decision(K.TALK, scene=scene))
    seen = speakers(play, language)
    if move:
        seen += speakers(decide(play, Decision(K.MOVE, scene=scene, move=move)), language)[:1]
    assert seen
    for speaker in seen:
        assert speaker.name.startswith(name)
        assert (speaker.mood, speaker.mood_label) == (NO_MOOD, "")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_beside_who_speaks_for_a_party_stands_its_mood(language: str) -> None:
    (arend,) = speakers(decide(start(merger()), Decision(K.TALK, scene="theatre-corridor")), language)
    assert arend.mood == "open"
    assert arend.mood_label
