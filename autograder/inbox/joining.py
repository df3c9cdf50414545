"""Makes one hand-in of several files of the same work: whoever handed in two notebooks worked in both.

All answers count, as if they had been given in one place, and written answers that differ all reach the grader.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import JOURNAL
from autograder.inbox.histories import are_two, join
from autograder.inbox.leftovers import set_aside
from autograder.inbox.strays import NOTEBOOK, Stray
from autograder.inbox.undo import Undo
from autograder.marking.notes import Kind, Note, note, of_remarks
from autograder.marking.reading import Reading, plain_journal, read_file, read_journal, read_notebook
from autograder.marking.rebuild import Copies, find_copies, grader_metadata, written
from course.answers.call import read_call
from course.answers.collect import Collected, collect
from course.answers.line import Line

MOST_NAMED: Final = 5
CELL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")

Cells = list[dict[str, Any]]


@dataclass(slots=True)
class _Work:
    """What is known about one hand-in while its files are being joined."""

    releases: Mapping[str, Any]
    cells: dict[str, Cells]
    sources: list[tuple[Line, ...]]
    notes: list[Note] = field(default_factory=list)
    used: list[Stray] = field(default_factory=list)
    more: dict[str, Cells] = field(default_factory=dict)
    """Written answers that no notebook holds yet, as cells, by the notebook that they belong to."""


def likeness(release: Any, reading: Reading) -> int:
    """How many graded cells of a released notebook stand in another one."""
    return 0 if reading.notebook is None else len(find_copies(release.cells, reading.notebook["cells"]).cells)


def missing(release: Any, reading: Reading) -> Cells:
    """The graded cells of a released notebook that another one lacks."""
    there = find_copies(release.cells, reading.notebook["cells"]).cells if reading.notebook is not None else {}
    return [dict(cell) for cell in release.cells if str(grader_metadata(cell).get("grade_id", "")) not in {"", *there}]


def join_strays(
    folder: Path, aside: Path, releases: Mapping[str, Any], strays: Sequence[Stray], undo: Undo
) -> list[Note]:
    """Takes what ``strays`` hold into the expected files of a hand-in; they themselves go aside."""
    cells = {name: _cells(folder / f"{name}{NOTEBOOK}") for name in releases}
    journal, _ = read_journal(folder)
    own = _own(journal, [cell for each in cells.values() for cell in each])
    work = _Work(releases, cells, [each.lines for each in own])
    before = _said(join(work.sources))
    for stray in strays:
        (_take_journal if stray.is_journal else _take_notebook)(work, stray)
    if not work.used:
        return work.notes
    undo()
    lines = join(work.sources)
    shown = ", ".join(stray.name for stray in work.used[:MOST_NAMED]) + ("…" if len(work.used) > MOST_NAMED else "")
    if _said(lines) == before and not work.more:
        work.notes.append(note(Kind.IGNORED, "same_again", files=shown))
    else:
        for each in own:
            work.notes += of_remarks(each.remarks)
        _write(folder, aside, work, lines, undo)
        work.notes.append(note(Kind.REPAIRED, "joined", files=shown))
    for path in dict.fromkeys(stray.path for stray in work.used):
        if path.is_file():
            set_aside(path, aside)
    return work.notes


def _cells(file: Path) -> Cells:
    reading = read_file(file)
    return reading.notebook["cells"] if reading is not None and reading.notebook is not None else []


def _own(journal: bytes | None, cells: Cells) -> tuple[Collected, ...]:
    both = collect(journal, {"cells": cells})
    return (collect(journal, None), collect(None, {"cells": cells})) if are_two(both.lines) else (both,)


def _said(lines: Sequence[Line]) -> set[tuple[str, str, str]]:
    """What was answered when, whatever the number of the attempt."""
    return {(item, value, at) for item, _, value, at in (line.identity for line in lines)}


def _take_journal(work: _Work, stray: Stray) -> None:
    found = collect(plain_journal(stray.read()), None)
    lines = _asked(work, found.lines)
    if lines:
        work.used.append(stray)
        work.sources.append(lines)
        work.notes += of_remarks(found.remarks)


def _asked(work: _Work, lines: Sequence[Line]) -> tuple[Line, ...]:
    """The answers to what the assignment asks: a journal of another lesson is none of ours."""
    cells = [cell for release in work.releases.values() for cell in release.cells if cell.cell_type == "code"]
    items = {call.item for cell in cells if (call := read_call(cell.source)) is not None}
    return tuple(line for line in lines if line.item in items)


def _take_notebook(work: _Work, stray: Stray) -> None:
    reading = read_notebook(stray.read(), stray.name)
    if reading.notebook is None:
        work.notes += reading.notes
        return
    name = max(work.releases, key=lambda each: likeness(work.releases[each], reading))
    found = collect(None, reading.notebook)
    lines = _asked(work, found.lines)
    if not lines and not likeness(work.releases[name], reading):
        work.notes.append(note(Kind.IGNORED, "other_notebook", file=stray.name))
        return
    work.used.append(stray)
    work.sources.append(lines)
    work.notes += [*(each for each in reading.notes if each.code != "mended"), *of_remarks(found.remarks)]
    more = _new_answers(work, name, reading.notebook["cells"])
    if more:
        work.more.setdefault(name, []).extend(more)


def _new_answers(work: _Work, name: str, handed_in: Cells) -> Cells:
    """The written answers in a notebook that are not in the others."""
    release = work.releases[name].cells
    known = find_copies(release, [*work.cells[name], *work.more.get(name, [])])
    found = find_copies(release, handed_in)
    more: Cells = []
    for cell in release:
        grade_id = str(grader_metadata(cell).get("grade_id"))
        if not grader_metadata(cell).get("solution"):
            continue
        there, old = _texts(cell, known, grade_id)
        new = [
            each for each in _texts(cell, found, grade_id)[1] if set(written(cell.source.strip(), [each])[0]) - there
        ]
        if not new:
            continue
        if not there:
            # An empty place needs no second cell beside it.
            empty = {id(each) for each in old}
            work.cells[name] = [each for each in work.cells[name] if id(each) not in empty]
        elif grade_id in known.beside:
            new = [known.beside[grade_id], *new]
        more += [{**each, "metadata": {"nbgrader": dict(grader_metadata(cell))}} for each in new]
    return more


def _texts(cell: Any, copies: Copies, grade_id: str) -> tuple[set[str], list[Any]]:
    """What was written in the copies of a cell and right below an empty one, and the cells that say so."""
    found = [*copies.cells.get(grade_id, ()), *([copies.beside[grade_id]] if grade_id in copies.beside else [])]
    return set(written(cell.source.strip(), found)[0]), found


def _write(folder: Path, aside: Path, work: _Work, lines: Sequence[Line], undo: Undo) -> None:
    """Puts all answers into the journal, and no copy of them into the notebooks: a copy knows its own attempts only."""
    journal = folder / JOURNAL
    if journal.exists():
        set_aside(journal, aside)
    undo.write(journal, "".join(f"{line.as_json()}\n" for line in lines).encode())
    for name, cells in work.cells.items():
        file = folder / f"{name}{NOTEBOOK}"
        if file.exists():
            set_aside(file, aside)
        plain = [{**cell, "outputs": []} if "outputs" in cell else cell for cell in [*cells, *work.more.get(name, [])]]
        undo.write(file, notebook_bytes({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": plain}))


def notebook_bytes(notebook: Mapping[str, Any]) -> bytes:
    """A notebook as a file that nbformat can read and write: every cell with an id of its own.

    Half a character survives in JSON as an escape, where nbformat can read it but not write it: mended here.
    """
    seen: set[str] = set()
    cells = [_with_id(cell, place, seen) for place, cell in enumerate(notebook["cells"])]
    mended = {**notebook, "cells": cells}
    raw = json.dumps(mended).encode()
    if b"\\ud" not in raw:
        return raw
    return json.dumps(json.loads(json.dumps(mended, ensure_ascii=False).encode("utf-8", "replace"))).encode()


def _with_id(cell: Mapping[str, Any], place: int, seen: set[str]) -> dict[str, Any]:
    name = cell.get("id")
    if not isinstance(name, str) or not CELL_ID.fullmatch(name) or name in seen:
        name = f"mended-{place}"
    seen.add(name)
    return {**cell, "id": name}
