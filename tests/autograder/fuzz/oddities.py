"""Values that nobody expects where they stand."""

from copy import deepcopy
from random import Random
from typing import Any, Final

from tests.autograder.fuzz.mutant import Raw

PLAIN: Final[tuple[object, ...]] = (
    None, True, False, 0, 1, -1, 2, 3, 10_001, 2**31, 2**53, 2**53 + 1, -(2**63), 0.5, -0.0, 1.0, 1e-320, 1e308,
    99.999, "", " ", "\n", "\0", "0", "1", "true", "null", "[]", "{}", "start", "move", "home", "é", "e\u0301",
    "\u212b", "\u202eabc", "\ud800", "\udc80x", "\udfff\ud800", "\U0001f600", "\ufeff", "\u2028", "__class__",
    "__proto__", "..", "../../etc/passwd", "{kind}", "{0.__class__}", "{", "}", "%s%n", "<script>alert(1)</script>",
    "=1+1", "'; drop table grade; --", "2026-11-21T10:15:02Z", "2026-02-30T25:61:61Z", "0000-00-00T00:00:00Z",
    "9999-12-31T23:59:60Z", "a" * 65, "a" * 5_000, [], {}, [[]], [None], [{}], {"": ""}, {"a": None},
    {"kind": {"kind": "start"}}, ["start"], {"format": 1, "lines": []}, Raw("NaN"), Raw("Infinity"), Raw("-Infinity"),
    Raw("1e400"), Raw("-1e400"), Raw("1e-400"), Raw("-0"), Raw("1E5"), Raw("00"), Raw("9" * 17), Raw("9" * 5_000),
    Raw("-" + "9" * 5_000), Raw("0." + "1" * 5_000), Raw('{"a": 1, "a": 2}'), Raw("undefined"), Raw('"\\ud800"'),
    Raw('"\\x"'), Raw("'a'"), Raw("[" * 30 + "]" * 30), Raw('{"a":' * 25 + "1" + "}" * 25), Raw(""), Raw("/**/1"),
)  # fmt: skip
HEAVY: Final[tuple[object, ...]] = (
    "a" * 70_000, "\U0001f600" * 100_000, [0] * 20_000, [[]] * 5_000, {f"k{n}": n for n in range(5_000)},
    {"k" * 60_000: 1}, Raw("9" * 100_000), Raw("0." + "1" * 100_000), Raw("[" * 3_000 + "]" * 3_000),
    Raw("[" * 1_000_000), Raw('{"a":' * 100_000),
)  # fmt: skip


def odd(random: Random) -> Any:
    """Some value, to be changed at will; one in thirty is large."""
    return heavy(random) if random.random() < 0.03 else deepcopy(random.choice(PLAIN))


def heavy(random: Random) -> Any:
    """A large value, to be changed at will."""
    return deepcopy(random.choice(HEAVY))


def same_type(value: object, random: Random) -> Any:
    """A value that looks like the one that stands there: it gets further before anybody minds."""
    match value:
        case bool():
            return not value
        case int() | float():
            return random.choice((value + 1, value - 1, -value, value * 1_000, float(value), value / 3))
        case str():
            return random.choice((value[:-1], value + "x", value.upper(), value[::-1], f" {value}", value * 2, "home"))
        case list():
            return random.choice((value[:-1], value * 2, value[::-1], [*value, None], [value]))
        case dict():
            keys = list(value)
            gone = random.choice(keys) if keys else ""
            return {key: inner for key, inner in value.items() if key != gone}
        case _:
            return odd(random)
