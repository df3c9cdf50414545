"""Notes about a hand-in: what was repaired, ignored or distrusted while it was graded."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from course.answers.remark import Remark
from course.locale import Text, both

LONGEST_VALUE: Final = 200
# A crash tears a line, a copied file doubles one; neither says anything about the student.
INNOCENT: Final = frozenset({"torn", "double_line"})


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
    values: tuple[tuple[str, object], ...] = field(default=(), compare=False, repr=False)
    """What was filled in, so that :func:`named` can say it again with the name of the cell in words."""


def note(kind: Kind, code: str, *, cell: str | None = None, **values: object) -> Note:
    """A note whose text stands under ``note_<code>`` in the area ``autograder``."""
    shown = {key: _shown(value) for key, value in values.items()}
    return Note(kind, code, _text(code, cell or "", shown), cell, tuple(shown.items()))


def of_remark(remark: Remark, cell: str | None = None) -> Note:
    """A remark about answers as a note; about a cell only where the cell asks for the answer itself.

    All score parts of a role-play make the same remark about it: it is one note.
    """
    kind = Kind.IGNORED if remark.code in INNOCENT else Kind.DISTRUSTED
    about = cell if remark.values.get("item") == cell else None
    return Note(kind, remark.code, remark.text, about, (("line", remark.line), *remark.values.items()))


def of_remarks(remarks: Iterable[Remark]) -> list[Note]:
    """The remarks about the journal and the copies in the notebook, as notes."""
    return [of_remark(each) for each in remarks]


def named(notes: Iterable[Note], name: Callable[[str], Text]) -> tuple[Note, ...]:
    """The notes with cells called as people know them: nobody has the ids of a course in mind."""
    return tuple(_named(each, name) for each in notes)


def _named(each: Note, name: Callable[[str], Text]) -> Note:
    if each.cell is None:
        return each
    values = dict(each.values)
    if "item" in values:
        return replace(each, text=both(f"reasons.remark_{each.code}", **{**values, "item": name(each.cell)}))
    return replace(each, text=_text(each.code, name(each.cell), values))


def _text(code: str, cell: str | Text, values: dict[str, object]) -> Text:
    return both(f"autograder.note_{code}", cell=cell, **values)


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
