"""What everybody may quote in a written answer: whatever came with the course."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import Classroom
from autograder.copied.prints import Asked
from course.locale import LANGUAGES, Text, area
from course.notebooks import NoSourcesError, find
from course.roleplay.scenario import Scenario

MOST: Final = 2_000_000
"""Characters of a lesson that are read at most."""


def public_texts(classroom: Classroom, assignment: str, asked: Asked, scenarios: Iterable[Scenario]) -> Iterator[str]:
    """The assignment and its questions, the lessons, the words of the role-plays, and what simulated students write.

    In both languages: a student may have worked in the other one.
    """
    yield from asked.texts
    yield from _strings(_json(classroom.step("release", assignment) / "items.json"))
    for scenario in scenarios:
        yield from _strings(scenario.raw)
    for name in ("phrases", "demo"):
        yield from _strings(area(name))
    try:
        pages = find(classroom.root).pages
    except NoSourcesError:
        return
    for page in pages:
        if not page.graded:
            yield page.path.read_text(encoding="utf-8")[:MOST]


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _strings(value: object) -> Iterator[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Text):
        yield from (value.of(language) for language in LANGUAGES)
    elif isinstance(value, Mapping):
        for each in value.values():
            yield from _strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _strings(each)
