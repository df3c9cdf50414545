"""The released notebook with a student's written answers in it, and nothing else of the student's.

Points, locks, ids and code come from the release. So a deleted, duplicated, reordered or edited cell changes nothing,
and there is no student code left that could run.
"""

import re
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import nbformat

from autograder.clean import LONGEST, fenced, neutral, tidy
from autograder.errors import HandInError
from autograder.notes import Kind, Note, note
from autograder.stubs import is_stub

BETWEEN_COPIES: Final = "\n\n---\n\n"
PICTURE_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
LARGEST_PICTURE: Final = 5_000_000
LONGEST_ANSWER: Final = 100_000
MOST_COPIES: Final = 1_000
BASE64: Final = re.compile(r"[A-Za-z0-9+/=\s]*")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The notebook that is graded, and what was different in the one handed in."""

    notebook: Any
    notes: tuple[Note, ...]


def read_release(file: Path) -> Any:
    """The released notebook that hand-ins are rebuilt from.

    Raises:
        HandInError: it is not there.
    """
    if not file.is_file():
        raise HandInError("no_release", file=file, assignment=file.parent.name)
    return nbformat.read(file, as_version=4)


def rebuild(release: Any, student: Mapping[str, Any] | None) -> Rebuilt:
    """Puts the written answers of ``student`` (as :mod:`autograder.reading` gives it) into a copy of ``release``.

    Graded cells are copies whose text, outputs and attachments may be replaced. All else is the release's own, for
    the whole class: nobody may change it.
    """
    notebook = copy(release)
    notebook.cells = [copy(cell) if grader_metadata(cell) else cell for cell in release.cells]
    if student is None:
        return Rebuilt(notebook, ())
    copies, own = _match(notebook.cells, student["cells"])
    notes: list[Note] = []
    for cell in notebook.cells:
        place = grader_metadata(cell)
        if not place:
            continue
        found = copies.get(_grade_id(cell), ())
        name = str(place["grade_id"])
        if not found:
            notes.append(note(Kind.REPAIRED, "cell_deleted", cell=name))
        if len(found) > 1:
            notes.append(note(Kind.REPAIRED, "cell_duplicated", cell=name, count=len(found)))
        if any(each["cell_type"] != cell.cell_type for each in found):
            notes.append(note(Kind.REPAIRED, "cell_retyped", cell=name))
        if place.get("solution"):
            notes += _answer(cell, found, name)
        elif any(each["source"].strip() != cell.source.strip() for each in found):
            notes.append(note(Kind.REPAIRED, "cell_edited", cell=name))
    if own:
        notes.append(note(Kind.IGNORED, "own_cells", count=own))
    return Rebuilt(notebook, tuple(notes))


def grader_metadata(cell: Any) -> Mapping[str, Any]:
    """nbgrader's metadata of a cell, empty when it has none."""
    found = cell.get("metadata", {}).get("nbgrader")
    return found if isinstance(found, Mapping) and found.get("grade_id") else {}


def _grade_id(cell: Any) -> str:
    return str(grader_metadata(cell).get("grade_id"))


def _match(released: Sequence[Any], handed_in: Sequence[Mapping[str, Any]]) -> tuple[dict[str, list[Any]], int]:
    """The handed-in copies of each graded cell, by grade id (else by cell id), and the number of the student's own."""
    graded = {_grade_id(cell) for cell in released if grader_metadata(cell)}
    by_cell_id = {cell.get("id"): _grade_id(cell) for cell in released if grader_metadata(cell)}
    known = {cell.get("id") for cell in released}
    texts = {cell.source.strip() for cell in released}
    copies: dict[str, list[Any]] = {}
    own: list[int] = []
    for place, cell in enumerate(handed_in):
        grade_id = grader_metadata(cell).get("grade_id")
        if not (isinstance(grade_id, str) and grade_id in graded):
            grade_id = by_cell_id.get(cell.get("id"))
        if grade_id is not None:
            copies.setdefault(grade_id, []).append(cell)
        elif cell["source"].strip() and cell.get("id") not in known and cell["source"].strip() not in texts:
            own.append(place)
    return copies, len(own) - _by_place(released, handed_in, copies, own)


def _by_place(
    released: Sequence[Any], handed_in: Sequence[Mapping[str, Any]], copies: dict[str, list[Any]], own: Sequence[int]
) -> int:
    """Finds written answers whose metadata a program threw away: they still stand below their task. Says how many."""
    found = 0
    for before, cell in pairwise(released):
        name = _grade_id(cell)
        if not grader_metadata(cell).get("solution") or name in copies:
            continue
        for place in own:
            if place and handed_in[place - 1]["source"].strip() == before.source.strip():
                copies[name] = [handed_in[place]]
                found += 1
                break
    return found


def _answer(cell: Any, found: Sequence[Mapping[str, Any]], name: str) -> list[Note]:
    """Takes over a written answer; one never written stays what was released, so that nbgrader sees it as empty."""
    texts, cut = _texts(cell.source.strip(), found)
    if not texts:
        return []
    notes = [note(Kind.DISTRUSTED, "answer_cut", cell=name, maximum=LONGEST_ANSWER)] if cut else []
    if cell.cell_type != "markdown":
        cell.source = "\n\n".join(texts)
        return notes
    # Each text has its own limit; many texts may not take many times as long.
    safe = [(fenced if sum(map(len, texts)) > LONGEST else neutral)(text) for text in texts]
    cell.source = BETWEEN_COPIES.join(safe)
    pictures = _pictures(found)
    if pictures:
        cell["attachments"] = pictures
    if safe != texts:
        notes.append(note(Kind.DISTRUSTED, "markup", cell=name))
    return notes


def _texts(released: str, found: Sequence[Mapping[str, Any]]) -> tuple[list[str], bool]:
    """The different texts in the copies of one cell, as far as a person can read them; and whether there was more."""
    texts: dict[str, None] = {}
    room = LONGEST_ANSWER
    for each in found:
        text = tidy(each["source"])
        if not text.strip() or text.strip() == released or is_stub(text) or text in texts:
            continue
        if room <= 0 or len(texts) >= MOST_COPIES:
            return list(texts), True
        texts[text[:room]] = None
        if len(text) > room:
            return list(texts), True
        room -= len(text)
    return list(texts), False


def _pictures(found: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Pasted pictures, as far as they are pictures."""
    kept: dict[str, dict[str, str]] = {}
    for each in found:
        for name, data in each.get("attachments", {}).items():
            if isinstance(data, Mapping):
                good = {t: v for t, v in data.items() if t in PICTURE_TYPES and _is_picture(v)}
                if good:
                    kept[tidy(str(name))] = good
    return kept


def _is_picture(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LARGEST_PICTURE and BASE64.fullmatch(value) is not None
