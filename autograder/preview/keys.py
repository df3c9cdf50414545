"""What a key says, as pairs of texts that can be held beside those of another version of it."""

from collections.abc import Iterable, Mapping

from autograder.marking.labels import first_words
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
from course.locale import Text, both
from course.scoring import number_text
from course.scoring.verdict import EMPTY


def told(item: Item, key: Key) -> dict[Text, Text]:
    """What the key says of what; the empty text stands for the question as a whole."""
    try:
        return dict(_told(item, key))
    except (KeyError, TypeError, ValueError):
        return {}  # a key of another version of the question


def _told(item: Item, key: Key) -> Iterable[tuple[Text, Text]]:
    match item, key:
        case Choice(), ChoiceKey():
            return [(EMPTY, _named(item.options)[key.right])]
        case BestWorst(), BestWorstKey():
            names = _named(item.options)
            return [(both("reasons.best"), names[key.best]), (both("reasons.worst"), names[key.worst])]
        case Rating(), RatingKey():
            return [(_short(option), number_text(key.means[option.id], 1)) for option in item.options]
        case Order(), OrderKey():
            names = _named(item.options)
            return [(both("reasons.place", place=n), names[step]) for n, step in enumerate(key.order, 1)]
        case Classify(), ClassifyKey():
            classes = {each.id: each.text for each in item.classes}
            return [(_short(option), classes[key.classes[option.id]]) for option in item.options]
        case Number(), NumberKey():
            return [(EMPTY, number_text(key.number, 4))]
        case Table(), TableKey():
            columns = {column.id: column for column in item.columns}
            rows = {row.id: row.text for row in item.rows}
            return [
                (both("reasons.cell", row=rows[row], column=columns[column].text), _content(columns[column], content))
                for row, cells in key.cells.items()
                for column, content in cells.items()
            ]
        case Estimate(), EstimateKey():
            answers = {True: both("reasons.true"), False: both("reasons.false")}
            return [(_short(option), answers[key.true[option.id]]) for option in item.options]
        case _:
            return []


def _named(options: Iterable[Option]) -> Mapping[str, Text]:
    """Every option by its id: what it says, and the id that the file has."""
    return {each.id: _quoted(_short(each), each.id) for each in options}


def _quoted(text: Text, name: str) -> Text:
    return both("preview.option", text=text, id=name)


def _short(option: Option) -> Text:
    return Text(first_words(option.text.en), first_words(option.text.nl))


def _content(column: Column, content: float | str) -> Text:
    if column.choices:
        return next(choice.text for choice in column.choices if choice.id == content)
    return number_text(float(content), 4)
