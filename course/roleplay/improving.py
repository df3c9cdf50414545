"""Rounds after the vote: the deal stands, and can still become better for both."""

from course.negotiation import improving
from course.negotiation.constituency import yes_share
from course.negotiation.errors import IllegalDecisionError
from course.negotiation.improving import Answer
from course.negotiation.setup import Package
from course.roleplay import bargaining
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.stages import end, open_first
from course.roleplay.step import Step

K = DecisionKind


def after_the_vote(step: Step) -> list[Decision]:
    """What can be done while the deal stands: propose a change, ask, tell, or leave it at this."""
    return [Decision(K.PACKAGE), *bargaining.words(step), Decision(K.LEAVE)]


def package(step: Step, decision: Decision) -> None:
    """Propose a package: at the table, or after the vote as a change of the deal."""
    if step.phase != "after":
        bargaining.package(step, decision)
        return
    proposed = step.turn.game.package(decision.package or {})
    if proposed is None:
        raise IllegalDecisionError("no_such_package")
    _improve(step, proposed)


def _improve(step: Step, package: Package) -> None:
    """They agree and home votes, or the deal stays as it is; then another round, or the end."""
    deal = step.turn.state.deal
    step.tell("propose", package=package)
    answer = improving.improve(step.turn, package)
    if answer is Answer.SAME:
        step.tell("improve_same")
    elif answer is Answer.HOME_NO:
        state = step.turn.state
        against = min(step.turn.game.factions, key=lambda f: yes_share(step.turn.game, state, f, package))
        step.tell("improve_home_no", who=against)
    else:
        step.tell(f"improve_{answer.value}", package=package, deal=deal, mood=step.other_mood())
    if answer is Answer.AGREED:
        step.tell("vote", number=len(step.turn.state.votes) - 1)
    if improving.time_is_up(step.turn):
        end(step)
    else:
        open_first(step, "after")
