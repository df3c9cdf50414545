"""Whether conditions can hold together: a small search over what they ask about.

What a condition asks about is independent here (whether a scene was played says nothing about a mood), except what one
moment brings together: phase, round and result. So what is called impossible surely is; what is called possible may
never come about in a game.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from course.roleplay import conditions as c
from course.roleplay.checks.moments import Moment

Subject = tuple[str, str]
"""What a condition asks about: ``("demand", "two-weeks")``, ``("played", "henk-floor")`` ..."""

Value = str | bool | None
Known = Mapping[Subject, Value]

VARIANT: Subject = ("variant", "")
LEAKED: Subject = ("leaked", "")
PRIVATE: Subject = ("private", "")

MOST_STEPS = 5_000
"""So much searching is enough: beyond it the answer is 'possible'. No condition written by hand comes near it."""


@dataclass(frozen=True, slots=True)
class World:
    """What can be at one place: its moments, and the values that a subject can take there."""

    moments: tuple[Moment, ...]
    values: Callable[[Subject], tuple[Value, ...]]
    opened: frozenset[str] = frozenset()
    """Demands that the scene itself puts to the student: what was unheard before it is open in it."""


@dataclass(frozen=True, slots=True)
class Inside:
    """A condition that is asked once the scene is open; one that opens it is asked bare."""

    condition: c.Condition


Asked = c.Condition | Inside


def possible(world: World, wanted: Iterable[Asked], unwanted: Iterable[Asked] = ()) -> bool:
    """Whether there is a moment at which all of ``wanted`` hold and none of ``unwanted`` does."""
    search = _Search(world, tuple(wanted), tuple(unwanted))
    return any(search.found(moment) for moment in world.moments)


def clash(world: World, condition: c.Condition) -> tuple[c.Term, ...]:
    """The terms of an impossible condition that do it: what is left when those that can be missed are dropped."""
    kept = list(condition.terms)
    for term in condition.terms:
        rest = [each for each in kept if each is not term]
        if rest and not possible(world, (c.Condition(tuple(rest)),)):
            kept = rest
    return tuple(kept)


class _Search:
    def __init__(self, world: World, wanted: tuple[Asked, ...], unwanted: tuple[Asked, ...]) -> None:
        self._world = world
        self._wanted = wanted
        self._unwanted = unwanted
        asked = dict.fromkeys(s for each in (*wanted, *unwanted) for s in _subjects(_bare(each)))
        self._subjects = tuple(asked)
        self._steps = 0
        self._seen: dict[tuple[bool, ...], bool] = {}
        self._clocks = tuple(t for each in (*wanted, *unwanted) for t in c.terms(_bare(each)) if isinstance(t, _CLOCK))

    def found(self, moment: Moment) -> bool:
        # Moments that the conditions cannot tell apart are looked at once.
        key = tuple(bool(_clock(term, moment)) for term in self._clocks)
        if key not in self._seen:
            self._seen[key] = self._try(moment, {}, 0)
        return self._seen[key]

    def _try(self, moment: Moment, known: dict[Subject, Value], place: int) -> bool:
        self._steps += 1
        if self._steps > MOST_STEPS:
            return True
        answers = [self._ask(each, moment, known) for each in self._wanted]
        answers += [_turned(self._ask(each, moment, known)) for each in self._unwanted]
        if False in answers:
            return False
        if place == len(self._subjects):
            return True
        subject = self._subjects[place]
        return any(self._try(moment, {**known, subject: v}, place + 1) for v in self._world.values(subject))

    def _ask(self, asked: Asked, moment: Moment, known: Known) -> bool | None:
        opened = self._world.opened if isinstance(asked, Inside) else frozenset[str]()
        return _all(_holds(t, moment, known, opened) for t in _bare(asked).terms)


_CLOCK = (c.Round, c.Phase, c.Result)


def _bare(asked: Asked) -> c.Condition:
    return asked.condition if isinstance(asked, Inside) else asked


def _subjects(condition: c.Condition) -> Iterable[Subject]:
    for term in c.terms(condition):
        match term:
            case c.Played(scene, _):
                yield "played", scene
            case c.Demand(demand, _):
                yield "demand", demand
            case c.Mood(who, _):
                yield "mood", who
            case c.Told(fact):
                yield "told", fact
            case c.Heard(fact):
                yield "heard", fact
            case c.Leaked():
                yield LEAKED
            case c.InPrivate():
                yield PRIVATE
            case c.Variant():
                yield VARIANT
            case _:
                pass


def _holds(  # noqa: C901, PLR0912 - one line a word, read as a table
    term: c.Term, moment: Moment, known: Known, opened: frozenset[str]
) -> bool | None:
    """True, False, or None while what it asks about is not yet known."""
    match term:
        case c.Round() | c.Phase() | c.Result():
            return _clock(term, moment)
        case c.Played(scene, moves):
            if ("played", scene) not in known:
                return None
            said = known["played", scene]
            return said in moves if moves else said is not None
        case c.Demand(demand, states):
            if ("demand", demand) not in known:
                return None
            state = known["demand", demand]
            return ("open" if state == "unheard" and demand in opened else state) in states
        case c.Mood(who, moods):
            return known["mood", who] in moods if ("mood", who) in known else None
        case c.Told(fact):
            return bool(known["told", fact]) if ("told", fact) in known else None
        case c.Heard(fact):
            return bool(known["heard", fact]) if ("heard", fact) in known else None
        case c.Leaked(wanted):
            return known[LEAKED] is wanted if LEAKED in known else None
        case c.InPrivate(forms):
            return known[PRIVATE] in forms if PRIVATE in known else None
        case c.Variant(variants):
            return known[VARIANT] in variants if VARIANT in known else None
        case c.Not(condition):
            return _turned(_all(_holds(t, moment, known, opened) for t in condition.terms))
        case c.AnyOf(conditions):
            found = [_all(_holds(t, moment, known, opened) for t in each.terms) for each in conditions]
            return True if True in found else None if None in found else False


def _clock(term: c.Term, moment: Moment) -> bool | None:
    match term:
        case c.Round(first, last):
            return first <= moment.round <= last
        case c.Phase(phases):
            return moment.phase in phases
        case c.Result(results):
            return moment.result in results
        case _:
            return None


def _all(answers: Iterable[bool | None]) -> bool | None:
    found = list(answers)
    return False if False in found else None if None in found else True


def _turned(answer: bool | None) -> bool | None:  # noqa: FBT001 - three answers: yes, no, not yet known
    return None if answer is None else not answer
