"""YAML as teachers need it: strict, small, and every value knows its line.

Read as in YAML 1.2: ``no``, ``on`` and ``12:30`` stay words. Left out on purpose, because each of them has turned a
text into something else without a word: keys that stand twice, anchors, aliases, tags, merge keys, tabs, more than one
document. In a ``>-`` block one empty line is enough for a new paragraph. Whatever the bytes are, :func:`load` returns a
value or raises :class:`StrictYamlError` with line and column.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from course.findings import listed
from course.locale import Text, both
from course.roleplay.places import CutText, Lines, Path, Position, StrictYamlError

__all__ = ["CutText", "Lines", "Path", "Position", "StrictYamlError", "load"]

MAX_BYTES: Final = 1_000_000
MAX_DEPTH: Final = 30

_PARSER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # libyaml where there is one; the marks are the same

_INTEGER: Final = re.compile(r"[-+]?[0-9]+\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_WORDS: Final[Mapping[str, bool | None]] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NAMES: Final = re.compile(r"([a-z_]+): ([a-z0-9][a-z0-9-]*): ([a-z0-9][a-z0-9.-]*|\[[^]]*\])(?= *(?:[},]|$))")
"""A key, a name and what it has: ``demand: with-heat: open``, alone on its line or in braces."""
_LONGEST_ROW: Final = 1_000
_BREAKS: Final = re.compile(r"\n+")
_LONGEST_NUMBER: Final = 18
_LANGUAGE_KEYS: Final = ("en", "nl")

# Everything that neither YAML nor an editor shows as itself; the unusual line breaks (NEL, LS, PS) are among them
# because editors do not count them as lines.
_INVISIBLE: Final = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_TEXT_ENCODINGS: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))

# The parser's own words, and the finding that says them to a teacher; the first that matches counts.
_PARSER_MESSAGES: Final = (
    (re.compile(r"mapping values are not allowed"), "S011"),
    (re.compile(r"anchor|alias|alphabetic or numeric"), "S007"),
    (re.compile(r"quoted scalar|unexpected end of stream"), "S012"),
    (re.compile(r"cannot start any token|unexpected character|directive"), "S013"),
    (re.compile(r"flow (?:mapping|sequence)|flow context|',' or '[]}]'"), "S014"),
    (
        re.compile(r"expected key|block (?:mapping|collection|end|sequence)|expected ':'|simple key|expected <block"),
        "S015",
    ),
)


def load(data: bytes) -> tuple[Any, Lines]:
    """Reads one document of strict YAML.

    Returns:
        The value (dict, list, str, int, float, bool or None; keys are always text) and where everything stands.

    Raises:
        StrictYamlError: the bytes are not a document of strict YAML.
    """
    text = _decoded(data)
    builder = _Builder(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    try:
        for event in yaml.parse(text, Loader=_PARSER):
            builder.take(event)
    except yaml.MarkedYAMLError as error:
        raise _explained(error, builder.last, builder.rows) from None
    except yaml.YAMLError as error:  # a reader error: nothing known reaches it once the text is decoded and clean
        raise StrictYamlError("S016", Position(1, 1), problem=str(error)) from None
    return builder.value, Lines(builder.places, builder.value_places, tuple(builder.cut))


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise StrictYamlError("S001", Position(1, 1), size=len(data), limit=MAX_BYTES)
    for mark, name in _TEXT_ENCODINGS:
        if data.startswith(mark):
            raise StrictYamlError("S002", Position(1, 1), encoding=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StrictYamlError("S003", _end_of(data[: error.start].decode("utf-8-sig"))) from None
    if found := _INVISIBLE.search(text):
        raise StrictYamlError("S004", _end_of(text[: found.start()]), character=f"U+{ord(found.group()):04X}")
    if "\t" in text:
        raise StrictYamlError("S005", _end_of(text[: text.index("\t")]))
    return text


def _end_of(text: str) -> Position:
    """The place of the character that follows ``text``."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Position(len(lines), len(lines[-1]) + 1)


def _at(mark: Any) -> Position:
    return Position(mark.line + 1, mark.column + 1)


def _explained(error: yaml.MarkedYAMLError, last: Any, rows: list[str]) -> StrictYamlError:
    words = f"{error.context or ''}: {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if mark and last is not None and last.style in ("'", '"') and last.end_mark.line == mark.line:
        return StrictYamlError("S012", _at(last.start_mark))  # en: 'Hm,' he says - the quotation was over too soon
    nested = _nested(rows[mark.line][: mark.column + 1], rows[mark.line]) if mark and mark.line < len(rows) else None
    if nested is not None:
        return StrictYamlError("S011", _at(mark), cure=nested)
    for pattern, code in _PARSER_MESSAGES:
        if pattern.search(words):
            # A quotation or bracket that never ends is mended where it begins.
            begun = error.context_mark if code in {"S012", "S014"} else None
            cure = {"cure": both("findings.colon_block")} if code == "S011" else {}
            return StrictYamlError(code, _at(begun or mark) if begun or mark else Position(1, 1), **cure)
    return StrictYamlError("S016", _at(mark) if mark else Position(1, 1), problem=error.problem or words)


def _nested(read: str, row: str) -> Text | None:
    """The cure for ``demand: with-heat: open``, which is made of names; None when it is something else."""
    if len(row) > _LONGEST_ROW:  # looking takes the square of its length
        return None
    for found in _NAMES.finditer(row):
        key, name, value = found.groups()
        if found.start(2) <= len(read) <= found.end() and key not in _LANGUAGE_KEYS:
            return both("findings.colon_braces", word=key, name=name, value=value)
    return None


