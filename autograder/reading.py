"""Reads what was handed in, whatever state it is in, into plain and bounded data. Never raises on bad content."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from autograder.classroom import JOURNAL
from autograder.notes import Kind, Note, note

LARGEST_NOTEBOOK: Final = 50_000_000
LARGEST_JOURNAL: Final = 20_000_000
MOST_CELLS: Final = 5_000
# Each list, object and value takes many times its size in memory. A long notebook with every answer has some 100,000.
MOST_HOLDERS: Final = 500_000
MOST_VALUES: Final = 2_000_000
CELL_TYPES: Final = ("code", "markdown", "raw")


@dataclass(frozen=True, slots=True)
class Reading:
    """A notebook as far as it could be read, in the shape of nbformat 4, and what had to be done for it."""

    notebook: dict[str, Any] | None
    notes: tuple[Note, ...] = ()
    exact: bool = False
    """Whether the file is what nbgrader itself would read without trouble."""


def read_notebook(raw: bytes, name: str) -> Reading:
    """The notebook in ``raw``; ``None`` in it when there is nothing to be made of the file."""
    if len(raw) > LARGEST_NOTEBOOK:
        size = f"{LARGEST_NOTEBOOK // 1_000_000} MB"
        return Reading(None, (note(Kind.DISTRUSTED, "too_large", file=name, size=size),))
    if raw.count(b"{") + raw.count(b"[") > MOST_HOLDERS or raw.count(b",") > MOST_VALUES:
        return Reading(None, (note(Kind.DISTRUSTED, "overfull", file=name),))
    try:
        text = raw.decode("utf-8-sig")
        exact = not raw.startswith(b"\xef\xbb\xbf")
    except UnicodeDecodeError:
        text, exact = raw.decode("utf-8", "replace"), False
    try:
        document = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return Reading(None, (note(Kind.DISTRUSTED, "unreadable", file=name),))
    cells = _cells(document)
    if cells is None:
        return Reading(None, (note(Kind.DISTRUSTED, "unreadable", file=name),))
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [c for c in map(_cell, cells) if c]}
    exact = exact and isinstance(document, dict) and document.get("nbformat") == 4 and _is_sound(document)
    notes = () if exact else (note(Kind.REPAIRED, "mended", file=name),)
    return Reading(notebook, notes, exact)


def read_journal(folder: Path) -> tuple[bytes | None, tuple[Note, ...]]:
    """The bytes of the journal in a hand-in, also when a download has renamed it (``answers (1).jsonl``)."""
    file = folder / JOURNAL
    notes: tuple[Note, ...] = ()
    if not _is_plain(file):
        others = sorted(p for p in folder.glob("*.jsonl") if _is_plain(p)) if folder.is_dir() else []
        if not others:
            return None, ()
        file = others[0]
        notes = (note(Kind.REPAIRED, "journal_renamed", file=file.name),)
    try:
        with file.open("rb") as stream:
            raw = stream.read(LARGEST_JOURNAL + 1)
    except OSError:
        return None, (*notes, note(Kind.DISTRUSTED, "unreadable", file=file.name))
    if len(raw) > LARGEST_JOURNAL:
        size = f"{LARGEST_JOURNAL // 1_000_000} MB"
        return raw[:LARGEST_JOURNAL], (*notes, note(Kind.DISTRUSTED, "too_large", file=file.name, size=size))
    return raw, notes


def read_file(file: Path) -> Reading | None:
    """The notebook in ``file``, or ``None`` when there is no such (plain) file."""
    if not _is_plain(file):
        return None
    try:
        with file.open("rb") as stream:
            return read_notebook(stream.read(LARGEST_NOTEBOOK + 1), file.name)
    except OSError:
        return Reading(None, (note(Kind.DISTRUSTED, "unreadable", file=file.name),))


def _is_plain(file: Path) -> bool:
    return file.is_file() and not file.is_symlink()


def _cells(document: object) -> list[object] | None:
    if not isinstance(document, dict):
        return None
    found = document.get("cells")
    if isinstance(found, list):
        return found[:MOST_CELLS]
    sheets = document.get("worksheets")  # nbformat 3 and older
    if isinstance(sheets, list):
        return [c for s in sheets if isinstance(s, dict) and isinstance(s.get("cells"), list) for c in s["cells"]][
            :MOST_CELLS
        ]
    return None


def _is_one_of(value: object, names: tuple[str, ...]) -> bool:
    return isinstance(value, str) and value in names


def _text(value: object) -> str:
    if isinstance(value, list):
        return "".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str) else ""


def _cell(cell: object) -> dict[str, Any] | None:
    """Only what grading looks at: type, text, id, nbgrader's own metadata and the data of outputs."""
    if not isinstance(cell, dict):
        return None
    kind = cell.get("cell_type")
    metadata = cell.get("metadata")
    found: dict[str, Any] = {
        "cell_type": kind if _is_one_of(kind, CELL_TYPES) else "raw",
        "source": _text(cell.get("source", cell.get("input"))),
        "metadata": {},
    }
    if isinstance(cell.get("id"), str):
        found["id"] = cell["id"]
    if isinstance(metadata, dict) and isinstance(metadata.get("nbgrader"), dict):
        found["metadata"] = {"nbgrader": metadata["nbgrader"]}
    if isinstance(cell.get("attachments"), dict):
        found["attachments"] = cell["attachments"]
    if kind == "code":
        outputs = cell.get("outputs")
        found["outputs"] = [
            {"output_type": "display_data", "metadata": {}, "data": output["data"]}
            for output in (outputs if isinstance(outputs, list) else [])
            if isinstance(output, dict) and isinstance(output.get("data"), dict)
        ]
        found["execution_count"] = None
    return found


def _is_sound(document: Mapping[str, Any]) -> bool:
    """Whether nbformat would read the document as it is (its full check is slow and asks for more than we need)."""
    if not isinstance(document.get("metadata"), dict) or not isinstance(document.get("nbformat_minor"), int):
        return False
    for cell in document["cells"]:
        if not isinstance(cell, dict) or not _is_one_of(cell.get("cell_type"), CELL_TYPES):
            return False
        if not isinstance(cell.get("metadata"), dict) or not isinstance(cell.get("source"), str | list):
            return False
        if not _is_encodable(cell["source"]):
            return False
        outputs = cell.get("outputs", [])
        if not isinstance(outputs, list) or not all(_is_output(o) for o in outputs):
            return False
    return True


def _is_output(output: object) -> bool:
    if not isinstance(output, dict) or not isinstance(output.get("output_type"), str):
        return False
    return output["output_type"] in {"stream", "error"} or isinstance(output.get("data"), dict)


def _is_encodable(source: str | list[object]) -> bool:
    try:
        "".join(source if isinstance(source, list) else [source]).encode()  # type: ignore[arg-type]
    except (UnicodeEncodeError, TypeError):
        return False
    return True
