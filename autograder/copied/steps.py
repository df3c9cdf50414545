"""One line of a journal as it is compared: what was decided, in which place of the work, and when."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from sys import intern
from typing import Any, Final

from course.answers.line import Line

LONGEST_TOKEN: Final = 400
"""Characters; an honest decision has some eighty, a large table three hundred. Longer ones are told apart by a hash."""
# What follows from a decision, or is the same for everybody, says nothing about who took it.
FOLLOWS: Final = frozenset({"state", "hashes"})


@dataclass(frozen=True, slots=True)
class Step:
    """One answer or decision.

    ``token`` is equal for equal decisions, whenever and by whom; ``slot`` is where it was taken: the question, or the
    kind of decision and its scene. ``at`` counts seconds, and is None where the line gives no time that there is.
    """

    item: str
    attempt: int
    slot: str
    token: str
    at: int | None


def step_of(line: Line) -> Step:
    """A line of the journal as a step."""
    return Step(
        intern(line.item),
        line.attempt,
        slot_of(line.item, line.value),
        token_of(line.item, line.value),
        seconds(line.at),
    )


def slot_of(item: str, value: Mapping[str, Any]) -> str:
    """Where a decision is taken: the question, or the kind of decision and its scene."""
    kind = value.get("kind")
    if not isinstance(kind, str):
        return intern(item)
    scene = value.get("scene") if kind == "move" else None
    return intern(" ".join([item, kind, scene] if isinstance(scene, str) else [item, kind]))


def token_of(item: str, value: Mapping[str, Any]) -> str:
    """What was decided, as text that is equal for equal decisions."""
    text = _SORTED({key: each for key, each in value.items() if key not in FOLLOWS})
    if len(text) > LONGEST_TOKEN:
        text = f"#{hashlib.blake2b(text.encode(), digest_size=16).hexdigest()}"
    return intern(f"{item} {text}")


def value_of(token: str) -> Mapping[str, Any] | None:
    """The decision behind a token; None when it was too long to be kept."""
    text = token.partition(" ")[2]
    return None if text.startswith("#") else json.loads(text)


def seconds(at: str) -> int | None:
    """A time of the journal in seconds; None for a day or an hour that there is not."""
    try:
        return int(datetime.fromisoformat(at).timestamp())
    except (ValueError, OverflowError):
        return None


def runs_of(steps: Iterable[Step], games: frozenset[str]) -> dict[tuple[str, int], tuple[str, ...]]:
    """The decisions of each attempt at a role-play, by role-play and number, in their order."""
    found: dict[tuple[str, int], list[str]] = {}
    for step in steps:
        if step.item in games:
            found.setdefault((step.item, step.attempt), []).append(step.token)
    return {key: tuple(tokens) for key, tokens in found.items()}


# Made once: a class has hundreds of thousands of lines.
_SORTED: Final = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
