"""What stands under the stage about each score part."""

import pytest

from course.locale import say
from course.roleplay.load import library
from course.widgets import criterion
from course.widgets.session import Session
from tests.scoring.test_plays import BAD, GOOD, PARTS, sheet
from tests.widgets.notebooks import Shown


def play(begun: Session, attempt: int, values: tuple[dict[str, object], ...]) -> None:
    for value in values:
        begun.keep("purchasing", attempt, value)


def test_before_the_play_it_says_what_is_missing(begun: Session, shown: Shown) -> None:
    criterion("purchasing", "mandate")
    view = shown.widgets[0].view
    assert view["heading"] == say("ask.criterion", "en", label=say("ask.part_mandate", "en"))
    assert view["news"]["text"] == "Play the role-play above to its end; then your points for this part stand here."
    assert begun.lines("purchasing") == ()


def test_during_the_play_it_says_how_far_it_is(begun: Session, shown: Shown) -> None:
    play(begun, 1, GOOD[:6])
    criterion("purchasing", "mandate")
    assert "5 decisions so far" in shown.widgets[0].view["news"]["text"]


def test_after_the_play_it_shows_points_and_reasons_by_itself(begun: Session, shown: Shown) -> None:
    criterion("purchasing", "mandate")
    play(begun, 1, GOOD)
    part = sheet(GOOD).part("mandate")
    view = shown.widgets[0].view
    assert view["result"].endswith(f"of {part.maximum:g} points")
    assert view["reasons"] == [reason.en for reason in part.reasons]
    assert "news" not in view


def test_of_several_plays_the_best_one_stands_there(begun: Session, shown: Shown) -> None:
    play(begun, 1, GOOD)
    play(begun, 2, BAD)
    criterion("purchasing", "ratification")
    assert shown.widgets[0].view["reasons"][-1] == "Attempt 1 of 2 counts (the best one)."


@pytest.mark.parametrize("part", PARTS)
def test_every_part_has_a_name(begun: Session, shown: Shown, part: str) -> None:
    criterion("purchasing", part)
    assert shown.widgets[0].view["heading"] != f"Score part: {part}"
    assert begun.language == "en"


def test_an_unknown_role_play_or_part_lists_those_there_are(begun: Session, shown: Shown) -> None:
    criterion("buying", "mandate")
    there = ", ".join(sorted(library()))
    assert shown.texts == [f"There is no role-play “buying”. There is: {there}."]
    play(begun, 1, GOOD)
    criterion("purchasing", "charm")
    assert "There is: substance, mandate" in shown.widgets[0].view["news"]["text"]
