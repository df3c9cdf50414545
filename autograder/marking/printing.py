"""Writes graded notebooks exactly as nbformat does, without looking at the same cells again for every student."""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import Any, Final

import nbformat
from nbformat.v4.rwbase import split_lines, strip_transient

_CELLS: Final = '"cells": []'
_OUTER: Final = "\n  "
_INNER: Final = "\n   "


class Printer:
    """Turns notebooks that were rebuilt from one release into text.

    Cells that are the released ones themselves (the same object) are printed once for the whole class.
    """

    def __init__(self, release: Any) -> None:
        # The release is checked once; what is added to it for a student is text and pictures that were looked at.
        nbformat.validate(release)
        self._release = release  # keeps cells and metadata alive, so that their identity stays theirs
        self._printed = {id(cell): _cell(cell, {}) for cell in release.cells}
        self._metadata = {id(cell.metadata): _metadata(cell) for cell in release.cells}

    def text(self, notebook: Any) -> str:
        """What ``nbformat.writes`` gives, with a line break at the end."""
        rest = {key: value for key, value in notebook.items() if key != "cells"}
        frame = pretty(strip_transient(nbformat.from_dict({**rest, "cells": []})))
        cells = ",\n".join(f"  {self._printed.get(id(cell)) or _cell(cell, self._metadata)}" for cell in notebook.cells)
        return frame.replace(_CELLS, f'"cells": [\n{cells}\n ]', 1) + "\n" if cells else frame + "\n"


def pretty(value: object, before: str = "\n") -> str:
    """JSON as ``json.dumps`` writes it with ``indent=1``, keys sorted: several times as fast, since that is Python too.

    ``before`` is a line break and the indentation of the line that the value stands in.
    """
    if isinstance(value, str):
        return encode_basestring(value)
    if isinstance(value, Mapping):
        inner = before + " "
        pairs = (f"{encode_basestring(key)}: {pretty(value[key], inner)}" for key in sorted(value))
        return f"{{{inner}{f',{inner}'.join(pairs)}{before}}}" if value else "{}"
    if isinstance(value, list | tuple):
        inner = before + " "
        return f"[{inner}{f',{inner}'.join(pretty(each, inner) for each in value)}{before}]" if value else "[]"
    return json.dumps(value)


def _cell(cell: Any, printed: Mapping[int, str]) -> str:
    """One cell as it stands in the list of cells; ``printed`` holds metadata that were printed before."""
    alone = type(cell)(cell)
    if "outputs" in cell:
        alone["outputs"] = [_output(output) for output in cell.outputs]
    if "attachments" in cell:
        alone["attachments"] = {name: dict(data) for name, data in cell.attachments.items()}
    split_lines(_One(alone))
    parts = (
        f'"metadata": {printed.get(id(cell.metadata)) or _metadata(cell)}'
        if key == "metadata"
        else f"{encode_basestring(key)}: {pretty(alone[key], _INNER)}"
        for key in sorted(alone)
    )
    return f"{{{_INNER}{f',{_INNER}'.join(parts)}{_OUTER}}}"


def _metadata(cell: Any) -> str:
    return pretty({key: value for key, value in cell.metadata.items() if key != "trusted"}, _INNER)


def _output(output: Any) -> Any:
    """A copy that can be changed where lines are split."""
    found = type(output)(output)
    if "data" in output:
        found["data"] = dict(output["data"])
    return found


class _One:
    """As much of a notebook as nbformat needs to split the lines of one cell."""

    def __init__(self, cell: Any) -> None:
        self.cells = [cell]
