"""One deliberate spoiling of a role-play of the course: what is changed, and the code that must say so.

Changes name places of the file by ids, so that a row survives when a sentence is written otherwise:
``"scenes.henk-why.moves.my-word.say"``. A number in a path is a position.
"""

import copy
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from course.roleplay import strict_yaml
from course.roleplay.load import library

GONE: Final = object()
"""Instead of a value: the key or member is taken away."""

PLAYED: Final = "R3"
"""Codes of rules that play games: their rows are tried apart from the others, as they take their time."""


@dataclass(frozen=True)
class Spoiling:
    """``changes``: place -> the new value, :data:`GONE`, or a function of the old value."""

    scenario: str
    what: str
    changes: Mapping[str, Any]
    code: str

    def text(self) -> str:
        """The spoilt file. JSON is YAML, so nothing of it needs quoting by hand."""
        raw = copy.deepcopy(raw_of(self.scenario))
        for place, value in self.changes.items():
            _change(raw, place.split("."), value)
        return json.dumps(raw, ensure_ascii=False, indent=1)


@cache
def raw_of(scenario: str) -> Any:
    """A role-play of the course as its file has it; nobody may change it."""
    return strict_yaml.load(library()[scenario].read_bytes())[0]


def _change(raw: Any, steps: list[str], value: Any) -> None:
    inside = raw
    for step in steps[:-1]:
        inside = inside[_key(inside, step)]
    last = steps[-1]
    if value is GONE:
        del inside[_key(inside, last)]
        return
    key = _key(inside, last) if isinstance(inside, list) or callable(value) else last
    inside[key] = value(inside[key]) if callable(value) else value


def _key(inside: Any, step: str) -> Any:
    """A key, or the position of the member with this id (or, on the agenda, of this kind)."""
    if isinstance(inside, Mapping):
        assert step in inside, f"there is no {step!r}; there is {list(inside)}"
        return step
    found = [
        n for n, member in enumerate(inside) if isinstance(member, Mapping) and step in (member.get("id"), *member)
    ]
    assert found or step.isdigit(), f"there is no {step!r}"
    return found[0] if found else int(step)
