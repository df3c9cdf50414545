"""A play plan as data, and the words that it is written in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from course.findings import Finding
from course.roleplay.decision import DecisionKind

REMARK: Final = "#"
EXPECTS: Final = "=>"
VARIANT: Final = "variant"
FLOOR: Final = "floor"
"""In a mandate: the least that the package must be worth, where an issue could stand."""


class PlanError(Exception):
    """A line of a plan that cannot be followed; ``code`` and ``values`` say why (``course/locale/findings.yaml``)."""

    def __init__(self, code: str, line: "Line | None" = None, **values: object) -> None:
        super().__init__(code, values)
        self.code = code
        self.line = line
        self.values = values

    def finding(self, file: str, line: "Line | None" = None) -> Finding:
        """The same as a finding in ``file``; ``line`` is where it stands when the error itself does not know."""
        at = self.line or line or Line(1, 1, ())
        return Finding(self.code, file, at.number, at.column, self.values)


@dataclass(frozen=True, slots=True)
class Line:
    """The words of one line, without remark, and where they stand in the file (from 1)."""

    number: int
    column: int
    words: tuple[str, ...]

    def __str__(self) -> str:
        """The line with single blanks."""
        return " ".join(self.words)


@dataclass(frozen=True, slots=True)
class Plan:
    """A game on paper: its decisions, and what must come of them."""

    file: str
    decisions: tuple[Line, ...] = ()
    expected: tuple[Line, ...] = ()
    variant: Line | None = None
    """The line that names the variant to play."""
    last: int = 1
    """The number of the last line of the file."""

    @property
    def variant_name(self) -> str | None:
        """The variant to play; None for the role-play as it stands."""
        return self.variant.words[1] if self.variant else None


@dataclass(frozen=True, slots=True)
class Word:
    """A word that begins a line: which decision it is, an example, and how many words may follow."""

    kind: DecisionKind | str
    example: str
    least: int = 0
    most: int = 0


_MANY: Final = 1000

WORDS: Final[Mapping[str, Word]] = {
    "talk": Word(DecisionKind.TALK, "talk henk-floor", 1, 1),
    "say": Word(DecisionKind.MOVE, "say which-night", 1, 1),
    "leave": Word(DecisionKind.LEAVE, "leave"),
    "mandate": Word(DecisionKind.MANDATE, "mandate price 96 92; lead 4 2; floor 45", 0, _MANY),
    "ask": Word(DecisionKind.QUESTION, "ask cash-soft", 1, 1),
    "tell": Word(DecisionKind.DISCLOSURE, "tell weeks-first", 1, 1),
    "verify": Word("verify", "verify cash-soft", 1, 1),
    "propose": Word(DecisionKind.PACKAGE, "propose 92 4 90", 1, _MANY),
    "hold": Word(DecisionKind.HOLD, "hold"),
    "recess": Word(DecisionKind.RECESS, "recess"),
    "back": Word(DecisionKind.BACK, "back"),
    "private": Word("private", "private planned off-the-record", 1, 2),
    "accept": Word(DecisionKind.ACCEPT, "accept"),
    "walk": Word(DecisionKind.WALK, "walk"),
}
"""What a line can begin with. The value in the journal of a kind is the word of its :class:`Word`."""

WORD_OF: Final[Mapping[str, str]] = {str(word.kind): name for name, word in WORDS.items()}
"""The word of a plan for a kind of decision."""
