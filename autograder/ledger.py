"""What was graded from what, so that a run can go on where another one stopped.

One line a hand-in, written last: after the rows stand in the grade book and the files in their place. Without the line
a hand-in is graded again, which gives the same. A line is believed only as long as rows and files are still what it
says, so that a grade book put back from a copy, or a removed folder, is noticed too.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from autograder.files import write_text


@dataclass(frozen=True, slots=True)
class Entry:
    """One hand-in that is done: hashes of what went in, and of the files and rows that came out."""

    given: str
    files: str
    rows: str


class Ledger:
    """The entries of one assignment; opening it clears the file of what was written more than once."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self.entries: dict[str, Entry] = dict(_read(file))
        write_text(file, "".join(_line(student, entry) for student, entry in sorted(self.entries.items())))

    def add(self, entries: Mapping[str, Entry]) -> None:
        """Writes entries down."""
        with self._file.open("a", encoding="utf-8") as stream:
            stream.write("".join(_line(student, entry) for student, entry in entries.items()))
        self.entries |= entries


def _line(student: str, entry: Entry) -> str:
    return json.dumps({"student": student, **asdict(entry)}) + "\n"


def _read(file: Path) -> Iterable[tuple[str, Entry]]:
    try:
        lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in lines:
        try:
            data = json.loads(line)
            yield str(data["student"]), Entry(str(data["given"]), str(data["files"]), str(data["rows"]))
        except (ValueError, KeyError, TypeError):
            continue  # torn by a crash: that hand-in is graded again
