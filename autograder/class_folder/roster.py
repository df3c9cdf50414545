"""Reads a class list as spreadsheets and learning platforms save it, and enters it in the grade book."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import is_student_id
from autograder.errors import ClassFolderError

SEPARATORS: Final = ",;\t"
# What a column may be called: as nbgrader does, and as Moodle, Brightspace and Dutch spreadsheets do.
COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "id": ("id", "student id", "studentnummer", "id number", "id nummer", "orgdefinedid"),
    "first_name": ("first name", "voornaam"),
    "last_name": ("last name", "achternaam"),
    "email": ("email", "e mail", "email address", "e mailadres", "emailadres"),
    "lms_user_id": ("lms user id",),
}


def enter(config: Any, file: Path) -> int:
    """Enters the students of ``file`` in the grade book, or renews them; says how many there are.

    Raises:
        ClassFolderError: the file is not there, is no class list, or has an id that cannot be one.
    """
    from nbgrader.api import Gradebook  # noqa: PLC0415 - importing nbgrader takes a second
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415

    students = read(file)
    coursedir = CourseDirectory(config=config)
    with Gradebook(coursedir.db_url, coursedir.course_id) as book:
        for name, student in students.items():
            book.update_or_create_student(name, **student)
    return len(students)


def read(file: Path) -> dict[str, dict[str, str]]:
    """What the class list says about each student, by id.

    Raises:
        ClassFolderError: the file is not there, is no class list, or has an id that cannot be one.
    """
    if not file.is_file():
        raise ClassFolderError("no_roster", file=file)
    text = _text(file.read_bytes())
    head = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(SEPARATORS, key=head.count))
    rows = _rows(reader, file)
    columns = [_column(name) for name in next(rows, [])]
    if "id" not in columns:
        raise ClassFolderError("roster_columns", file=file)
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        student = {column: value.strip() for column, value in zip(columns, row, strict=False) if column is not None}
        if not any(student.values()):
            continue
        name = student.pop("id", "")
        if not is_student_id(name):
            raise ClassFolderError("roster_id", file=file, line=reader.line_num, name=name)
        found[name] = student
    return found


def _rows(reader: Any, file: Path) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as problem:
        raise ClassFolderError("roster_row", file=file, line=reader.line_num, why=problem) from problem


def _text(raw: bytes) -> str:
    """A spreadsheet saves UTF-8 with a mark in front, or in the letters of Windows."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _column(heading: str) -> str | None:
    plain = " ".join(heading.replace("_", " ").replace("-", " ").casefold().split())
    return next((column for column, names in COLUMNS.items() if plain in names), None)
