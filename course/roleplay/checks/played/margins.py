"""Whether what a role-play teaches hangs by a thread: margins of votes, and magnitudes a quarter larger or smaller."""

from collections.abc import Iterator
from random import Random
from statistics import median

from course.findings import Finding
from course.negotiation.calibration import Calibration
from course.negotiation.score import outcome, right_to_refuse
from course.roleplay.checks.played.base import at, is_draft, of_file
from course.roleplay.checks.played.games import games
from course.roleplay.play import Play
from course.roleplay.players import player, run
from course.roleplay.scenario import Scenario
from course.roleplay.score import total
from course.roleplay.strict_yaml import Path
from course.roleplay.wording import beside

MARGIN = 0.10
"""Distance from the quota that an important vote keeps (theory 3.9)."""
GOOD_PLAYERS = {"expert": 1, "skill:0.95": 12}
"""Whose votes are looked at; the second sometimes do something else than the first."""
DRAWS = 20
SURVIVING = 0.8
"""Part of the draws in which an expert still does as well."""
AS_WELL = 0.75
"""Part of the score that is as well, where nothing is voted on."""


def vote_margin(scenario: Scenario) -> Iterator[Finding]:
    """R312: what an expert brings home passes with room to spare, in most games."""
    if is_draft(scenario) or not scenario.setup.clock.vote:
        return
    found = [_vote_margin(play) for play in _good_plays(scenario) if outcome(play.state) == "ratified"]
    if found and median(found) < MARGIN:
        margin, least = beside(100 * median(found), 100 * MARGIN)
        values = {"margin": margin, "least": least}
        yield at(scenario, "R312", _where_the_quota_stands(scenario), **values)


def _where_the_quota_stands(scenario: Scenario) -> Path:
    """The quota of the first meeting that decides, or of the side when its meetings have none of their own."""
    deciding = next((b.id for b in scenario.game.bodies if b.binding), None)
    if deciding in scenario.raw["own"].get("bodies", {}):
        return ("own", "bodies", str(deciding), "quota")
    return ("own", "quota") if "quota" in scenario.raw["own"] else ("own",)


def _vote_margin(play: Play) -> float:
    """How far the closest of all votes is from its quota."""
    vote, game = play.state.votes[-1], play.game
    quotas = {b.id: b.quota for b in game.bodies if b.binding}
    margins = [abs(vote.support[b] - quota) for b, quota in quotas.items()]
    if vote.theirs is not None:
        margins.append(abs(vote.theirs - game.setup.other.quota))
    return min(margins, default=1.0)


def mandate_margin(scenario: Scenario) -> Iterator[Finding]:
    """R313: the mandate that an expert asks for is granted with room to spare, in most games."""
    if is_draft(scenario) or not scenario.setup.clock.mandate or not scenario.setup.own.factions:
        return
    quota = scenario.game.bodies[0].quota if scenario.game.bodies else 0.5
    found = [_granted(play) - quota for play in _good_plays(scenario) if play.state.mandate is not None]
    if found and median(found) < MARGIN:
        path = next(("agenda", n) for n, item in enumerate(scenario.agenda) if item.kind == "mandate")
        margin, least = beside(100 * median(found), 100 * MARGIN)
        values = {"margin": margin, "least": least}
        yield at(scenario, "R313", path, **values)


def _granted(play: Play) -> float:
    """The support with which the mandate was granted."""
    entries = [entry for entry in play.log if entry.phase == "mandate"]
    return next(
        float(str(change.after))
        for entry in reversed(entries)
        for change in reversed(entry.changes)
        if change.what == "mandate"
    )


def _good_plays(scenario: Scenario) -> list[Play]:
    return [play for name, count in GOOD_PLAYERS.items() for play in games(scenario).plays(name, count)]


def survives(scenario: Scenario) -> Iterator[Finding]:
    """R314: with every magnitude up to a quarter larger or smaller, an expert still does as well in 80% of draws."""
    if is_draft(scenario):
        return
    nominal = games(scenario).plays("expert", 1)[0]
    calibration = nominal.game.calibration
    draws = [_drawn(scenario, calibration, seed) for seed in range(DRAWS)]
    kept = sum(_does_as_well(nominal, play) for play in draws) / DRAWS
    if kept < SURVIVING:
        yield of_file(scenario, "R314", kept=round(100 * kept), least=round(100 * SURVIVING))


def _drawn(scenario: Scenario, calibration: Calibration, seed: int) -> Play:
    return run(scenario, player("expert"), calibration=calibration.jittered(Random(seed)))  # noqa: S311 - a draw


def _does_as_well(nominal: Play, play: Play) -> bool:
    """The same verdict of home (or another right "no"); without a vote, about as many points."""
    if not nominal.scenario.setup.clock.vote:
        return total(play) >= AS_WELL * total(nominal)
    refused = right_to_refuse(play.game, play.state) and right_to_refuse(nominal.game, nominal.state)
    return refused or outcome(play.state) == outcome(nominal.state)


RULES = (vote_margin, mandate_margin, survives)
