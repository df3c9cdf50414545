"""What students compute, as plain JSON: numbers, lists and tables, whatever library made them.

No library is imported for this: pandas and NumPy objects say themselves what they are.
"""

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from course.answers.answer import cells_asked
from course.answers.kinds import Column, Item, Number, Option, Table
from course.answers.line import MAX_INTEGER

#: Digits that are kept: more than any question asks, fewer than computers differ in.
_DIGITS: Final = 12
_MAX_CELLS: Final = 2_000

Plain = float | str | list["Plain"] | dict[str, "Plain"]


class NotPlainError(ValueError):
    """A value cannot be recorded; ``code`` is an entry of ``course/locale/ask.yaml`` that says why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def plain(value: object) -> Plain:
    """A value as JSON can hold it.

    Raises:
        NotPlainError: it is not made of numbers and texts, holds nothing where a number should be, or is too large.
    """
    count = [0]
    return _plain(value, count, 0)


def _plain(value: object, count: list[int], depth: int) -> Plain:  # noqa: C901, PLR0912 - one a type
    count[0] += 1
    if count[0] > _MAX_CELLS or depth > 4:
        raise NotPlainError("record_too_large")
    module = type(value).__module__.partition(".")[0]
    found: Any = value
    if module == "pandas" and hasattr(found, "columns") and hasattr(found, "iterrows"):
        return {str(row): _plain(dict(cells), count, depth + 1) for row, cells in found.iterrows()}
    if module == "pandas" and hasattr(found, "items") and hasattr(found, "index"):
        return {str(label): _plain(each, count, depth + 1) for label, each in found.items()}
    if module in {"pandas", "numpy"} and hasattr(found, "tolist"):
        return _plain(found.tolist(), count, depth + 1)
    if module == "numpy" and hasattr(found, "item"):
        return _plain(found.item(), count, depth + 1)
    match value:
        case bool():
            raise NotPlainError("record_type", type="bool")
        case str():
            return value[:1000]
        case int():
            if abs(value) > MAX_INTEGER:
                raise NotPlainError("record_too_large")
            return value
        case float() | Decimal() | Fraction():
            return _number(float(value))
        case Mapping():
            return {str(key): _plain(each, count, depth + 1) for key, each in value.items()}
        case list() | tuple() | range():
            return [_plain(each, count, depth + 1) for each in value]
        case None:
            raise NotPlainError("record_nothing")
        case _:
            raise NotPlainError("record_type", type=type(value).__name__)


def _number(number: float) -> float:
    if math.isnan(number):
        raise NotPlainError("record_nothing")
    if math.isinf(number):
        raise NotPlainError("record_too_large")
    return float(f"{number:.{_DIGITS}g}")


def fit(item: Item, value: Plain) -> dict[str, Any]:
    """A plain value in the form of an answer to this item.

    Raises:
        NotPlainError: it has another shape than the question asks for.
    """
    match item:
        case Number():
            return {"number": _as_number(value)}
        case Table():
            return {"cells": _as_cells(item, value)}
        case _:
            raise NotPlainError("record_wrong_kind")


def _as_number(value: Plain) -> float:
    # A table or list of one number is meant as that number: pandas gives these easily.
    while isinstance(value, list | dict) and len(value) == 1:
        value = value[0] if isinstance(value, list) else next(iter(value.values()))
    if isinstance(value, str | list | dict):
        raise NotPlainError("record_number_wanted")
    return value


def _as_cells(item: Table, value: Plain) -> dict[str, dict[str, Any]]:
    rows = _named(value, item.rows)
    cells: dict[str, dict[str, Any]] = {}
    for row, column in cells_asked(item):
        if row.id not in rows:
            continue
        contents = rows[row.id]
        named = _named(contents if isinstance(contents, list | dict) else [contents], item.columns)
        if column.id in named:
            cells.setdefault(row.id, {})[column.id] = _content(column, named[column.id])
    if not cells:
        raise NotPlainError("record_table_wanted", rows=len(item.rows), columns=len(item.columns))
    return cells


def _named(value: Plain, names: Sequence[Option | Column]) -> dict[str, Plain]:
    """The members of a value by the ids of rows or columns: named by id or by text, or in their order."""
    if isinstance(value, dict):
        ids = {text: each.id for each in names for text in (each.text.en, each.text.nl, each.id)}
        found = {ids[name]: each for name, each in value.items() if name in ids}
        if found:
            return found
        value = list(value.values())
    if isinstance(value, list) and len(value) == len(names):
        return {each.id: content for each, content in zip(names, value, strict=True)}
    raise NotPlainError("record_shape", given=len(value) if isinstance(value, list) else 1, asked=len(names))


def _content(column: Column, content: Plain) -> Any:
    if not column.choices:
        return _as_number(content)
    for choice in column.choices:
        if content in (choice.id, choice.text.en, choice.text.nl):
            return choice.id
    raise NotPlainError("record_unknown_word", word=str(content)[:40], column=column.text)
