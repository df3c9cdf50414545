"""Games in which anything is decided that may be decided."""

from random import Random

from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.play import Play, decide, options, start
from course.roleplay.scenario import Scenario

K = DecisionKind
LONGEST = 200
"""Decisions in which every game of purchasing must have ended."""


def filled(play: Play, decision: Decision, random: Random) -> Decision:
    """A template with a value, drawn from all that there is."""
    game = play.game
    if decision.kind is K.PACKAGE:
        return Decision(K.PACKAGE, package=game.named(random.choice(game.space)))
    if decision.kind is K.MANDATE:
        allowed = {i.id: random.sample(i.options, random.randint(1, len(i.options))) for i in game.setup.issues}
        floor = random.choice((None, None, float(random.randint(0, 70))))
        return Decision(K.MANDATE, allowed=allowed, floor=floor)
    return decision


def steps(scenario: Scenario, seed: int) -> list[Play]:
    """Every stand of one random game, the first and the last included; ending it early is rare."""
    random, play = Random(seed), start(scenario)
    found = [play]
    while not play.ended and len(found) <= LONGEST:
        chosen = random.choice(options(play))
        if chosen.kind in (K.LEAVE, K.ACCEPT, K.WALK) and random.random() < 0.7:
            chosen = random.choice(options(play))
        play = decide(play, filled(play, chosen, random))
        found.append(play)
    return found


def decisions(play: Play) -> list[Decision]:
    """What was decided in a play."""
    return [entry.decision for entry in play.log]
