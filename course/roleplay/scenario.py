"""A role-play as frozen data: its people, texts and scenes (format 1), and the numbers for the rules (``setup``).

Written by :mod:`course.roleplay.load`; nothing here is checked again.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from pathlib import Path as File
from typing import Any

from course.locale import Text
from course.negotiation.acts import Act
from course.negotiation.game import Game
from course.negotiation.setup import Option, Setup
from course.roleplay.conditions import Condition
from course.roleplay.strict_yaml import Lines, Path

OTHER = "other"
"""The other side, where a faction could stand: ``with: other``, ``mood: {other: cold}``."""


class Place(StrEnum):
    """Where a scene plays."""

    HOME = "home"
    TABLE = "table"
    PRIVATE = "private"
    REPORT = "report"
    VOTE = "vote"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Said:
    """Words that may differ by the mood of the one who says them."""

    otherwise: Text
    moods: Mapping[str, Text] = field(default_factory=dict)

    def of(self, mood: str) -> Text:
        """The words in this mood."""
        return self.moods.get(mood, self.otherwise)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks."""

    id: str
    name: str
    role: Text
    portrait: str | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is told after the end about the variant that was played: its name in a list, and what was different."""

    name: Text
    told: Text


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One stop of the agenda: home, mandate, table, private, report, vote or after.

    ``size`` counts talks, tries, rounds, turns or calls; for a vote it counts the bodies.
    """

    kind: str
    size: int
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionText:
    """One option of an issue: its id in packages, and how it reads (``4 weeks``)."""

    id: Option
    text: Text


@dataclass(frozen=True, slots=True)
class IssueText:
    """How an issue reads: ``label`` in a list, ``spoken`` in a sentence."""

    id: str
    label: Text
    spoken: Text
    options: tuple[OptionText, ...]
    unit: Text | None = None

    def option(self, option: Option) -> Text:
        """How one option reads.

        Raises:
            KeyError: the issue has no such option.
        """
        for each in self.options:
            if each.id == option:
                return each.text
        raise KeyError(option)


@dataclass(frozen=True, slots=True)
class FactionText:
    """How a faction is called, and who speaks for it."""

    id: str
    name: Text
    person: str | None = None


@dataclass(frozen=True, slots=True)
class FactText:
    """How a fact reads: told (``text``), asked for (``ask``), checked elsewhere (``check``)."""

    id: str
    text: Text
    ask: Text | None = None
    check: Text | None = None


@dataclass(frozen=True, slots=True)
class SideText:
    """The texts of one side; its numbers stand in :attr:`Scenario.setup`."""

    name: Text | None = None
    person: str | None = None
    factions: Mapping[str, FactionText] = field(default_factory=dict)
    bodies: Mapping[str, Text] = field(default_factory=dict)
    facts: Mapping[str, FactText] = field(default_factory=dict)
    evidence: Mapping[str, Text] = field(default_factory=dict)
    demands: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """Something the student can say, and what it does."""

    id: str
    say: Text
    acts: tuple[Act, ...]
    reply: Said | None = None
    then: str | None = None
    when: Condition | None = None
    path: Path = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Scene:
    """A situation in which the student says something. ``with_`` names factions, people or ``other``."""

    id: str
    place: Place
    situation: Said
    moves: Mapping[str, Move]
    with_: tuple[str, ...] = ()
    label: Text | None = None
    points: tuple[str, ...] = ()
    when: Condition | None = None
    at_leaving: bool = False
    opens: tuple[str, ...] = ()
    again: bool = False
    path: Path = field(default=(), compare=False, repr=False)


Phrase = tuple[Said, ...]
"""Sentences that take turns."""


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A role-play whose shape is right, before anybody has looked whether its names and numbers fit together."""

    id: str
    title: Text
    briefing: Text
    people: Mapping[str, Person]
    agenda: tuple[AgendaItem, ...]
    issues: Mapping[str, IssueText]
    own: SideText
    other: SideText
    scenes: Mapping[str, Scene]
    variants: tuple[str, ...] = ()
    variant: str | None = None
    """The variant that is patched in."""
    drawn: Drawn | None = None
    """What is told about it after the end."""
    score: Mapping[str, float] = field(default_factory=dict)
    """The parts that count with their points; empty: the usual ones."""
    checks: tuple[str, ...] | None = None
    """Seed points of the process checks that count; None: the usual list."""
    leak_limit: float = 0.6
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    rules: Mapping[str, float] = field(default_factory=dict)
    source: File
    raw: Mapping[str, Any] = field(compare=False, repr=False)
    """The file as it was read, the variant patched in."""
    lines: Lines = field(compare=False, repr=False)

    @cached_property
    def led_to(self) -> frozenset[str]:
        """The scenes that a move leads to: never the beginning of a talk."""
        return frozenset(move.then for _, move in self.moves() if move.then)

    @cached_property
    def beginnings(self) -> Mapping[str, tuple[Scene, ...]]:
        """The scenes with which a talk or a round can begin, by place, in the order of the file."""
        found: dict[str, list[Scene]] = {}
        for scene in self.scenes.values():
            if not scene.at_leaving and scene.id not in self.led_to:
                found.setdefault(scene.place, []).append(scene)
        return {place: tuple(scenes) for place, scenes in found.items()}

    def party(self, who: str) -> str:
        """The faction or ``other`` for which somebody speaks; the name itself when it is a party, or of nobody's."""
        if who == self.other.person:
            return OTHER
        return next((f for f, of in self.own.factions.items() if of.person == who), who)

    def moves(self) -> Iterator[tuple[Scene, Move]]:
        """Every move with its scene, in the order of the file."""
        for scene in self.scenes.values():
            for move in scene.moves.values():
                yield scene, move

    def stop(self, kind: str) -> AgendaItem | None:
        """The stop of the agenda of this kind, if there is one."""
        return next((item for item in self.agenda if item.kind == kind), None)


@dataclass(frozen=True, kw_only=True)
class Scenario(Draft):
    """A role-play that can be played."""

    setup: Setup

    @cached_property
    def game(self) -> Game:
        """What follows from the numbers; worked out once."""
        return Game(self.setup)
