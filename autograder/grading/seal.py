"""Hashes that say whether anything changed that a grade depends on, so that a second run does only what changed."""

import hashlib
import os
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import autograder
import course
from autograder.class_folder.classroom import SETTINGS_FILE, Classroom
from autograder.class_folder.config_file import NAME as CONFIG

LARGEST_FOLDER: Final = 1_000_000_000
MOST_FILES: Final = 20_000
DEEPEST: Final = 100
CODE: Final = frozenset({".py", ".yaml", ".json"})
OURS: Final[Mapping[str, str]] = {
    "course/negotiation/": "engine",
    "course/roleplay/": "engine",
    "course/scoring/": "scoring",
    "course/answers/": "scoring",
    "course/scenarios/": "stories",
    "course/locale/": "texts",
}
"""What a folder of ours has to do with grades; all else is ``grader``."""
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
    """A hash of every file in a folder with its path, those that end with ``but`` left out.

    Nothing when there is more in it than anybody grades: a file may be said to have any size.
    """
    found: list[str] = []
    room = LARGEST_FOLDER
    for path, name in _files(folder, ""):
        room -= os.path.getsize(path) if path is not None else 0  # noqa: PTH202 - thousands of these
        if path is None or room < 0 or len(found) >= 2 * MOST_FILES:
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


def class_parts(classroom: Classroom, assignment: str) -> dict[str, str]:
    """A hash of each thing that the grades of a whole class depend on, so that a difference says what has changed.

    ``release``, ``scenarios``, ``files`` (of the source folder), ``keys``, ``settings`` (``class.yaml``) and ``config``
    belong to the class, the rest is :func:`our_parts`.
    """
    return {
        "release": folder_seal(classroom.step("release", assignment)),
        "scenarios": folder_seal(classroom.scenarios),
        "files": folder_seal(classroom.step("source", assignment), but=".ipynb"),
        "keys": file_seal(classroom.keys_file(assignment)),
        "settings": file_seal(classroom.root / SETTINGS_FILE),
        "config": file_seal(classroom.root / CONFIG),
        **our_parts(),
    }


def seal_of(parts: Mapping[str, str]) -> str:
    """One hash of several named ones."""
    return seal(*(text for pair in sorted(parts.items()) for text in pair))


@cache
def our_parts() -> Mapping[str, str]:
    """What would grade: versions, and a hash of our own files by what they do (``OURS``)."""
    packages = (Path(module.__file__).parent for module in (course, autograder) if module.__file__)
    found: dict[str, list[str]] = {name: [] for name in ("engine", "scoring", "stories", "texts", "grader")}
    for package in packages:
        for file in sorted(path for path in package.rglob("*") if path.suffix in CODE):
            name = file.relative_to(package.parent).as_posix()
            part = next((part for folder, part in OURS.items() if name.startswith(folder)), "grader")
            found[part] += (name, file_seal(file))
    versions = {"version": course.__version__, "nbgrader": version("nbgrader")}
    return {**versions, **{part: seal(*texts) for part, texts in found.items()}}


@cache
def our_version() -> str:
    """One hash of what would grade; a developer's change has no version number yet, but another hash."""
    return seal_of(our_parts())


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
        if name.count("/") > DEEPEST:
            yield None, name
        elif entry.is_dir(follow_symlinks=False):
            yield from _files(entry.path, f"{name}/")
        else:
            yield (entry.path if entry.is_file(follow_symlinks=False) else None), name
