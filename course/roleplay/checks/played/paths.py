"""What can happen in a role-play: scenes that come up, traps that catch and cost, mistakes that can be mended."""

from collections.abc import Iterator, Sequence
from random import Random

from course.findings import Finding
from course.locale import both
from course.negotiation.acts import ActKind
from course.negotiation.setup import FactKind
from course.roleplay.checks.played.base import at, is_draft, of_file, trap
from course.roleplay.checks.played.games import Games, games
from course.roleplay.checks.played.search import best_game
from course.roleplay.checks.played.walk import Visit
from course.roleplay.checks.played.worth import Weighed, moves, played_on, said, standing
from course.roleplay.checks.reach import acts_of
from course.roleplay.play import start
from course.roleplay.players.memory import Memory
from course.roleplay.scenario import Move, Place, Scenario
from course.roleplay.score import score_sheet
from course.roleplay.wording import beside, number

FULL = 90.0
"""Points that can be had in every role-play."""
TRIES = 160
MENDABLE = 0.6
"""Part of the points still possible that can be had after a mistake."""
GOING_WELL = 50.0
COSTLESS = 0.05
"""Points that are no difference."""
NO_DIFFERENCE = 0.002
"""Share of votes, of relation or of room that is no difference."""
MORE_VISITS = 12
"""Visits in which a trap is looked at that seems to cost nothing."""
_AT_STAKE = (Place.HOME, Place.TABLE, Place.PRIVATE)
"""Places where it is not decided yet."""


def full_score(scenario: Scenario) -> Iterator[Finding]:
    """R307: 90 points can be had."""
    if is_draft(scenario):
        return
    best = games(scenario).sample("expert", 1).mean
    if best < FULL:
        best = max(best, *games(scenario).sample("careful", 16).scores)
    if best < FULL:
        best = best_game(start(scenario), Memory(Random(0)), FULL, 3 * TRIES)  # noqa: S311 - dice of a player
    if best < FULL:
        points, full = beside(best, FULL)
        yield of_file(scenario, "R307", points=points, full=full)


def scenes_come_up(scenario: Scenario) -> Iterator[Finding]:
    """R308: somebody gets to see every scene, in one of the variants at least."""
    if is_draft(scenario):
        return
    if scenario.variant is not None:
        return
    walks = games(scenario).walks
    for scene in scenario.scenes.values():
        if not any(scene.id in met.visits for met in walks):
            yield at(scenario, "R308", scene.path, scene=scene.id, games=sum(len(met.plays) for met in walks))


def traps_catch(scenario: Scenario) -> Iterator[Finding]:
    """R309: somebody could fall into every trap, in one of the variants at least."""
    if is_draft(scenario):
        return
    if scenario.variant is not None:
        return
    walks = games(scenario).walks
    for scene, move in scenario.moves():
        kind = trap(scenario, move)
        met = any(scene.id in met.visits for met in walks)
        if kind is not None and met and not any((scene.id, move.id) in met.offered for met in walks):
            count = sum(len(met.plays) for met in walks)
            yield at(scenario, "R309", move.path, move=move.id, act=kind, games=count)


def traps_cost(scenario: Scenario) -> Iterator[Finding]:
    """R310: falling into a trap costs something in some game: points, or the standing at home or at the table."""
    if is_draft(scenario):
        return
    played = games(scenario)
    for scene, move in scenario.moves():
        kind = trap(scenario, move)
        if kind is not None and scene.place in _AT_STAKE and _is_free(played, scene.id, move):
            yield at(scenario, "R310", move.path, move=move.id, act=kind)


def _is_free(played: Games, scene: str, move: Move) -> bool:
    """Whether no other sentence of the scene would have been better, in any visit."""
    if any(visit.ahead(move.id) < -COSTLESS for visit in played.weighed.get(scene, ()) if move.id in visit.worth):
        return False
    visits = [v for v in played.walk.chosen(scene, MORE_VISITS) if move.id in moves(v) and _is_trap_now(v, move)]
    return bool(visits) and not any(_costs(visit, move) for visit in visits)


def _is_trap_now(visit: Visit, move: Move) -> bool:
    """Whether a sentence is a trap at this moment: what was secret may be told when the time has come."""
    game = visit.play.game
    told = [game.facts[str(act.fact)].secret for act in acts_of(move) if act.kind is ActKind.TELL]
    return not told or any(secret is not None and visit.play.state.round < secret.until for secret in told)


def _costs(visit: Visit, move: Move) -> bool:
    """Whether some other sentence leaves home or the other side better disposed, or more room."""
    here = standing(said(visit, move.id)[0])
    others = [standing(said(visit, other)[0]) for other in moves(visit) if other != move.id]
    return any(there > mine + NO_DIFFERENCE for other in others for there, mine in zip(other, here, strict=True))


def mistakes_can_be_mended(scenario: Scenario) -> Iterator[Finding]:
    """R311: after any sentence but the gravest, 60% of what could still be had can still be had."""
    if is_draft(scenario):
        return
    for scene, visits in games(scenario).weighed.items():
        if scenario.scenes[scene].place not in _AT_STAKE:
            continue
        going_well = [v for v in visits if v.best >= GOING_WELL and not _second_chance(v.visit)]
        for move in scenario.scenes[scene].moves.values():
            found = [v for v in going_well if move.id in v.worth]
            if found and not _is_gravest(scenario, move) and not _mendable(found, move):
                best = max(found, key=lambda v: v.best)
                left = best_game(*said(best.visit, move.id), goal=100.0, tries=2)
                values = {"move": move.id, "left": round(left), "possible": round(best.best)}
                values |= _most_lost(best, move)
                yield at(scenario, "R311", move.path, **values)


def _most_lost(best: Weighed, move: Move) -> dict[str, object]:
    """The part of the score on which an expert loses most after a sentence, compared with the best one there."""
    good = max(best.worth, key=lambda name: best.worth[name])
    before, after = (score_sheet(played_on(best.visit, name)) for name in (good, move.id))
    part = max(before.parts, key=lambda each: each.points - after.part(each.id).points)
    return {
        "part": both(f"players.column_part_{part.id}"),
        "then": number(after.part(part.id).points, 1),
        "instead": number(part.points, 1),
    }


def _second_chance(visit: Visit) -> bool:
    """Whether home has said no once: then a mistake was made before."""
    return visit.play.state.reopened


def _is_gravest(scenario: Scenario, move: Move) -> bool:
    """Telling how far we would go, telling a secret, or a lie: that may cost the game."""
    facts = scenario.game.facts
    for act in acts_of(move):
        fact = facts.get(str(act.fact))
        if act.kind is ActKind.DISCLOSE and fact is not None and (fact.kind is FactKind.RESERVATION or fact.false):
            return True
        if act.kind is ActKind.TELL and fact is not None and fact.secret is not None:
            return True
    return False


def _mendable(visits: Sequence[Weighed], move: Move) -> bool:
    """Whether a way on was found that leads far enough, in any of these visits."""
    if any(visit.worth[move.id] >= MENDABLE * visit.best for visit in visits):
        return True
    return any(
        best_game(*said(visit.visit, move.id), goal=goal, tries=TRIES) >= goal
        for visit in visits[:1]
        for goal in (MENDABLE * visit.best,)
    )


RULES = (full_score, scenes_come_up, traps_catch, traps_cost, mistakes_can_be_mended)
