"""Links and pictures lead somewhere, and every page can be found from the start page."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from course.findings import Finding, did_you_mean
from course.locale import LANGUAGES, Language, both
from course.notebooks import generated, links, markdown
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import Cell, Source, SourceError, read


def check(source: Source, shelf: Shelf) -> Iterator[Finding]:
    """Every link and picture of a page that leads nowhere."""
    for language in LANGUAGES:
        for cell in source.cells:
            if cell.kind == "markdown" and cell.language == language:
                yield from _links(source, shelf, cell, language)
                yield from _made(source, cell)


def _links(source: Source, shelf: Shelf, cell: Cell, language: Language) -> Iterator[Finding]:
    outline = markdown.outline(cell.text)
    for link in outline.links:
        line = cell.text_line + link.line
        if link.target.startswith("#"):
            if unquote(link.target[1:]) not in _anchors(source, shelf, language):
                yield source.finding("L052", line, target=link.target)
        elif markdown.inside_course(link.target):
            yield from _link(source, shelf, link.target, line, language)
    for figure in outline.figures:
        missing = markdown.inside_course(figure.target) and not _file(source, figure.target).is_file()
        if missing or not figure.target:
            yield source.finding("L051", cell.text_line + figure.line, target=figure.target)


def _made(source: Source, cell: Cell) -> Iterator[Finding]:
    for row, name in generated.names(cell.text):
        if name not in generated.MAKERS:
            meant = did_you_mean(name, generated.MAKERS)
            yield source.finding("L057", cell.text_line + row, name=name, meant=meant)


def unlisted(shelf: Shelf) -> Iterator[Finding]:
    """Pages that the start page does not link to; nothing when there is no start page."""
    start = next((page for page in shelf.pages if page.kind == "start"), None)
    if start is None:
        return
    try:
        source = read(start.path)
    except SourceError:
        return
    text = "\n\n".join(cell.text for cell in source.cells if cell.language == "en")
    linked = {page for target in markdown.targets(text) if (page := _page(source, shelf, target))}
    for page in shelf.pages:
        if page not in linked and page != start:
            yield source.finding("L055", 1, name=page.name, kind=both(f"build.{page.kind}"))


def _link(source: Source, shelf: Shelf, target: str, line: int, language: Language) -> Iterator[Finding]:
    page = _page(source, shelf, target)
    if page is not None:
        fragment = unquote(target.partition("#")[2])
        if fragment and fragment not in _anchors_of(page, shelf, language):
            yield source.finding("L056", line, anchor=fragment, name=page.name)
        return
    file = _file(source, target)
    if not file.is_file():
        yield source.finding("L050", line, target=target)
    elif not links.carried(file):
        yield source.finding("L053", line, target=target)


def _file(source: Source, target: str) -> Path:
    return source.path.parent / unquote(target.partition("#")[0])


def _page(source: Source, shelf: Shelf, target: str) -> Page | None:
    return shelf.page_at(_file(source, target))


def _anchors_of(page: Page, shelf: Shelf, language: Language) -> set[str]:
    try:
        return _anchors(read(page.path), shelf, language)
    except SourceError:
        return set()


def _anchors(source: Source, shelf: Shelf, language: Language) -> set[str]:
    page = shelf.page_at(source.path)
    whole = generated.filled(source, page, shelf) if page is not None else source
    texts = (cell.text for cell in whole.cells if cell.kind == "markdown" and cell.language == language)
    # JupyterLab names a heading by its words with dashes for the spaces.
    return {heading.text.replace(" ", "-") for text in texts for heading in markdown.outline(text).headings}
