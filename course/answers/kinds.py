"""The eight kinds of questions, and the key of each.

An item is what a student may see. Its key stands apart from it, in a class of its own, so that what goes to students
cannot carry it by accident.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Final, Literal

from course.locale import Text

Scale = Literal["nominal", "ordinal"]

RATINGS: Final = (1, 2, 3, 4, 5)
NOTHING: Final = Text("", "")
#: What a question is as long as no practitioners have rated its key.
PROVISIONAL: Final = "provisional"
TOLERANCE: Final = 0.01
HALF: Final = 0.1


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose, rate, order or judge."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: numbers to fill in, or, with choices, one of them in each cell."""

    id: str
    text: Text
    choices: tuple[Option, ...] = ()
    unit: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What every question has."""

    kind: ClassVar[str] = ""

    id: str
    question: Text
    points: tuple[str, ...] = ()
    source: Text = NOTHING
    status: str = PROVISIONAL
    goal: str = ""
    """The lesson whose goal it tests, such as ``L3``; only the questions of a test before and after have one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Asked):
    """Choose one."""

    kind: ClassVar[str] = "choice"
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BestWorst(Asked):
    """Choose the best and the worst."""

    kind: ClassVar[str] = "best_worst"
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rating(Asked):
    """Say of each how wise it is, from 1 to 5."""

    kind: ClassVar[str] = "rating"
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Order(Asked):
    """Put them in order, first to last."""

    kind: ClassVar[str] = "order"
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Classify(Asked):
    """Put each in a class; on an ordinal scale, near is better than far."""

    kind: ClassVar[str] = "classify"
    options: tuple[Option, ...]
    classes: tuple[Option, ...]
    scale: Scale = "nominal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Number(Asked):
    """Work out a number. ``tolerance`` and ``half`` are shares of the right number, or amounts when ``absolute``."""

    kind: ClassVar[str] = "number"
    unit: Text | None = None
    tolerance: float = TOLERANCE
    half: float = HALF
    absolute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Asked):
    """Fill in a table. ``given`` holds the cells that are filled in already."""

    kind: ClassVar[str] = "table"
    rows: tuple[Option, ...]
    columns: tuple[Column, ...]
    given: Mapping[str, Mapping[str, float | str]] = field(default_factory=dict)
    tolerance: float = TOLERANCE
    half: float = HALF
    absolute: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate(Asked):
    """Say of each statement how sure you are that it is true, from 0 to 100 per cent."""

    kind: ClassVar[str] = "estimate"
    options: tuple[Option, ...]


Item = Choice | BestWorst | Rating | Order | Classify | Number | Table | Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """What every key has: why an option is right or wrong, by the id of the option (or row; ``""`` is the item)."""

    item: str
    why: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceKey(Keyed):
    """The right option."""

    right: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BestWorstKey(Keyed):
    """The best and the worst option."""

    best: str
    worst: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingKey(Keyed):
    """What experts gave each option, on average."""

    means: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderKey(Keyed):
    """The options from first to last."""

    order: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyKey(Keyed):
    """The class of each option."""

    classes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberKey(Keyed):
    """The right number."""

    number: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TableKey(Keyed):
    """The right content of each cell that is asked: row, then column."""

    cells: Mapping[str, Mapping[str, float | str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimateKey(Keyed):
    """Which statements are true."""

    true: Mapping[str, bool]


Key = ChoiceKey | BestWorstKey | RatingKey | OrderKey | ClassifyKey | NumberKey | TableKey | EstimateKey


@dataclass(frozen=True, slots=True)
class Authored:
    """An item with its key, as an author writes it."""

    item: Item
    key: Key


def split(authored: Authored) -> tuple[Item, Key]:
    """The part that students may have, and the part that stays with the grader."""
    return authored.item, authored.key


def options_of(item: Item) -> tuple[Option, ...]:
    """What an item has one explanation each for: its options, or the rows of its table."""
    match item:
        case Number():
            return ()
        case Table():
            return item.rows
        case _:
            return item.options
