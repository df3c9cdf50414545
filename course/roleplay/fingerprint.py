"""What of a scenario counts when a run is replayed: its numbers and rules, section by section, without any text."""

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any

from course.locale import Text
from course.negotiation.calibration import Calibration
from course.roleplay.scenario import Scenario, Scene

RULES_VERSION = 2
"""Raised when the rules themselves change so that old runs may come out otherwise."""

_PLAIN = frozenset({str, int, bool, type(None)})
SCENES = "scenes/"
_KEPT = "_fingerprint"

HASH_LENGTH = 16
"""Characters of the hash under which a released scenario is kept."""


def plain(value: object) -> object:
    """Any of our frozen values as JSON data in one fixed order; texts are left out."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _converter(kind)(value)


@cache
def _converter(kind: type) -> Callable[[Any], object]:
    """How a value of this type becomes plain; looked up once, since replaying a class asks for millions."""
    if issubclass(kind, Enum):
        return lambda value: value.value
    if issubclass(kind, Text):
        return lambda _: None
    if is_dataclass(kind):
        # The name of the class too: "told" and "heard" in a condition hold the same field.
        name, names = kind.__name__, tuple(f.name for f in fields(kind))
        return lambda value: {"is": name, **{each: plain(getattr(value, each)) for each in names}}
    if issubclass(kind, Mapping):
        return lambda value: {str(k): plain(v) for k, v in sorted(value.items(), key=lambda kv: str(kv[0]))}
    if issubclass(kind, (frozenset, set)):
        return lambda value: sorted((plain(v) for v in value), key=str)
    if issubclass(kind, (list, tuple)):
        return lambda value: [plain(v) for v in value]
    if issubclass(kind, float):
        return lambda value: round(value, 9)
    return lambda value: value


def digest(value: object, length: int = 12) -> str:
    """A short hash of any of our frozen values."""
    text = json.dumps(plain(value), sort_keys=True, ensure_ascii=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def fingerprint(scenario: Scenario) -> dict[str, str]:
    """Section -> hash. Scenes stand under ``scenes/<id>``; everything else is the numbers of the game."""
    # Kept with the scenario, which is frozen: a class of hand-ins asks for it again and again.
    kept: dict[str, str] | None = vars(scenario).get(_KEPT)
    if kept is None:
        kept = vars(scenario)[_KEPT] = _fingerprint(scenario)
    return dict(kept)


def _fingerprint(scenario: Scenario) -> dict[str, str]:
    setup = scenario.setup
    found = {
        "issues": digest(setup.issues),
        "own": digest(setup.own),
        "other": digest(setup.other),
        "agenda": digest(setup.clock),
        "score": digest([setup.score, scenario.checks, setup.leak_limit]),
        "rules": digest([RULES_VERSION, Calibration().changed(**setup.rules)]),
    }
    found |= {SCENES + scene.id: digest(_scene(scene)) for scene in scenario.scenes.values()}
    return found


def scenario_hash(scenario: Scenario) -> str:
    """One hash for the whole game of a scenario; a released scenario is kept under it."""
    return digest(fingerprint(scenario), HASH_LENGTH)


def _scene(scene: Scene) -> object:
    # The order of moves is no part of the game, their words neither.
    moves = sorted((m.id, plain(m.acts), m.then, plain(m.when)) for m in scene.moves.values())
    return [scene.place, scene.with_, plain(scene.when), scene.at_leaving, scene.opens, scene.again, moves]


def changed(now: Mapping[str, str], then: Mapping[Any, object]) -> list[str]:
    """The sections that differ between two fingerprints, in order."""
    names = {*now, *(name for name in then if isinstance(name, str))}
    return sorted(name for name in names if now.get(name) != then.get(name))
