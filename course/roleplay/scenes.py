"""Which scenes and moves are open, and what happens when one opens."""

from course.negotiation.acts import Act
from course.negotiation.changes import Rule
from course.negotiation.perform import possible
from course.roleplay.conditions import holds
from course.roleplay.moods import mood
from course.roleplay.scenario import OTHER, Move, Place, Scene
from course.roleplay.step import Step


def present(scene: Scene) -> tuple[str, ...]:
    """Whose mood counts in a scene: the factions named, else the other side at the table, else nobody."""
    if scene.with_:
        return scene.with_
    return (OTHER,) if scene.place in (Place.TABLE, Place.PRIVATE) else ()


def answering(scene: Scene, move: Move) -> tuple[str, ...]:
    """Who answers a move: whoever is in the scene; at the table, a faction when the words go home and nowhere else."""
    home = dict.fromkeys(f for act in move.acts for f in act.factions)
    if scene.place is Place.TABLE and not scene.with_ and all(act.factions for act in move.acts):
        return tuple(home) if len(home) == 1 else ()
    return present(scene)


class _StepFacts:
    """What the conditions of a scenario ask of a play (see ``conditions.Facts``)."""

    def __init__(self, step: Step) -> None:
        self._step = step

    @property
    def round(self) -> int:
        return self._step.turn.state.round

    @property
    def phase(self) -> str:
        return "home" if self._step.phase == "leaving" else self._step.phase

    @property
    def result(self) -> str:
        state = self._step.turn.state
        if "walked" in state.marks:
            return "no-deal"  # also after a rejection: there is nothing left to vote on
        if state.votes:
            return "ratified" if state.votes[-1].ratified else "rejected"
        return "none" if state.deal is None else "deal"

    @property
    def variant(self) -> str | None:
        return self._step.play.scenario.variant

    def played(self, scene: str, move: str | None) -> bool:
        found = self._step.played.get(scene)
        return found is not None and (move is None or found == move)

    def demand(self, demand: str) -> str:
        return self._step.turn.state.demands[demand]

    def mood(self, who: str) -> str:
        return mood(self._step.turn.game, self._step.turn.state, who)

    def told(self, fact: str) -> bool:
        return fact in self._step.turn.state.told

    def heard(self, fact: str) -> bool:
        return fact in self._step.turn.state.heard

    @property
    def leaked(self) -> bool:
        return self._step.turn.state.leaked

    @property
    def private(self) -> str | None:
        talk = self._step.turn.state.private
        return None if talk is None else talk.form.value


def moves(step: Step, scene: Scene) -> list[Move]:
    """What can be said in an open scene."""
    return [m for m in scene.moves.values() if _holds(step, m) and all(possible(step.turn, a) for a in m.acts)]


def can_open(step: Step, scene: Scene) -> bool:
    """A scene can open once (or again), when its condition holds and something can be answered in it."""
    fresh = scene.again or scene.id not in step.played
    return fresh and _holds(step, scene) and _can_be_answered(step, scene)


def entries(step: Step, place: str) -> list[Scene]:
    """The scenes that can begin at a place now, in the order of the file."""
    return [scene for scene in step.scenario.beginnings.get(place, ()) if can_open(step, scene)]


def first_entry(step: Step, place: str) -> Scene | None:
    """The scene with which a round or a turn begins: the first that can."""
    return next((scene for scene in step.scenario.beginnings.get(place, ()) if can_open(step, scene)), None)


def open_scene(step: Step, name: str) -> None:
    """A scene begins; the demands that it brings are on the table."""
    scene = step.scene_of(name)
    step.scene = name
    for d in scene.opens:
        if step.turn.state.demands[d] == "unheard":
            step.turn.demand(d, "open", Rule.DEMAND_OPENED)
    step.tell("situation", scene=name, mood=step.moods(present(scene)))


def _holds(step: Step, of: Scene | Move) -> bool:
    return of.when is None or holds(of.when, _StepFacts(step))


def _can_be_answered(step: Step, scene: Scene) -> bool:
    # A scene may itself open the demand that its moves convert or refuse.
    opened = {d for d in scene.opens if step.turn.state.demands[d] == "unheard"}

    def can(act: Act) -> bool:
        return possible(step.turn, act) or any(d in opened for d in act.demands)

    return any(_holds(step, m) and all(can(a) for a in m.acts) for m in scene.moves.values())
