"""A text source as cells that know their line.

Sources are MyST Markdown as jupytext reads and writes it. jupytext turns them into a notebook but drops empty Markdown
cells, which are what a forgotten translation looks like; here they stay.
"""

import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final, Literal

import yaml
from jupytext import myst
from nbformat import ValidationError

from course.findings import Finding
from course.locale import LANGUAGES, Language

CellKind = Literal["markdown", "code", "raw"]

_AT_LINE: Final = re.compile(r"at line (\d+)")


class SourceError(Exception):
    """A text source that no notebook can be made of; ``findings`` say where and what to write."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        super().__init__(", ".join(f"{each.file}:{each.line} {each.code}" for each in findings))


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a text source.

    ``line`` is the line of its ``+++`` or of its fence, ``text_line`` the line on which its text begins.
    """

    kind: CellKind
    text: str
    metadata: Mapping[str, object]
    line: int
    text_line: int

    @property
    def language(self) -> Language | None:
        """The language of a Markdown cell; None when it has none that the course knows."""
        said = self.metadata.get("lang")
        return next((language for language in LANGUAGES if language == said), None)


@dataclass(frozen=True, slots=True)
class Source:
    """One text source, read."""

    path: Path
    text: str
    cells: tuple[Cell, ...]

    def in_language(self, language: Language) -> Iterator[Cell]:
        """The cells a reader of ``language`` sees: the Markdown of that language and all code."""
        return (cell for cell in self.cells if cell.kind == "code" or cell.language == language)

    def finding(self, code: str, line: int, **values: object) -> Finding:
        """A finding in this file."""
        return Finding(code, str(self.path), line, 1, values)


def read(path: Path) -> Source:
    """Read a text source.

    Raises:
        SourceError: the file is not there, is not text, or its cell marks cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise SourceError((Finding("L001", str(path), 1, 1, {}),)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError((Finding("L002", str(path), 1, 1, {"problem": str(error)}),)) from error
    return parse(text, path)


@lru_cache(maxsize=128)
def parse(text: str, path: Path) -> Source:
    """The cells of ``text``; ``path`` is where findings say it stands. The same text of a file is parsed once.

    Raises:
        SourceError: a cell mark or the front matter cannot be read.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # jupytext warns about mixed lexers, which the build does not use
            notebook = myst.myst_to_notebook(text, add_source_map=True)
    except (myst.MystMetadataParsingError, yaml.YAMLError, TypeError, ValueError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found.group(1)) if found else 1
        problem = " ".join(str(error).split())
        raise SourceError((Finding("L003", str(path), line, 1, {"problem": problem}),)) from error
    except ValidationError as error:
        # Marks that are no list of names and values: ":points 4" without the colon between.
        problem = str(error).partition("\n")[0]
        raise SourceError((Finding("L003", str(path), _line_of(error, text), 1, {"problem": problem}),)) from error
    lines = text.splitlines()
    starts = notebook.metadata.pop("source_map")
    cells = [
        Cell(cell.cell_type, cell.source, dict(cell.metadata), max(line, 1), _text_line(lines, line, cell.source))
        for line, cell in zip(starts, notebook.cells, strict=True)
    ]
    cells += _empty_cells(text, {cell.line for cell in cells})
    return Source(path, text, tuple(sorted(cells, key=lambda cell: cell.line)))


def _line_of(error: ValidationError, text: str) -> int:
    """Where the text stands that nbformat does not take for metadata; the first line when that cannot be known."""
    words = getattr(getattr(error, "original", error), "instance", None)
    rows = [number for number, row in enumerate(text.splitlines(), 1) if row == f":{words}"]
    return rows[0] if rows else 1


def _text_line(lines: list[str], start: int, source: str) -> int:
    wanted = [line.rstrip() for line in source.splitlines()]
    for index in range(start, len(lines)):
        if [line.rstrip() for line in lines[index : index + len(wanted)]] == wanted:
            return index + 1
    return max(start, 1)


def _empty_cells(text: str, known: set[int]) -> list[Cell]:
    """The Markdown cells that jupytext leaves out because nothing stands in them.

    Only those that carry metadata: a bare ``+++`` says nothing that could be missing.
    """
    found, depth = [], 0
    for token in myst.get_parser().parse(text + "\n"):
        depth += token.nesting
        if depth == 0 and token.type == "myst_block_break" and token.map and token.content:
            line = token.map[0] + 1
            if line not in known:
                found.append(Cell("markdown", "", myst.read_cell_metadata(token, 0), line, line))
    return found
