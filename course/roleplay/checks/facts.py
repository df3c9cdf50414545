"""Facts: telling an interest changes something, an untruth can be found out, a secret can be broken."""

from collections.abc import Iterator
from typing import Final

from course.findings import Finding
from course.negotiation.acts import ActKind
from course.negotiation.game import Game
from course.negotiation.setup import FactKind, Package
from course.roleplay.checks.base import ScenarioRule
from course.roleplay.checks.reach import acts_of, reach
from course.roleplay.fit.base import finding
from course.roleplay.scenario import Scenario

_MOST_OFFERS: Final = 6
"""Offers that a finding lists."""


def interests_change_offers(scenario: Scenario) -> Iterator[Finding]:
    """R127: when they know all our interests, they offer something else at some moment than when they know none."""
    game = scenario.game
    if scenario.stop("table") is not None and game.space and game.interests and not _changes_offers(game):
        for fact in game.interests:
            offers, limit = _shown(_offers(game, 0)), f"{game.their_reservation:g}"
            yield finding(scenario, "R127", ("own", "facts", fact), fact=fact, offers=offers, limit=limit)


def _shown(offers: list[Package]) -> str:
    """Different offers one after the other, as a play plan writes them; of many the first and the last."""
    words = [" ".join(str(option) for option in package) for package in dict.fromkeys(offers)]
    if len(words) > _MOST_OFFERS:
        words[_MOST_OFFERS - 1 : -1] = ["…"]
    return " → ".join(words)


def _changes_offers(game: Game) -> bool:
    return _offers(game, 0) != _offers(game, len(game.interests))


def _offers(game: Game, told: int) -> list[Package]:
    """What they offer at each level that they can ask for, from high to low, knowing so many of our interests."""
    estimate, theirs = game.estimate(told), game.theirs
    order = {package: n for n, package in enumerate(game.space)}
    found: list[Package] = []
    levels = sorted(set(theirs.values()), reverse=True)
    by_level: dict[float, list[Package]] = {level: [] for level in levels}
    for package in game.space:
        by_level[theirs[package]].append(package)
    for level in levels:
        if level < game.their_reservation:
            break
        candidates = [*found[-1:], *by_level[level]]
        found.append(max(candidates, key=lambda x: (estimate[x], theirs[x], -order[x])))
    return found


def untruths_can_be_found_out(scenario: Scenario) -> Iterator[Finding]:
    """R128: a fact that is false can be checked somewhere, or a bluff be tested; else it is as good as true."""
    tested = {act.fact for move in reach(scenario).moves for act in acts_of(move) if act.kind is ActKind.TEST_HARDNESS}
    sides = (("own", scenario.setup.own.facts, scenario.own), ("other", scenario.setup.other.facts, scenario.other))
    for which, facts, texts in sides:
        for fact in facts:
            is_bluff = which == "other" and fact.kind is FactKind.CONSTRAINT and bool(tested & {fact.id, None})
            if fact.false and texts.facts[fact.id].check is None and not is_bluff:
                yield finding(scenario, "R128", (which, "facts", fact.id), fact=fact.id)


def secrets_can_be_broken(scenario: Scenario) -> Iterator[Finding]:
    """R129: some move tells at home what has to stay secret; else keeping it is no achievement."""
    told = {
        (act.fact, to)
        for _, move in scenario.moves()
        for act in acts_of(move)
        if act.kind is ActKind.TELL
        for to in (*act.factions, "home")
    }
    for fact in scenario.setup.own.facts:
        if fact.secret is not None and (fact.id, fact.secret.towards) not in told:
            path = ("own", "facts", fact.id, "secret")
            yield finding(scenario, "R129", path, fact=fact.id, towards=fact.secret.towards)


RULES: tuple[ScenarioRule, ...] = (interests_change_offers, untruths_can_be_found_out, secrets_can_be_broken)
