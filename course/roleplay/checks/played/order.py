"""What the course teaches has to pay: players in their order, scores that rise with skill, tricks that earn nothing."""

from collections.abc import Iterator
from itertools import pairwise

from course.findings import Finding
from course.locale import both
from course.negotiation.acts import ActKind
from course.negotiation.constituency import refusal_is_right
from course.roleplay.checks.played.base import is_draft, of_file
from course.roleplay.checks.played.games import games
from course.roleplay.checks.reach import acts_of
from course.roleplay.players import EXPLOITS, VICES
from course.roleplay.players.skill import AVERAGE, CAREFUL, EXPERT
from course.roleplay.scenario import Scenario
from course.roleplay.wording import beside

GAP = 10.0
"""Points that must lie between players who should differ."""
STAIRS = (0.0, 0.35, AVERAGE, CAREFUL, EXPERT)
EXPLOIT_LIMIT = 40.0
EXPLOIT_GAMES = 3
_EGGED_ON_BY = frozenset({ActKind.ACCEPT_ERRAND, ActKind.ACCEPT_LOCK, ActKind.FEED_IMAGE})


def in_order(scenario: Scenario) -> Iterator[Finding]:
    """R301: expert, careful, average and every vice come out in this order, ten points or more apart."""
    if is_draft(scenario):
        return
    pairs = [("expert", "careful"), ("careful", "average"), *(("average", vice) for vice in _vices(scenario))]
    for better, worse in pairs:
        apart = games(scenario).apart(better, worse, GAP)
        if apart.points < GAP:
            points, gap = beside(apart.points, GAP)
            variant = f" --variant {scenario.variant}" if scenario.variant else ""
            values = {"better": _name(better), "worse": _name(worse), "points": points, "gap": gap, "variant": variant}
            yield of_file(scenario, "R301", games=apart.games, **values)


def _vices(scenario: Scenario) -> list[str]:
    """The vices that this role-play gives an occasion for.

    Nobody is egged on where nobody asks for anything; and what they know of us makes no deal worse where no deal is to
    be had.
    """
    kinds = {act.kind for _, move in scenario.moves() for act in acts_of(move)}
    idle = set() if kinds & _EGGED_ON_BY else {"egged-on"}
    if scenario.game.space and refusal_is_right(scenario.game):
        idle.add("blabber")
    return [vice for vice in VICES if vice not in idle]


def rises_with_skill(scenario: Scenario) -> Iterator[Finding]:
    """R302: who does more of what the course teaches scores more."""
    if is_draft(scenario):
        return
    for low, high in pairwise(STAIRS):
        apart = games(scenario).apart(_skill(high), _skill(low), 0.0)
        if apart.points <= 0:
            points, _ = beside(-apart.points, 0.0)
            yield of_file(scenario, "R302", low=round(100 * low), high=round(100 * high), points=points)


def _skill(skill: float) -> str:
    return {EXPERT: "expert", CAREFUL: "careful", AVERAGE: "average"}.get(skill, f"skill:{skill:g}")


def no_trick_pays(scenario: Scenario) -> Iterator[Finding]:
    """R303: no trick earns what an average player earns, or more than 40 points."""
    if is_draft(scenario):
        return
    offered = {str(act.kind) for _, move in scenario.moves() for act in acts_of(move)}
    limit = min(EXPLOIT_LIMIT, games(scenario).sample("average", 16).mean)
    for trick in EXPLOITS:
        if trick.startswith("repeat:") and trick.removeprefix("repeat:") not in offered:
            continue
        points = games(scenario).sample(trick, EXPLOIT_GAMES).mean
        if points >= limit:
            yield of_file(scenario, "R303", trick=_name(trick), points=round(points), limit=round(limit))


def _name(player: str) -> object:
    """What a player or a trick is called."""
    kind, _, what = player.partition(":")
    return both("players.repeat", act=what) if kind == "repeat" else both(f"players.{player}")


RULES = (in_order, rises_with_skill, no_trick_pays)
