"""The words ``leaked`` and ``private``: what a scene can ask of talks off the record, in play and for the linter."""

import pytest

from course.negotiation.confidence import Form, Label
from course.roleplay.conditions import holds, parse
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import library, load
from course.roleplay.plans.following import follow
from course.roleplay.plans.reading import read
from course.roleplay.play import Play, decide, options, start
from course.roleplay.scenes import _StepFacts
from course.roleplay.step import Step
from tests.roleplay.small import TEXT, lint_text

K = DecisionKind
PURCHASING = library()["purchasing"]
SCENE = "    when: {round: 1-2}\n"


def at_the_table() -> Play:
    """Purchasing, sitting down without a word at home; in its first round nothing waits for an answer."""
    play = start(load(PURCHASING))
    while play.phase != "table" or play.scene is not None:
        opened = options(play)
        leave = next((each for each in opened if each.kind is K.LEAVE), opened[-1])
        play = decide(play, Decision(K.MANDATE, allowed={}) if leave.kind is K.MANDATE else leave)
    return play


@pytest.mark.parametrize(("form", "label"), [(Form.IN_PASSING, Label.BETWEEN_US), (Form.PLANNED, Label.OFF_THE_RECORD)])
def test_a_scene_can_ask_how_a_talk_came_about(form: Form, label: Label) -> None:
    play = decide(at_the_table(), Decision(K.PRIVATE, form=form.value, label=label.value))
    assert play.phase == "private"
    assert {each: asked(play, {"private": each}) for each in ("in-passing", "planned")} == {
        "in-passing": form is Form.IN_PASSING,
        "planned": form is Form.PLANNED,
    }


def test_at_the_table_there_is_no_talk_in_private() -> None:
    assert not asked(at_the_table(), {"private": ["in-passing", "planned"]})


def test_nothing_has_leaked_until_it_has() -> None:
    play = at_the_table()
    assert asked(play, {"leaked": False})
    assert not asked(play, {"leaked": True})
    spilled, _ = read(PURCHASING.parent / "plans" / "purchasing" / "coffee-spilled.txt")
    play = follow(spilled, load(PURCHASING))
    assert asked(play, {"leaked": True})
    assert not asked(play, {"leaked": False})


@pytest.mark.parametrize("when", ["leaked: true", "private: planned"])
def test_without_private_talks_the_linter_calls_it_impossible(when: str) -> None:
    spoiled = TEXT.replace(SCENE, f"    when: {{{when}}}\n", 1)
    assert {finding.code for finding in lint_text(spoiled)} & {"R103", "R110"}


def asked(play: Play, raw: dict[str, object]) -> bool:
    """Whether a condition holds at this point of a play."""
    return holds(parse(raw), _StepFacts(Step(play)))
