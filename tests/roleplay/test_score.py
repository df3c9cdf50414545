"""The score sheet: six parts of together 100 points, each with its reasons in both languages."""

import re

import pytest

from course.roleplay.play import start
from course.roleplay.players import player, run
from course.roleplay.score import score_sheet, total
from tests.roleplay.lab import at_table, go, good_home, no_mandate, package, play_by, purchasing, quiet, without_errand
from tests.roleplay.random_games import steps

MAXIMA = {"substance": 30, "mandate": 15, "ratification": 20, "information": 10, "relation": 10, "process": 15}


@pytest.mark.parametrize("seed", range(30))
def test_parts_stay_between_nothing_and_their_maximum_and_say_why(seed: int) -> None:
    play = steps(purchasing(), seed)[-1]
    sheet = score_sheet(play)
    assert {p.id: p.maximum for p in sheet.parts} == MAXIMA
    for part in sheet.parts:
        assert 0 <= part.points <= part.maximum
        assert part.reasons
        for reason in part.reasons:
            assert reason.en.endswith(".")
            assert reason.nl.endswith(".")
            assert not re.search(r"[{}]|None|nan", reason.en + reason.nl)
    assert sheet.total == pytest.approx(total(play))
    assert sheet.total == pytest.approx(sum(sheet.part(name).points for name in MAXIMA))


def test_an_unknown_part_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        score_sheet(start(purchasing())).part("luck")


def reasons(play_id: str, sheet_of: object) -> str:
    """The English reasons of one part."""
    sheet = score_sheet(sheet_of)  # type: ignore[arg-type]  # a play
    return " ".join(reason.en for reason in sheet.part(play_id).reasons)


def test_reasons_of_a_game_played_well() -> None:
    play = run(purchasing(), player("expert"))
    assert "€9,600, four weeks, sixty days" in reasons("substance", play)
    assert "No other package was better" in reasons("substance", play)
    assert "You stayed inside it." in reasons("mandate", play)
    assert re.search(r"\d\d% voted for it; 60% was needed", reasons("ratification", play))
    assert reasons("process", play).count("Yes:") == 9


def test_reasons_of_a_game_played_badly() -> None:
    play = play_by(purchasing(), without_errand, quiet, no_mandate, go, at_table(package(96, 4, 60)))
    assert "Home voted no" in reasons("substance", play)
    assert "without an agreed mandate" in reasons("mandate", play)
    assert "0% voted for it" in reasons("ratification", play)
    assert reasons("process", play).count("No:") >= 6


def test_numbers_in_dutch_have_a_comma() -> None:
    play = run(purchasing(), player("expert"))
    dutch = " ".join(reason.nl for part in score_sheet(play).parts for reason in part.reasons)
    assert re.search(r"\d,\d\d", dutch)
    assert not re.search(r"\d\.\d", dutch.replace("€ 9.600", ""))


def test_a_game_that_stopped_half_way_earns_what_there_is_without_a_deal() -> None:
    half = steps(purchasing(), 3)[5]
    sheet = score_sheet(half)
    assert sheet.part("substance").points == 0
    assert sheet.part("ratification").points == 0


def test_good_work_at_home_alone_is_no_pass() -> None:
    play = play_by(purchasing(), good_home(), quiet, go, at_table())
    assert score_sheet(play).total < 40
