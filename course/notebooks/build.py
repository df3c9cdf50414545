"""Builds the folder that a student opens, and the folder that nbgrader starts from."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path, PurePosixPath
from typing import Final

from course.locale import Language
from course.notebooks import lint, nodes, notebook, parts, release
from course.notebooks.checks.graded import repeated
from course.notebooks.links import Linker
from course.notebooks.shelf import Page, Shelf, find
from course.notebooks.source import Source, SourceError, read

#: What was built, with a fingerprint of each file: a file that differs from it holds a student's work.
MANIFEST: Final = ".achterban.json"

#: Files of an exercise that its code reads.
_DATA: Final = "data"


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
        """Files in which somebody worked, and which were left alone although the course has newer ones."""
        return tuple(file for file, fate in self.files.items() if fate is Fate.KEPT)

    @property
    def notebooks(self) -> int:
        """How many notebooks the folder holds of this build."""
        return sum(file.suffix == ".ipynb" and fate is not Fate.REMOVED for file, fate in self.files.items())


def build(
    language: Language, to: Path, *, with_keys: bool = False, sources: Shelf | None = None, fresh: bool = False
) -> Built:
    """Build every page in one language into ``to``; the start page is ``start.ipynb``.

    A file in which somebody worked since the last build stays as it is; with ``fresh`` it is put aside under another
    name and the new one takes its place. Keys of graded questions and model answers go along only ``with_keys``.

    Raises:
        SourceError: a source has a finding with which no notebook can be made.
    """
    shelf = sources or find()
    pages = _checked(shelf.pages)
    files: dict[PurePosixPath, bytes] = {}
    for page, source in pages:
        files |= _student_files(shelf, page, source, language, with_keys=with_keys)
    return _write(files, to, language, fresh=fresh)


def build_assignment(name: str, language: Language, folder: Path, *, sources: Shelf | None = None) -> tuple[Path, ...]:
    """Write what nbgrader wants in ``source/<name>/``: notebook with model answers, questions without keys, data.

    Raises:
        SourceError: a source has a finding with which no notebook can be made.
        UnknownPageError: there is no exercise of that name.
    """
    shelf = sources or find()
    ((page, source),) = _checked((shelf.exercise(name),))
    linker = Linker(shelf, page, alone=True)
    made = notebook.make(source, page, language, linker.rewrite)
    files = {PurePosixPath(page.built.name): nodes.written(made).encode()}
    files |= _beside(page, linker, with_keys=False)
    return tuple(_put(folder / path, content) for path, content in files.items())


def write_keys(name: str, file: Path, *, sources: Shelf | None = None) -> Path:
    """Write the keys of an exercise's questions to ``file``; for graders only.

    Raises:
        UnknownPageError: there is no exercise of that name.
    """
    return _put(file, parts.keys((sources or find()).exercise(name)).encode())


def _checked(pages: tuple[Page, ...]) -> list[tuple[Page, Source]]:
    found = [(page, read(page.path)) for page in pages]
    findings = [finding for page, source in found for finding in lint.before_building(page, source)]
    findings += [finding for page, _ in found for finding in parts.broken_items(page)]
    findings += repeated(source for _, source in found)
    if stop := lint.blocking(findings):
        raise SourceError(tuple(stop))
    return found


def _student_files(
    shelf: Shelf, page: Page, source: Source, language: Language, *, with_keys: bool
) -> Iterator[tuple[PurePosixPath, bytes]]:
    linker = Linker(shelf, page)
    made = notebook.make(source, page, language, linker.rewrite)
    if page.graded:
        made = (release.with_answers if with_keys else release.release)(made, language)
    yield page.built, nodes.written(made).encode()
    for path, content in _beside(page, linker, with_keys=with_keys).items():
        yield page.built.parent / path, content


def _beside(page: Page, linker: Linker, *, with_keys: bool) -> dict[PurePosixPath, bytes]:
    files = {place: file.read_bytes() for place, file in linker.files.items()}
    data = page.path.parent / _DATA
    if page.graded and data.is_dir():
        for file in sorted(data.rglob("*")):
            if file.is_file():
                files[PurePosixPath(_DATA, file.relative_to(data).as_posix())] = file.read_bytes()
    items = parts.public_items(page, with_keys=with_keys)
    if items is not None:
        files[PurePosixPath("items.json")] = items.encode()
    return files


def _write(files: Mapping[PurePosixPath, bytes], to: Path, language: Language, *, fresh: bool) -> Built:
    before = _fingerprints(to)
    fates: dict[PurePosixPath, Fate] = {}
    after: dict[str, str] = {}
    for path, content in files.items():
        place, mark = to / path, hashlib.sha256(content).hexdigest()
        there = hashlib.sha256(place.read_bytes()).hexdigest() if place.is_file() else None
        worked_in = there not in {None, mark, before.get(path.as_posix())}
        if there == mark:
            fates[path] = Fate.SAME
        elif worked_in and not fresh:
            built = before.get(path.as_posix())
            fates[path] = Fate.SAME if built == mark else Fate.KEPT
            # Still the fingerprint of what this file was built as, so that a newer one is told of again next time.
            mark = built or mark
        else:
            if worked_in:
                place.rename(_aside(place))
            _put(place, content)
            fates[path] = Fate.WRITTEN
        after[path.as_posix()] = mark
    for gone in sorted(set(before) - set(after)):
        if _remove_unless_worked_in(to / gone, before[gone]):
            fates[PurePosixPath(gone)] = Fate.REMOVED
    _put(to / MANIFEST, parts.as_json({"format": 1, "language": language, "files": after}).encode())
    return Built(to, fates)


def _fingerprints(to: Path) -> dict[str, str]:
    try:
        found = json.loads((to / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return {str(path): str(mark) for path, mark in found.items()} if isinstance(found, dict) else {}


def _remove_unless_worked_in(place: Path, mark: str) -> bool:
    if not place.is_file() or hashlib.sha256(place.read_bytes()).hexdigest() != mark:
        return False
    place.unlink()
    return True


def _aside(place: Path) -> Path:
    numbers = range(1, 10_000)
    return next(p for n in numbers if not (p := place.with_name(f"{place.stem}-old-{n}{place.suffix}")).exists())


def _put(place: Path, content: bytes) -> Path:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return place
