"""A class whose students have really played and answered: what the fuzzing starts from."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any, Final

import nbformat
from nbformat import v4

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import ATTEMPTS, JOURNAL, Attempts, Classroom
from autograder.class_folder.new_class import new_class
from autograder.inbox.moments import TIMESTAMP
from autograder.marking.rebuild import grader_metadata
from course.answers import Line
from course.answers.as_data import keys_file, public_file
from course.answers.call import read_call
from course.answers.kinds import (
    BestWorstKey,
    ChoiceKey,
    ClassifyKey,
    EstimateKey,
    Key,
    NumberKey,
    OrderKey,
    RatingKey,
    TableKey,
)
from course.locale import say
from course.notebooks.release import release
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from course.widgets.embed import bundle
from tests.answers.samples import authored
from tests.autograder.classes import grader
from tests.played import PLAYED

QUESTIONS: Final = "l1"
EVERY_KIND: Final = "every-kind"
"""An assignment that asks one question of each kind; the exercises of the course have not used all of them yet."""
POLICIES: Final[Mapping[str, Attempts]] = {
    **dict(zip(PLAYED, cycle(ATTEMPTS), strict=False)),
    QUESTIONS: "best",
    EVERY_KIND: "last",
}
PLAYERS: Final = (("expert", 1, "deep"), ("careful", 17, "plain"), ("average", 3, "short"), ("random", 12, "proud"))
BEGIN: Final = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, eq=False)
class Original:
    """A hand-in as a student made it."""

    assignment: str
    student: str
    files: Mapping[str, bytes]
    lines: tuple[Mapping[str, object], ...]


@dataclass(frozen=True, slots=True)
class School:
    """A class folder with releases and keys, and a few good hand-ins of each assignment (not yet in ``submitted/``)."""

    classroom: Classroom
    originals: tuple[Original, ...]

    def classroom_of(self, assignment: str) -> Classroom:
        """The class with the agreement about attempts that is tried with this assignment."""
        return replace(self.classroom, attempts=POLICIES[assignment])


def make_school(root: Path, language: str = "nl") -> School:
    """Makes the class in ``root`` and lets its students play."""
    classroom = new_class(root, "nl" if language == "nl" else "en", only=(*PLAYED, QUESTIONS)).classroom
    _add_every_kind(classroom)
    for name in POLICIES:
        _release(classroom, name)
    originals: list[Original] = []
    for name in POLICIES:
        originals += _play(classroom, name) if name in PLAYED else _answer(classroom, name)
    return School(classroom, tuple(originals))


def _release(classroom: Classroom, assignment: str) -> None:
    source, goal = classroom.step("source", assignment), classroom.step("release", assignment)
    goal.mkdir(parents=True)
    for file in source.iterdir():
        if file.suffix == ".ipynb":
            nbformat.write(release(nbformat.read(file, 4), classroom.language), goal / file.name)
        else:
            (goal / file.name).write_bytes(file.read_bytes())


def _add_every_kind(classroom: Classroom) -> None:
    cells = [v4.new_markdown_cell("# Every kind", id="head")]
    for each in authored():
        name = each.item.id
        cells.append(v4.new_code_cell(f'ask("{name}")', id=name, metadata=grader(name, points=4)))
    cells.append(v4.new_markdown_cell("Why?", id="task"))
    cells.append(v4.new_markdown_cell("Because.", id="words", metadata=grader("words", points=5, written=True)))
    folder = classroom.step("source", EVERY_KIND)
    folder.mkdir(parents=True)
    nbformat.write(v4.new_notebook(cells=cells), folder / f"{EVERY_KIND}.ipynb")
    (folder / "items.json").write_text(json.dumps(public_file(authored(), with_keys=False)))
    classroom.keys_file(EVERY_KIND).write_text(json.dumps(keys_file(authored())))


def _play(classroom: Classroom, assignment: str) -> list[Original]:
    scenario = load(library()[assignment])
    found = []
    for plays, seed, writes in PLAYERS:
        lines = _dated(assignment, journal_values(scenario, player(plays), seed), seed)
        found.append(_hand_in(classroom, assignment, plays, lines, say(f"demo.reflection_{writes}", "nl")))
    return found


def _answer(classroom: Classroom, assignment: str) -> list[Original]:
    keys = book_for(classroom, assignment).keys
    found = []
    for number, student in enumerate(("knows-all", "guesses", "stops-early")):
        random = Random(number)
        answers: list[dict[str, object]] = []
        for name, key in keys.items():
            value = right(key)
            if student == "guesses":
                value = mixed(value, random)
            answers += _dated(name, [value], number)
        lines = answers[: len(answers) // 2] if student == "stops-early" else answers
        found.append(_hand_in(classroom, assignment, student, lines, say("demo.reflection_plain", "nl")))
    return found


def right(key: Key) -> dict[str, Any]:
    """The answer that a key asks for."""
    match key:
        case ChoiceKey():
            return {"chosen": key.right}
        case BestWorstKey():
            return {"best": key.best, "worst": key.worst}
        case RatingKey():
            return {"ratings": {name: round(mean) for name, mean in key.means.items()}}
        case OrderKey():
            return {"order": list(key.order)}
        case ClassifyKey():
            return {"classes": dict(key.classes)}
        case NumberKey():
            return {"number": key.number}
        case TableKey():
            return {"cells": {row: dict(cells) for row, cells in key.cells.items()}}
        case EstimateKey():
            return {"percent": {name: 90 if true else 20 for name, true in key.true.items()}}


def mixed(value: dict[str, Any], random: Random) -> dict[str, Any]:
    """Another possible answer: the same words in another order."""
    (field, inner), *more = value.items()
    if more:
        return {"best": value["worst"], "worst": value["best"]}
    if isinstance(inner, list):
        return {field: random.sample(inner, len(inner))}
    if isinstance(inner, dict) and field != "cells":
        return {field: dict(zip(inner, random.sample(list(inner.values()), len(inner)), strict=True))}
    return value


def _dated(item: str, values: Sequence[Mapping[str, Any]], seed: int) -> list[dict[str, object]]:
    moments = (BEGIN + timedelta(hours=seed, seconds=40 * n) for n in range(len(values)))
    return [
        {"format": 1, "item": item, "attempt": 1, "value": value, "at": moment.strftime("%Y-%m-%dT%H:%M:%SZ")}
        for value, moment in zip(values, moments, strict=True)
    ]


def _hand_in(
    classroom: Classroom, assignment: str, student: str, lines: Sequence[Mapping[str, Any]], words: str
) -> Original:
    """The released notebook with what the widgets put into it, and the journal beside it."""
    name = f"{assignment}.ipynb"
    notebook = json.loads((classroom.step("release", assignment) / name).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if grader_metadata(cell).get("solution"):
            cell["source"] = words
        call = read_call("".join(cell["source"])) if cell["cell_type"] == "code" else None
        if call is not None and call.name in {"roleplay", "ask"}:
            own = tuple(
                Line(call.item, each["attempt"], each["value"], each["at"])
                for each in lines
                if each["item"] == call.item
            )
            data = bundle(call.item, own, "nl")
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": data}]
            cell["execution_count"] = 1
    journal = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    files = {
        name: json.dumps(notebook, ensure_ascii=False, indent=1).encode() + b"\n",
        JOURNAL: journal.encode(),
        TIMESTAMP: f"{lines[-1]['at']}\n".encode(),
    }
    return Original(assignment, student, files, tuple(lines))
