"""One kind of broken hand-in: what happened to it, and what has to come out.

Every case begins with the same sound hand-in: a notebook with a copy of its answers and a written answer, and a journal
beside it. Then one thing happens to it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from course.answers.collect import MIME
from tests.autograder.classes import GOOD, HandIn, line

FULL = {"q-choice": 4.0, "q-number": 6.0, "classic": None}
NOTHING = {"q-choice": 0.0, "q-number": 0.0, "classic": None}
ONLY_CHOICE = {"q-choice": 4.0, "q-number": 0.0, "classic": None}
ONLY_NUMBER = {"q-choice": 0.0, "q-number": 6.0, "classic": None}
WRITTEN = "Ik stelde *meer* vragen."
MISSING = ""
"""The written answer did not survive; a grader sees the stub."""

Change = Callable[[HandIn], object]
Points = dict[str, float | None]


class Stock(Enum):
    """What nbgrader does by itself, measured by ``python -m tests.autograder.broken.stock``."""

    STOPS = "stops the class"
    FAILS = "refuses the hand-in"
    UNSEEN = "leaves the student out, without a row"
    BY_HAND = "leaves cells to a person"
    OTHERWISE = "grades it with other points"
    GRADED = "grades it"
    BLIND = "never looks at the journal"


class Seen(Enum):
    """Who notices the hand-in at all."""

    BY_ALL = "nbgrader's own command and ours"
    BY_OURS = "our command alone: nbgrader looks for notebooks directly in the folder"
    REFUSED = "our command alone, and it says why there is nothing to grade"


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table."""

    name: str
    what: str
    change: Change
    points: Points
    notes: frozenset[str]
    written: str
    stock: Stock
    seen: Seen
    tried: bool


CASES: list[Case] = []


def case(
    *notes: str,
    points: Points = FULL,
    written: str = WRITTEN,
    stock: Stock = Stock.GRADED,
    seen: Seen = Seen.BY_ALL,
    tried: bool = False,
) -> Callable[[Change], Change]:
    """Adds a row: ``notes`` are the codes of all that is noted, no more and no less.

    ``tried`` marks the cases that the first trials with nbgrader were made with.
    """

    def add(change: Change) -> Change:
        name = getattr(change, "__name__", "").replace("_", "-")
        what = (change.__doc__ or "").strip()
        CASES.append(Case(name, what, change, points, frozenset(notes), written, stock, seen, tried))
        return change

    return add


def make_sound(hand_in: HandIn) -> None:
    """A hand-in as JupyterLab leaves it when all was answered."""
    hand_in.answer(GOOD)
    notebook = hand_in.read()
    for cell in notebook["cells"]:
        cell["source"] = "".join(cell["source"])
    for lines in GOOD:
        shows(hand_in.cell(notebook, str(lines["item"])), [lines])
    hand_in.cell(notebook, "reflection")["source"] = WRITTEN
    hand_in.write(notebook)


def shows(cell: Any, lines: list[dict[str, object]]) -> None:
    """Puts the copy of these answers into the output of a cell, as our widgets do."""
    data = {MIME: {"format": 1, "item": lines[0]["item"], "lines": lines}, "text/plain": "1 antwoord bewaard"}
    cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
    cell["execution_count"] = 3


def edit(hand_in: HandIn, change: Callable[[Any], object]) -> None:
    """Changes the notebook that lies in the folder."""
    notebook = hand_in.read()
    change(notebook)
    hand_in.write(notebook)


def alone(hand_in: HandIn) -> None:
    """Only the notebook was handed in."""
    hand_in.journal.unlink()


def silent(hand_in: HandIn) -> None:
    """No output is left in the notebook."""

    def clear(notebook: Any) -> None:
        for cell in notebook["cells"]:
            if cell["cell_type"] == "code":
                cell["outputs"], cell["execution_count"] = [], None

    edit(hand_in, clear)


def another(hand_in: HandIn, name: str, *lines: dict[str, object], words: str = "") -> None:
    """A second notebook, with these answers in it and nothing else of the first."""
    notebook = hand_in.read()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = []
    for each in lines:
        shows(hand_in.cell(notebook, str(each["item"])), [each])
    hand_in.cell(notebook, "reflection")["source"] = words or "*Schrijf hier je antwoord.*"
    file = hand_in.folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(notebook))


WRONG = [line("q-choice", {"chosen": "refuse"}, 1), line("q-number", {"number": 5}, 2)]
EARLIER = [{**each, "at": "2026-11-20T09:00:00Z"} for each in WRONG]
LATER = [{**each, "at": "2026-11-22T09:00:00Z"} for each in GOOD]
