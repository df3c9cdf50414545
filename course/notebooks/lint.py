"""Everything that is wrong in the text sources: lessons, exercises, their questions, the role-plays."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from course.findings import Finding, in_order
from course.notebooks import parts
from course.notebooks.checks import graded, places, prose, text, twins
from course.notebooks.pairs import pairs
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import Source, SourceError, read

#: Findings that leave a student before something that does not work: no notebook is built with one.
BLOCKING: Final = ("L00", "L010", "L012", "L020", "L021", "L022", "L023", "L024", "L025", "L026", "L030", "Q", "S")


def lint(shelf: Shelf, files: Iterable[Path] = (), *, played: bool = False) -> list[Finding]:
    """The findings of ``files``; without any, of all pages, questions and role-plays there are.

    With ``played``, simulated players go through the role-plays as well, which takes some seconds for each.
    """
    chosen = list(files)
    if not chosen:
        return in_order([*lint_pages(shelf), *lint_items(shelf), *parts.lint_scenarios(played=played)])
    findings: list[Finding] = []
    for file in chosen:
        findings += _one(shelf, file, played=played)
    return in_order(findings)


def lint_pages(shelf: Shelf) -> Iterator[Finding]:
    """The findings of every page, and those that only all pages together can have."""
    sources: list[Source] = []
    for page in shelf.pages:
        try:
            source = read(page.path)
        except SourceError as error:
            yield from error.findings
            continue
        sources.append(source)
        yield from lint_page(shelf, page, source)
    yield from graded.repeated(sources)
    yield from places.unlisted(shelf)


def lint_page(shelf: Shelf, page: Page, source: Source) -> Iterator[Finding]:
    """The findings of one page by itself."""
    yield from before_building(page, source)
    yield from twins.check(source, pairs(source)[0])
    yield from prose.check(source)
    yield from places.check(source, shelf)
    yield from text.check(source)


def before_building(page: Page, source: Source) -> Iterator[Finding]:
    """The findings of cells and calls, some of which keep a page from being built."""
    twins_found, findings = pairs(source)
    yield from findings
    yield from graded.check(source, page, twins_found, parts.known(page))


def lint_items(shelf: Shelf) -> Iterator[Finding]:
    """The findings of all files of questions."""
    for page in shelf.pages:
        if page.items is not None:
            yield from parts.lint_items(page.items)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings with which no notebook is built."""
    return in_order(finding for finding in findings if finding.code.startswith(BLOCKING))


def _one(shelf: Shelf, file: Path, *, played: bool) -> Iterator[Finding]:
    page = shelf.page_at(file)
    if page is not None:
        try:
            source = read(file)
        except SourceError as error:
            yield from error.findings
            return
        yield from lint_page(shelf, page, source)
    elif not file.is_file():
        yield Finding("L001", str(file), 1, 1)
    elif file.suffix == ".md":
        yield Finding("L063", str(file), 1, 1)
    elif file.name == "items.yaml" or file.name.endswith(".quiz.yaml"):
        yield from parts.lint_items(file)
    else:
        yield from parts.lint_scenario(file, played=played)
