"""A question as a form: what the browser draws, and what comes back from it.

The browser knows six kinds of controls and no rules. ``controls(...)`` describes them as JSON; what a student filled
in comes back in the same words as ``draft``; :func:`read_draft` makes the answer of it, or says what is missing.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from course.answers.answer import CERTAIN, cells_asked
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
from course.locale import Language, say
from course.scoring import number_text
from course.widgets.numbers import read_number

#: With more classes than this a row of buttons becomes a list to unfold.
_MOST_BUTTONS: Final = 4
_STEP: Final = 10

Draft = Mapping[str, Any]


class Unclear(Exception):  # noqa: N818 - no failure: a form that is not filled in yet
    """The form cannot be an answer yet: a sentence, and the control to go to."""

    def __init__(self, key: str, focus: str = "", **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.focus = focus
        self.values = values


def controls(item: Item, draft: Draft, language: Language) -> dict[str, Any]:
    """The controls of an item, filled in as in ``draft``."""
    match item:
        case Choice():
            return {"type": "radios", "options": _options(item.options, language), "value": draft.get("chosen")}
        case BestWorst():
            columns = [{"id": name, "text": say(f"ask.{name}", language)} for name in ("best", "worst")]
            return {"type": "grid", "rows": _options(item.options, language), "columns": columns, "value": dict(draft)}
        case Order():
            return _order(item, draft, language)
        case Number():
            unit = item.unit.of(language) if item.unit else ""
            return {"type": "number", "unit": unit, "value": draft.get("number", "")}
        case Table():
            return _table(item, draft, language)
        case Rating() | Classify() | Estimate():
            return _rows(item, draft, language)


def draft_of(item: Item, value: Mapping[str, Any], language: Language) -> dict[str, Any]:
    """A kept answer as the form shows it."""
    match item:
        case Choice() | BestWorst() | Order():
            return dict(value)
        case Number():
            return {"number": number_text(value["number"], 6).of(language)}
        case Table():
            columns = {column.id: column for column in item.columns}
            return {
                "cells": {
                    row: {
                        name: content if columns[name].choices else number_text(content, 6).of(language)
                        for name, content in cells.items()
                    }
                    for row, cells in value["cells"].items()
                }
            }
        case Rating() | Classify() | Estimate():
            return {"rows": {option: str(given) for option, given in value[_FIELDS[item.kind]].items()}}


def read_draft(item: Item, draft: Draft, language: Language) -> dict[str, Any]:
    """The answer in a form.

    Raises:
        Unclear: something is missing, or is not a number.
    """
    match item:
        case Choice():
            if not draft.get("chosen"):
                raise Unclear("choose_one", "first")
            return {"chosen": draft["chosen"]}
        case BestWorst():
            return _read_best_worst(draft)
        case Order():
            return {"order": list(draft.get("order") or [option.id for option in item.options])}
        case Number():
            unit = item.unit.of(language) if item.unit else ""
            return {"number": _read_number(draft.get("number", ""), language, unit, "number")}
        case Table():
            return {"cells": _read_cells(item, draft.get("cells", {}), language)}
        case Rating() | Classify() | Estimate():
            rows = {option: given for option, given in dict(draft.get("rows", {})).items() if given != ""}
            if not rows:
                raise Unclear("choose_some", "first")
            return {_FIELDS[item.kind]: rows if isinstance(item, Classify) else {k: int(v) for k, v in rows.items()}}


def left_open(item: Item, value: Mapping[str, Any]) -> int:
    """How many of the things asked an answer says nothing about."""
    match item:
        case Table():
            return len(cells_asked(item)) - sum(len(cells) for cells in value["cells"].values())
        case Rating() | Classify() | Estimate():
            return len(item.options) - len(value[_FIELDS[item.kind]])
        case _:
            return 0


_FIELDS: Final = {"rating": "ratings", "classify": "classes", "estimate": "percent"}


def _options(options: Sequence[Option], language: Language) -> list[dict[str, str]]:
    return [{"id": option.id, "text": option.text.of(language)} for option in options]


def _order(item: Order, draft: Draft, language: Language) -> dict[str, Any]:
    options = {option.id: option for option in item.options}
    order = [step for step in draft.get("order", ()) if step in options]
    if set(order) != set(options):
        order = list(options)
    words = {name: say(f"ask.{name}", language) for name in ("move_up", "move_down", "now_at")}
    return {"type": "order", "options": _options([options[step] for step in order], language), "words": words}


def _rows(item: Rating | Classify | Estimate, draft: Draft, language: Language) -> dict[str, Any]:
    match item:
        case Rating():
            choices = [{"id": str(rating), "text": str(rating)} for rating in RATINGS]
        case Classify():
            choices = _options(item.classes, language)
        case Estimate():
            choices = [{"id": str(n), "text": _percent(n, language)} for n in range(0, CERTAIN + 1, _STEP)]
    return {
        "type": "rows",
        "as": "list" if isinstance(item, Estimate) or len(choices) > max(_MOST_BUTTONS, len(RATINGS)) else "buttons",
        "rows": _options(item.options, language),
        "choices": choices,
        "empty": say("ask.choose", language),
        "value": dict(draft.get("rows", {})),
    }


def _percent(percent: int, language: Language) -> str:
    words = {0: "percent_0", CERTAIN // 2: "percent_50", CERTAIN: "percent_100"}
    return say(f"ask.{words.get(percent, 'percent')}", language, percent=percent)


def _table(item: Table, draft: Draft, language: Language) -> dict[str, Any]:
    filled = draft.get("cells", {})

    def cell(row: Option, column: Column) -> dict[str, Any]:
        given = item.given.get(row.id, {})
        if column.id in given:
            return {"given": _given(column, given[column.id], language)}
        return {"value": filled.get(row.id, {}).get(column.id, "")}

    return {
        "type": "table",
        "columns": [
            {
                "id": column.id,
                "text": column.text.of(language),
                "unit": column.unit.of(language) if column.unit else "",
                "choices": _options(column.choices, language),
            }
            for column in item.columns
        ],
        "rows": [
            {"id": row.id, "text": row.text.of(language), "cells": [cell(row, column) for column in item.columns]}
            for row in item.rows
        ],
        "empty": say("ask.choose", language),
    }


def _given(column: Column, content: float | str, language: Language) -> str:
    for choice in column.choices:
        if choice.id == content:
            return choice.text.of(language)
    return content if isinstance(content, str) else number_text(content, 6).of(language)


def _read_best_worst(draft: Draft) -> dict[str, Any]:
    best, worst = draft.get("best"), draft.get("worst")
    if not best and not worst:
        raise Unclear("choose_both", "first")
    if not best or not worst:
        raise Unclear("choose_worst" if best else "choose_best", "worst" if best else "best")
    if best == worst:
        raise Unclear("best_is_worst", "worst")
    return {"best": best, "worst": worst}


def _read_number(text: object, language: Language, unit: str, focus: str) -> float:
    typed = str(text).strip()
    if not typed:
        raise Unclear("type_number", focus)
    number = read_number(typed, language, unit)
    if number is None:
        raise Unclear("not_a_number", focus, typed=typed[:30])
    return number


def _read_cells(item: Table, cells: Mapping[str, Mapping[str, Any]], language: Language) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row, column in cells_asked(item):
        typed = cells.get(row.id, {}).get(column.id, "")
        if str(typed).strip():
            unit = column.unit.of(language) if column.unit else ""
            content = typed if column.choices else _read_number(typed, language, unit, f"{row.id}.{column.id}")
            found.setdefault(row.id, {})[column.id] = content
    if not found:
        raise Unclear("fill_some", "first")
    return found
