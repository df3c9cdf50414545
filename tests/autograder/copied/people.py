"""Classes of simulated students who work apart, and copies of their work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from random import Random
from typing import Final

from autograder.copied.classmates import Classmate, classmates
from autograder.copied.habits import Followed, habits
from autograder.copied.prints import HandIn
from autograder.copied.rarity import Run
from autograder.copied.steps import step_of, value_of
from course.answers.line import Line
from course.negotiation.errors import NegotiationError
from course.roleplay.decision import Decision, DecisionKind, read_decision
from course.roleplay.load import library, load
from course.roleplay.play import decide, start
from course.roleplay.players import journal_values, player
from course.roleplay.players.everyday import complete, sensible
from course.roleplay.players.memory import Memory
from course.roleplay.players.sight import sight
from course.roleplay.record import decision_value, start_value
from course.roleplay.scenario import Scenario

Values = Sequence[Mapping[str, object]]

LAB: Final = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
POOL: Final = 400
"""Different games of each player."""
MIXES: Final[Mapping[str, Sequence[str]]] = {
    "good": ("expert", "expert", "skill:0.95", "skill:0.95", "careful", "careful", "average"),
    "average": ("careful", "average", "average", "skill:0.75", "skill:0.5"),
    "all sorts": (
        "expert", "skill:0.95", "careful", "careful", "careful", "average", "average", "average", "average",
        "skill:0.4", "random", "silent", "pleaser", "hard-liner", "first",
    ),
    "careless": ("random", "skill:0.4", "skill:0.2", "first", "last", "egged-on", "blabber"),
}  # fmt: skip
"""Who sits in a class, each as likely as the others."""


@cache
def scenario(name: str, variant: str | None = None) -> Scenario:
    return load(library()[name], variant)


@cache
def game(name: str, plays: str, seed: int, variant: str | None = None) -> Values:
    return tuple(journal_values(scenario(name, variant), player(plays), seed))


def written(name: str, values: Values, times: Sequence[datetime], attempt: int = 1) -> list[Line]:
    """A game as the lines of a journal."""
    return [
        Line(name, attempt, value, time.strftime("%Y-%m-%dT%H:%M:%SZ"))
        for value, time in zip(values, times, strict=True)
    ]


def in_class(random: Random, count: int) -> list[datetime]:
    """When somebody clicks who begins with the class: the first two lines at once, then after reading."""
    at = LAB + timedelta(seconds=random.uniform(0, 120))
    times = [at, at]
    while len(times) < count:
        at += timedelta(seconds=max(1.0, random.lognormvariate(2.5, 0.8)))
        times.append(at)
    return times[:count]


def at_home(random: Random, count: int) -> list[datetime]:
    """The same on an evening of one's own."""
    away = timedelta(days=random.randrange(1, 7), seconds=random.randrange(40_000))
    return [time + away for time in in_class(random, count)]


def hand_in(student: str, lines: Sequence[Line], texts: Mapping[str, str] | None = None) -> HandIn:
    return HandIn(student, tuple(map(step_of, lines)), texts)


def class_of(name: str, mix: str, count: int, seed: int) -> dict[str, list[Line]]:
    """A class in one room whose students play apart."""
    random = Random(f"{name} {mix} {count} {seed}")
    found = {}
    # A number of one's own: the same number would make the same chance decisions.
    for number, own in enumerate(random.sample(range(max(POOL, count)), count)):
        variant = random.choice(scenario(name).variants or (None,))
        values = game(name, random.choice(MIXES[mix]), own, variant)
        found[f"s{number:04}"] = written(name, values, in_class(random, len(values)))
    return found


# -- copies


def shifted(lines: Sequence[Line], seconds: int) -> list[Line]:
    """The same, all of it some time later."""
    later = timedelta(seconds=seconds)
    return [replace(x, at=(datetime.fromisoformat(x.at) + later).strftime("%Y-%m-%dT%H:%M:%SZ")) for x in lines]


@dataclass
class _Copier:
    """Plays somebody else's game again and does some things otherwise, as far as the game allows what comes next."""

    source: list[Decision]
    random: Random
    place: int = 0

    def next(self, play: object, *, other: bool) -> Decision:
        if not other:
            for ahead in range(self.place, len(self.source)):
                try:
                    decide(play, self.source[ahead])  # type: ignore[arg-type]
                except NegotiationError:
                    continue
                self.place = ahead + 1
                return self.source[ahead]
        seen, memory = sight(play, "en"), Memory(self.random)  # type: ignore[arg-type]
        own = sensible(seen, memory) if self.random.random() < 0.5 else None
        if own is None:
            own = complete(seen, memory, self.random.choice(seen.options).decision)
        if other and self.place < len(self.source) and own.kind is self.source[self.place].kind:
            self.place += 1  # in the place of what the other one did here
        return own


def with_changes(values: Values, share: float, seed: int) -> Values:
    """Somebody else's game, played again with a share of the decisions taken otherwise."""
    random = Random(seed)
    variant = values[0]["variant"]
    play = start(scenario(str(values[0]["scenario"]), variant if isinstance(variant, str) else None))
    copier = _Copier([read_decision(value) for value in values[1:]], random)
    found = [start_value(play.scenario)]
    while not play.ended and len(found) < 300:
        decision = copier.next(play, other=random.random() < share)
        play = decide(play, decision)
        found.append(decision_value(decision, play))
    return found


def reordered(values: Values, seed: int) -> Values:
    """Somebody else's game with the talks at home in another order, as far as the game allows that."""
    random = Random(seed)
    variant = values[0]["variant"]
    play = start(scenario(str(values[0]["scenario"]), variant if isinstance(variant, str) else None))
    decisions = [read_decision(value) for value in values[1:]]
    talks: list[list[Decision]] = []
    rest = list(decisions)
    while rest and rest[0].kind in (DecisionKind.TALK, DecisionKind.MOVE):
        taken = rest.pop(0)
        if taken.kind is DecisionKind.TALK or not talks:
            talks.append([])
        talks[-1].append(taken)
    random.shuffle(talks)
    copier = _Copier([*(decision for talk in talks for decision in talk), *rest], random)
    found = [start_value(play.scenario)]
    while not play.ended and len(found) < 300:
        decision = copier.next(play, other=False)
        play = decide(play, decision)
        found.append(decision_value(decision, play))
    return found


class Simulators:
    """What simulated players do, as :class:`autograder.copied.stages.Stages` finds it out for a class folder."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._followed: dict[Run, tuple[Followed, ...]] = {}

    def classmates(self, item: str) -> list[Classmate]:
        variants = scenario(item).variants or (None,)
        return [each for variant in variants for each in classmates(item, scenario(item, variant))]

    def habits(self, run: Run) -> tuple[Followed, ...]:
        if run not in self._followed:
            start_value = value_of(run[0]) or {}
            variant = start_value.get("variant")
            self._followed[run] = habits(run, scenario(self._name, variant), "en")
        return self._followed[run]
