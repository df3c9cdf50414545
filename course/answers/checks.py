"""What a schema cannot see in a file of questions: keys that name nothing, empty texts, ids that stand twice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from course.answers.answer import cells_asked
from course.answers.kinds import (
    NOTHING,
    Authored,
    BestWorst,
    BestWorstKey,
    Choice,
    ChoiceKey,
    Classify,
    ClassifyKey,
    Column,
    EstimateKey,
    Item,
    Key,
    Number,
    NumberKey,
    Option,
    Order,
    OrderKey,
    RatingKey,
    Table,
    TableKey,
    options_of,
)
from course.findings import Finding, did_you_mean, listed
from course.locale import Text
from course.roleplay.strict_yaml import Lines, Path


def check_items(authored: Sequence[Authored], lines: Lines, file: str) -> list[Finding]:
    """What must be mended before the questions can be used."""
    checker = _Checker(lines, file)
    found = list(checker.ids([each.item.id for each in authored], ("items",)))
    for n, each in enumerate(authored):
        found.extend(checker.item(each, ("items", n)))
    return found


class _Checker:
    def __init__(self, lines: Lines, file: str) -> None:
        self._lines = lines
        self._file = file

    def _finding(self, code: str, path: Path, **values: object) -> Finding:
        place = self._lines.of(*path)
        return Finding(code, self._file, place.line, place.column, values)

    def ids(self, names: Sequence[str], path: Path) -> Iterator[Finding]:
        """Ids that stand twice in one list."""
        for n, name in enumerate(names):
            if name in names[:n]:
                yield self._finding("Q001", (*path, n, "id"), id=name)

    def item(self, authored: Authored, path: Path) -> Iterator[Finding]:
        """Everything in one item."""
        item, key = authored.item, authored.key
        yield from self._texts(item, key.why, path)
        lists: dict[str, Sequence[Option]] = {"rows" if isinstance(item, Table) else "options": options_of(item)}
        if isinstance(item, Classify):
            lists["classes"] = item.classes
        for name, options in lists.items():
            yield from self.ids([option.id for option in options], (*path, name))
        if isinstance(item, Number | Table) and item.half < item.tolerance:
            yield self._finding("Q009", (*path, "half"), half=item.half, tolerance=item.tolerance)
        yield from self._key(item, key, path)

    def _key(self, item: Item, key: Key, path: Path) -> Iterator[Finding]:
        match item, key:
            case Choice(), ChoiceKey():
                yield from self._known(key.right, item.options, (*path, "key"))
            case BestWorst(), BestWorstKey():
                yield from self._best_worst(item, key, path)
            case Order(), OrderKey():
                yield from self._order(item, key, path)
            case Classify(), ClassifyKey():
                yield from self._complete(item.options, key.classes, path)
                for option, name in key.classes.items():
                    yield from self._known(name, item.classes, (*path, "key", option))
            case Number(), NumberKey():
                yield from self._zero(item, key.number, (*path, "key"))
            case Table(), TableKey():
                yield from self._table(item, key, path)
            case _, RatingKey():
                yield from self._complete(options_of(item), key.means, path)
            case _, EstimateKey():
                yield from self._complete(options_of(item), key.true, path)
            case _:
                pass

    def _texts(self, item: Item, why: Mapping[str, Text], path: Path) -> Iterator[Finding]:
        name = "rows" if isinstance(item, Table) else "options"
        texts: dict[Path, Text] = {("question",): item.question}
        if "" in why:
            texts["why",] = why[""]
        for n, option in enumerate(options_of(item)):
            texts[name, n, "text"] = option.text
            texts[name, n, "why"] = why.get(option.id, NOTHING)
        for place, text in texts.items():
            for language in ("en", "nl"):
                if not text.of(language):
                    yield self._finding("Q002", (*path, *place, language), language=language)
        for language in ("en", "nl"):
            count = Counter(option.text.of(language) for option in options_of(item) if option.text.of(language))
            for n, option in enumerate(options_of(item)):
                if count[option.text.of(language)] > 1:
                    yield self._finding("Q003", (*path, name, n, "text", language))

    def _known(self, name: str, options: Sequence[Option], path: Path) -> Iterator[Finding]:
        ids = [option.id for option in options]
        if name not in ids:
            yield self._finding("Q004", path, name=name, hint=did_you_mean(name, ids))

    def _complete(self, options: Sequence[Option], key: Mapping[str, object], path: Path) -> Iterator[Finding]:
        for name in key:
            yield from self._known(name, options, (*path, "key", name))
        missing = [option.id for option in options if option.id not in key]
        if missing:
            yield self._finding("Q005", (*path, "key"), missing=listed(missing))

    def _best_worst(self, item: BestWorst, key: BestWorstKey, path: Path) -> Iterator[Finding]:
        yield from self._known(key.best, item.options, (*path, "key", "best"))
        yield from self._known(key.worst, item.options, (*path, "key", "worst"))
        if key.best == key.worst:
            yield self._finding("Q006", (*path, "key", "worst"), id=key.best)

    def _order(self, item: Order, key: OrderKey, path: Path) -> Iterator[Finding]:
        for n, name in enumerate(key.order):
            yield from self._known(name, item.options, (*path, "key", n))
        missing = [option.id for option in item.options if option.id not in key.order]
        if missing:
            yield self._finding("Q005", (*path, "key"), missing=listed(missing))
        elif [option.id for option in item.options] == list(key.order):
            yield self._finding("Q007", (*path, "key"))

    def _zero(self, item: Number | Table, number: float, path: Path) -> Iterator[Finding]:
        if number == 0 and not item.absolute:
            yield self._finding("Q008", path)

    def _table(self, item: Table, key: TableKey, path: Path) -> Iterator[Finding]:
        yield from self.ids([column.id for column in item.columns], (*path, "columns"))
        columns = {column.id: column for column in item.columns}
        for part, cells in {"given": item.given, "key": key.cells}.items():
            for name, contents in cells.items():
                yield from self._known(name, item.rows, (*path, part, name))
                for column_name in contents:
                    if column_name not in columns:
                        hint = did_you_mean(column_name, columns)
                        yield self._finding("Q004", (*path, part, name, column_name), name=column_name, hint=hint)
        for row, column in ((row, column) for row in item.rows for column in item.columns):
            if column.id in key.cells.get(row.id, {}):
                yield from self._cell(item, key, row.id, column, path)
        asked = ((row.id, column.id) for row, column in cells_asked(item))
        missing = [f"{row}.{name}" for row, name in asked if name not in key.cells.get(row, {})]
        if missing:
            yield self._finding("Q005", (*path, "key"), missing=listed(missing))

    def _cell(self, item: Table, key: TableKey, row: str, column: Column, path: Path) -> Iterator[Finding]:
        content, place = key.cells[row][column.id], (*path, "key", row, column.id)
        if column.id in item.given.get(row, {}):
            yield self._finding("Q010", place)
        elif column.choices:
            yield from self._known(str(content), column.choices, place)
        elif isinstance(content, str):
            yield self._finding("Q011", place, found=content)
        else:
            yield from self._zero(item, content, place)
