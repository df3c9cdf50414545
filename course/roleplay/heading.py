"""Where you are: the stops on the way, the heading, the clock and the question of a page."""

from collections.abc import Callable

from course.locale import both
from course.negotiation.confidence import Form
from course.roleplay.page import Clock, Stop
from course.roleplay.play import Play


def saying(language: str) -> Callable[..., str]:
    """Says entries of ``view.yaml`` in one language."""
    return lambda key, **values: both(f"view.{key}", **values).of(language)


def place(play: Play) -> str:
    """home, mandate, table, recess, private, report, vote, after or debrief."""
    if play.ended:
        return "debrief"
    return "home" if play.phase == "leaving" else play.phase


STOPS = ("home", "mandate", "private", "table", "report", "vote", "after")


def stops(play: Play, language: str) -> tuple[Stop, ...]:
    """The way from home and back, with where you are."""
    clock = play.scenario.setup.clock
    there = {
        "home": clock.home,
        "mandate": clock.mandate,
        "private": 0 if clock.table else clock.private,
        "table": clock.table,
        "report": clock.report,
        "vote": len(clock.vote),
        "after": clock.after if clock.vote else 0,
    }
    names = [name for name in STOPS if there[name]]
    here = place(play)
    if here == "recess" or (here == "private" and clock.table):
        here = "table"
    now = names.index(here) if here in names else len(names)
    say, never = saying(language), _never_came(play)
    return tuple(
        Stop(name, say(f"stop_{name}"), "skipped" if name in never else _status(n, now)) for n, name in enumerate(names)
    )


def _status(number: int, now: int) -> str:
    return "done" if number < now else "now" if number == now else "ahead"


def _never_came(play: Play) -> set[str]:
    """What did not come any more in a game that is over: there was nothing to vote on, or no yes to improve."""
    if not play.ended or (play.state.votes and play.state.votes[-1].ratified):
        return set()
    return {"after"} if play.state.votes else {"vote", "after"}


def _talking(play: Play) -> int:
    """1 while a talk is going on: it has been counted, but it is the one you are in."""
    return 1 if play.scene is not None and not play.scenario.scenes[play.scene].at_leaving else 0


def heading(play: Play, language: str) -> str:
    """The heading of the page: where you are and how far."""
    say, state, clock = saying(language), play.state, play.scenario.setup.clock
    name = place(play)
    values: dict[str, object] = {}
    if name in ("home", "report"):
        total = clock.home if name == "home" else clock.report
        used = total - play.talks_left
        if play.phase == "leaving":
            name = "leaving"
        elif play.talks_left == 0 and not _talking(play):
            name += "_over"
        values = {"talk": max(1, used) if _talking(play) else min(total, used + 1), "total": total}
    elif name == "private" and state.private is not None:
        if state.private.form is Form.IN_PASSING:
            name = "passing"
        values = {"turn": state.private.turn, "total": state.private.turns}
    elif name == "table":
        if state.round > state.last_round:
            name = "table_over"
        elif state.reopened:
            name = "table_again"
            total = play.game.calibration.reopening_rounds
            values = {"round": state.round - _rounds_before(play), "total": total}
        else:
            values = {"round": state.round, "total": clock.table}
    elif name == "after":
        values = {"round": clock.after - (state.last_round - state.round), "total": clock.after}
    return say(f"heading_{name}", **values)


def _rounds_before(play: Play) -> int:
    """The rounds that were counted before this sitting at the table: after a rejection it begins at 1 again."""
    state = play.state
    return state.last_round - play.game.calibration.reopening_rounds if state.reopened else 0


def clock(play: Play, language: str) -> Clock | None:
    """How much of the time is used; None where nothing is counted."""
    say, clock, state = saying(language), play.scenario.setup.clock, play.state
    if play.phase in ("home", "leaving", "report"):
        total = clock.report if play.phase == "report" else clock.home
        used = total - play.talks_left
        return Clock(say("clock_talks", used=used, total=total), used, total)
    if play.phase == "private" and state.private is not None:
        turn, total = state.private.turn, state.private.turns
        return Clock(say("clock_turns", used=turn, total=total), turn, total)
    if play.phase in ("table", "recess"):
        before, total = _rounds_before(play), clock.table
        if state.reopened:
            total = play.game.calibration.reopening_rounds
        used = min(state.round - before, total)
        return Clock(say("clock_rounds", used=used, total=total), used, total)
    if play.phase == "after":
        used = clock.after - (state.last_round - state.round)
        return Clock(say("clock_rounds", used=used, total=clock.after), used, clock.after)
    if play.phase == "mandate":
        return Clock(say("clock_tries", used=state.refusals, total=clock.mandate), state.refusals, clock.mandate)
    return None


def question(play: Play, language: str) -> str:
    """What is asked of you now; names the group of choices."""
    if play.ended:
        return ""
    name = "say" if play.scene is not None else play.phase
    return saying(language)(f"question_{name}")
