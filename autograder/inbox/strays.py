"""Finds notebooks and journals that came under another name, in a folder of their own, or in a zip."""

import io
import os
import stat
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from autograder.class_folder.classroom import JOURNAL
from autograder.inbox.leftovers import UNSAID
from autograder.inbox.zips import open_zip
from autograder.marking.reading import LARGEST_JOURNAL, LARGEST_NOTEBOOK, MOST_VALUES

NOTEBOOK: Final = ".ipynb"
ENTRIES: Final = Path(JOURNAL).suffix
ZIP: Final = ".zip"
MOST_STRAYS: Final = 20
MOST_LOOKED_AT: Final = 2_000
DEEPEST_FOLDER: Final = 8
DEEPEST_ZIP: Final = 3
"""A zip of the class in which each student has a zip, in which somebody put a zip."""
MOST_BYTES: Final = LARGEST_NOTEBOOK
"""All strays of one hand-in together: a notebook takes many times its size while it is read."""
MOST_PACKED: Final = 10_000


@dataclass(frozen=True, slots=True)
class Stray:
    """One file that may hold answers."""

    name: str
    """Where it came from, for people: ``mini/mini (1).ipynb``, ``work.zip/mini.ipynb``."""
    path: Path
    """The file of the hand-in that it is, or that it was packed in."""
    time: float
    packed: bytes | None = field(default=None, repr=False)

    @property
    def is_journal(self) -> bool:
        """Whether it is a journal and no notebook."""
        return _kind(self.name) == ENTRIES

    def read(self) -> bytes:
        """What is in it, a byte more than may be read at most; nothing when it cannot be read."""
        if self.packed is not None:
            return self.packed
        try:
            with self.path.open("rb") as stream:
                return stream.read((LARGEST_JOURNAL if self.is_journal else LARGEST_NOTEBOOK) + 1)
        except OSError:
            return b""


def keep_what_is_in(place: Path, strays: list[Stray]) -> None:
    """Reads the strays in a folder that is about to be moved."""
    for number, stray in enumerate(strays):
        if stray.packed is None and stray.path.is_relative_to(place):
            strays[number] = replace(stray, packed=stray.read())


def find_strays(folder: Path, expected: Sequence[str]) -> list[Stray]:
    """The notebooks and journals in a hand-in that do not stand where they should, at most some dozens.

    ``expected`` are the names of files that belong directly in the folder. Files that Jupyter or a system adds by
    itself are left out: an older state of a notebook is no answer.
    """
    found: list[Stray] = []
    room = MOST_BYTES
    for path, name in islice(_files(folder, "", 0), MOST_LOOKED_AT):
        if name in expected:
            continue
        if path.suffix.lower() == ZIP:
            packed = _unpacked(path, name, room)
            found += packed
            room -= sum(len(each.packed or b"") for each in packed)
        elif _kind(name):
            about = path.stat()
            if about.st_size <= room:
                found.append(Stray(name, path, about.st_mtime))
                room -= about.st_size
    found = _readable(found)
    notebooks = [each for each in found if not each.is_journal]
    journals = [each for each in found if each.is_journal]
    return [*notebooks[:MOST_STRAYS], *journals[:MOST_STRAYS]]


def _readable(strays: Sequence[Stray]) -> list[Stray]:
    """As many as together hold no more than one notebook may: each of them is read more than once."""
    found: list[Stray] = []
    room = MOST_VALUES
    for stray in strays:
        raw = stray.read()
        room -= sum(map(raw.count, (b",", b"[", b"{")))
        if room < 0:
            break
        found.append(stray)
    return found


def _kind(name: str) -> str:
    """``.ipynb`` or ``.jsonl``, also where a browser or an editor added an ending: ``mini.ipynb.txt``."""
    endings = [ending.lower() for ending in PurePosixPath(name).suffixes[-2:]]
    return next((kind for kind in (NOTEBOOK, ENTRIES) if any(each.startswith(kind) for each in endings)), "")


def _files(folder: Path, before: str, depth: int) -> Iterator[tuple[Path, str]]:
    with os.scandir(folder) as listed:
        entries = sorted(listed, key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith(".") or entry.name in UNSAID:
            continue
        if entry.is_dir(follow_symlinks=False):
            if depth < DEEPEST_FOLDER:
                yield from _files(Path(entry.path), f"{before}{entry.name}/", depth + 1)
        elif entry.is_file(follow_symlinks=False):
            yield Path(entry.path), f"{before}{entry.name}"


def _unpacked(path: Path, name: str, room: int) -> list[Stray]:
    """What a zip holds; nothing when it cannot be read. The hand-in itself then says that there is nothing in it."""
    time = path.stat().st_mtime
    found: list[Stray] = []
    todo: list[tuple[str, Path | io.BytesIO, int]] = [(name, path, 1)]
    while todo and len(found) < MOST_STRAYS:
        outer, zipped, depth = todo.pop(0)
        try:
            with open_zip(zipped, MOST_PACKED) as opened:
                for entry, kind in _wanted(opened):
                    if entry.file_size > room:
                        continue
                    room -= entry.file_size
                    inner = f"{outer}/{entry.filename}"
                    if kind != ZIP:
                        found.append(Stray(inner, path, time, opened.read(entry)))
                    elif depth < DEEPEST_ZIP:
                        todo.append((inner, io.BytesIO(opened.read(entry)), depth + 1))
        except Exception:  # noqa: BLE001, S112 - zipfile and its decompressors raise what they like
            continue
    return found[:MOST_STRAYS]


def _wanted(zipped: zipfile.ZipFile) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    for entry in zipped.infolist()[:MOST_LOOKED_AT]:
        place = PurePosixPath(entry.filename)
        if entry.is_dir() or stat.S_ISLNK(entry.external_attr >> 16):
            continue
        if any(part.startswith(".") or part in UNSAID for part in place.parts):
            continue
        kind = ZIP if place.suffix.lower() == ZIP else _kind(entry.filename)
        if kind:
            yield entry, kind
