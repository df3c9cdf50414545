"""What of a hand-in is compared: its decisions and answers with their times, and its written answers."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from sys import intern
from typing import Any, Final

from autograder.class_folder.classroom import Classroom
from autograder.copied.odd import Odd, OddKind, odd_times
from autograder.copied.steps import Step, step_of
from autograder.inbox.moments import TIMESTAMP, read_moment
from autograder.marking.reading import read_file, read_journal
from autograder.marking.rebuild import grader_metadata
from autograder.marking.stubs import is_stub
from course.answers.call import read_call
from course.answers.collect import Collected, collect
from course.answers.line import Line

MOST_STEPS: Final = 3_000
"""Lines of one hand-in that are compared; ten games and every question make some six hundred."""
LONGEST_TEXT: Final = 12_000
MOST_TEXTS: Final = 20
MOST_NOTEBOOKS: Final = 5
LONGEST_TIMESTAMP: Final = 100
MOST_STARTS: Final = 20
LONGEST_HASHES: Final = 20_000
GAMES: Final = frozenset({"roleplay", "criterion"})


@dataclass(frozen=True, slots=True)
class Asked:
    """What an assignment asks, and what came with it and so belongs to nobody."""

    notebooks: tuple[str, ...]
    items: frozenset[str]
    games: frozenset[str]
    written: Mapping[str, str]
    """The written answers, by grade id, as they were released."""
    cells: Mapping[str, str]
    """Their grade ids by the ids of their cells, for whoever lost nbgrader's metadata."""
    shipped: frozenset[tuple[str, int, str, str]]
    """Lines of a journal that was handed out with the assignment."""
    texts: tuple[str, ...]
    """Everything that stands in the released notebooks."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """What of one hand-in is compared."""

    student: str
    steps: tuple[Step, ...] = ()
    texts: Mapping[str, str] | None = None
    digest: str = ""
    """Of the journal, byte for byte; empty when there is none, or nothing in it that counts."""
    odd: tuple[Odd, ...] = ()
    starts: tuple["Start", ...] = ()


@dataclass(frozen=True, slots=True)
class Start:
    """Which role-play was begun, in which variant, and with which numbers: hashes by section, as JSON."""

    item: str
    variant: str | None
    hashes: str


def read_asked(classroom: Classroom, assignment: str) -> Asked:
    """What the assignment asks, from the released folder.

    Raises:
        AssignmentError: the assignment is unknown or not released yet.
    """
    names = classroom.notebooks(assignment)
    folder = classroom.step("release", assignment)
    cells = _cells(folder, names)
    calls = [call for cell in cells if cell["cell_type"] == "code" and (call := read_call(cell["source"])) is not None]
    answers = [cell for cell in cells if cell["cell_type"] == "markdown" and grader_metadata(cell).get("solution")]
    grade_ids = [str(grader_metadata(cell)["grade_id"]) for cell in answers]
    return Asked(
        names,
        frozenset(call.item for call in calls),
        frozenset(call.item for call in calls if call.name in GAMES),
        {name: cell["source"] for name, cell in zip(grade_ids, answers, strict=True)},
        {cell["id"]: name for name, cell in zip(grade_ids, answers, strict=True) if "id" in cell},
        frozenset(line.identity for line in collect(read_journal(folder)[0], {"cells": cells}).lines),
        tuple(cell["source"] for cell in cells),
    )


def read_hand_in(classroom: Classroom, asked: Asked, assignment: str, student: str) -> HandIn:
    """What of one hand-in is compared. Never raises for what is in it."""
    folder = classroom.step("submitted", assignment, student)
    if folder.is_symlink() or folder.parent.is_symlink():
        return HandIn(student)
    cells = _cells(folder, asked.notebooks) or _cells(folder, _others(folder))
    journal, _ = read_journal(folder)
    collected = collect(journal, {"cells": cells})
    steps, left_out = _steps(collected, asked)
    odd = [Odd(OddKind.LEFT_OUT, left_out)] if left_out else []
    written, strange = _written_here(journal, collected, asked)
    odd += odd_times(steps if not strange else written, _handed_in(folder))
    if strange:
        odd.append(Odd(OddKind.TWO_COPIES, strange))
    digest = hashlib.blake2b(journal, digest_size=16).hexdigest() if journal and steps else ""
    return HandIn(student, steps, _texts(cells, asked), digest, tuple(odd), _starts(collected, asked))


def _cells(folder: Path, names: Sequence[str]) -> list[dict[str, Any]]:
    cells: list[dict[str, Any]] = []
    for name in names[:MOST_NOTEBOOKS]:
        reading = read_file(folder / f"{name}.ipynb")
        if reading is not None and reading.notebook is not None:
            cells += reading.notebook["cells"]
    return cells


def _others(folder: Path) -> tuple[str, ...]:
    """Notebooks under another name: a hand-in is renamed only when it is graded."""
    return tuple(sorted(path.stem for path in folder.glob("*.ipynb"))) if folder.is_dir() else ()


def _steps(collected: Collected, asked: Asked) -> tuple[tuple[Step, ...], int]:
    lines = [line for line in collected.lines if _counts(line, asked)]
    return tuple(step_of(line) for line in lines[:MOST_STEPS]), len(lines) - min(len(lines), MOST_STEPS)


def _counts(line: Line, asked: Asked) -> bool:
    return line.item in asked.items and not (asked.shipped and line.identity in asked.shipped)


def _starts(collected: Collected, asked: Asked) -> tuple[Start, ...]:
    found: dict[Start, None] = {}
    for line in collected.lines:
        if line.item in asked.games and line.value.get("kind") == "start" and len(found) < MOST_STARTS:
            variant, hashes = line.value.get("variant"), json.dumps(line.value.get("hashes"), sort_keys=True)
            if len(hashes) <= LONGEST_HASHES:
                # Nearly the whole class has the same: it is kept once.
                found[Start(line.item, variant if isinstance(variant, str) else None, intern(hashes))] = None
    return tuple(found)


def _written_here(journal: bytes | None, collected: Collected, asked: Asked) -> tuple[tuple[Step, ...], int]:
    """The steps of the journal alone, and how many lines only the notebook has; read again only if there may be any."""
    if not journal or journal.count(b"\n") >= len(collected.lines):
        return (), 0
    alone = collect(journal, None)
    return _steps(alone, asked)[0], len(collected.lines) - len(alone.lines)


def _handed_in(folder: Path) -> int | None:
    try:
        with (folder / TIMESTAMP).open(encoding="utf-8") as stream:
            text = stream.read(LONGEST_TIMESTAMP).strip()
        return int(read_moment(text).replace(tzinfo=UTC).timestamp()) if text else None
    except Exception:  # noqa: BLE001 - there is no such file, or the parser raises what it likes
        return None


def _texts(cells: Sequence[Mapping[str, Any]], asked: Asked) -> dict[str, str]:
    """The written answers, by grade id; what nobody wrote is left out."""
    found: dict[str, str] = {}
    for cell in cells:
        name = str(grader_metadata(cell).get("grade_id") or asked.cells.get(str(cell.get("id"))))
        text = cell["source"][:LONGEST_TEXT]
        if name not in asked.written or not text.strip() or is_stub(text):
            continue
        if text.strip() == asked.written[name].strip() or len(found) >= MOST_TEXTS:
            continue
        if text not in found.get(name, ""):
            found[name] = f"{found[name]}\n\n{text}"[:LONGEST_TEXT] if name in found else text
    return found
