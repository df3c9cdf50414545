"""Damage to the structure: any value in any place of the notebook or of a line of the journal."""

import json
import unicodedata
from collections.abc import Callable
from random import Random
from typing import Any

from autograder.class_folder.classroom import JOURNAL
from tests.autograder.fuzz.mutant import Mutant, Raw, dumps
from tests.autograder.fuzz.oddities import heavy, odd, same_type

Place = tuple[Any, Any]
"""A list or a mapping, and an index or key in it."""


def places(value: Any) -> list[Place]:
    """Every place in JSON data."""
    found: list[Place] = []
    todo = [value]
    while todo:
        holder = todo.pop()
        steps: list[Any] = []
        if isinstance(holder, dict):
            steps = list(holder)
        elif isinstance(holder, list):
            steps = list(range(len(holder)))
        found += [(holder, step) for step in steps]
        todo += [holder[step] for step in steps]
    return found


def _somewhere(mutant: Mutant, change: Callable[[Any, Any, Random], None]) -> None:
    """Changes one to three places, in the notebook or in the lines."""
    random = mutant.random
    if random.random() < 0.5:
        document: Any = mutant.notebook()
        put: Callable[[Any], None] = mutant.write_notebook
    else:
        document, put = mutant.lines(), mutant.write_lines
    for _ in range(random.choice((1, 1, 2, 3))):
        found = places(document)
        if not found:
            break
        # Deep places are many and alike; a shallow one is taken as often.
        holder, step = random.choice(found if random.random() < 0.6 else found[: 1 + len(found) // 10])
        change(holder, step, random)
    put(document)


def other_type(mutant: Mutant) -> None:
    def change(holder: Any, step: Any, random: Random) -> None:
        holder[step] = odd(random)

    _somewhere(mutant, change)


def other_value(mutant: Mutant) -> None:
    def change(holder: Any, step: Any, random: Random) -> None:
        holder[step] = same_type(holder[step], random)

    _somewhere(mutant, change)


def deleted(mutant: Mutant) -> None:
    def change(holder: Any, step: Any, _: Random) -> None:
        del holder[step]

    _somewhere(mutant, change)


def doubled(mutant: Mutant) -> None:
    """A list holds something twice, a mapping a key twice with two values."""

    def change(holder: Any, step: Any, random: Random) -> None:
        if isinstance(holder, list):
            holder.insert(random.randint(0, len(holder)), holder[step])
            return
        inside = holder[step]
        text = dumps(inside).decode()
        other = dumps(odd(random)).decode("utf-8", "replace")
        key = json.dumps(step)
        # As the last of its neighbours, so that the key stands twice in the holder itself.
        holder[step] = Raw(f"{text}, {key}: {other}" if random.random() < 0.5 else f"{other}, {key}: {text}")

    _somewhere(mutant, change)


def moved(mutant: Mutant) -> None:
    def change(holder: Any, step: Any, random: Random) -> None:
        if isinstance(holder, dict):
            holder[random.choice(("", "x", "format", "value", "kind", "k" * 5_000, "\ud800", step.upper()))] = (
                holder.pop(step)
            )
        else:
            holder.append(holder.pop(step))

    _somewhere(mutant, change)


def nested(mutant: Mutant) -> None:
    def change(holder: Any, step: Any, random: Random) -> None:
        depth = random.choice((1, 18, 21, 200, 900, 5_000, 100_000, 1_000_000))
        begin, end = random.choice((("[", "]"), ('{"a":', "}")))
        inner = dumps(holder[step]).decode("utf-8", "replace")
        holder[step] = Raw(begin * depth + inner + end * random.choice((depth, 0)))

    _somewhere(mutant, change)


def huge(mutant: Mutant) -> None:
    def change(holder: Any, step: Any, random: Random) -> None:
        holder[step] = heavy(random)

    _somewhere(mutant, change)


def added(mutant: Mutant) -> None:
    def change(holder: Any, _: Any, random: Random) -> None:
        if isinstance(holder, dict):
            for _ in range(random.choice((1, 5, 300))):
                holder[f"x{random.random()}"] = random.choice((0, "a", None, []))
        else:
            holder.insert(random.randint(0, len(holder)), odd(random))

    _somewhere(mutant, change)


def renormalised(mutant: Mutant) -> None:
    """Letters with accents in another form, as some systems save them."""
    form = mutant.random.choice(("NFC", "NFD", "NFKC", "NFKD"))
    for name in (mutant.name, JOURNAL):
        text = mutant.files.get(name, b"").decode("utf-8", "replace")
        mutant.files[name] = unicodedata.normalize(form, text).encode()  # type: ignore[arg-type]


def another_document(mutant: Mutant) -> None:
    mutant.files[mutant.random.choice((mutant.name, JOURNAL))] = dumps(odd(mutant.random))


ALL = (other_type, other_value, deleted, doubled, moved, nested, huge, added, renormalised, another_document)
