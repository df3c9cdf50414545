"""Notes about a hand-in: what was repaired, ignored or distrusted while it was graded."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from course.locale import Text, both

LONGEST_VALUE: Final = 200


class Kind(StrEnum):
    """What was done with the thing that the note is about."""

    REPAIRED = "repaired"
    IGNORED = "ignored"
    DISTRUSTED = "distrusted"


@dataclass(frozen=True, slots=True)
class Note:
    """One thing about a hand-in that the instructor should be able to see."""

    kind: Kind
    code: str
    text: Text
    cell: str | None = None


def note(kind: Kind, code: str, *, cell: str | None = None, **values: object) -> Note:
    """A note whose text stands under ``note_<code>`` in the area ``autograder``."""
    shown = {key: _shown(value) for key, value in values.items()}
    return Note(kind, code, both(f"autograder.note_{code}", cell=cell or "", **shown), cell)


def _shown(value: object) -> object:
    """Names of files come from students: without what a terminal obeys or a report cannot hold."""
    if not isinstance(value, str):
        return value
    plain = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in value)
    return plain if len(plain) <= LONGEST_VALUE else f"{plain[:LONGEST_VALUE]}…"


def as_data(notes: Iterable[Note], language: str) -> dict[str, list[dict[str, str]]]:
    """The notes by kind, for the report file."""
    found: dict[str, list[dict[str, str]]] = {str(kind): [] for kind in Kind}
    for each in notes:
        entry = {"code": each.code, "text": each.text.of(language)}
        if each.cell is not None:
            entry["cell"] = each.cell
        found[str(each.kind)].append(entry)
    return found
