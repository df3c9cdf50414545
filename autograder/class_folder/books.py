"""What an assignment is scored by: its items, their keys and the role-plays, as they were when it was released."""

import json
from functools import lru_cache
from pathlib import Path

from autograder.class_folder.classroom import Classroom
from autograder.errors import ClassFolderError
from course.answers.as_data import ItemsError, read_file
from course.answers.kinds import Item, Key
from course.scoring import Book

Stamp = tuple[tuple[str, int, int], ...]


def book_for(classroom: Classroom, assignment: str) -> Book:
    """The book of one assignment of a class; read again only when one of its files changed.

    Raises:
        ClassFolderError: the keys file is damaged.
    """
    files = [classroom.keys_file(assignment)]
    if classroom.scenarios.is_dir():
        files += sorted(classroom.scenarios.glob("*.yaml"))
    stamp = tuple((str(f), f.stat().st_mtime_ns, f.stat().st_size) for f in files if f.is_file())
    return _book(classroom.keys_file(assignment), classroom.scenarios, stamp)


@lru_cache(maxsize=8)
def _book(keys_file: Path, scenarios: Path, stamp: Stamp) -> Book:
    del stamp
    from course.roleplay.load import library  # noqa: PLC0415
    from course.scoring.shelf import released  # noqa: PLC0415

    items: dict[str, Item] = {}
    keys: dict[str, Key] = {}
    # An assignment with only a role-play and a written answer has no questions and so no keys file.
    if keys_file.is_file():
        try:
            items, keys = read_file(json.loads(keys_file.read_text(encoding="utf-8")))
        except (ItemsError, ValueError, RecursionError) as problem:
            raise ClassFolderError("keys_damaged", file=keys_file, why=problem) from problem
    return Book(items=items, keys=keys, scenarios=released(scenarios, library()))
