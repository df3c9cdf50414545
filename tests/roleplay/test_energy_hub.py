"""What the energy hub is there to show: the market fact, the small factions, and a side payment in the open."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from course.negotiation.constituency import passes, support
from course.roleplay.load import library, load
from course.roleplay.plans.following import follow
from course.roleplay.plans.reading import read
from course.roleplay.play import Play, start
from course.roleplay.scenario import Scenario

FILE = library()["energy-hub"]
DEAL = (6, "4h", 600, "shift")


@cache
def case() -> Scenario:
    return load(FILE)


@cache
def played(plan: str) -> Play:
    return follow(read(Path(FILE).parent / "plans" / "energy-hub" / f"{plan}.txt")[0], case())


def test_two_hours_are_not_for_sale() -> None:
    assert case().game.zone
    assert not [package for package in case().game.zone if package[1] == "2h"]


def test_work_at_home_turns_one_package_that_passes_into_many() -> None:
    game = case().game
    before, after = (
        [package for package in game.zone if passes(game, play.state, package)]
        for play in (start(case()), played("well"))
    )
    assert len(before) <= 1
    assert DEAL not in before
    assert DEAL in after
    assert len(after) >= 7


def test_no_two_groups_are_enough() -> None:
    shares = sorted(faction.share for faction in case().setup.own.factions)
    (members,) = case().game.bodies
    assert shares[-1] + shares[-2] < members.quota


def test_a_side_payment_in_the_open_brings_votes_that_are_not_there_without_it() -> None:
    """Where a deal is thin: the dear station, or few megawatts. Both groups must get half of what weighs most."""
    state = played("well").state
    without = replace(state, coalitions=())
    assert ("growers", "shops") in state.coalitions
    gains = {x: support(case().game, state, x) - support(case().game, without, x) for x in case().game.zone}
    assert min(gains.values()) >= 0
    assert max(gains.values()) >= 0.05
    assert not [x for x, gain in gains.items() if gain > 0 and (x[0] not in (6, 8) or x[2] == 900)]


def test_the_same_deal_passes_in_the_open_and_fails_over_the_counter() -> None:
    well, badly = played("well"), played("badly")
    assert support(case().game, well.state, DEAL) > 0.9
    assert support(case().game, badly.state, DEAL) < 0.3
    assert [entry.decision.move for entry in badly.log if entry.decision.scene == "bread-talk"] == ["gossip-only"]
    assert not [entry for entry in well.log if entry.decision.scene == "bread-talk"]