@dataclass(slots=True)
class _Open:
    """A list or mapping that is being read."""

    value: list[Any] | dict[str, Any]
    path: Path
    flow: bool
    key: str | None = None
    key_event: Any = None


class _Builder:
    """Puts the value together from the parser's events, without recursion: depth is checked before it can hurt."""

    def __init__(self, rows: list[str]) -> None:
        self.value: Any = None
        self.places: dict[Path, Position] = {(): Position(1, 1)}
        self.value_places: dict[Path, Position] = {}
        self.cut: list[CutText] = []
        self.rows = rows
        self._open: list[_Open] = []
        self._documents = 0
        self.last: Any = None
        """The scalar that was read last, to explain an error that follows it."""

    def take(self, event: Any) -> None:
        """One event of the parser."""
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise StrictYamlError("S006", _at(event.start_mark))
            if event.tags:
                raise StrictYamlError("S008", _at(event.start_mark), tag=listed(event.tags))
        elif isinstance(event, yaml.NodeEvent):
            self._refuse_extras(event)
            if isinstance(event, yaml.ScalarEvent):
                self.last = event
            if self._awaits_key():
                self._take_key(event)
            elif isinstance(event, yaml.ScalarEvent):
                self._store(event, self._scalar(event))
            else:
                self._begin(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()

    def _refuse_extras(self, event: Any) -> None:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise StrictYamlError("S007", _at(event.start_mark))
        if event.tag is not None:
            raise StrictYamlError("S008", _at(event.start_mark), tag=event.tag)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1].value, dict) and self._open[-1].key is None

    def _take_key(self, event: Any) -> None:
        inside = self._open[-1]
        if not isinstance(event, yaml.ScalarEvent):
            raise StrictYamlError("S009", _at(event.start_mark))
        key, path = event.value, (*inside.path, event.value)
        if key == "<<":
            raise StrictYamlError("S010", _at(event.start_mark))
        if path in self.places:
            raise StrictYamlError("S017", _at(event.start_mark), key=key, first=self.places[path].line)
        self.places[path] = _at(event.start_mark)
        inside.key, inside.key_event = key, event

    def _begin(self, event: Any) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise StrictYamlError("S018", _at(event.start_mark), limit=MAX_DEPTH)
        value: list[Any] | dict[str, Any] = [] if isinstance(event, yaml.SequenceStartEvent) else {}
        path = self._store(event, value)
        self._open.append(_Open(value, path, bool(event.flow_style)))

    def _store(self, event: Any, value: Any) -> Path:
        """Puts a value where it belongs and returns its path."""
        if not self._open:
            self.value = value
            self.places[()] = _at(event.start_mark)
            return ()
        inside = self._open[-1]
        if isinstance(inside.value, list):
            path = (*inside.path, len(inside.value))
            inside.value.append(value)
            self.places[path] = _at(event.start_mark)
            return path
        key = inside.key or ""
        path = (*inside.path, key)
        inside.value[key] = value
        self.value_places[path] = _at(event.start_mark)
        inside.key = None
        return path

    def _scalar(self, event: Any) -> Any:
        if event.style == ">":  # teachers leave one empty line between paragraphs; YAML itself would want two
            return _BREAKS.sub("\n\n", event.value.rstrip("\n")) + "\n" * event.value.endswith("\n")
        if event.style:  # quoted or in a '|' block; libyaml says "" of a plain one, PyYAML None
            return event.value
        self._notice_comma(event)
        value = _resolved(event)
        if value is None or isinstance(value, str):
            self._notice_cut(event)
        return value

    def _notice_comma(self, event: Any) -> None:
        """``{en: Weeks, weigh a lot}`` is two keys, the second without value: the comma ended the text."""
        inside = self._open[-1] if self._open else None
        if inside is None or not inside.flow or event.value != "" or not isinstance(inside.value, dict):
            return
        key = inside.key_event
        if key.end_mark.index == event.start_mark.index and not key.style and inside.value:
            before = list(inside.value.values())[-1]
            if isinstance(before, int) and key.value.isdecimal():  # 0,45 as it is written in Dutch
                cure = both("findings.comma_number", number=f"{before}.{key.value}")
            else:
                cure = both("findings.comma_quotes")
            raise StrictYamlError("S019", _at(key.start_mark), rest=key.value, cure=cure)

    def _notice_cut(self, event: Any) -> None:
        row = self.rows[event.end_mark.line] if event.end_mark.line < len(self.rows) else ""
        rest = row[event.end_mark.column :]
        comment = rest.lstrip(" ")
        if not comment.startswith("#") or (event.value and comment == rest):
            return
        inside = self._open[-1] if self._open else None
        is_text = inside is not None and inside.key in _LANGUAGE_KEYS
        # "leaving   # played last" is a comment; "the shift #2", several words or a text in a language was cut off.
        if is_text or (event.value and (" " in event.value or not comment.startswith("# "))):
            column = event.end_mark.column + len(rest) - len(comment) + 1
            self.cut.append(CutText(Position(event.end_mark.line + 1, column), event.value))


def _resolved(event: Any) -> Any:
    text = event.value
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.match(text):
        if len(text) > _LONGEST_NUMBER:
            raise StrictYamlError("S020", _at(event.start_mark), number=f"{text[:20]}...")
        return int(text)
    if _FLOAT.match(text):
        number = float(text)
        if not math.isfinite(number):
            raise StrictYamlError("S020", _at(event.start_mark), number=f"{text[:20]}")
        return number
    return text
