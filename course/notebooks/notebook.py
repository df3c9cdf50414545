"""One text source becomes one notebook in one language."""

from collections.abc import Callable
from typing import Final

from nbformat import NotebookNode

from course.locale import Language, both
from course.notebooks import cells, nodes
from course.notebooks.shelf import Page
from course.notebooks.source import Cell, Source

#: The first code of every notebook that has any; students run it, nobody writes it.
FIRST_CELL: Final = """\
from course.widgets import ask, begin, cards, criterion, explore, record, roleplay, watch

begin("{name}", language="{language}")"""

Rewrite = Callable[[str], str]


def make(source: Source, page: Page, language: Language, rewrite: Rewrite = str) -> NotebookNode:
    """The notebook of ``page`` as an instructor keeps it: model answers in place, nothing run.

    The same source gives the same bytes. ``rewrite`` may change the Markdown of a cell: the build turns links to
    sources into links to notebooks with it.
    """
    built: list[NotebookNode] = []
    counts = {"markdown": 0, "code": 0}
    for cell in source.in_language(language):
        counts[cell.kind] += 1
        # Twins get the same id, so that the two notebooks of a page differ in their words only.
        identity = cells.grade_id(cell) or f"{page.name}-{cell.kind[0]}{counts[cell.kind]}"
        built.append(_cell(cell, identity, rewrite))
    if counts["code"]:
        # After the title: a page opens with its name, for who sees it and for who listens.
        built.insert(1 if built[0].cell_type == "markdown" else 0, _first_cell(page, language))
    return nodes.notebook(built, _metadata(page, language))


def stub(language: Language) -> str:
    """What stands in a written answer until a student writes one."""
    return both("build.stub").of(language)


def _cell(cell: Cell, identity: str, rewrite: Rewrite) -> NotebookNode:
    metadata = cells.metadata(cell)
    if cell.kind == "code":
        return nodes.code(cell.text, identity, metadata)
    return nodes.markdown(rewrite(cell.text), identity, metadata)


def _first_cell(page: Page, language: Language) -> NotebookNode:
    identity = f"{page.name}-begin"
    about: dict[str, object] = {"deletable": False, "editable": False}
    if page.graded:
        about["nbgrader"] = cells.read_only(identity)
    # An exercise is also handed out by itself, without the start page that says how a page works.
    first = f"# {both('build.run_all').of(language)}\n{FIRST_CELL.format(name=page.name, language=language)}"
    return nodes.code(first, identity, about)


def _metadata(page: Page, language: Language) -> dict[str, object]:
    about = {"language": language, "assignment": page.name} if page.graded else {"language": language}
    return {
        "achterban": about,
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
