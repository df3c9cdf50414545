"""When the fourteen words hold."""

from dataclasses import dataclass, field
from typing import Any

import pytest

from course.roleplay.conditions import Condition, Demand, holds, parse, terms
from course.roleplay.schema import schema
from course.roleplay.strict_yaml import load


@dataclass(frozen=True)
class Now:
    """A negotiation in round four, seen as conditions see it."""

    round: int = 4
    phase: str = "table"
    result: str = "deal"
    variant: str | None = "open"
    scenes: dict[str, str] = field(default_factory=lambda: {"gate": "ask", "shed": "wait"})
    demands: dict[str, str] = field(default_factory=lambda: {"lock": "open", "errand": "unheard"})
    moods: dict[str, str] = field(default_factory=lambda: {"parents": "angry", "other": "warm"})
    known: tuple[str, ...] = ("letter", "oven")

    def played(self, scene: str, move: str | None) -> bool:
        return scene in self.scenes and move in (None, self.scenes[scene])

    def demand(self, demand: str) -> str:
        return self.demands[demand]

    def mood(self, who: str) -> str:
        return self.moods[who]

    def told(self, fact: str) -> bool:
        return fact == "letter"

    def heard(self, fact: str) -> bool:
        return fact == "oven"

    leaked: bool = True
    private: str | None = "planned"


ROWS = [
    ("{round: 4}", True),
    ("{round: 5}", False),
    ("{round: 4-6}", True),
    ("{round: 1-4}", True),
    ("{round: 5-6}", False),
    ("{phase: table}", True),
    ("{phase: [home, table]}", True),
    ("{phase: [home, vote]}", False),
    ("{played: gate}", True),
    ("{played: door}", False),
    ("{played: [gate, shed]}", True),
    ("{played: [gate, door]}", False),
    ("{played: {gate: ask}}", True),
    ("{played: {gate: wait}}", False),
    ("{played: {gate: [wait, ask]}}", True),
    ("{played: {gate: ask, shed: ask}}", False),
    ("{demand: {lock: open}}", True),
    ("{demand: {lock: [accepted, open]}}", True),
    ("{demand: {lock: open, errand: open}}", False),
    ("{mood: {parents: angry}}", True),
    ("{mood: {parents: [wary, open]}}", False),
    ("{mood: {other: warm}}", True),
    ("{relation: warm}", True),
    ("{relation: [cold, ok]}", False),
    ("{told: letter}", True),
    ("{told: oven}", False),
    ("{heard: oven}", True),
    ("{heard: [oven, letter]}", False),
    ("{leaked: true}", True),
    ("{leaked: false}", False),
    ("{private: planned}", True),
    ("{private: [in-passing, planned]}", True),
    ("{private: in-passing}", False),
    ("{result: deal}", True),
    ("{result: [rejected, ratified]}", False),
    ("{variant: open}", True),
    ("{variant: [closed, unreliable]}", False),
    ("{not: {round: 4}}", False),
    ("{not: {round: 4, phase: home}}", True),
    ("{any: [{round: 5}, {phase: table}]}", True),
    ("{any: [{round: 5}, {phase: home}]}", False),
    ("{round: 4, phase: table}", True),
    ("{round: 4, phase: home}", False),
    ("{not: {any: [{round: 1}, {not: {told: letter}}]}}", True),
]


@pytest.mark.parametrize(("written", "expected"), ROWS, ids=[written for written, _ in ROWS])
def test_holds(written: str, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    assert holds(parsed(written), Now()) is expected


def test_no_condition_always_holds() -> None:
    assert parse(None) is None
    assert holds(None, Now())


def test_no_variant_is_none_of_the_variants() -> None:
    assert not holds(parsed("{variant: open}"), Now(variant=None))


def test_terms_are_found_inside_not_and_any() -> None:
    condition = parsed("{not: {any: [{demand: {lock: open}}, {demand: {errand: raised}}]}}")
    assert [t for t in terms(condition) if isinstance(t, Demand)] == [
        Demand("lock", ("open",)),
        Demand("errand", ("raised",)),
    ]


def test_there_are_fourteen_words_and_each_is_understood() -> None:
    words = schema()["$defs"]["condition"]["properties"]
    tried = {word for written, _ in ROWS for word in words if word in written}
    assert len(words) == 14
    assert tried == set(words)


def parsed(written: str) -> Condition:
    raw: Any = load(written.encode())[0]
    condition = parse(raw)
    assert condition is not None
    return condition
