"""Playing a scenario: which decisions are open, and what each of them leads to.

A play is one frozen value. ``decide`` gives the next one and leaves the old one as it was: going back, forking and
replaying are nothing but keeping or repeating decisions.
"""

from collections.abc import Callable, Iterable, Mapping

from course.negotiation.calibration import Calibration
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.game import Game
from course.roleplay import bargaining, improving, private, talking
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.events import Entry
from course.roleplay.progress import Play
from course.roleplay.scenario import Scenario
from course.roleplay.scenes import moves
from course.roleplay.stages import enter, stages
from course.roleplay.step import Step

__all__ = ["Play", "decide", "options", "replay", "start"]

K = DecisionKind

TAKE: Mapping[DecisionKind, Callable[[Step, Decision], None]] = {
    K.MOVE: talking.move,
    K.TALK: talking.talk,
    K.LEAVE: talking.leave,
    K.MANDATE: talking.mandate,
    K.QUESTION: bargaining.question,
    K.DISCLOSURE: bargaining.disclosure,
    K.PACKAGE: improving.package,
    K.HOLD: bargaining.hold,
    K.RECESS: bargaining.recess,
    K.BACK: bargaining.back,
    K.ACCEPT: bargaining.accept,
    K.WALK: bargaining.walk,
    K.PRIVATE: private.propose_private,
    K.VERIFY: bargaining.verify,
}


def start(scenario: Scenario, calibration: Calibration | None = None) -> Play:
    """The play before the first decision. ``calibration`` replaces the magnitudes (for lint and tests)."""
    game = scenario.game if calibration is None else Game(scenario.setup, calibration)
    step = Step(Play(scenario, game, game.opening()))
    enter(step, stages(scenario)[0])
    return step.result(opening=tuple(step.events))


def options(play: Play) -> tuple[Decision, ...]:
    """What can be decided now. A package and a mandate come as templates: their value is the student's."""
    step = Step(play)
    if play.ended:
        return ()
    if play.scene is not None:
        scene = step.scene_of(play.scene)
        return tuple(Decision(K.MOVE, scene=scene.id, move=m.id) for m in moves(step, scene))
    if play.phase == "mandate":
        return (Decision(K.MANDATE),)
    if play.phase == "table":
        return tuple(bargaining.at_table(step))
    if play.phase == "private":
        return tuple(bargaining.in_private(step))
    if play.phase == "after":
        return tuple(improving.after_the_vote(step))
    return (*talking.talks(step), Decision(K.BACK if play.phase == "recess" else K.LEAVE))


def decide(play: Play, decision: Decision) -> Play:
    """The play after one decision.

    Raises:
        IllegalDecisionError: the decision is not open now; nothing has changed.
    """
    if play.ended:
        raise IllegalDecisionError("ended")
    if play.scene is not None and decision.kind is not K.MOVE:
        raise IllegalDecisionError("answer_first")
    step = Step(play)
    TAKE[decision.kind](step, decision)
    entry = Entry(decision, play.phase, play.state.round, tuple(step.events), tuple(step.turn.changes))
    return step.result(log=(*play.log, entry), opening=play.opening)


def replay(scenario: Scenario, decisions: Iterable[Decision], calibration: Calibration | None = None) -> Play:
    """The play after these decisions.

    Raises:
        IllegalDecisionError: one of them is not open when it is taken.
    """
    play = start(scenario, calibration)
    for decision in decisions:
        play = decide(play, decision)
    return play
