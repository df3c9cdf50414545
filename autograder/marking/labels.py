"""What a graded cell is called where people read it."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from autograder.marking.rebuild import grader_metadata
from course.answers.call import read_call
from course.locale import LANGUAGES, Text, both
from course.scoring import Book

LONGEST_NAME: Final = 60
SHORT_NAME: Final = 32
"""For columns and axes."""


def part_label(cell: Any, language: str) -> str:
    """A cell's name on a page: the part of a role-play in words, the id of a question otherwise."""
    return label(str(grader_metadata(cell).get("grade_id")), language)


def label(grade_id: str, language: str, questions: Mapping[str, Text] | None = None) -> str:
    """The name of a part by its grade id (``purchasing-mandate`` is "Your mandate"), or how its question begins."""
    asked = (questions or {}).get(grade_id)
    if asked is not None:
        return first_words(asked.of(language), SHORT_NAME)
    known = _part(grade_id)
    return grade_id if known is None else known.of(language)


def _part(grade_id: str) -> Text | None:
    _, _, part = grade_id.rpartition("-")
    keys = (f"score.{part}", f"autograder.part_{grade_id}", f"autograder.part_{part}")
    return next((known for key in keys if (known := _known(key)) is not None), None)


def _known(key: str) -> Text | None:
    try:
        return both(key)
    except KeyError:
        return None


def cell_namer(notebook: Any, book: Book) -> Callable[[str], Text]:
    """How notes call a graded cell: by the first words of its question or the name of its part, with the id behind."""
    return lambda grade_id: _named(grade_id, notebook, book)


def first_words(text: str, most: int = LONGEST_NAME) -> str:
    """As much of a text as fits into a line, cut between words."""
    plain = " ".join(text.split())
    if len(plain) <= most:
        return plain
    return plain[:most].rsplit(" ", 1)[0].rstrip(",;:. ") + " …"


def _named(grade_id: str, notebook: Any, book: Book) -> Text:
    words = _words(grade_id, notebook, book)
    if words is None:
        return Text(grade_id, grade_id)
    short = Text(*(first_words(words.of(language)) for language in LANGUAGES))
    return both("autograder.cell_name", name=short, cell=grade_id)


def _words(grade_id: str, notebook: Any, book: Book) -> Text | None:
    cell = next((cell for cell in notebook.cells if grader_metadata(cell).get("grade_id") == grade_id), None)
    call = read_call(cell.source) if cell is not None and cell.cell_type == "code" else None
    if call is not None and call.name != "criterion" and call.item in book.items:
        return book.items[call.item].question
    return _part(grade_id)
