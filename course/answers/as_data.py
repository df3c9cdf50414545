"""Items and keys as plain data and back: what ``items.json`` and the keys file of an assignment hold.

The data of an item has the words of the authors' YAML, without ``key`` and without any ``why``. The data of a key is
``{"item", "kind", "key", "why"}``.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from course.answers.kinds import (
    HALF,
    PROVISIONAL,
    TOLERANCE,
    Authored,
    BestWorst,
    BestWorstKey,
    Choice,
    ChoiceKey,
    Classify,
    ClassifyKey,
    Column,
    Estimate,
    EstimateKey,
    Item,
    Key,
    Number,
    NumberKey,
    Option,
    Order,
    OrderKey,
    Rating,
    RatingKey,
    Table,
    TableKey,
)
from course.locale import Text

FORMAT: Final = 1


class ItemsError(ValueError):
    """A file of items or keys does not hold what our own programs write into it."""


def item_data(item: Item) -> dict[str, Any]:
    """What a student may have of an item, as plain data."""
    data: dict[str, Any] = {
        "id": item.id,
        "kind": item.kind,
        "points": list(item.points),
        "source": _text(item.source),
        "status": item.status,
        "question": _text(item.question),
    }
    # Only where there is one, so that keys that were written before there were goals stay what they are.
    data |= {"goal": item.goal} if item.goal else {}
    match item:
        case Number():
            data |= {"unit": _text(item.unit)} if item.unit else {}
            data |= _margins(item)
        case Table():
            data["rows"] = [_option(row) for row in item.rows]
            data["columns"] = [_column(column) for column in item.columns]
            data["given"] = {row: dict(cells) for row, cells in item.given.items()}
            data |= _margins(item)
        case Classify():
            data["options"] = [_option(option) for option in item.options]
            data["classes"] = [_option(each) for each in item.classes]
            data["scale"] = item.scale
        case _:
            data["options"] = [_option(option) for option in item.options]
    return data


def key_data(key: Key) -> dict[str, Any]:
    """A key as plain data; ``key`` stands as the author wrote it."""
    kind, written = _written(key)
    why = {option: _text(text) for option, text in key.why.items()}
    return {"item": key.item, "kind": kind, "key": written, "why": why}


def read_item(data: Mapping[str, Any]) -> Item:
    """An item from its data.

    Raises:
        ItemsError: the data is not what :func:`item_data` writes.
    """
    try:
        return _READERS[data["kind"]](data, _common(data))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ItemsError(f"not an item: {error!r}") from error


def read_key(data: Mapping[str, Any]) -> Key:
    """A key from its data.

    Raises:
        ItemsError: the data is not what :func:`key_data` writes.
    """
    try:
        why = {option: _read_text(text) for option, text in data["why"].items()}
        return _KEY_READERS[data["kind"]](data["key"], {"item": data["item"], "why": why})
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ItemsError(f"not a key: {error!r}") from error


def public_file(authored: Iterable[Authored], *, with_keys: bool) -> dict[str, Any]:
    """The content of ``items.json``: the items; their keys beside them only where students may have these."""
    found = list(authored)
    data: dict[str, Any] = {"format": FORMAT, "items": [item_data(each.item) for each in found]}
    if with_keys:
        data["keys"] = [key_data(each.key) for each in found]
    return data


def keys_file(authored: Iterable[Authored]) -> dict[str, Any]:
    """The content of an assignment's keys file: for the grader only, complete without any other file."""
    return public_file(authored, with_keys=True)


