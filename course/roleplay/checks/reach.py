"""Which scenes a student can get to at all: a generous reckoning, so that 'unreachable' is certain.

Starting from nothing, scenes are added as long as one more can be reached from what is there: the beginnings of talks
whose condition is not impossible, and the scenes that the moves of reached scenes lead to.
"""

from collections.abc import Iterator

from course.negotiation.acts import Act, ActKind
from course.negotiation.confidence import Form
from course.roleplay import conditions as c
from course.roleplay.checks.logic import Asked, Inside, Subject, Value, World, possible
from course.roleplay.checks.moments import last_round, moments
from course.roleplay.scenario import OTHER, Draft, Move, Place, Scenario, Scene

OWN_MOODS = frozenset({"angry", "wary", "open"})
OTHER_MOODS = frozenset({"cold", "ok", "warm"})
STATES = ("unheard", "open", "accepted", "converted", "refused", "raised", "broken")

_NEEDS = {
    Place.HOME: ("home", "table"),
    Place.TABLE: ("table",),
    Place.PRIVATE: ("private",),
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
FORMS = tuple(form.value for form in Form)
"""The forms of a talk in private, as ``private`` names them."""
_PUSHES_BACK = frozenset({ActKind.CONVERT, ActKind.REFUSE})


def on_agenda(draft: Draft, place: Place) -> bool:
    """Whether scenes of this place can come up at all: at a stop, or in private because somebody proposed it."""
    if any(draft.stop(kind) for kind in _NEEDS[place]):
        return True
    return place is Place.PRIVATE and any(
        act.kind is ActKind.PROPOSE_PRIVATE for _, move in draft.moves() for act in acts_of(move)
    )


def acts_of(move: Move) -> Iterator[Act]:
    """The acts of a move, those after ``else`` too."""
    for act in move.acts:
        yield act
        while act.otherwise is not None:
            act = act.otherwise  # noqa: PLW2901 - walking down
            yield act


def beginnings(draft: Draft, place: Place) -> list[Scene]:
    """The scenes with which a talk at a place begins: nothing leads to them, and they do not wait until one leaves."""
    return [s for s in draft.scenes.values() if s.place is place and s.id not in draft.led_to and not s.at_leaving]


def needed(move: Move) -> tuple[c.Condition, ...]:
    """What has to hold before a move can be chosen: its condition, and demands that its acts can still push back."""
    found = [] if move.when is None else [move.when]
    for act in move.acts:
        if act.kind in _PUSHES_BACK:
            still_open = tuple(c.Condition((c.Demand(demand, ("open",)),)) for demand in act.demands)
            found.append(c.Condition((c.AnyOf(still_open),)))
        elif act.kind is ActKind.LOOSEN_MANDATE:
            found.append(c.Condition(tuple(c.Demand(demand, ("accepted",)) for demand in act.demands)))
    return tuple(found)


def before(draft: Draft, scene: Scene) -> tuple[Asked, ...]:
    """What holds when a scene opens: its condition, and for one that moves lead to that one of them was chosen."""
    found: list[Asked] = [] if scene.when is None else [scene.when]
    if scene.id in draft.led_to:
        ways = tuple(c.Condition((c.Played(s.id, (move.id,)),)) for s, move in draft.moves() if move.then == scene.id)
        found.append(c.Condition((c.AnyOf(ways),)))
    return tuple(found)


def anything(draft: Draft, scene: Scene) -> World:
    """What the agenda alone allows in a scene, whatever is reached."""

    def values(subject: Subject) -> tuple[Value, ...]:
        return _values(draft, subject, scene.place)

    return World(moments(draft, scene.place), values, frozenset(scene.opens))


def _values(draft: Draft, subject: Subject, place: Place) -> tuple[Value, ...]:
    what, name = subject
    match what:
        case "played":
            return (None, *draft.scenes[name].moves)
        case "demand":
            return STATES
        case "mood":
            return tuple(sorted(OTHER_MOODS if name == OTHER else OWN_MOODS))
        case "variant":
            return (None, *draft.variants)
        case "leaked":
            return (False, True) if on_agenda(draft, Place.PRIVATE) else (False,)
        case "private":
            return FORMS if place is Place.PRIVATE else (None,)
        case _:
            return (False, True)


class Reach:
    """What can be reached in one role-play."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.scenes: dict[str, Scene] = {}
        self.moves: list[Move] = []
        self._states: dict[str, tuple[str, ...]] = {}
        grown = True
        while grown:
            grown = False
            for scene in draft.scenes.values():
                if scene.id not in self.scenes and self._opens(scene):
                    self.scenes[scene.id] = scene
                    grown = True
            self.moves = [m for s in self.scenes.values() for m in s.moves.values() if self.possible(m.when)]
        self._states = {demand: tuple(sorted(self.states(demand))) for demand in draft.own.demands}
        self._earlier = self._surely_earlier()
        self._comes_up: dict[str, bool] = {}

    def _opens(self, scene: Scene) -> bool:
        if not on_agenda(self._draft, scene.place) or not self.possible(scene.when):
            return False
        is_beginning = scene.id not in self._draft.led_to
        return is_beginning or any(move.then == scene.id for move in self.moves)

    def possible(self, condition: c.Condition | None) -> bool:
        """Whether a condition can hold at some moment, as far as is known up to now."""
        return condition is None or all(self._term(term) for term in condition.terms)

    def _term(self, term: c.Term) -> bool:  # noqa: C901 - one line a word, read as a table
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
            case c.Told(fact):
                return self._can_be_told(fact)
            case c.Heard(fact):
                return self._can_be_heard(fact)
            case c.Leaked(True) | c.InPrivate():
                return on_agenda(self._draft, Place.PRIVATE)
            case c.AnyOf(conditions):
                return any(self.possible(inner) for inner in conditions)
            case _:
                return True  # variants are another reading, not is generous

    def _phase(self, phase: str) -> bool:
        if phase == "private":
            return on_agenda(self._draft, Place.PRIVATE)
        return self._draft.stop("table" if phase == "recess" else phase) is not None

    def _result(self, result: str) -> bool:
        needs = {"none": None, "rejected": "vote", "ratified": "vote"}.get(result, "table")
        return needs is None or self._draft.stop(needs) is not None

    def _by_hand(self) -> bool:
        return self._draft.stop("table") is not None or on_agenda(self._draft, Place.PRIVATE)

    def _can_be_told(self, fact: str) -> bool:
        return self._by_hand() or self._done(ActKind.DISCLOSE, fact)

    def _can_be_heard(self, fact: str) -> bool:
        return self._by_hand() or self._done(ActKind.ASK, fact)

    def _done(self, kind: ActKind, fact: str) -> bool:
        return any(act.kind is kind and act.fact == fact for move in self.moves for act in acts_of(move))

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

    def world(self, scene: Scene) -> World:
        """What can be in a scene, with what can be reached."""

        def values(subject: Subject) -> tuple[Value, ...]:
            return self._reached_values(subject, scene.place)

        return World(moments(self._draft, scene.place), values, frozenset(scene.opens))

    def _reached_values(self, subject: Subject, place: Place) -> tuple[Value, ...]:
        what, name = subject
        match what:
            case "played":
                reached = {id(move) for move in self.moves}
                moves = self.scenes[name].moves.values() if name in self.scenes else ()
                return (None, *(move.id for move in moves if id(move) in reached))
            case "demand":
                return self._states[name]
            case "told":
                return (False, True) if self._can_be_told(name) else (False,)
            case "heard":
                return (False, True) if self._can_be_heard(name) else (False,)
            case _:
                return _values(self._draft, subject, place)

    def _surely_earlier(self) -> dict[str, frozenset[str]]:
        """For each scene those that were played whenever it comes up, itself among them."""
        everything = frozenset(self.scenes)
        found = dict.fromkeys(self.scenes, everything)
        grown = True
        while grown:
            grown = False
            for scene in self.scenes.values():
                ways = [found[s.id] for s in self.scenes.values() if any(m.then == scene.id for m in s.moves.values())]
                asked = [t.scene for t in scene.when.terms if isinstance(t, c.Played)] if scene.when else []
                needed_before = [found[name] for name in asked if name in found]
                new = everything.intersection(*ways) if ways else frozenset[str]()
                new = new.union(*needed_before, {scene.id})
                if new != found[scene.id]:
                    found[scene.id], grown = new, True
        return found

    def _not_played(self, scene: Scene) -> tuple[Asked, ...]:
        """Not before a scene that opens once: that scene itself, and those that only come after it."""
        if scene.again:
            return ()
        later = [name for name, earlier in self._earlier.items() if scene.id in earlier]
        return tuple(c.Condition((c.Not(c.Condition((c.Played(name),))),)) for name in later)

    def comes_up(self, scene: Scene) -> bool:
        """Whether a scene can be reached and its condition can hold as a whole."""
        if scene.id not in self._comes_up:
            asked = (*before(self._draft, scene), *self._not_played(scene))
            self._comes_up[scene.id] = scene.id in self.scenes and possible(self.world(scene), asked)
        return self._comes_up[scene.id]

    def can_be_said(self, scene: Scene, move: Move) -> bool:
        """Whether a move can be chosen at some moment, in a scene that comes up."""
        inside = tuple(Inside(condition) for condition in needed(move))
        if not inside:
            return self.comes_up(scene)
        return possible(self.world(scene), (*before(self._draft, scene), *self._not_played(scene), *inside))


def reach(scenario: Scenario) -> Reach:
    """What can be reached in a role-play; worked out once, as several rules ask."""
    known = scenario.__dict__  # where a cached_property of it would keep its value too
    if "_reach" not in known:
        known["_reach"] = Reach(scenario)
    found: Reach = known["_reach"]
    return found
