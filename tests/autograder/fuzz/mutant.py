"""One hand-in that is being spoilt, and how to take its parts out and put them back."""

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from autograder.class_folder.classroom import JOURNAL
from course.answers.collect import MIME
from tests.autograder.fuzz.school import Original

EVERYWHERE: Final = ("both", "journal alone", "copy alone")
"""What is not in these lines is nowhere."""
PLACES: Final = ("journal", "copy", *EVERYWHERE)


@dataclass(frozen=True)
class Raw:
    """A piece of JSON that Python would not write: ``NaN`` twice, a number of a million digits, a key twice."""

    text: str


@dataclass
class Mutant:
    """A hand-in between a student's and none."""

    original: Original
    class_: Sequence[Original]
    """Every hand-in of the class, to copy from."""
    random: Random
    files: dict[str, bytes] = field(default_factory=dict)
    played: list[Original] = field(default_factory=list)
    """Whose games may be in it: with nobody copied from, only the student's own."""

    def __post_init__(self) -> None:
        self.files = dict(self.original.files)
        self.played = [self.original]

    @property
    def name(self) -> str:
        """The file name of its notebook."""
        return f"{self.original.assignment}.ipynb"

    def notebook(self) -> Any:
        """The notebook as data; the original one when it has become something else."""
        try:
            found = json.loads(self.files[self.name])
        except (KeyError, ValueError, RecursionError):
            found = None
        return found if _is_sound(found) else json.loads(self.original.files[self.name])

    def write_notebook(self, notebook: object) -> None:
        """Puts the notebook back."""
        self.files[self.name] = dumps(notebook)

    def lines(self) -> list[Any]:
        """The lines that the student wrote, to be changed at will."""
        return [json.loads(json.dumps(line)) for line in self.original.lines]

    def write_lines(self, lines: Sequence[object], places: Sequence[str] = PLACES) -> None:
        """Puts lines into the journal, the copies in the notebook, or both; "alone": there is nothing in the other."""
        where = self.random.choice(places)
        if where != "copy":
            self.files[JOURNAL] = b"".join(dumps(line) + b"\n" for line in lines)
        notebook = self.notebook()
        copies = list(copies_in(notebook))
        if where != "journal":
            for number, content in enumerate(copies):
                content["lines"] = [] if number or where == "journal alone" else list(lines)
            self.write_notebook(notebook)
        if where == "copy alone":
            self.files.pop(JOURNAL, None)

    def other(self) -> Original:
        """Somebody else's hand-in, of the same assignment more often than not."""
        same = [each for each in self.class_ if each.assignment == self.original.assignment]
        return self.random.choice(same if self.random.random() < 0.7 else self.class_)


Spoil = Callable[[Mutant], None]


def _is_sound(notebook: Any) -> bool:
    try:
        for cell in notebook["cells"]:
            graded = cell["metadata"].get("nbgrader", {})
            outputs = [output.get("data", {}).get(MIME) for output in cell.get("outputs", ())]
            if not (isinstance(graded, dict) and isinstance(cell["source"], str | list) and isinstance(outputs, list)):
                return False
    except (TypeError, KeyError, AttributeError):
        return False
    return bool(notebook["cells"])


def copies_in(notebook: Any) -> Iterator[dict[str, Any]]:
    """The copies of answers in the outputs of a sound notebook."""
    for cell in notebook["cells"]:
        for output in cell.get("outputs", ()):
            content = output.get("data", {}).get(MIME)
            if isinstance(content, dict):
                yield content


def dumps(value: object) -> bytes:
    """JSON with :class:`Raw` pieces in it; half characters stand as escapes."""
    pieces: list[str] = []

    def keep(piece: object) -> str:
        assert isinstance(piece, Raw)
        pieces.append(piece.text)
        return f"@raw {len(pieces) - 1}@"

    text = json.dumps(value, default=keep)
    if pieces:
        # In one pass: some of the limits hold a hundred thousand pieces, and a pass for each takes a minute.
        text = re.sub('"@raw ([0-9]+)@"', lambda found: pieces[int(found[1])], text)
    return text.encode("utf-8", "surrogatepass")
