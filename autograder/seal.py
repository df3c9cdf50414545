"""Hashes that say whether anything changed that a grade depends on, so that a second run does only what changed."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import autograder
import course
from autograder.classroom import SETTINGS_FILE, Classroom
from autograder.config_file import NAME as CONFIG

CODE: Final = frozenset({".py", ".yaml", ".json"})
NOTHING: Final = ""
"""The seal of what is not there, or holds a thing that is no plain file: equal to no recorded seal."""


def seal(*parts: str) -> str:
    """One hash of several texts; where one ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogateescape")
        total.update(b"%d:" % len(raw))
        total.update(raw)
    return total.hexdigest()


def folder_seal(folder: Path, *, but: str = "") -> str:
    """A hash of every file in a folder with its path, those that end with ``but`` left out."""
    found: list[str] = []
    for path, name in _files(folder, ""):
        if path is None:
            return NOTHING
        if not but or not name.endswith(but):
            found += (name, file_seal(path))
    return seal(*found) if found else NOTHING


def file_seal(file: str | Path) -> str:
    """A hash of one file; nothing when it cannot be read."""
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - thousands of these
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return NOTHING


def class_seal(classroom: Classroom, assignment: str) -> str:
    """A hash of all that the grades of a whole class depend on: release, keys, role-plays, agreements, our version."""
    folders = (classroom.step("release", assignment), classroom.scenarios)
    files = (classroom.keys_file(assignment), classroom.root / SETTINGS_FILE, classroom.root / CONFIG)
    return seal(
        *(folder_seal(folder) for folder in folders),
        folder_seal(classroom.step("source", assignment), but=".ipynb"),
        *(file_seal(file) for file in files),
        our_version(),
    )


@cache
def our_version() -> str:
    """What would grade: the versions, and our own files, since a developer's change has no version yet."""
    packages = (Path(module.__file__).parent for module in (course, autograder) if module.__file__)
    files = sorted(path for package in packages for path in package.rglob("*") if path.suffix in CODE)
    return seal(course.__version__, version("nbgrader"), *_named(files))


def _named(files: Iterable[Path]) -> Iterator[str]:
    for file in files:
        yield file.name
        yield file_seal(file)


def _files(folder: str | Path, before: str) -> Iterator[tuple[str | None, str]]:
    """Every file below a folder, in order of its path; nothing in the place of a path for what is no plain file."""
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError:
        yield None, before
        return
    for entry in entries:
        name = f"{before}{entry.name}"
        if entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{name}/")
        else:
            yield (entry.path if entry.is_file(follow_symlinks=False) else None), name
