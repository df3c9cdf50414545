"""Writes built files into a folder in which somebody may have worked since the last build."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from course.locale import Language

#: What was built, with a fingerprint of each file: a file that differs from it holds somebody's work.
MANIFEST: Final = ".achterban.json"

#: Of a notebook's own metadata JupyterLab rewrites all but this when it opens and saves one.
_OURS: Final = "achterban"


class Fate(Enum):
    """What became of one file of a build."""

    WRITTEN = "written"
    SAME = "same"
    KEPT = "kept"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Built:
    """A built folder: what became of each of its files."""

    folder: Path
    files: Mapping[PurePosixPath, Fate]

    @property
    def kept(self) -> tuple[PurePosixPath, ...]:
        """Files in which somebody worked, and which were left alone although there are newer ones."""
        return tuple(file for file, fate in self.files.items() if fate is Fate.KEPT)

    @property
    def notebooks(self) -> int:
        """How many notebooks of this build the folder holds."""
        return sum(file.suffix == ".ipynb" and fate is not Fate.REMOVED for file, fate in self.files.items())


def write(files: Mapping[PurePosixPath, bytes], to: Path, language: Language, *, fresh: bool) -> Built:
    """Write ``files`` below ``to``; work stays, or is put aside under another name when ``fresh``.

    Files of an earlier build that are no longer among ``files`` go, unless somebody worked in them.
    """
    before = _manifest(to)
    fates: dict[PurePosixPath, Fate] = {}
    after: dict[str, str] = {}
    for path, content in files.items():
        built = before.get(path.as_posix())
        fates[path] = _write_one(to / path, content, built, fresh=fresh)
        # What is kept stays known as what it was built as, so that a newer one is told of again next time.
        after[path.as_posix()] = built if fates[path] is Fate.KEPT and built else fingerprint(path, content)
    for gone in sorted(set(before) - set(after)):
        place = to / gone
        if place.is_file() and fingerprint(place, place.read_bytes()) == before[gone]:
            place.unlink()
            fates[PurePosixPath(gone)] = Fate.REMOVED
    said = json.dumps({"format": 1, "language": language, "files": after}, indent=1)
    put(to / MANIFEST, f"{said}\n".encode())
    return Built(to, fates)


def put(place: Path, content: bytes) -> Path:
    """Write one file, with the folders it needs."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place


def fingerprint(path: PurePosixPath | Path, content: bytes) -> str:
    """A mark that changes with everything in a file that a person or the build can have put there.

    For a notebook that is its cells and what the course says of it. Opening it in JupyterLab and saving it unchanged
    rewrites other things; that is no work.
    """
    if path.suffix == ".ipynb":
        try:
            found = json.loads(content)
            own = {"cells": found["cells"], _OURS: found["metadata"].get(_OURS)}
            content = json.dumps(own, sort_keys=True).encode()
        except (ValueError, KeyError, TypeError, AttributeError):
            pass  # no notebook any more: whatever it is, somebody made it
    return hashlib.sha256(content).hexdigest()


def _write_one(place: Path, content: bytes, built: str | None, *, fresh: bool) -> Fate:
    new = fingerprint(place, content)
    there = fingerprint(place, place.read_bytes()) if place.is_file() else None
    worked_in = there not in {None, new, built}
    if there == new and not fresh:
        return Fate.SAME
    if worked_in and not fresh:
        return Fate.SAME if built == new else Fate.KEPT
    if worked_in:
        place.rename(_aside(place))
    put(place, content)
    return Fate.WRITTEN


def _aside(place: Path) -> Path:
    numbers = range(1, 10_000)
    return next(p for n in numbers if not (p := place.with_name(f"{place.stem}-old-{n}{place.suffix}")).exists())


def _manifest(to: Path) -> dict[str, str]:
    try:
        found = json.loads((to / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(path): str(mark) for path, mark in found.items()} if isinstance(found, dict) else {}
