"""What a figure shows, as plain data: the parts that a notebook draws and that print without one."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

Choice = Mapping[str, str | tuple[str, ...]]
"""What a reader chose: control -> the id of an option, or the ids of those ticked."""

Face = Callable[[str, str], str | None]
"""The drawing of a portrait in a mood as SVG, or None when there is no such portrait."""


@dataclass(frozen=True, slots=True)
class Option:
    """Something that can be chosen."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Control:
    """A question with options: one of them (``kind`` radios) or any number (checks)."""

    id: str
    kind: str
    label: str
    options: tuple[Option, ...]
    value: str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """What the reader is asked to think before looking; ``verdict`` is empty until something was guessed."""

    question: str
    options: tuple[Option, ...]
    verdict: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first column names the row, those in ``numeric`` hold numbers."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One state of a figure in three ways that say the same: a picture (SVG), a sentence, tables."""

    picture: str
    alt: str
    sentence: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A whole figure in one state, in one language."""

    id: str
    language: str
    title: str
    intro: str
    controls: tuple[Control, ...]
    told: Told
    guess: Guess | None
    source: str
    """Whose numbers these are, and what they are not."""

    def as_data(self) -> dict[str, Any]:
        """The page as JSON data."""
        return asdict(self)
