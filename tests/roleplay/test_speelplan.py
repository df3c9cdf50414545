"""Whole games of purchasing on paper: decisions, and the end and score they must come to."""

import pytest

from course.roleplay.decision import read_decision
from course.roleplay.play import replay
from course.roleplay.record import state_hash
from course.roleplay.score import score_sheet
from tests.roleplay.lab import purchasing
from tests.roleplay.speelplan import FOLDER, Speelplan, ending, played, read

PLANS = [read(file) for file in sorted(FOLDER.glob("*.txt"))]


def test_there_is_a_game_played_well_and_one_played_badly() -> None:
    assert {plan.name for plan in PLANS} >= {"well", "badly"}


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_speelplan(plan: Speelplan) -> None:
    play = played(plan, purchasing())
    assert play.ended
    assert ending(play) == plan.ends
    assert (play.state.deal or ()) == plan.deal
    sheet = score_sheet(play)
    assert {part.id: round(part.points + 1e-9, 1) for part in sheet.parts} == plan.parts


@pytest.mark.parametrize("plan", PLANS, ids=lambda plan: plan.name)
def test_it_replays_from_its_data(plan: Speelplan) -> None:
    play = played(plan, purchasing())
    again = replay(purchasing(), [read_decision(entry.decision.as_data()) for entry in play.log])
    assert state_hash(again) == state_hash(play)


def test_the_two_games_read_as_two_different_stories() -> None:
    well, badly = (played(read(FOLDER / f"{name}.txt"), purchasing()) for name in ("well", "badly"))
    shared = set(well.played.items()) & set(badly.played.items())
    assert not shared
    assert score_sheet(well).total - score_sheet(badly).total > 80
