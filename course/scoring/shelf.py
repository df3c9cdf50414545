"""Role-plays by name: from files to what replaying asks for, each file read once."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from course.roleplay.fingerprint import HASH_LENGTH, digest
from course.roleplay.load import load
from course.roleplay.record import Library
from course.roleplay.scenario import Scenario

Scenarios = Mapping[str, Path] | Library
"""Files by the id of the role-play, or a function that also looks at the variant and the hashes it was played with."""


def as_library(scenarios: Scenarios) -> Library:
    """The function that replaying calls."""
    return _from_files(scenarios) if isinstance(scenarios, Mapping) else scenarios


def released(folder: Path, files: Mapping[str, Path]) -> Library:
    """Role-plays as they were released, kept in ``folder`` as ``<id>-<hash>.yaml``; for any other run today's files.

    A run says with which numbers it was played; when those were kept, it is replayed with them.
    """
    today = _from_files(files)

    def find(name: str, variant: str | None, hashes: Mapping[str, object]) -> Scenario | None:
        kept = folder / f"{name}-{digest(hashes, HASH_LENGTH)}.yaml"
        # The name comes from a hand-in: only names of role-plays that there are may become part of a path.
        if name in files and kept.is_file():
            return _load(kept, kept.stat().st_mtime_ns, variant)
        return today(name, variant, hashes)

    return find


def read_ahead(folder: Path, names: Iterable[str]) -> None:
    """Reads role-plays as they were last released, so that the first run that is replayed need not wait for it."""
    for name in names:
        kept = [path for path in folder.glob(f"{name}-*.yaml") if len(path.stem) == len(name) + 1 + HASH_LENGTH]
        if kept:
            newest = max(kept, key=lambda path: path.stat().st_mtime_ns)
            _load(newest, newest.stat().st_mtime_ns, None)


def _from_files(files: Mapping[str, Path]) -> Library:
    def find(name: str, variant: str | None, _: Mapping[str, object]) -> Scenario | None:
        path = files.get(name)
        return _load(path, path.stat().st_mtime_ns, variant) if path is not None and path.is_file() else None

    return find


def _load(path: Path, changed: int, variant: str | None) -> Scenario | None:
    # The variant comes from a hand-in: an invented one must not cost the reading of the file.
    plain = _read(path, changed, None)
    if variant is None or plain is None:
        return plain
    return _read(path, changed, variant) if variant in plain.variants else None


@lru_cache(maxsize=32)
def _read(path: Path, changed: int, variant: str | None) -> Scenario | None:
    del changed  # only there so that an edited file is read again
    try:
        return load(path, variant)
    except ValueError:
        # A file that is no role-play (any more): there is nothing to replay with.
        return None
