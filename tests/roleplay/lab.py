"""Playing by habits, and a purchasing case in which everything can be repeated: for trying to cheat.

A habit has an opinion on some decisions only; a game is played by the first habit that has one.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from random import Random

from course.locale import Text
from course.negotiation.acts import Act, ActKind
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.load import library, load
from course.roleplay.play import Play, decide, options, start
from course.roleplay.players import player
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import sight
from course.roleplay.scenario import Move, Place, Said, Scenario, Scene

K = DecisionKind
Habit = Callable[[Play], Decision | None]

ALL = ("finance", "production", "sales")
LOCKS = ("two-weeks", "price-88")
WORDS = Text("…", "…")
LONGEST = 400


@cache
def purchasing() -> Scenario:
    """The purchasing case as students play it."""
    return load(library()["purchasing"])


def drawn_out(home: tuple[Act, ...] = (), table: tuple[Act, ...] = ()) -> Scenario:
    """Purchasing with forty talks, all of which can be had again and again, and with acts that can be repeated.

    ``home`` are repeated in talks before the mandate; ``table`` when the first round begins, as often as one likes.
    """
    case = purchasing()
    extra = {}
    if home:
        extra["lab"] = _scene("lab", Place.HOME, home, "lab", again=True)
    if table:
        extra["lab-table"] = _scene("lab-table", Place.TABLE, table, "lab-more", again=False)
        extra["lab-more"] = _scene("lab-more", Place.TABLE, table, "lab-more", again=True)
    scenes = {
        i: s if s.place is not Place.HOME or s.at_leaving else replace(s, again=True) for i, s in case.scenes.items()
    }
    setup = replace(case.setup, clock=replace(case.setup.clock, home=40))
    return replace(case, setup=setup, scenes={**extra, **scenes})


def _scene(name: str, place: Place, acts: tuple[Act, ...], then: str, *, again: bool) -> Scene:
    moves = {
        f"act-{n}": Move(f"act-{n}", WORDS, (act,), then=then if place is Place.TABLE else None)
        for n, act in enumerate(acts)
    }
    moves["enough"] = Move("enough", WORDS, ())
    return Scene(name, place, Said(WORDS), moves, again=again)


def act(
    kind: ActKind, *, factions: tuple[str, ...] = (), demands: tuple[str, ...] = (), evidence: str | None = None
) -> Act:
    """One act to repeat."""
    return Act(kind, factions=factions, demands=demands, evidence=evidence)


def play_by(scenario: Scenario, *habits: Habit) -> Play:
    """One game in which the first habit with an opinion decides."""
    play = start(scenario)
    for _ in range(LONGEST):
        if play.ended:
            return play
        play = decide(play, next(d for d in (habit(play) for habit in habits) if d is not None))
    raise AssertionError(f"no end after {LONGEST} decisions")


# ---------------------------------------------------------------------- habits


def moves_open(play: Play) -> list[Move]:
    """What can be said now."""
    if play.scene is None:
        return []
    scene = play.scenario.scenes[play.scene]
    return [scene.moves[str(d.move)] for d in options(play)]


def say(play: Play, move: Move) -> Decision:
    """The decision to say something."""
    return Decision(K.MOVE, scene=play.scene, move=move.id)


def repeat(kind: ActKind, times: int) -> Habit:
    """Takes an act of the lab scenes (and only there) until it was done so often."""
    done = {"n": 0}

    def decide_(play: Play) -> Decision | None:
        if play.scene is None or not play.scene.startswith("lab"):
            return None
        found = [m for m in moves_open(play) if any(a.kind is kind for a in m.acts)]
        wanted = done["n"] < times and bool(found)
        done["n"] += wanted
        return Decision(K.MOVE, scene=play.scene, move=found[(done["n"] - 1) % len(found)].id if wanted else "enough")

    def again(play: Play) -> Decision | None:
        if play.scene is None and play.phase == "home" and done["n"] < times and "lab" in play.scenario.scenes:
            return Decision(K.TALK, scene="lab") if play.talks_left else None
        return decide_(play)

    return again


def preferring(*kinds: ActKind) -> Habit:
    """Says what holds an act of these kinds, the first kind first; never with a fact thrown in."""

    def decide_(play: Play) -> Decision | None:
        for kind in kinds:
            for move in moves_open(play):
                kinds_said = {a.kind for a in move.acts}
                if kind in kinds_said and (kind is ActKind.DISCLOSE or ActKind.DISCLOSE not in kinds_said):
                    return say(play, move)
        return None

    return decide_


QUIET = (
    ActKind.WAIT,
    ActKind.WITHHOLD,
    ActKind.RESERVE,
    ActKind.CONVERT,
    ActKind.REFUSE,
    ActKind.TEST_HARDNESS,
    ActKind.REPORT,
    ActKind.PERSPECTIVE,
    ActKind.FEED_HOPE,
    ActKind.TIE_HANDS,
    ActKind.ASK,
    ActKind.PRESSURE,
)
quiet = preferring(*QUIET, *ActKind)
"""Says what commits to least: waits, keeps silent, puts off."""


def without_errand(play: Play) -> Decision | None:
    """Turns the errand at the door into a question, and nothing else."""
    return preferring(ActKind.CONVERT)(play) if play.phase == "leaving" else None


def go(play: Play) -> Decision | None:
    """Leaves home, returns from a recess, votes at once: talks to nobody."""
    found = [d for d in options(play) if d.kind in (K.LEAVE, K.BACK)]
    return found[0] if found and play.scene is None else None


def mandate(**allowed: list[object]) -> Habit:
    """Asks for these limits each time."""
    return lambda play: Decision(K.MANDATE, allowed=allowed) if play.phase == "mandate" else None


def no_mandate(play: Play) -> Decision | None:
    """Asks for the impossible until home has had enough."""
    return Decision(K.MANDATE, allowed={"price": [100], "lead": [8], "pay": [30]}) if play.phase == "mandate" else None


def at_table(*wanted: Decision) -> Habit:
    """The first of these decisions that is open; past the last round accepts."""

    def decide_(play: Play) -> Decision | None:
        if play.phase != "table" or play.scene is not None:
            return None
        open_now = options(play)
        kinds = {d.kind for d in open_now}
        for decision in wanted:
            if decision.kind is K.PACKAGE and K.PACKAGE in kinds:
                return decision
            if decision.kind is K.ACCEPT or decision in open_now:
                return next(d for d in open_now if d.kind is decision.kind)
        return next(d for d in open_now if d.kind is K.ACCEPT)

    return decide_


def package(price: int, lead: int, pay: int) -> Decision:
    """A package of the purchasing case."""
    return Decision(K.PACKAGE, package={"price": price, "lead": lead, "pay": pay})


def accept_when(*deals: tuple[int, int, int]) -> Habit:
    """Signs one of these as soon as it is offered."""

    def decide_(play: Play) -> Decision | None:
        if play.phase == "table" and play.scene is None and play.state.offer in deals:
            return next(d for d in options(play) if d.kind is K.ACCEPT)
        return None

    return decide_


def skilled(*phases: str) -> Habit:
    """Plays these phases as the expert does (with a memory of its own)."""
    expert, memory = player("expert"), Memory(Random(0))

    def decide_(play: Play) -> Decision | None:
        if play.phase not in phases:
            return None
        seen = sight(play)
        decision = expert(seen, memory)
        if decision.kind is K.MOVE:
            memory.note(next(o for o in seen.options if o.decision == decision))
        return decision

    return decide_


def good_home() -> Habit:
    """The talks and the mandate of an expert."""
    return skilled("home", "leaving", "mandate")
