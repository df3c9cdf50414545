"""The released notebook with a student's written answers in it, and nothing else of the student's.

Points, locks, ids and code come from the release. So a deleted, duplicated, reordered or edited cell changes nothing,
and there is no student code left that could run.
"""

import re
from collections import ChainMap
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any, Final

import nbformat

from autograder.errors import HandInError
from autograder.marking.clean import LONGEST, fenced, neutral, tidy
from autograder.marking.notes import Kind, Note, note
from autograder.marking.stubs import is_stub
from course.locale import Text, both

BETWEEN_COPIES: Final = "\n\n---\n\n"
PICTURE_TYPES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
LARGEST_PICTURE: Final = 5_000_000
LONGEST_ANSWER: Final = 100_000
MOST_COPIES: Final = 1_000
MOST_NAMED: Final = 5
LANGUAGE_SAID: Final = re.compile(r"language=[\"'](en|nl)[\"']")
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
    found = find_copies(notebook.cells, student["cells"])
    notes: list[Note] = []
    for cell in notebook.cells:
        if grader_metadata(cell):
            name = _grade_id(cell)
            notes += _take_over(cell, found.cells.get(name, ()), found.beside.get(name))
    notes = [*_deleted(notebook.cells, found), *notes]
    if found.unmarked:
        notes.append(note(Kind.REPAIRED, "metadata_lost", count=found.unmarked))
    if found.own:
        notes.append(note(Kind.IGNORED, "own_cells", count=found.own))
    return Rebuilt(notebook, tuple(notes))


def _take_over(cell: Any, copies: Sequence[Mapping[str, Any]], beside: Mapping[str, Any] | None) -> list[Note]:
    """What there is of the student's in the copies of one graded cell, and what is odd about them."""
    name, released = _grade_id(cell), cell.source.strip()
    retyped = any(each["cell_type"] != cell.cell_type for each in copies)
    notes = [note(Kind.REPAIRED, "cell_retyped", cell=name)] if retyped else []
    if grader_metadata(cell).get("solution"):
        if beside is not None:
            return [*notes, note(Kind.REPAIRED, "answer_beside", cell=name), *_answer(cell, [beside], name)]
        return [*notes, *_answer(cell, copies, name)]
    if len(copies) > 1:
        notes.append(note(Kind.REPAIRED, "cell_duplicated", cell=name, count=len(copies)))
    changed = [text for each in copies if (text := each["source"].strip()) != released]
    return [*notes, _edited(released, changed, name)] if changed else notes


def _deleted(released: Sequence[Any], found: "Copies") -> list[Note]:
    gone = [cell for cell in released if grader_metadata(cell) and _grade_id(cell) not in found.cells]
    answers = [_grade_id(cell) for cell in gone if grader_metadata(cell).get("solution")]
    names = [_grade_id(cell) for cell in gone if not grader_metadata(cell).get("solution")]
    notes = [note(Kind.REPAIRED, "answer_deleted", cell=name) for name in answers]
    if len(names) <= MOST_NAMED:
        return [*notes, *(note(Kind.REPAIRED, "cell_deleted", cell=name) for name in names)]
    return [*notes, note(Kind.REPAIRED, "cells_deleted", count=len(names))]


def _edited(released: str, changed: Sequence[str], name: str) -> Note:
    """A locked cell with other text; the first cell of the notebook in the other language is no edit."""
    spoken = {LANGUAGE_SAID.sub("", text) for text in (released, *changed)}
    said = LANGUAGE_SAID.search(changed[0])
    if len(spoken) == 1 and said is not None:
        return note(Kind.REPAIRED, "other_language", language=_language(said[1]))
    return note(Kind.REPAIRED, "cell_edited", cell=name)


def _language(name: str) -> Text:
    return both("autograder.language_en") if name == "en" else both("autograder.language_nl")


def grader_metadata(cell: Any) -> Mapping[str, Any]:
    """nbgrader's metadata of a cell, empty when it has none."""
    found = cell.get("metadata", {}).get("nbgrader")
    return found if isinstance(found, Mapping) and found.get("grade_id") else {}


def _grade_id(cell: Any) -> str:
    return str(grader_metadata(cell).get("grade_id"))


@dataclass(frozen=True, slots=True)
class Copies:
    """The cells of a hand-in that stand for cells of the release."""

    cells: Mapping[str, Sequence[Any]]
    """By grade id, in their order; nothing for a cell that is not there."""
    unmarked: int
    """How many of these had lost nbgrader's metadata and were known by something else."""
    own: int
    """How many cells are the student's own."""
    beside: Mapping[str, Any]
    """By grade id of a written answer that is empty: what the student's own cells right below it say, as one cell."""


