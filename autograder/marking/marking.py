"""Gives every graded cell its points and reasons. The scores live in memory; the outputs only show them."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from autograder.marking.notes import Kind, Note, note, of_remark
from autograder.marking.rebuild import grader_metadata
from course.answers.call import read_call
from course.answers.collect import Collected
from course.locale import Language, Text, both, say
from course.scoring import Book, Policy, score

BY_HAND: Final = "0"


@dataclass(frozen=True, slots=True)
class Marked:
    """One graded cell: its points (``None``: somebody has to grade it by hand) and why."""

    cell: str
    points: float | None
    maximum: float
    reasons: tuple[Text, ...]
    notes: tuple[Note, ...] = ()
    drawn: Text | None = None
    """The name of the variant that was played."""


def mark(notebook: Any, collected: Collected, book: Book, attempts: Policy) -> dict[str, Marked]:
    """The score of every graded cell that is not a written answer, by grade id."""
    found: dict[str, Marked] = {}
    for cell in notebook.cells:
        place = grader_metadata(cell)
        if place.get("grade") and not place.get("solution"):
            name = str(place["grade_id"])
            found[name] = _mark_cell(cell, name, float(place["points"]), collected, book, attempts)
    return found


def _mark_cell(cell: Any, name: str, maximum: float, collected: Collected, book: Book, attempts: Policy) -> Marked:
    call = read_call(cell.source) if cell.cell_type == "code" else None
    if call is None:
        return Marked(name, None, maximum, (both("autograder.not_run"),))
    try:
        result = score(call, maximum, collected, book, attempts)
        remarks = tuple(of_remark(remark, name) for remark in result.remarks)
        points = result.points
    except Exception as problem:  # noqa: BLE001 - one item that cannot be scored never stops the class
        flag = note(Kind.DISTRUSTED, "not_scored", cell=name, why=f"{type(problem).__name__}: {problem}"[:300])
        return Marked(name, None, maximum, (both("autograder.not_scored"),), (flag,))
    if points is None:
        return Marked(name, None, maximum, result.reasons, remarks)
    if not math.isfinite(points):
        flag = note(Kind.DISTRUSTED, "no_number", cell=name)
        return Marked(name, None, maximum, (both("autograder.not_scored"),), (*remarks, flag))
    return Marked(name, min(max(float(points), 0.0), maximum), maximum, result.reasons, remarks, result.drawn)


def show(notebook: Any, marked: Mapping[str, Marked], language: Language) -> None:
    """Puts score and reasons into the output of each graded cell, for the feedback page and the formgrader."""
    from nbformat import from_dict  # noqa: PLC0415 - kept out of the start of the program

    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        found = marked.get(str(grader_metadata(cell).get("grade_id")))
        if found is None:
            continue
        # A plain number, also for "by hand": whoever grades again without us reads at most what we gave.
        plain = BY_HAND if found.points is None else repr(found.points)
        data = {"text/plain": plain, "text/html": reasons_html(found, language)}
        # As nbformat makes one, without its check of each output against the schema: that takes longer than scoring.
        output = {"output_type": "execute_result", "metadata": {}, "data": data, "execution_count": 1}
        cell.outputs = [from_dict(output)]
        cell.execution_count = 1


def reasons_html(marked: Marked, language: Language) -> str:
    """Points and reasons as a small piece of HTML in which every text is escaped."""
    if marked.points is None:
        head = say("autograder.by_hand", language, maximum=number(marked.maximum, language))
    else:
        points, maximum = number(marked.points, language), number(marked.maximum, language)
        head = say("autograder.points", language, points=points, maximum=maximum)
    items = "".join(f"<li>{escape(reason.of(language))}</li>" for reason in marked.reasons)
    listed = f"<ul>{items}</ul>" if items else ""
    return f'<div lang="{language}"><p><strong>{escape(head)}</strong></p>{listed}</div>'


def number(value: float, language: str) -> str:
    """A number of points as people of that language write it: at most two decimals."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "nl" else text
