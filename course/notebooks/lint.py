"""Everything that is wrong in the text sources: lessons, exercises, their questions, the role-plays."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from course.findings import Finding, in_order
from course.notebooks import parts, spread
from course.notebooks.checks import (
    cites,
    clock,
    graded,
    language,
    law,
    places,
    plan,
    points,
    prose,
    questions,
    reading,
    tactics,
    text,
    twins,
    words,
)
from course.notebooks.pairs import pairs
from course.notebooks.reference import Library, library
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import Source, SourceError, read

#: Findings that leave a student before something that does not work: no notebook is built with one.
BLOCKING: Final = ("L00", "L010", "L012", "L020", "L021", "L022", "L023", "L024", "L025", "L026", "L030", "Q", "S")


def lint(shelf: Shelf, files: Iterable[Path] = (), *, played: bool = False) -> list[Finding]:
    """The findings of ``files``; without any, of all pages, questions and role-plays there are.

    With ``played``, code cells run as well, and simulated players go through the role-plays; both take some seconds,
    for the whole course on all processors.
    """
    chosen = list(files)
    if not chosen:
        scenarios = parts.scenarios().values()
        found = [*lint_pages(shelf), *lint_items(shelf)]
        return in_order(found + (spread.slow(shelf, scenarios) if played else list(parts.lint_scenarios())))
    findings: list[Finding] = []
    for file in chosen:
        findings += _one(shelf, file, played=played)
    return in_order(findings)


def lint_pages(shelf: Shelf) -> Iterator[Finding]:
    """The findings of every page, and those that only all pages together can have."""
    sources: dict[str, Source] = {}
    for page in shelf.pages:
        try:
            source = read(page.path)
        except SourceError as error:
            yield from error.findings
            continue
        sources[page.name] = source
        yield from lint_page(shelf, page, source)
    yield from graded.repeated(sources.values())
    yield from places.unlisted(shelf)
    yield from plan.alike(sources[page.name] for page in shelf.pages if page.number and page.name in sources)
    yield from library(shelf.lessons).findings
    yield from words.glossary(library(shelf.lessons), sources)
    yield from tactics.check(library(shelf.lessons), shelf)


def lint_page(shelf: Shelf, page: Page, source: Source) -> Iterator[Finding]:
    """The findings of one page by itself."""
    yield from before_building(page, source)
    yield from twins.check(source, pairs(source)[0])
    yield from prose.check(source)
    yield from places.check(source, shelf)
    yield from text.check(source)
    yield from language.check(source)
    yield from reading.check(source)
    yield from law.check(source)
    yield from cites.check(source, library(shelf.lessons))
    yield from points.check(source, page, library(shelf.lessons))
    if page.number is not None:
        yield from plan.check(source)
        yield from words.check(source, page, library(shelf.lessons), shelf.pages)
        yield from clock.check(source, parts.questions(page))


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
            yield from _questions(page, library(shelf.lessons))


def _questions(page: Page, lean: Library) -> Iterator[Finding]:
    yield from questions.check(page, lean)
    yield from tactics.copies(page, lean)


def blocking(findings: Iterable[Finding]) -> list[Finding]:
    """Those findings with which no notebook is built."""
    return in_order(finding for finding in findings if finding.code.startswith(BLOCKING))


def _one(shelf: Shelf, file: Path, *, played: bool) -> Iterator[Finding]:
    page, lean = shelf.page_at(file), library(shelf.lessons)
    if page is not None:
        try:
            source = read(file)
        except SourceError as error:
            yield from error.findings
            return
        yield from lint_page(shelf, page, source)
        yield from _run(shelf, (page,)) if played else ()
    elif not file.is_file():
        yield Finding("L001", str(file), 1, 1)
    elif file.suffix == ".md":
        yield Finding("L063", str(file), 1, 1)
    elif file.name == "items.yaml" or file.name.endswith(".quiz.yaml"):
        yield from parts.lint_items(file)
        yield from (found for each in shelf.pages if _same(each.items, file) for found in _questions(each, lean))
    elif _same(lean.file(file.stem), file):
        found = [*lean.findings, *words.glossary(lean, _readable(shelf)), *tactics.check(lean, shelf)]
        yield from (each for each in found if _same(Path(each.file), file))
    else:
        yield from parts.lint_scenario(file, played=played)


def _readable(shelf: Shelf) -> dict[str, Source]:
    """The pages that can be read, by name."""
    sources = {}
    for page in shelf.pages:
        with suppress(SourceError):
            sources[page.name] = read(page.path)
    return sources


def _run(shelf: Shelf, pages: Iterable[Page]) -> list[Finding]:
    from course.notebooks import running  # noqa: PLC0415 - it needs the build, which needs this module

    return list(running.check(shelf, pages))


def _same(one: Path | None, other: Path) -> bool:
    return one is not None and one.resolve() == other.resolve()
