"""One line of the journal: what a student answered, when, in which attempt.

A line looks like this, and this form is a contract::

    {"format": 1, "item": "e1c-1", "attempt": 1, "value": {"chosen": "ask"}, "at": "2026-11-21T10:15:02Z"}

Whoever holds the file can write anything into it, so that reading distrusts every part of it.
"""

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, NoReturn

from course.answers.remark import DistrustedError

FORMAT: Final = 1
MAX_LINE: Final = 64 * 1024
MAX_DEPTH: Final = 20
MAX_ATTEMPT: Final = 10_000
#: Whole numbers above this are not exact in JavaScript, so no widget of ours can have written them.
MAX_INTEGER: Final = 2**53
_INTEGER_DIGITS: Final = 16

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}", re.ASCII)
_AT: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z", re.ASCII)
_FIELDS: Final = frozenset({"format", "item", "attempt", "value", "at"})

# Made once: json.dumps makes an encoder for each call, and a class has hundreds of thousands of lines.
_SORTED: Final = json.JSONEncoder(sort_keys=True).encode
_PLAIN: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(", ", ": ")).encode

Value = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """One answer, or one decision of a role-play."""

    item: str
    attempt: int
    value: Value
    at: str

    def as_data(self) -> dict[str, object]:
        """The line as it stands in the journal and in the notebook."""
        return {"format": FORMAT, "item": self.item, "attempt": self.attempt, "value": self.value, "at": self.at}

    def as_json(self) -> str:
        """The line as text, without a line break."""
        return _PLAIN(self.as_data())

    @property
    def identity(self) -> tuple[str, int, str, str]:
        """Equal for two copies of the same answer: item, attempt, value and time."""
        return self.item, self.attempt, _SORTED(self.value), self.at


def is_id(text: object) -> bool:
    """Whether this can be the id of an item, an option, a scenario."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def now() -> str:
    """The time as it stands in a line: UTC, whole seconds."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def check_line(data: object) -> Line:
    """A parsed line, believed only after every part has been looked at.

    Raises:
        DistrustedError: with the code of the remark that says what is wrong.
    """
    line = _line(data)
    check_json(line.value)
    if len(line.as_json().encode()) > MAX_LINE:
        raise DistrustedError("long_line", maximum=MAX_LINE // 1024)
    return line


def _line(data: object) -> Line:
    """A parsed line of the right shape; what its value holds has not been looked at."""
    if not isinstance(data, Mapping):
        raise DistrustedError("not_an_object")
    missing = _FIELDS - data.keys()
    if missing:
        raise DistrustedError("missing_field", field=", ".join(sorted(missing)))
    if data["format"] != FORMAT or type(data["format"]) is not int:
        raise DistrustedError("unknown_format")
    if len(data) > len(_FIELDS):
        raise DistrustedError("unknown_field")
    item, attempt, value, at = data["item"], data["attempt"], data["value"], data["at"]
    if not isinstance(item, str) or not is_id(item):
        raise DistrustedError("bad_item")
    if not isinstance(attempt, int) or isinstance(attempt, bool) or not 1 <= attempt <= MAX_ATTEMPT:
        raise DistrustedError("bad_attempt", maximum=MAX_ATTEMPT)
    if not isinstance(value, Mapping):
        raise DistrustedError("bad_value")
    if not isinstance(at, str) or _AT.fullmatch(at) is None:
        raise DistrustedError("bad_time")
    return Line(item, attempt, value, at)


def parse_line(raw: bytes) -> Line:
    """One line of the journal, without its line break.

    Raises:
        DistrustedError: with the code of the remark that says what is wrong.
    """
    if len(raw) > MAX_LINE:
        raise DistrustedError("long_line", maximum=MAX_LINE // 1024)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DistrustedError("not_utf8") from error
    try:
        data = _DECODER.decode(text)
    except DistrustedError:
        raise
    except RecursionError as error:
        raise DistrustedError("too_deep", maximum=MAX_DEPTH) from error
    except ValueError as error:
        raise DistrustedError("not_json") from error
    line = _line(data)
    # The decoder refuses odd numbers and double keys. Depth and halves of characters show in the text itself, where
    # hardly any line has as many brackets or escapes.
    if raw.count(b"{") + raw.count(b"[") > MAX_DEPTH or b"\\u" in raw:
        check_json(line.value)
    return line


def check_json(value: object, depth: int = 1) -> None:
    """Refuse what plain JSON cannot hold or what no widget of ours writes.

    Raises:
        DistrustedError: not a number, an endless or huge number, nested too deeply, broken text, a foreign type.
    """
    if depth > MAX_DEPTH:
        raise DistrustedError("too_deep", maximum=MAX_DEPTH)
    match value:
        case None | bool():
            return
        case str() | int() | float():
            _check_scalar(value)
        case Mapping():
            for key, inner in value.items():
                if not isinstance(key, str):
                    raise DistrustedError("foreign_type")
                _check_scalar(key)
                check_json(inner, depth + 1)
        case list() | tuple():
            for inner in value:
                check_json(inner, depth + 1)
        case _:
            raise DistrustedError("foreign_type")


def _check_scalar(value: str | float) -> None:
    if isinstance(value, str):
        if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
            raise DistrustedError("lone_surrogate")
    elif isinstance(value, int):
        if abs(value) > MAX_INTEGER:
            raise DistrustedError("huge_number")
    elif not math.isfinite(value):
        raise DistrustedError("not_a_number")


def _integer(text: str) -> int:
    # Looked at before int() sees it: thousands of digits take time to convert, and Python refuses them altogether.
    if len(text.lstrip("-")) > _INTEGER_DIGITS:
        raise DistrustedError("huge_number")
    number = int(text)
    if abs(number) > MAX_INTEGER:
        raise DistrustedError("huge_number")
    return number


def _float(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise DistrustedError("huge_number")
    return number


def _constant(_: str) -> NoReturn:
    raise DistrustedError("not_a_number")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise DistrustedError("double_key")
    return found


# Made once, like the encoders above.
_DECODER: Final = json.JSONDecoder(
    parse_int=_integer, parse_float=_float, parse_constant=_constant, object_pairs_hook=_object
)