def find_copies(released: Sequence[Any], handed_in: Sequence[Mapping[str, Any]]) -> Copies:
    """The handed-in copies of each graded cell: by grade id, else by cell id, by its code, by its place.

    Programs lose one or the other: Colab the ids, tools that clean notebooks the metadata.
    """
    graded = {_grade_id(cell): cell for cell in released if grader_metadata(cell)}
    by_cell_id = {cell.get("id"): name for name, cell in graded.items()}
    by_code = {cell.source.strip(): name for name, cell in graded.items() if cell.cell_type == "code"}
    by_code.pop("", None)
    known = {cell.get("id") for cell in released}
    texts = {cell.source.strip() for cell in released}
    copies: dict[str, list[int]] = {}
    rest: list[int] = []
    unmarked = 0
    for place, cell in enumerate(handed_in):
        name = grader_metadata(cell).get("grade_id")
        if not (isinstance(name, str) and name in graded):
            name = by_cell_id.get(cell.get("id")) or by_code.get(cell["source"].strip())
            unmarked += name is not None
        if name is not None:
            copies.setdefault(name, []).append(place)
        elif cell["source"].strip() and cell.get("id") not in known:
            rest.append(place)
    placed = _by_place(released, handed_in, copies, rest)
    own = {place for place in rest if place not in placed and handed_in[place]["source"].strip() not in texts}
    beside: dict[str, Any] = {}
    for name, places in _beside(graded, handed_in, copies, own).items():
        beside[name] = _as_one([handed_in[place] for place in places])
        own.difference_update(places)
    cells = {name: [handed_in[place] for place in places] for name, places in copies.items()}
    return Copies(cells, unmarked + len(placed), len(own), beside)


def _by_place(
    released: Sequence[Any], handed_in: Sequence[Mapping[str, Any]], copies: dict[str, list[int]], rest: Sequence[int]
) -> set[int]:
    """Finds written answers whose metadata a program threw away: they still stand below their task."""
    found: set[int] = set()
    for before, cell in pairwise(released):
        name = _grade_id(cell)
        if not grader_metadata(cell).get("solution") or name in copies:
            continue
        for place in rest:
            if place and place not in found and handed_in[place - 1]["source"].strip() == before.source.strip():
                copies[name] = [place]
                found.add(place)
                break
    return found


def _beside(
    graded: Mapping[str, Any], handed_in: Sequence[Mapping[str, Any]], copies: Mapping[str, list[int]], own: set[int]
) -> dict[str, list[int]]:
    """Answers typed into new cells below the one that was meant for them, which is still as it was released."""
    found: dict[str, list[int]] = {}
    for name, places in copies.items() if own else ():
        cell, place = graded[name], places[-1] + 1
        if not grader_metadata(cell).get("solution") or place not in own:
            continue
        if not written(cell.source.strip(), [handed_in[each] for each in places])[0]:
            found[name] = [*takewhile(own.__contains__, range(place, len(handed_in)))]
    return found


def _as_one(cells: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    pictures = [each["attachments"] for each in cells if "attachments" in each]
    text = "\n\n".join(each["source"] for each in cells)
    return {"cell_type": "markdown", "source": text, "attachments": dict(ChainMap(*pictures))}


def _answer(cell: Any, found: Sequence[Mapping[str, Any]], name: str) -> list[Note]:
    """Takes over a written answer; one never written stays what was released, so that nbgrader sees it as empty."""
    texts, cut = written(cell.source.strip(), found)
    notes = []
    if len(texts) > 1:
        notes.append(note(Kind.REPAIRED, "answer_versions", cell=name, count=len(texts)))
    elif len(found) > 1:
        notes.append(note(Kind.REPAIRED, "cell_duplicated", cell=name, count=len(found)))
    if not texts:
        return notes
    if cut:
        notes.append(note(Kind.DISTRUSTED, "answer_cut", cell=name, maximum=LONGEST_ANSWER))
    if cell.cell_type != "markdown":
        cell.source = "\n\n".join(texts)
        return notes
    pictures = _pictures(found)
    # Each text has its own limit; many texts may not take many times as long.
    long = sum(map(len, texts)) > LONGEST
    safe = [fenced(text) if long else neutral(text, pictures) for text in texts]
    cell.source = BETWEEN_COPIES.join(safe)
    if pictures:
        cell["attachments"] = pictures
    if safe != texts:
        notes.append(note(Kind.DISTRUSTED, "markup", cell=name))
    return notes


def written(released: str, found: Sequence[Mapping[str, Any]]) -> tuple[list[str], bool]:
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
