"""What each sentence is worth where it was said: the score that a good negotiator still gets after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from course.negotiation import constituency
from course.negotiation.mandate import locks
from course.roleplay.checks.played.walk import Visit
from course.roleplay.play import Play, decide
from course.roleplay.players import player
from course.roleplay.players.memory import Memory
from course.roleplay.players.runs import play_on
from course.roleplay.players.sight import sight
from course.roleplay.score import total

VISITS: Final = 2
"""Visits of each scene in which its sentences are weighed."""


@dataclass(frozen=True, slots=True)
class Weighed:
    """One visit of a scene: the score after each of its sentences, when an expert plays on."""

    visit: Visit
    worth: Mapping[str, float]

    @property
    def best(self) -> float:
        """The most that could be had."""
        return max(self.worth.values())

    def ahead(self, move: str) -> float:
        """By how many points a sentence is above the best of the others; below 0 it is behind."""
        return self.worth[move] - max((w for m, w in self.worth.items() if m != move), default=self.worth[move])


def weigh(visit: Visit) -> Weighed:
    """Tries every sentence of a visit, and has an expert play on."""
    return Weighed(visit, {move: after(visit, move) for move in moves(visit)})


def moves(visit: Visit) -> list[str]:
    """What could be said."""
    return [str(option.decision.move) for option in sight(visit.play).options]


def said(visit: Visit, move: str) -> tuple[Play, Memory]:
    """The play, and what the player remembers, after saying something."""
    memory = visit.memory.copy()
    option = next(o for o in sight(visit.play).options if o.decision.move == move)
    memory.note(option)
    return decide(visit.play, option.decision), memory


def after(visit: Visit, move: str) -> float:
    """The score when an expert plays on after a sentence."""
    return total(played_on(visit, move))


def played_on(visit: Visit, move: str) -> Play:
    """The game that an expert makes of it after a sentence."""
    play, memory = said(visit, move)
    return play_on(play, player("expert"), memory)


def standing(play: Play) -> tuple[float, float, float, float]:
    """Where one stands, whatever comes of it: support at home, relation, room that is left, what was kept to oneself.

    Support is the mean over all packages that are worth signing; each of the four runs from 0 or below to 1.
    """
    game, state = play.game, play.state
    zone, left = game.zone if game.space else (), locks(game, state)
    issues = game.issue_ids
    support = fmean(constituency.support(game, state, x) for x in zone) if zone else 0.0
    room = sum(all(o in left[i] for i, o in zip(issues, x, strict=True) if i in left) for x in zone)
    kept = -sum(game.calibration.weight(game.facts[fact].kind) for fact in state.told)
    return support, state.relation * (1 - state.escalation / 9), room / len(zone) if zone else 0.0, kept
