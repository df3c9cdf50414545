"""From stage to stage of the agenda: home, mandate, table, report, vote, after a yes, and the way back after a no."""

from course.negotiation import improving, ratification, rounds
from course.negotiation.setup import Package
from course.negotiation.state import State
from course.roleplay.scenario import Scenario
from course.roleplay.scenes import can_open, first_entry, open_scene
from course.roleplay.step import Step


def stages(scenario: Scenario) -> list[str]:
    """The stages of a scenario, in their order."""
    clock = scenario.setup.clock
    there = {
        "home": clock.home > 0,
        "mandate": clock.mandate > 0,
        "private": clock.private > 0 and not clock.table,
        "table": clock.table > 0,
        "report": clock.report > 0,
        "vote": bool(clock.vote),
        "after": clock.after > 0 and bool(clock.vote),
    }
    return [stage for stage, exists in there.items() if exists] or ["table"]


def enter(step: Step, stage: str) -> None:
    """Begin a stage."""
    clock = step.scenario.setup.clock
    step.phase, step.scene = stage, None
    if stage == "home":
        step.talks_left = clock.home
    elif stage == "table":
        step.talks_left = 0
        rounds.open_table(step.turn)
        tell_offer(step, None, "opening")
        open_round(step)
    elif stage == "private":
        step.talks_left = 0
        rounds.open_private(step.turn)
        open_turn(step)
    elif stage == "report":
        step.talks_left = clock.report
        if first_entry(step, "report") is None:
            finish(step, "report")
    elif stage == "after":
        improving.begin(step.turn)
        step.tell("improve_opening", package=step.turn.state.deal, mood=step.other_mood())
        open_first(step, "after")
    elif stage == "vote" and not open_first(step, "vote"):
        vote(step)


def finish(step: Step, stage: str) -> None:
    """A stage is over: the next one, or the end. Without a deal there is nothing to vote on."""
    order = stages(step.scenario)
    later = order[order.index(stage) + 1 :]
    if not later or (later[0] == "vote" and step.turn.state.deal is None):
        end(step)
    else:
        enter(step, later[0])


def leave_home(step: Step) -> None:
    """What still comes on the way out, then the next stage."""
    while step.pending:
        name, *rest = step.pending
        step.pending = tuple(rest)
        if can_open(step, step.scene_of(name)):
            open_scene(step, name)
            return
    finish(step, "home")


def round_passed(step: Step, before: State, reaction: str | None) -> None:
    """Their answer in a new round, and the scene that opens it."""
    if not they_left(step):
        tell_offer(step, before.offer, reaction)
        open_round(step)


def tell_offer(step: Step, before: Package | None, reaction: str | None) -> None:
    """They say what they offer now."""
    state = step.turn.state
    step.tell(
        "offer",
        before=before,
        package=state.offer,
        reaction=reaction,
        mood=step.other_mood(),
        known=any(f in step.turn.game.interests for f in state.told),
        last=rounds.time_is_up(step.turn),
        proposed=state.own_package,
    )


def open_round(step: Step) -> None:
    """A round begins with the first scene that fits it, if there is one."""
    if not rounds.time_is_up(step.turn):
        open_first(step, "table")


def open_turn(step: Step) -> None:
    """A turn of a private talk begins with the first scene that fits it, if there is one."""
    open_first(step, "private")


def open_first(step: Step, place: str) -> bool:
    """Opens the scene with which this place begins now; False when there is none."""
    found = first_entry(step, place)
    if found is not None:
        open_scene(step, found.id)
    return found is not None


def vote(step: Step) -> None:
    """Home votes. A yes goes on to what the agenda says comes after it; a first no goes back to the table, once."""
    found = ratification.hold_vote(step.turn)
    step.tell("vote", number=len(step.turn.state.votes) - 1)
    if found.ratified:
        finish(step, "vote")
        return
    if step.turn.state.reopened or not step.scenario.setup.clock.table:
        end(step)
        return
    rounds.reopen_table(step.turn)
    step.phase = "table"
    step.tell("reopened", mood=step.other_mood())
    if not they_left(step):
        tell_offer(step, None, "reopened")
        open_round(step)


def end(step: Step) -> None:
    """The role-play is over."""
    step.phase, step.scene = "end", None
    step.tell("end")


def they_left(step: Step) -> bool:
    """Whether the counterpart breaks off now; then the table is over."""
    if not rounds.they_leave(step.turn):
        return False
    step.tell("left", mood=step.other_mood())
    rounds.leave_table(step.turn, theirs=True)
    finish(step, "table")
    return True
