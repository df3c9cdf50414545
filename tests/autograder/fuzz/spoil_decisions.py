"""Damage to single decisions and answers: every field of each, with every value that does not belong there."""

from copy import deepcopy
from typing import Any

from course.roleplay.decision import FIELDS, DecisionKind
from tests.autograder.fuzz.mutant import EVERYWHERE, Mutant
from tests.autograder.fuzz.oddities import odd, same_type
from tests.autograder.fuzz.spoil_json import places


def _values(lines: list[Any]) -> list[dict[str, Any]]:
    return [line["value"] for line in lines]


def fields_of(mutant: Mutant) -> list[tuple[int, int]]:
    """Every field of every value: the number of the line, and of the place in it."""
    return [(line, place) for line, value in enumerate(_values(mutant.lines())) for place in range(len(places(value)))]


def replace_field(mutant: Mutant, line: int, place: int, new: object) -> None:
    """One field of one value, and no copy of what stood there."""
    lines = mutant.lines()
    holder, step = places(lines[line]["value"])[place]
    holder[step] = deepcopy(new)
    mutant.write_lines(lines, EVERYWHERE)


def field_replaced(mutant: Mutant) -> None:
    """One field of one decision."""
    lines = mutant.lines()
    value = mutant.random.choice(_values(lines))
    holder, step = mutant.random.choice(places(value))
    holder[step] = mutant.random.choice((odd, same_type_of(holder[step])))(mutant.random)
    mutant.write_lines(lines, EVERYWHERE)


def same_type_of(value: object) -> Any:
    return lambda random: same_type(value, random)


def every_field_replaced(mutant: Mutant) -> None:
    """The same odd value in one field of every decision that has it."""
    lines = mutant.lines()
    field = mutant.random.choice(
        ("scene", "move", "fact", "package", "allowed", "floor", "form", "label", "state", "kind")
    )
    new = odd(mutant.random)
    for value in _values(lines)[1:]:
        if field in value:
            value[field] = new
    mutant.write_lines(lines, EVERYWHERE)


def other_kind(mutant: Mutant) -> None:
    """Another decision in the place of the one that was taken."""
    lines = mutant.lines()
    every = _values(lines)
    for _ in range(mutant.random.choice((1, 3))):
        place = mutant.random.randrange(len(lines))
        kind = mutant.random.choice(list(DecisionKind))
        new: dict[str, Any] = {"kind": kind.value}
        for name in FIELDS[kind]:
            known = [value[name] for value in every if name in value]
            new[name] = mutant.random.choice(known) if known and mutant.random.random() < 0.7 else odd(mutant.random)
        new["state"] = every[place].get("state", "0" * 12)
        lines[place]["value"] = new
    mutant.write_lines(lines, EVERYWHERE)


def exchanged(mutant: Mutant) -> None:
    """The values of two lines, or of all lines."""
    lines = mutant.lines()
    every = _values(lines)
    if mutant.random.random() < 0.3:
        mutant.random.shuffle(every)
    else:
        first, second = mutant.random.randrange(len(lines)), mutant.random.randrange(len(lines))
        every[first], every[second] = every[second], every[first]
    for line, value in zip(lines, every, strict=True):
        line["value"] = value
    mutant.write_lines(lines, EVERYWHERE)


def out_of_phase(mutant: Mutant) -> None:
    """Decisions that were right at another moment, once more."""
    lines = mutant.lines()
    for _ in range(mutant.random.choice((1, 5, 50))):
        lines.insert(mutant.random.randint(1, len(lines)), dict(mutant.random.choice(lines)))
    mutant.write_lines(
        [
            {**line, "at": f"2026-11-22T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z"}
            for n, line in enumerate(lines)
        ],
        EVERYWHERE,
    )


def end_alone(mutant: Mutant) -> None:
    """The last decisions with their hashes, as if the rest had been played."""
    lines = mutant.lines()
    keep = mutant.random.choice((1, 2, 5))
    mutant.write_lines([*lines[:1], *lines[-keep:]], EVERYWHERE)


def hashes_changed(mutant: Mutant) -> None:
    """Other hashes of the state: of another moment, or none."""
    lines = mutant.lines()
    known = [value["state"] for value in _values(lines) if "state" in value] or ["0" * 12]
    for value in _values(lines)[mutant.random.randrange(len(lines)) :]:
        if "state" in value or mutant.random.random() < 0.1:
            value["state"] = mutant.random.choice((*known, odd(mutant.random)))
    mutant.write_lines(lines, EVERYWHERE)


ALL = (
    field_replaced, field_replaced, every_field_replaced, other_kind, exchanged, out_of_phase, end_alone,
    hashes_changed,
)  # fmt: skip