def read_file(data: object) -> tuple[dict[str, Item], dict[str, Key]]:
    """The items and keys of an ``items.json`` or a keys file, by id.

    Raises:
        ItemsError: it is neither.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ItemsError("not a file of items")
    try:
        items = {item.id: item for item in map(read_item, data["items"])}
        keys = {key.item: key for key in map(read_key, data.get("keys", ()))}
    except (KeyError, TypeError, AttributeError) as error:
        raise ItemsError(f"not a file of items: {error!r}") from error
    return items, keys


def _text(text: Text) -> dict[str, str]:
    return {"en": text.en, "nl": text.nl}


def _read_text(data: Mapping[str, str]) -> Text:
    # The blanks at the ends come from YAML blocks; nobody means them.
    return Text(str(data["en"]).strip(), str(data["nl"]).strip())


def _option(option: Option) -> dict[str, Any]:
    return {"id": option.id, "text": _text(option.text)}


def _read_options(data: Iterable[Mapping[str, Any]]) -> tuple[Option, ...]:
    return tuple(Option(str(each["id"]), _read_text(each["text"])) for each in data)


def _column(column: Column) -> dict[str, Any]:
    data = {"id": column.id, "text": _text(column.text), "choices": [_option(each) for each in column.choices]}
    return data | ({"unit": _text(column.unit)} if column.unit else {})


def _read_column(data: Mapping[str, Any]) -> Column:
    unit = _read_text(data["unit"]) if "unit" in data else None
    return Column(str(data["id"]), _read_text(data["text"]), _read_options(data.get("choices", ())), unit)


def _margins(item: Number | Table) -> dict[str, Any]:
    return {"tolerance": item.tolerance, "half": item.half, "absolute": item.absolute}


def _read_margins(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "tolerance": float(data.get("tolerance", TOLERANCE)),
        "half": float(data.get("half", HALF)),
        "absolute": bool(data.get("absolute", False)),
    }


def _common(data: Mapping[str, Any]) -> dict[str, Any]:
    source = data.get("source", "")
    return {
        "id": str(data["id"]),
        "question": _read_text(data["question"]),
        "points": tuple(str(point) for point in data.get("points", ())),
        "source": Text(source, source) if isinstance(source, str) else _read_text(source),
        "status": str(data.get("status", PROVISIONAL)),
        "goal": str(data.get("goal", "")),
    }


def _with_options(kind: Callable[..., Item]) -> Callable[[Mapping[str, Any], dict[str, Any]], Item]:
    return lambda data, common: kind(**common, options=_read_options(data["options"]))


def _read_classify(data: Mapping[str, Any], common: dict[str, Any]) -> Item:
    classes = _read_options(data["classes"])
    scale = data.get("scale", "nominal")
    return Classify(**common, options=_read_options(data["options"]), classes=classes, scale=scale)


def _read_number(data: Mapping[str, Any], common: dict[str, Any]) -> Item:
    unit = _read_text(data["unit"]) if "unit" in data else None
    return Number(**common, unit=unit, **_read_margins(data))


def _read_table(data: Mapping[str, Any], common: dict[str, Any]) -> Item:
    return Table(
        **common,
        rows=_read_options(data["rows"]),
        columns=tuple(_read_column(column) for column in data["columns"]),
        given={str(row): dict(cells) for row, cells in data.get("given", {}).items()},
        **_read_margins(data),
    )


_READERS: Final[Mapping[str, Callable[[Mapping[str, Any], dict[str, Any]], Item]]] = {
    "choice": _with_options(Choice),
    "best_worst": _with_options(BestWorst),
    "rating": _with_options(Rating),
    "order": _with_options(Order),
    "classify": _read_classify,
    "number": _read_number,
    "table": _read_table,
    "estimate": _with_options(Estimate),
}

_KEY_READERS: Final[Mapping[str, Callable[[Any, dict[str, Any]], Key]]] = {
    "choice": lambda key, common: ChoiceKey(**common, right=str(key)),
    "best_worst": lambda key, common: BestWorstKey(**common, best=str(key["best"]), worst=str(key["worst"])),
    "rating": lambda key, common: RatingKey(**common, means={id_: float(mean) for id_, mean in key.items()}),
    "order": lambda key, common: OrderKey(**common, order=tuple(str(step) for step in key)),
    "classify": lambda key, common: ClassifyKey(**common, classes={id_: str(each) for id_, each in key.items()}),
    "number": lambda key, common: NumberKey(**common, number=float(key)),
    "table": lambda key, common: TableKey(**common, cells={row: dict(cells) for row, cells in key.items()}),
    "estimate": lambda key, common: EstimateKey(**common, true={id_: bool(is_so) for id_, is_so in key.items()}),
}


def _written(key: Key) -> tuple[str, Any]:
    match key:
        case ChoiceKey():
            return "choice", key.right
        case BestWorstKey():
            return "best_worst", {"best": key.best, "worst": key.worst}
        case RatingKey():
            return "rating", dict(key.means)
        case OrderKey():
            return "order", list(key.order)
        case ClassifyKey():
            return "classify", dict(key.classes)
        case NumberKey():
            return "number", key.number
        case TableKey():
            return "table", {row: dict(cells) for row, cells in key.cells.items()}
        case EstimateKey():
            return "estimate", dict(key.true)
