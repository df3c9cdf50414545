"""Linting role-plays, beside reading the same files with plain PyYAML and holding them to the JSON Schema.

The peer is what any tool would do at least: ``yaml.safe_load`` with libyaml where there is one, then jsonschema's own
validator on our schema. The long role-play is made of the scenes of purchasing, copied until there are sixty or more.
Rules that play games are left out: their time is that of the games.
"""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import yaml
from jsonschema import Draft202012Validator

from benchmarks.measure import Measurement, fastest
from course.roleplay import strict_yaml
from course.roleplay.checks import check
from course.roleplay.load import library, parse
from course.roleplay.schema import schema

SCENES: Final = 60
_SAFE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def measure() -> Iterator[Measurement]:
    """A role-play of the course, and one of sixty scenes."""
    file = library()["purchasing"]
    yield from _one("purchasing", file.read_bytes())
    yield from _one(f"{SCENES} scenes", long_role_play(file))


def _one(name: str, data: bytes) -> Iterator[Measurement]:
    scenario, found = parse(data, Path("purchasing.yaml"))
    assert scenario is not None, found
    reading = _milliseconds(lambda: parse(data, Path("purchasing.yaml")))
    whole = _milliseconds(lambda: _lint(data))
    validator = Draft202012Validator(schema())
    peer = _milliseconds(lambda: list(validator.iter_errors(yaml.load(data, Loader=_SAFE))))  # noqa: S506 - safe loader
    size = f"{len(scenario.scenes)} scenes, {len(data) // 1024} KB"
    yield Measurement(f"{name}: read strictly", reading, "ms", f"{size}; with lines, names and numbers")
    yield Measurement(f"{name}: read and linted", whole, "ms", "every static rule")
    yield Measurement(f"{name}: PyYAML and jsonschema", peer, "ms", "the peer: the shape alone, no lines")
    yield Measurement(f"{name}: linting against the peer", whole / peer, "×", "")


def _lint(data: bytes) -> None:
    scenario, _ = parse(data, Path("purchasing.yaml"))
    assert scenario is not None
    check(scenario)


def _milliseconds(work: object) -> float:
    assert callable(work)
    return fastest(work, runs=15) * 1000


def long_role_play(file: Path) -> bytes:
    """Purchasing with its scenes copied under other ids until there are enough, in the shape of the original."""
    raw = strict_yaml.load(file.read_bytes())[0]
    originals, n = list(raw["scenes"]), 0
    while len(raw["scenes"]) < SCENES:
        n += 1
        names = {scene["id"]: f"{scene['id']}-{n}" for scene in originals}
        for scene in originals:
            copied = copy.deepcopy(scene)
            copied["id"] = names[scene["id"]]
            for move in copied["moves"]:
                if "then" in move:
                    move["then"] = names[move["then"]]
            raw["scenes"].append(copied)
    text = yaml.dump(json.loads(json.dumps(raw)), Dumper=_Blocks, allow_unicode=True, sort_keys=False, width=110)
    return str(text).encode()


class _Blocks(yaml.SafeDumper):
    """Writes texts as authors do, in blocks, so that reading costs what it costs for their files."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = ">" if " " in value and not value.startswith(" ") else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Blocks.add_representer(str, _text)
