"""Role-plays by name: from files to what replaying asks for, each file read once."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from course.roleplay.load import load
from course.roleplay.record import Library
from course.roleplay.scenario import Scenario

Scenarios = Mapping[str, Path] | Library
"""Files by the id of the role-play, or a function that also looks at the variant and the hashes it was played with."""


def as_library(scenarios: Scenarios) -> Library:
    """The function that replaying calls."""
    return _from_files(scenarios) if isinstance(scenarios, Mapping) else scenarios


def _from_files(files: Mapping[str, Path]) -> Library:
    def find(name: str, variant: str | None, _: Mapping[str, object]) -> Scenario | None:
        path = files.get(name)
        return _load(path, path.stat().st_mtime_ns, variant) if path is not None and path.is_file() else None

    return find


@lru_cache(maxsize=32)
def _load(path: Path, changed: int, variant: str | None) -> Scenario | None:
    del changed  # only there so that an edited file is read again
    try:
        return load(path, variant)
    except ValueError:
        # A variant that does not exist, or a file that is no role-play (any more): there is nothing to replay with.
        return None
