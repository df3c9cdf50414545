"""The play plans of our role-plays: whole games, and the end and score they must come to."""

from pathlib import Path

import pytest

from course.roleplay.decision import read_decision
from course.roleplay.load import library, load
from course.roleplay.plans import Plan, check, follow, parse, read, written
from course.roleplay.play import Play, replay
from course.roleplay.record import state_hash
from course.roleplay.score import score_sheet
from tests.roleplay.speelplan import plans

PLANS = plans()
each_plan = pytest.mark.parametrize(("file", "source"), PLANS, ids=[f"{f.parent.name}/{f.stem}" for f, _ in PLANS])


def played(file: Path, source: Path) -> tuple[Plan, Play]:
    plan, found = read(file)
    assert found == []
    return plan, follow(plan, load(source, plan.variant_name))


@each_plan
def test_it_comes_out_as_it_says(file: Path, source: Path) -> None:
    plan, found = read(file)
    found += check(plan, load(source, plan.variant_name))
    assert [each.describe("en") for each in found] == []


@each_plan
def test_it_replays_from_its_data(file: Path, source: Path) -> None:
    plan, play = played(file, source)
    again = replay(load(source, plan.variant_name), [read_decision(entry.decision.as_data()) for entry in play.log])
    assert state_hash(again) == state_hash(play)


@each_plan
def test_written_down_it_is_the_same_game(file: Path, source: Path) -> None:
    plan, play = played(file, source)
    again, found = parse(written(play), "again.txt")
    assert found == []
    assert again.variant_name == plan.variant_name
    assert state_hash(follow(again, load(source, plan.variant_name))) == state_hash(play)
    assert check(again, load(source, plan.variant_name)) == []


def test_no_folder_of_plans_is_without_its_role_play() -> None:
    folders = next(iter(library().values())).parent / "plans"
    assert {folder.name for folder in folders.iterdir()} <= set(library())


def test_the_two_games_of_purchasing_read_as_two_different_stories() -> None:
    games = {file.stem: played(file, source)[1] for file, source in PLANS if source.stem == "purchasing"}
    well, badly = games["well"], games["badly"]
    assert not set(well.played.items()) & set(badly.played.items())
    assert score_sheet(well).total - score_sheet(badly).total > 80
