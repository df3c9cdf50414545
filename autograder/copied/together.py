"""Who was allowed to work together: a file with a group on each line."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.errors import ClassFolderError

NAME: Final = "together.csv"
LARGEST: Final = 2_000_000
_BETWEEN: Final = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Together:
    """Groups of students who were allowed to work together."""

    groups: tuple[frozenset[str], ...] = ()

    def allowed(self, a: str, b: str) -> bool:
        """Whether two stand in one group."""
        return any(a in group and b in group for group in self.groups)


def read_together(classroom: Classroom, file: Path | None = None) -> Together:
    """The groups in ``file``, or in ``together.csv`` of the class folder when there is one.

    Each line holds the ids of one group, with commas, semicolons, tabs or blanks between them. What stands behind a
    ``#`` is for people.

    Raises:
        ClassFolderError: there is no such file, or something in it cannot be a student.
    """
    path = file or classroom.root / NAME
    if file is None and not path.is_file():
        return Together()
    try:
        with path.open("rb") as stream:
            text = stream.read(LARGEST).decode("utf-8-sig", "replace")
    except OSError as problem:
        raise ClassFolderError("no_together", file=path) from problem
    groups = []
    for number, line in enumerate(text.splitlines(), start=1):
        names = [name.strip('"') for name in _BETWEEN.split(line.partition("#")[0]) if name.strip('"')]
        for name in names:
            if not is_student_id(name):
                raise ClassFolderError("together_id", file=path, line=number, name=name[:64])
        groups.append(frozenset(names))
    return Together(tuple(group for group in groups if len(group) > 1))
