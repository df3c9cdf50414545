"""Reads the locked requirements."""

import re
from functools import cache
from pathlib import Path

from packaging.requirements import Requirement

REQUIREMENTS = Path(__file__).parents[2] / "requirements"


def canonical(name: str) -> str:
    """A package's name as indexes compare it: PyYAML, pyyaml and Py_YAML are one."""
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def entries(lock: str) -> tuple[str, ...]:
    """The entries of a lock, each on one line, hashes included."""
    text = (REQUIREMENTS / f"{lock}.txt").read_text(encoding="utf-8").replace("\\\n", " ")
    return tuple(line for line in text.splitlines() if line.strip() and not line.startswith("#"))


@cache
def pins(lock: str) -> dict[str, Requirement]:
    """What a lock pins: canonical name to requirement."""
    requirements = (Requirement(entry.partition(" --hash=")[0]) for entry in entries(lock))
    return {canonical(requirement.name): requirement for requirement in requirements}
