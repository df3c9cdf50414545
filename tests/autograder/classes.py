"""A small class folder for tests: two questions, a classic test cell and a written answer."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
from nbformat import v4

from autograder.class_folder.classroom import JOURNAL, Classroom
from course.answers.as_data import keys_file, public_file, read_item, read_key
from course.answers.collect import MIME
from course.answers.kinds import Authored
from course.notebooks.release import release

ASSIGNMENT = "mini"
MAXIMA = {"q-choice": 4.0, "q-number": 6.0, "classic": 3.0, "reflection": 10.0}
AT = "2026-11-21T10:15:{second:02d}Z"
CONFIG = "from autograder.config import configure\n\nc = get_config()\nconfigure(c, __file__)\n"


def text(words: str) -> dict[str, str]:
    return {"en": words, "nl": f"{words} (nl)"}


def authored() -> list[Authored]:
    options = [{"id": name, "text": text(name), "why": text(f"why {name}")} for name in ("ask", "refuse", "promise")]
    choice = {
        "id": "q-choice",
        "kind": "choice",
        "points": ["C14"],
        "source": "own",
        "question": text("What should you do?"),
    }
    number = {"id": "q-number", "kind": "number", "points": ["C14"], "source": "own", "question": text("How many?")}
    why = {option["id"]: option["why"] for option in options}
    return [
        Authored(
            read_item({**choice, "options": options}),
            read_key({"item": "q-choice", "kind": "choice", "key": "ask", "why": why}),
        ),
        Authored(
            read_item({**number, "tolerance": 0, "half": 0.1}),
            read_key({"item": "q-number", "kind": "number", "key": 22, "why": {"": text("count")}}),
        ),
    ]


def grader(grade_id: str, *, points: float | None, written: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {
        "cell_type": "markdown" if written else "code",
        "grade": points is not None,
        "grade_id": grade_id,
        "locked": not written,
        "schema_version": 3,
        "solution": written,
        "task": False,
    }
    return {"nbgrader": found if points is None else {**found, "points": points}}


def source(language: str = "nl") -> Any:
    begin = f'from course.widgets import ask, begin\n\nbegin("mini", language="{language}")'
    cells = [
        v4.new_markdown_cell("# Kleine opdracht\n\nLees en beantwoord.", id="intro"),
        v4.new_code_cell(begin, id="begin", metadata=grader("begin", points=None)),
        v4.new_code_cell('ask("q-choice")', id="q-choice", metadata=grader("q-choice", points=4)),
        v4.new_code_cell('ask("q-number")', id="q-number", metadata=grader("q-number", points=6)),
        v4.new_code_cell("assert 1 == 1", id="classic", metadata=grader("classic", points=3)),
        v4.new_markdown_cell("Wat heb je geleerd?", id="task"),
        v4.new_markdown_cell(
            "Een modelantwoord.", id="reflection", metadata=grader("reflection", points=10, written=True)
        ),
    ]
    kernel = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def make_class(root: Path, language: str = "nl", attempts: str = "best") -> Classroom:
    """A class folder with a released assignment, without a grade book."""
    (root / "keys").mkdir(parents=True)
    (root / "exchange").mkdir()
    (root / "class.yaml").write_text(f"language: {language}\nattempts: {attempts}\n")
    (root / "nbgrader_config.py").write_text(CONFIG)
    classroom = Classroom.open(root)
    made = source(language)
    for step, notebook in (("source", made), ("release", release(made, classroom.language))):
        file = classroom.step(step, ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
        file.parent.mkdir(parents=True)
        nbformat.write(notebook, file)
        (file.parent / "items.json").write_text(json.dumps(public_file(authored(), with_keys=False)))
    classroom.keys_file(ASSIGNMENT).write_text(json.dumps(keys_file(authored())))
    return classroom


def line(item: str, value: Mapping[str, object], second: int = 0, attempt: int = 1) -> dict[str, object]:
    return {"format": 1, "item": item, "attempt": attempt, "value": value, "at": AT.format(second=second)}


GOOD = [line("q-choice", {"chosen": "ask"}, 1), line("q-number", {"number": 22}, 2)]


class HandIn:
    """One student's submitted folder, as a test wants it."""

    def __init__(self, classroom: Classroom, student: str = "anna") -> None:
        self.folder = classroom.step("submitted", ASSIGNMENT, student)
        self.folder.mkdir(parents=True)
        self.file = self.folder / f"{ASSIGNMENT}.ipynb"
        self.journal = self.folder / JOURNAL
        shutil.copy(classroom.step("release", ASSIGNMENT) / self.file.name, self.file)

    def read(self) -> Any:
        return json.loads(self.file.read_text())

    def write(self, notebook: object) -> None:
        self.file.write_text(json.dumps(notebook))

    def cell(self, notebook: Any, grade_id: str) -> Any:
        return next(c for c in notebook["cells"] if c["metadata"].get("nbgrader", {}).get("grade_id") == grade_id)

    def answer(self, lines: list[dict[str, object]]) -> None:
        self.journal.write_text("".join(json.dumps(each) + "\n" for each in lines))

    def embed(self, lines: list[dict[str, object]]) -> None:
        notebook = self.read()
        data = {MIME: {"format": 1, "lines": lines}, "text/plain": "answers"}
        output = {"output_type": "display_data", "metadata": {}, "data": data}
        self.cell(notebook, "q-choice")["outputs"] = [output]
        self.write(notebook)

    def write_answer(self, words: str) -> None:
        notebook = self.read()
        self.cell(notebook, "reflection")["source"] = words
        self.write(notebook)
