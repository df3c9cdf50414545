"""Notebooks and cells as nbformat makes them, with types: nbformat itself has none."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import nbformat
from nbformat import NotebookNode

_v4: Final[Any] = nbformat.v4

#: The first version of the notebook format with cell ids.
_MINOR: Final = 5

#: A cell id may be this long.
_LONGEST: Final = 64


def markdown(text: str, identity: str, metadata: Mapping[str, object] | None = None) -> NotebookNode:
    """A Markdown cell."""
    cell: NotebookNode = _v4.new_markdown_cell(text, id=identity[-_LONGEST:], metadata=dict(metadata or {}))
    return cell


def code(text: str, identity: str, metadata: Mapping[str, object] | None = None) -> NotebookNode:
    """A code cell that was never run."""
    cell: NotebookNode = _v4.new_code_cell(text, id=identity[-_LONGEST:], metadata=dict(metadata or {}))
    return cell


def notebook(cells: Iterable[NotebookNode], metadata: Mapping[str, object]) -> NotebookNode:
    """A notebook, checked against the notebook format."""
    made: NotebookNode = _v4.new_notebook(cells=list(cells), metadata=dict(metadata))
    made.nbformat_minor = _MINOR
    nbformat.validate(made)
    return made


def written(made: NotebookNode) -> str:
    """The notebook as its file holds it."""
    text: str = _v4.writes(made)
    return text + "\n"
