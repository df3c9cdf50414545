"""What can be an answer to an item: the form of ``value`` in a line of the journal, kind by kind.

=============  ===================================================================
kind           value
=============  ===================================================================
choice         ``{"chosen": option}``
best_worst     ``{"best": option, "worst": option}``, two different ones
rating         ``{"ratings": {option: 1..5}}``, at least one
order          ``{"order": [option, ...]}``, each option once
classify       ``{"classes": {option: class}}``, at least one
number         ``{"number": number}``
table          ``{"cells": {row: {column: number or choice}}}``, at least one
estimate       ``{"percent": {option: 0..100}}``, at least one
=============  ===================================================================

Where several things are asked, an answer may leave some out: that scores nothing for these, and loses nothing else.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final

from course.answers.kinds import (
    RATINGS,
    BestWorst,
    Choice,
    Classify,
    Column,
    Estimate,
    Item,
    Number,
    Option,
    Order,
    Rating,
    Table,
)
from course.answers.remark import DistrustedError

CERTAIN: Final = 100


def check_answer(item: Item, value: Mapping[str, object]) -> None:
    """Refuse what no widget of ours can have written for this item.

    Raises:
        DistrustedError: with the code of the remark that says what is impossible about it.
    """
    match item:
        case Choice():
            _one_of(item.options, _field(value, "chosen"))
        case BestWorst():
            _check_best_worst(item, _field(value, "best"), _field(value, "worst"))
        case Rating():
            _check_ratings(item, _field(value, "ratings"))
        case Order():
            _check_order(item, _field(value, "order"))
        case Classify():
            for _, chosen in _several(item.options, _field(value, "classes")):
                _one_of(item.classes, chosen)
        case Number():
            _number(_field(value, "number"))
        case Table():
            _check_cells(item, _field(value, "cells"))
        case Estimate():
            _check_percents(item, _field(value, "percent"))


def cells_asked(item: Table) -> tuple[tuple[Option, Column], ...]:
    """The cells of a table that a student fills in, row by row."""
    return tuple(
        (row, column) for row in item.rows for column in item.columns if column.id not in item.given.get(row.id, {})
    )


def _field(value: Mapping[str, object], name: str) -> Any:
    if name not in value:
        raise DistrustedError("answer_incomplete", field=name)
    return value[name]


def _one_of(options: Sequence[Option], chosen: object) -> None:
    if not isinstance(chosen, str) or chosen not in {option.id for option in options}:
        raise DistrustedError("unknown_option", option=_shown(chosen))


def _several(options: Sequence[Option], given: object) -> list[tuple[str, Any]]:
    if not isinstance(given, Mapping) or not given:
        raise DistrustedError("answer_empty")
    for option in given:
        _one_of(options, option)
    return list(given.items())


def _check_best_worst(item: BestWorst, best: object, worst: object) -> None:
    _one_of(item.options, best)
    _one_of(item.options, worst)
    if best == worst:
        raise DistrustedError("best_is_worst")


def _check_ratings(item: Rating, ratings: object) -> None:
    for option, rating in _several(item.options, ratings):
        if type(rating) is not int or rating not in RATINGS:
            raise DistrustedError("impossible_rating", option=option)


def _check_percents(item: Estimate, percents: object) -> None:
    for option, percent in _several(item.options, percents):
        if type(percent) not in {int, float} or not 0 <= percent <= CERTAIN:
            raise DistrustedError("impossible_percent", option=option)


def _check_order(item: Order, order: object) -> None:
    if not isinstance(order, list):
        raise DistrustedError("answer_empty")
    for option in order:
        _one_of(item.options, option)
    if len(order) != len(item.options) or len(set(order)) != len(order):
        raise DistrustedError("impossible_order")


def _check_cells(item: Table, cells: object) -> None:
    asked = {(row.id, column.id): column for row, column in cells_asked(item)}
    found = False
    for row, columns in _several(item.rows, cells):
        if not isinstance(columns, Mapping):
            raise DistrustedError("unknown_cell", cell=_shown(row))
        for name, content in columns.items():
            column = asked.get((row, name))
            if column is None:
                raise DistrustedError("unknown_cell", cell=_shown(f"{row}, {name}"))
            if column.choices:
                _one_of(column.choices, content)
            else:
                _number(content)
            found = True
    if not found:
        raise DistrustedError("answer_empty")


def _number(number: object) -> None:
    # A boolean is an int to Python, but nobody's number; the rest was looked at when the line was read.
    if type(number) not in {int, float} or not math.isfinite(number):  # type: ignore[arg-type]
        raise DistrustedError("no_number", given=_shown(number))


def _shown(thing: object) -> str:
    """What stands in an answer, short enough for a sentence."""
    text = str(thing)
    return text if len(text) <= 40 else f"{text[:39]}…"
