"""Reads what was handed in, whatever state it is in, into plain and bounded data. Never raises on bad content."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import JOURNAL
from autograder.files import open_plain
from autograder.marking.notes import Kind, Note, note
from course.answers.collect import MIME

LARGEST_NOTEBOOK: Final = 25_000_000
LARGEST_JOURNAL: Final = 20_000_000
MOST_CELLS: Final = 5_000
# Each list, object and value takes many times its size in memory. A long notebook with every answer has some 100,000.
MOST_HOLDERS: Final = 100_000
MOST_VALUES: Final = 250_000
# A text takes one, two or four bytes a letter, as its widest letter needs, and is there three times while it is read.
MOST_MEMORY: Final = 160_000_000
LONGEST_SOURCE: Final = 1_000_000
LONGEST_NAME: Final = 200
LONGEST_NUMBER: Final = 20
CELL_TYPES: Final = ("code", "markdown", "raw")
# Before nbformat 4 there were two more, which hold Markdown.
OLDER_TYPES: Final = ("heading", "html")
DEEPEST_HEADING: Final = 6
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_BETWEEN: Final = re.compile(r"[\s,]*")


@dataclass(frozen=True, slots=True)
class Reading:
    """A notebook as far as it could be read, in the shape of nbformat 4, and what had to be done for it."""

    notebook: dict[str, Any] | None
    notes: tuple[Note, ...] = ()
    exact: bool = False
    """Whether the file is what nbgrader itself would read without trouble."""


def read_notebook(raw: bytes, name: str) -> Reading:
    """The notebook in ``raw``; ``None`` in it when there is nothing to be made of the file."""
    most = _most(raw)
    if len(raw) > most:
        size = f"{most // 1_000_000} MB"
        return Reading(None, (note(Kind.DISTRUSTED, "too_large", file=name, size=size),))
    if raw.count(b"{") + raw.count(b"[") > MOST_HOLDERS or raw.count(b",") > MOST_VALUES:
        return Reading(None, (note(Kind.DISTRUSTED, "overfull", file=name),))
    text, exact = _decoded(raw)
    whole = True
    try:
        document = _DECODER.decode(text)
    except (ValueError, RecursionError):
        document, whole = _whole_cells(text), False
    cells = _cells(document)
    if cells is None:
        return Reading(None, (note(Kind.DISTRUSTED, "unreadable", file=name),))
    read = [cell for cell in map(_cell, cells) if cell]
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": read}
    if not whole:
        return Reading(notebook, (note(Kind.REPAIRED, "cut_off", file=name, count=len(read)),))
    version = document.get("nbformat")
    if isinstance(version, int) and version != 4:
        return Reading(notebook, (note(Kind.REPAIRED, "other_format", file=name, version=str(version)),))
    exact = exact and version == 4 and _is_sound(document)
    notes = () if exact else (note(Kind.REPAIRED, "mended", file=name),)
    return Reading(notebook, notes, exact)


def _integer(text: str) -> int | None:
    # No number of ours is that long; Python refuses thousands of digits, and hundreds of them take their time.
    return int(text) if len(text) <= LONGEST_NUMBER else None


_DECODER: Final = json.JSONDecoder(parse_int=_integer, parse_constant=lambda _: None)
# All bytes but those that begin a letter of four bytes.
_NARROW: Final = bytes(range(0xF0))


def _most(raw: bytes) -> int:
    """How large a notebook with letters like these may be."""
    if len(raw) > LARGEST_NOTEBOOK or raw.isascii():
        return LARGEST_NOTEBOOK
    return MOST_MEMORY // (1 + 3 * (4 if raw.translate(None, _NARROW) else 2))


def _decoded(raw: bytes) -> tuple[str, bool]:
    """The text of a file, and whether it is plain UTF-8."""
    if raw.startswith(_UTF16):  # what Windows calls Unicode
        return raw.decode("utf-16", "replace"), False
    try:
        return raw.decode("utf-8-sig"), not raw.startswith(b"\xef\xbb\xbf")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace"), False


def _whole_cells(text: str) -> dict[str, object] | None:
    """The cells of a file that broke off, as far as they are whole; what comes behind the damage is lost."""
    begin = text.find("[", text.find('"cells"')) if '"cells"' in text else -1
    if begin < 0:
        return None
    cells: list[object] = []
    place = begin + 1
    while len(cells) < MOST_CELLS:
        between = _BETWEEN.match(text, place)
        place = between.end() if between else place
        try:
            cell, place = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            break
        cells.append(cell)
    return {"cells": cells} if cells else None


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
        with open_plain(file) as stream:
            raw = stream.read(LARGEST_JOURNAL + 1)
    except OSError:
        return None, (*notes, note(Kind.DISTRUSTED, "unreadable", file=file.name))
    if len(raw) > LARGEST_JOURNAL:
        size = f"{LARGEST_JOURNAL // 1_000_000} MB"
        return raw[:LARGEST_JOURNAL], (*notes, note(Kind.DISTRUSTED, "too_large", file=file.name, size=size))
    if raw.startswith(_UTF16):
        notes = (*notes, note(Kind.REPAIRED, "recoded", file=file.name))
    return plain_journal(raw), notes


def plain_journal(raw: bytes) -> bytes:
    """The journal in UTF-8, also when Notepad saved it as what Windows calls Unicode."""
    return raw.decode("utf-16", "replace").encode("utf-8", "replace") if raw.startswith(_UTF16) else raw


def read_file(file: Path) -> Reading | None:
    """The notebook in ``file``, or ``None`` when there is no such (plain) file."""
    if not _is_plain(file):
        return None
    try:
        with open_plain(file) as stream:
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
        value = "".join(part for part in value if isinstance(part, str))
    if not isinstance(value, str):
        return ""
    value = value[:LONGEST_SOURCE]
    # Editors on Windows end lines their own way.
    return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value


def _cell(cell: object) -> dict[str, Any] | None:
    """Only what grading looks at: type, text, id, nbgrader's own metadata and the copies of answers in outputs."""
    if not isinstance(cell, dict):
        return None
    kind = cell.get("cell_type")
    metadata = cell.get("metadata")
    found: dict[str, Any] = {
        "cell_type": kind if _is_one_of(kind, CELL_TYPES) else "raw",
        "source": _text(cell.get("source", cell.get("input"))),
        "metadata": {},
    }
    if _is_one_of(kind, OLDER_TYPES):
        found["cell_type"] = "markdown"
        if kind == "heading":
            found["source"] = f"{_hashes(cell.get('level'))} {found['source']}"
    # Colab keeps the id of a cell in its metadata.
    identity = cell.get("id") or (metadata.get("id") if isinstance(metadata, dict) else None)
    if isinstance(identity, str):
        found["id"] = identity
    if isinstance(metadata, dict) and isinstance(metadata.get("nbgrader"), dict):
        found["metadata"] = {"nbgrader": {key: each for key, each in metadata["nbgrader"].items() if _is_short(each)}}
    if isinstance(cell.get("attachments"), dict):
        found["attachments"] = cell["attachments"]
    if kind == "code":
        outputs = cell.get("outputs")
        found["outputs"] = [
            {"output_type": "display_data", "metadata": {}, "data": data}
            for output in (outputs if isinstance(outputs, list) else [])
            if (data := _answers(output))
        ]
        found["execution_count"] = None
    return found


def _answers(output: object) -> dict[str, Any]:
    """The copy of answers in an output. Before nbformat 4 that stood in the output itself."""
    if not isinstance(output, dict):
        return {}
    data = output.get("data")
    holder = data if isinstance(data, dict) else output
    return {MIME: holder[MIME]} if MIME in holder else {}


def _is_short(value: object) -> bool:
    return isinstance(value, bool | int | float) or (isinstance(value, str) and len(value) <= LONGEST_NAME)


def _hashes(level: object) -> str:
    return "#" * (min(max(level, 1), DEEPEST_HEADING) if isinstance(level, int) else 1)


def _is_sound(document: Mapping[str, Any]) -> bool:
    """Whether nbformat would read the document as it is (its full check is slow and asks for more than we need)."""
    if not isinstance(document.get("metadata"), dict) or not isinstance(document.get("nbformat_minor"), int):
        return False
    for cell in document["cells"]:
        if not isinstance(cell, dict) or not _is_one_of(cell.get("cell_type"), CELL_TYPES):
            return False
        if not isinstance(cell.get("metadata"), dict) or not isinstance(cell.get("source"), str | list):
            return False
        if not isinstance(cell.get("id", ""), str):
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
