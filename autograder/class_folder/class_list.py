"""Who is who: finds the student of the class list behind the number and the name that a learning platform writes."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Self

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Listed:
    """One student of the class list."""

    id: str
    first_name: str = ""
    last_name: str = ""
    lms_user_id: str = ""


class ClassList:
    """The students of a class, to be found by name, by their number on the platform, or by their id."""

    def __init__(self, students: Iterable[Listed] = ()) -> None:
        self._ids: set[str] = set()
        self._platform: dict[str, set[str]] = {}
        self._names: dict[str, set[str]] = {}
        for student in students:
            self._ids.add(student.id)
            if student.lms_user_id:
                self._platform.setdefault(student.lms_user_id, set()).add(student.id)
            first, last = _words(student.first_name), _words(student.last_name)
            for name in {"".join(first + last), "".join(last + first), "".join(sorted(first + last))} - {""}:
                self._names.setdefault(name, set()).add(student.id)

    @classmethod
    def of(cls, coursedir: Any) -> Self:
        """The class list in the grade book of a class; empty when there is none yet."""
        from nbgrader.api import Gradebook  # noqa: PLC0415 - importing nbgrader takes a second

        with Gradebook(coursedir.db_url, coursedir.course_id) as book:
            return cls(
                Listed(each.id, each.first_name or "", each.last_name or "", each.lms_user_id or "")
                for each in book.students
            )

    def __bool__(self) -> bool:
        return bool(self._ids)

    def find(self, number: str, name: str) -> str | None:
        """The id of the one student who has this name, or this number; ``None`` when there is none, or more than one.

        The name goes first: the numbers in Moodle's downloads are new ones for each assignment.
        """
        words = _words(name)
        for found in (
            self._names.get("".join(words)),
            self._names.get("".join(sorted(words))),
            self._platform.get(number),
        ):
            if found is not None and len(found) == 1:
                return next(iter(found))
        return number if number in self._ids else None


def _words(name: str) -> list[str]:
    """The words of a name without accents, case and punctuation, which platforms and zip programs change."""
    plain = (c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return _WORD.findall("".join(plain).casefold())
