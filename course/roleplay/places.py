"""Where things stand in a file, and the error that says where it cannot be read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from course.findings import Finding

Path = tuple[str | int, ...]
"""Where a value stands: keys and positions from the top, such as ``("scenes", 3, "moves", 0, "say")``."""


class Position(NamedTuple):
    """A place in a file; both count from 1."""

    line: int
    column: int


class StrictYamlError(ValueError):
    """The file cannot be read; says where, why (``code``), and what to write instead."""

    def __init__(self, code: str, position: Position, **values: object) -> None:
        super().__init__(code, position, values)
        self.code = code
        self.line, self.column = position
        self.values = values

    def finding(self, file: str) -> Finding:
        """The same as a finding of ``file``."""
        return Finding(self.code, file, self.line, self.column, self.values)

    def __str__(self) -> str:
        """The finding in English, with its line and column."""
        return f"line {self.line}, column {self.column}: {self.finding('').text.en}"


@dataclass(frozen=True, slots=True)
class CutText:
    """A ``#`` that made the rest of a text a comment: readable YAML, but rarely what was meant."""

    position: Position
    kept: str


@dataclass(frozen=True, slots=True)
class Lines:
    """Where every value of a file stands."""

    places: Mapping[Path, Position]
    """For a value of a mapping its key, for a member of a list its beginning."""
    values: Mapping[Path, Position] = field(default_factory=dict)
    """For a value of a mapping the value itself."""
    cut: tuple[CutText, ...] = ()

    def of(self, *path: str | int) -> Position:
        """Where ``path`` stands (its key, if it has one), or the nearest thing above it that is there."""
        return _nearest(self.places, path)

    def value_of(self, *path: str | int) -> Position:
        """Where the value of ``path`` itself stands, or the nearest thing above it that is there."""
        return self.values[path] if path in self.values else self.of(*path)

    def cut_findings(self, file: str) -> list[Finding]:
        """A finding for every text that a ``#`` cut off."""
        return [Finding("S021", file, *cut.position, {"kept": cut.kept}) for cut in self.cut]


def _nearest(places: Mapping[Path, Position], path: Path) -> Position:
    while path and path not in places:
        path = path[:-1]
    return places.get(path, Position(1, 1))
