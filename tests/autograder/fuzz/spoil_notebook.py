"""Damage to a notebook as a notebook: cells, metadata, outputs, ids."""

import json
from typing import Any

from course.answers.collect import MIME
from tests.autograder.fuzz.mutant import Mutant, copies_in
from tests.autograder.fuzz.oddities import odd


def _cells(mutant: Mutant) -> tuple[Any, list[Any]]:
    notebook = mutant.notebook()
    return notebook, notebook["cells"]


def deleted(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    for _ in range(mutant.random.choice((1, 3, 100))):
        if cells:
            cells.pop(mutant.random.randrange(len(cells)))
    mutant.write_notebook(notebook)


def copied(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    for _ in range(mutant.random.choice((1, 3, 200))):
        cells.insert(mutant.random.randint(0, len(cells)), json.loads(json.dumps(mutant.random.choice(cells))))
    mutant.write_notebook(notebook)


def shuffled(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    mutant.random.shuffle(cells)
    mutant.write_notebook(notebook)


def retyped(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    for cell in mutant.random.sample(cells, min(len(cells), 3)):
        cell["cell_type"] = mutant.random.choice(("markdown", "raw", "code", "heading", "", "CODE", None, []))
    mutant.write_notebook(notebook)


def metadata_changed(mutant: Mutant) -> None:
    """What a student might hope for: other points, unlocked cells, somebody else's grade id."""
    notebook, cells = _cells(mutant)
    graded = [cell for cell in cells if cell["metadata"].get("nbgrader")]
    for cell in mutant.random.sample(graded, min(len(graded), mutant.random.choice((1, 2, 20)))):
        place = cell["metadata"]["nbgrader"]
        ids = [each["metadata"]["nbgrader"].get("grade_id") for each in graded if each["metadata"]["nbgrader"]]
        change = mutant.random.choice(
            ("points", "grade_id", "locked", "solution", "grade", "task", "schema_version", "all")
        )
        if change == "all":
            cell["metadata"]["nbgrader"] = mutant.random.choice(({}, {"grade_id": odd(mutant.random)}))
        elif change == "grade_id":
            place["grade_id"] = mutant.random.choice([*ids, odd(mutant.random)])
        else:
            place[change] = mutant.random.choice((10_000, -1, True, False, odd(mutant.random)))
    mutant.write_notebook(notebook)


def ids_changed(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    ids = [cell.get("id") for cell in cells]
    how = mutant.random.choice(("gone", "equal", "mixed", "odd"))
    for cell in cells:
        match how:
            case "gone":
                cell.pop("id", None)
            case "equal":
                cell["id"] = ids[0]
            case "mixed":
                cell["id"] = mutant.random.choice(ids)
            case _:
                cell["id"] = odd(mutant.random)
    mutant.write_notebook(notebook)


def outputs_changed(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    for cell in mutant.random.sample(code, min(len(code), 3)):
        cell["outputs"] = mutant.random.choice(
            (
                odd(mutant.random),
                [odd(mutant.random), {"output_type": "stream", "text": odd(mutant.random)}],
                [{"output_type": "display_data", "data": {MIME: odd(mutant.random)}}] * 3,
                [{"output_type": "execute_result", "data": {"text/plain": "100.0"}, "execution_count": 1}],
                cell["outputs"] * 40,
                [{"data": {MIME: json.dumps(output.get("data", {}).get(MIME))}} for output in cell["outputs"]],
            )
        )
    mutant.write_notebook(notebook)


def copies_changed(mutant: Mutant) -> None:
    notebook, _ = _cells(mutant)
    for content in copies_in(notebook):
        key = mutant.random.choice(("lines", "format", "item", "extra"))
        content[key] = odd(mutant.random)
    mutant.write_notebook(notebook)


def old_format(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    number = mutant.random.choice((1, 2, 3, 5, "4", None))
    notebook = {
        "nbformat": number,
        "nbformat_minor": 0,
        "metadata": {},
        "worksheets": [{"cells": cells}, {}, 1, {"cells": 2}],
    }
    for cell in cells:
        if mutant.random.random() < 0.8:
            cell["input"] = cell.pop("source")
    mutant.write_notebook(notebook)


def sources_changed(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    for cell in mutant.random.sample(cells, min(len(cells), mutant.random.choice((1, 3, 50)))):
        text = "".join(cell["source"]) if isinstance(cell["source"], list | str) else ""
        cell["source"] = mutant.random.choice(
            (
                text.splitlines(keepends=True),
                [*text, 1, None, []],
                f"{text}\nimport os; os.abort()",
                text * 100,
                odd(mutant.random),
                "\ud800" + text,
            )
        )
    mutant.write_notebook(notebook)


def pictures(mutant: Mutant) -> None:
    notebook, cells = _cells(mutant)
    cell = mutant.random.choice(cells)
    cell["attachments"] = mutant.random.choice(
        (
            odd(mutant.random),
            {"a.png": odd(mutant.random)},
            {"a.png": {"image/png": odd(mutant.random)}},
            {"a.png": {"image/png": "iVBORw0KGgo=" * 10_000, "image/svg+xml": "<svg onload=alert(1)>"}},
            {f"{n}.png": {"image/png": "QUJD"} for n in range(500)},
            {"\ud800.png": {"image/jpeg": "QUJD\n"}},
        )
    )
    mutant.write_notebook(notebook)


def other_assignment(mutant: Mutant) -> None:
    """Somebody's notebook under the name of this one."""
    other = mutant.other()
    mutant.played.append(other)
    mutant.files[mutant.name] = other.files[f"{other.assignment}.ipynb"]


def document_changed(mutant: Mutant) -> None:
    notebook, _ = _cells(mutant)
    for key in mutant.random.sample(["nbformat", "nbformat_minor", "metadata", "cells"], 2):
        notebook[key] = odd(mutant.random)
    mutant.write_notebook(notebook)


ALL = (
    deleted, copied, shuffled, retyped, metadata_changed, ids_changed, outputs_changed, copies_changed, old_format,
    sources_changed, pictures, other_assignment, document_changed,
)  # fmt: skip
REMOVING = (deleted, copied, shuffled, retyped, metadata_changed, ids_changed, old_format, sources_changed, pictures)
