"""Builds the folder that a student opens, and the folder that nbgrader starts from."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Final

from course.locale import Language
from course.notebooks import generated, lint, nodes, notebook, parts, release, tactic_cards
from course.notebooks.checks.graded import repeated
from course.notebooks.folder import Built, put, write
from course.notebooks.links import Linker
from course.notebooks.reference import library
from course.notebooks.shelf import Page, Shelf, find
from course.notebooks.source import Source, SourceError, read

#: Files of an exercise that its code reads.
_DATA: Final = "data"


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
    return write(files, to, language, fresh=fresh)


def build_assignment(name: str, language: Language, folder: Path, *, sources: Shelf | None = None) -> tuple[Path, ...]:
    """Write what nbgrader wants in ``source/<name>/``: notebook with model answers, questions without keys, data.

    Raises:
        SourceError: a source has a finding with which no notebook can be made.
        UnknownPageError: there is no exercise of that name.
    """
    shelf = sources or find()
    ((page, source),) = _checked((shelf.exercise(name),))
    linker = Linker(shelf, page, alone=True)
    made = notebook.make(generated.filled(source, page, shelf), page, language, linker.rewrite)
    files = {PurePosixPath(page.built.name): nodes.written(made).encode()}
    files |= _beside(page, linker, with_keys=False)
    return tuple(put(folder / path, content) for path, content in files.items())


def write_keys(name: str, file: Path, *, sources: Shelf | None = None) -> Path:
    """Write the keys of an exercise's questions to ``file``; for graders only.

    Raises:
        UnknownPageError: there is no exercise of that name.
    """
    return put(file, parts.keys((sources or find()).exercise(name)).encode())


def beside(shelf: Shelf, page: Page) -> dict[PurePosixPath, bytes]:
    """What a student finds beside the notebook of a page, by path: the questions and the data that its code reads."""
    return _beside(page, Linker(shelf, page), with_keys=False)


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
    made = notebook.make(generated.filled(source, page, shelf), page, language, linker.rewrite)
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
    if parts.shows_cards(page):
        lean = library(linker.shelf.lessons)
        files[PurePosixPath(tactic_cards.FILE)] = tactic_cards.as_json(
            lean.cards, lean.sources, generated.titles(linker.shelf)
        ).encode()
    items = parts.public_items(page, with_keys=with_keys)
    if items is not None:
        files[PurePosixPath("items.json")] = items.encode()
    return files
