"""A class on the real assignments: simulated players who play, and students who know half of the answers."""

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.class_folder.new_class import new_class
from autograder.config import find_alembic
from autograder.trial.cast import CLASS, Pupil, hand_in
from course.answers.as_data import read_file
from course.answers.kinds import BestWorstKey, ChoiceKey, ClassifyKey, Item, Key, OrderKey
from course.locale import Language
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player

KINDS = ("expert", "average", "egged-on", "hard-liner", "random")
Lines = list[dict[str, object]]


def make(root: Path, language: Language = "en", *assignments: str) -> Classroom:
    """A class folder with released assignments, and nobody who handed in."""
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415 - importing nbgrader takes a second

    find_alembic()
    classroom = new_class(root, language, only=assignments).classroom
    config = load_config(root)
    config.NbGraderAPI.log_level = "ERROR"
    api = NbGraderAPI(config=config)
    for assignment in assignments:
        assert api.generate_assignment(assignment)["success"]
    with api.gradebook as book:
        for pupil in CLASS:
            book.update_or_create_student(pupil.name, first_name=pupil.first, last_name=pupil.last, email="")
    return classroom


def games(scenario: str, kinds: Sequence[str], seed: int = 1) -> Lines:
    """One attempt after another at a role-play, each by a player of a kind."""
    story = load(library()[scenario])
    lines: Lines = []
    for attempt, kind in enumerate(kinds, 1):
        for value in journal_values(story, player(kind), seed):
            minute, second = divmod(len(lines), 60)
            at = f"2026-11-{15 + attempt}T10:{minute:02}:{second:02}Z"
            lines.append({"format": 1, "item": scenario, "attempt": attempt, "value": value, "at": at})
    return lines


def answers(classroom: Classroom, assignment: str, know: int) -> Lines:
    """An answer to each question; of every ``know`` questions one is answered right."""
    items, keys = read_file(json.loads(classroom.keys_file(assignment).read_text(encoding="utf-8")))
    return [
        line(name, answer(item, keys[name], right=n % know == 0), n)
        for n, (name, item) in enumerate(items.items())
    ]  # fmt: skip


def line(item: str, value: Mapping[str, object], second: int = 0, attempt: int = 1) -> dict[str, object]:
    at = f"2026-11-16T11:00:{second:02}Z"
    return {"format": 1, "item": item, "attempt": attempt, "value": value, "at": at}


def answer(item: Item, key: Key, *, right: bool) -> dict[str, Any]:
    """The right answer to a question, or one that is wrong in part."""
    options = [each.id for each in getattr(item, "options", ())]
    match key:
        case ChoiceKey():
            return {"chosen": key.right if right else next(each for each in options if each != key.right)}
        case BestWorstKey():
            other = next(each for each in options if each not in {key.best, key.worst})
            return {"best": key.best, "worst": key.worst if right else other}
        case OrderKey():
            return {"order": list(key.order if right else [key.order[1], key.order[0], *key.order[2:]])}
        case ClassifyKey():
            first, *_ = key.classes
            others = [each.id for each in item.classes if each.id != key.classes[first]]  # type: ignore[union-attr]
            return {"classes": dict(key.classes) if right else {**key.classes, first: others[0]}}
        case _:
            raise NotImplementedError(type(key).__name__)


def put(classroom: Classroom, assignment: str, student: str, lines: Lines, writes: str = "plain") -> Path:
    """Hands in for a student of the demo class."""
    pupil = next((each for each in CLASS if each.name == student), Pupil(student, student, "", "expert", 1))
    folder = classroom.step("submitted", assignment, student)
    shutil.rmtree(folder, ignore_errors=True)
    hand_in(classroom, assignment, replace(pupil, writes=writes, keeps_journal=True), lines)
    return folder
