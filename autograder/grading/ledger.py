"""What was graded from what, so that a run can go on where another one stopped, and can say why a score changes.

One line a hand-in, written last: after the rows stand in the grade book and the files in their place. Without the line
a hand-in is graded again, which gives the same. A line is believed only as long as rows and files are still what it
says, so that a grade book put back from a copy, or a removed folder, is noticed too.

What the whole class was graded by (keys, rules, agreements) stands once in a line of its own, which the lines of the
hand-ins name by its hash.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Final

from autograder.files import write_text
from autograder.grading.basis import Basis


@dataclass(frozen=True, slots=True)
class Entry:
    """One hand-in that is done: hashes of what went in, and of the files and rows that came out."""

    basis: str
    """What the class was graded by."""
    due: str
    """Until when this student had time, as text."""
    hand_in: str
    files: str
    rows: str


FIELDS: Final = tuple(each.name for each in fields(Entry))


@dataclass(frozen=True, slots=True)
class Record:
    """All that a ledger holds."""

    entries: dict[str, Entry]
    bases: dict[str, Basis]

    def basis_of(self, student: str) -> Basis | None:
        """What a hand-in was graded by, as far as that was written down."""
        entry = self.entries.get(student)
        return self.bases.get(entry.basis) if entry is not None else None


class Ledger:
    """The entries of one assignment; opening it clears the file of what is no longer needed."""

    def __init__(self, file: Path) -> None:
        self._file = file
        found = read_ledger(file)
        self.entries = found.entries
        used = {entry.basis for entry in found.entries.values()}
        self.bases = {name: basis for name, basis in found.bases.items() if name in used}
        lines = [_basis_line(name, basis) for name, basis in sorted(self.bases.items())]
        write_text(file, "".join([*lines, *(_line(student, entry) for student, entry in sorted(self.entries.items()))]))

    @property
    def record(self) -> Record:
        """What stands in it now."""
        return Record(dict(self.entries), dict(self.bases))

    def holds(self, student: str, basis: str) -> bool:
        """Whether a hand-in was graded by what has that hash; then, most likely, it need not be graded again."""
        entry = self.entries.get(student)
        return entry is not None and entry.basis == basis

    def describe(self, name: str, basis: Basis) -> None:
        """Writes down what hand-ins of the hash ``name`` are graded by; before the first of them."""
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write(_basis_line(name, basis))
        self.bases[name] = basis

    def add(self, entries: Mapping[str, Entry]) -> None:
        """Writes entries down."""
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write("".join(_line(student, entry) for student, entry in entries.items()))
        self.entries |= entries


def read_ledger(file: Path) -> Record:
    """What a ledger says; nothing is changed, and lines that a crash tore are passed over."""
    found = Record({}, {})
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            data = json.loads(line)
            if "graded_by" in data:
                found.bases[str(data["basis"])] = Basis.read(data["graded_by"])
            else:
                found.entries[str(data["student"])] = Entry(*(str(data[name]) for name in FIELDS))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            continue  # torn by a crash: that hand-in is graded again
    return found


def _line(student: str, entry: Entry) -> str:
    named = {name: getattr(entry, name) for name in FIELDS}
    return json.dumps({"student": student, **named}) + "\n"


def _basis_line(name: str, basis: Basis) -> str:
    return json.dumps({"basis": name, "graded_by": basis.as_data()}) + "\n"
