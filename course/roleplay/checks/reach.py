"""Which scenes a student can get to at all: a generous reckoning, so that 'unreachable' is certain.

Starting from nothing, scenes are added as long as one more can be reached from what is there: the beginnings of talks
whose condition is not impossible, and the scenes that the moves of reached scenes lead to.
"""

from collections.abc import Iterator

from course.negotiation.acts import Act, ActKind
from course.roleplay import conditions as c
from course.roleplay.scenario import OTHER, Draft, Move, Place, Scene

OWN_MOODS = frozenset({"angry", "wary", "open"})
OTHER_MOODS = frozenset({"cold", "ok", "warm"})

_AFTER_THE_TABLE = 3
"""Rounds that can follow the last one of the agenda: one to accept or walk away, two after a rejection."""

_NEEDS = {
    Place.HOME: ("home", "table"),
    Place.TABLE: ("table", "after"),
    Place.PRIVATE: ("private", "table"),
    Place.REPORT: ("report",),
    Place.VOTE: ("vote",),
    Place.AFTER: ("after",),
}
"""The stops of the agenda at which a scene of a place can come up; a recess from the table makes talks at home."""

_DONE_BY = {
    ActKind.ACCEPT_LOCK: "accepted",
    ActKind.ACCEPT_ERRAND: "accepted",
    ActKind.CONVERT: "converted",
    ActKind.REFUSE: "refused",
}


def on_agenda(draft: Draft, place: Place) -> bool:
    """Whether scenes of this place can come up at all."""
    return any(draft.stop(kind) for kind in _NEEDS[place])


def last_round(draft: Draft) -> int:
    """The last round that there can be; 0 without a table."""
    rounds = sum(item.size for item in draft.agenda if item.kind in {"table", "private", "after"})
    return rounds + _AFTER_THE_TABLE if rounds else 0


def acts_of(move: Move) -> Iterator[Act]:
    """The acts of a move, those after ``else`` too."""
    for act in move.acts:
        yield act
        while act.otherwise is not None:
            act = act.otherwise  # noqa: PLW2901 - walking down
            yield act


class Reach:
    """What can be reached in one role-play."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.scenes: dict[str, Scene] = {}
        self.moves: list[Move] = []
        grown = True
        while grown:
            grown = False
            for scene in draft.scenes.values():
                if scene.id not in self.scenes and self._opens(scene):
                    self.scenes[scene.id] = scene
                    grown = True
            self.moves = [m for s in self.scenes.values() for m in s.moves.values() if self.possible(m.when)]

    def _opens(self, scene: Scene) -> bool:
        if not on_agenda(self._draft, scene.place) or not self.possible(scene.when):
            return False
        is_beginning = scene.id not in self._draft.led_to
        return is_beginning or any(move.then == scene.id for move in self.moves)

    def possible(self, condition: c.Condition | None) -> bool:
        """Whether a condition can hold at some moment, as far as is known up to now."""
        return condition is None or all(self._term(term) for term in condition.terms)

    def _term(self, term: c.Term) -> bool:
        match term:
            case c.Round(first, last):
                return first <= last and first <= last_round(self._draft)
            case c.Phase(phases):
                return any(self._phase(phase) for phase in phases)
            case c.Played(scene, moves):
                return scene in self.scenes and (
                    not moves or any(self.possible(self.scenes[scene].moves[move].when) for move in moves)
                )
            case c.Demand(demand, states):
                return bool(self.states(demand) & set(states))
            case c.Mood(who, moods):
                return bool((OTHER_MOODS if who == OTHER else OWN_MOODS) & set(moods))
            case c.Result(results):
                return any(self._result(result) for result in results)
            case c.AnyOf(conditions):
                return any(self.possible(inner) for inner in conditions)
            case _:
                return True  # facts can be told and heard by hand, variants are another reading, not is generous

    def _phase(self, phase: str) -> bool:
        return self._draft.stop("table" if phase == "recess" else phase) is not None

    def _result(self, result: str) -> bool:
        needs = {"none": None, "rejected": "vote", "ratified": "vote"}.get(result, "table")
        return needs is None or self._draft.stop(needs) is not None

    def opened(self) -> frozenset[str]:
        """The demands that some reachable scene opens."""
        return frozenset(demand for scene in self.scenes.values() for demand in scene.opens)

    def states(self, demand: str) -> set[str]:
        """The states that a demand can come to."""
        states = {"unheard"}
        if demand in self.opened():
            states |= {"open", "accepted"}  # a lock left open counts as accepted at the mandate meeting
        for move in self.moves:
            for act in acts_of(move):
                if demand in act.demands and act.kind in _DONE_BY:
                    states.add(_DONE_BY[act.kind])
        if "accepted" in states:
            states |= {"raised", "broken"}
        return states
