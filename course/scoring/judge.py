"""One answer against its key: how much of it is right and what there is to say, kind by kind.

An answer must have passed :func:`course.answers.answer.check_answer` first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from course.answers.answer import cells_asked
from course.answers.kinds import (
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
from course.scoring import rules
from course.scoring.verdict import EMPTY, Judged, Verdict, number_text, word


class KeyMismatchError(ValueError):
    """The key is not of this item: the keys file belongs to another version of the questions."""


def judge(item: Item, key: Key, value: Mapping[str, Any]) -> Verdict:
    """Score one answer.

    Raises:
        KeyMismatchError: item and key do not belong together.
    """
    try:
        return _judge(item, key, value)
    except (KeyError, ValueError, TypeError) as error:
        raise KeyMismatchError(f"{item.id}: {error!r}") from error


def _judge(item: Item, key: Key, value: Mapping[str, Any]) -> Verdict:
    match item, key:
        case Choice(), ChoiceKey():
            return _choice(item, key, value["chosen"])
        case BestWorst(), BestWorstKey():
            return _best_worst(item, key, value["best"], value["worst"])
        case Rating(), RatingKey():
            return _rating(item, key, value["ratings"])
        case Order(), OrderKey():
            return _order(item, key, value["order"])
        case Classify(), ClassifyKey():
            return _classify(item, key, value["classes"])
        case Number(), NumberKey():
            return _number(item, key, value["number"])
        case Table(), TableKey():
            return _table(item, key, value["cells"])
        case Estimate(), EstimateKey():
            return _estimate(item, key, value["percent"])
        case _:
            raise KeyMismatchError(f"{item.id}: a key of another kind")


def _choice(item: Choice, key: ChoiceKey, chosen: str) -> Verdict:
    parts = tuple(
        Judged(
            option.text,
            word("chosen") if option.id == chosen else EMPTY,
            word("right") if option.id == key.right else EMPTY,
            key.why.get(option.id, EMPTY),
            float(option.id == key.right) if option.id == chosen else None,
            option.id == chosen,
        )
        for option in item.options
    )
    right = chosen == key.right
    return Verdict(float(right), word("rule_choice_right" if right else "rule_choice_wrong"), parts)


def _best_worst(item: BestWorst, key: BestWorstKey, best: str, worst: str) -> Verdict:
    given, keyed = {best: "best", worst: "worst"}, {key.best: "best", key.worst: "worst"}
    parts = tuple(
        Judged(
            option.text,
            word(given[option.id]) if option.id in given else EMPTY,
            word(keyed.get(option.id, "between")) if option.id in given or option.id in keyed else EMPTY,
            key.why.get(option.id, EMPTY),
            float(given[option.id] == keyed.get(option.id)) if option.id in given else None,
            option.id in given,
        )
        for option in item.options
    )
    share = rules.best_worst(best, worst, key.best, key.worst)
    rule = "rule_best_is_worst" if best == key.worst else "rule_best_worst"
    return Verdict(share, word(rule, count=(best == key.best) + (worst == key.worst)), parts)


def _rating(item: Rating, key: RatingKey, ratings: Mapping[str, int]) -> Verdict:
    def part(option: Option) -> Judged:
        mean, given = key.means[option.id], ratings.get(option.id)
        share = 0.0 if given is None else rules.rating(given, mean)
        said = EMPTY if given is None else number_text(given)
        wanted = word("experts", mean=number_text(mean, 1))
        return Judged(option.text, said, wanted, key.why.get(option.id, EMPTY), share, given is not None)

    return _mean("rule_rating", [part(option) for option in item.options])


def _order(item: Order, key: OrderKey, order: Sequence[str]) -> Verdict:
    def part(option: Option) -> Judged:
        given, keyed = order.index(option.id) + 1, key.order.index(option.id) + 1
        said, wanted = word("place", place=given), word("place", place=keyed)
        return Judged(option.text, said, wanted, key.why.get(option.id, EMPTY), float(given == keyed))

    share = rules.order(order, key.order)
    pairs = len(order) * (len(order) - 1) // 2
    options = {option.id: option for option in item.options}
    rule = word("rule_order", right=round(share * pairs), pairs=pairs)
    return Verdict(share, rule, tuple(part(options[step]) for step in order))


def _classify(item: Classify, key: ClassifyKey, classes: Mapping[str, str]) -> Verdict:
    names = {each.id: each.text for each in item.classes}
    places = {each.id: n for n, each in enumerate(item.classes)}

    def part(option: Option) -> Judged:
        given, keyed = classes.get(option.id), key.classes[option.id]
        if given is None:
            share = 0.0
        elif item.scale == "ordinal":
            share = rules.ordinal(places[given], places[keyed], len(places))
        else:
            share = float(given == keyed)
        said = EMPTY if given is None else names[given]
        return Judged(option.text, said, names[keyed], key.why.get(option.id, EMPTY), share, given is not None)

    return _mean(f"rule_{item.scale}", [part(option) for option in item.options])


def _number(item: Number, key: NumberKey, number: float) -> Verdict:
    share = rules.number(number, key.number, item.tolerance, item.half, absolute=item.absolute)
    part = Judged(EMPTY, _amount(number, item.unit), _amount(key.number, item.unit), key.why.get("", EMPTY), share)
    return Verdict(share, word(_number_rule(share), **_margins(item)), (part,))


def _table(item: Table, key: TableKey, cells: Mapping[str, Mapping[str, Any]]) -> Verdict:
    asked = cells_asked(item)
    # One explanation a row: it stands with the first of the row's cells.
    first = {row.id: column.id for row, column in reversed(asked)}

    def part(row: Option, column: Column) -> Judged:
        why = key.why.get(row.id, EMPTY) if first[row.id] == column.id else EMPTY
        given, keyed = cells.get(row.id, {}).get(column.id), key.cells[row.id][column.id]
        if given is None:
            share = 0.0
        elif column.choices:
            share = float(given == keyed)
        else:
            share = rules.number(given, float(keyed), item.tolerance, item.half, absolute=item.absolute)
        said = EMPTY if given is None else _content(column, given)
        label = word("cell", row=row.text, column=column.text)
        return Judged(label, said, _content(column, keyed), why, share, given is not None)

    return _mean("rule_table", [part(row, column) for row, column in asked])


def _estimate(item: Estimate, key: EstimateKey, percent: Mapping[str, float]) -> Verdict:
    def part(option: Option) -> Judged:
        given, true = percent.get(option.id), key.true[option.id]
        share = 0.0 if given is None else rules.estimate(given, true=true)
        said = EMPTY if given is None else word("percent", percent=number_text(given, 0))
        wanted = word("true" if true else "false")
        return Judged(option.text, said, wanted, key.why.get(option.id, EMPTY), share, given is not None)

    return _mean("rule_estimate", [part(option) for option in item.options])


def _mean(rule: str, parts: list[Judged]) -> Verdict:
    shares = [part.share or 0.0 for part in parts]
    right = sum(share > 1 - 1e-9 for share in shares)
    return Verdict(rules.mean(shares), word(rule, right=right, parts=len(parts)), tuple(parts))


def _number_rule(share: float) -> str:
    if share == 1:
        return "rule_number_right"
    return "rule_number_near" if share else "rule_number_wrong"


def _margins(item: Number) -> dict[str, Text]:
    if item.absolute:
        return {"tolerance": _amount(item.tolerance, item.unit), "half": _amount(item.half, item.unit)}
    return {
        "tolerance": word("percent", percent=number_text(100 * item.tolerance)),
        "half": word("percent", percent=number_text(100 * item.half)),
    }


def _amount(number: float, unit: Text | None) -> Text:
    plain = number_text(number, 4)
    return word("amount", number=plain, unit=unit) if unit else plain


def _content(column: Column, content: float | str) -> Text:
    if column.choices:
        return next(choice.text for choice in column.choices if choice.id == content)
    return _amount(float(content), column.unit)
