"""What the strict reader reads, what it refuses, and where it says so."""

import json
import re
from typing import Any

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from course.roleplay import strict_yaml
from course.roleplay.strict_yaml import MAX_BYTES, MAX_DEPTH, StrictYamlError, load

READ: list[tuple[str, Any]] = [
    ("a: no", {"a": "no"}),
    ("a: yes\nb: on\nc: off\nd: y", {"a": "yes", "b": "on", "c": "off", "d": "y"}),
    ("a: true\nb: False", {"a": True, "b": False}),
    ("a: 12:30\nb: 2026-11-21\nc: 0x1f", {"a": "12:30", "b": "2026-11-21", "c": "0x1f"}),
    ("a: 8\nb: -0.5\nc: .5\nd: 1e3\ne: 4-6", {"a": 8, "b": -0.5, "c": 0.5, "d": 1000.0, "e": "4-6"}),
    ("a: '8'\nb: \"true\"\nc: ''", {"a": "8", "b": "true", "c": ""}),
    ("a:\nb: ~\nc: null", {"a": None, "b": None, "c": None}),
    ("8: eight\ntrue: so", {"8": "eight", "true": "so"}),
    ("a: .inf\nb: .nan", {"a": ".inf", "b": ".nan"}),
    ("a: >-\n  He said: 'no' # really\n  twice.\n", {"a": "He said: 'no' # really twice."}),
    ("a: >-\n  One.\n\n  Two.\n", {"a": "One.\n\nTwo."}),
    ("a: >-\n  One.\n\n\n  Two.\n", {"a": "One.\n\nTwo."}),
    ("a: |\n  One.\n  Two.\n", {"a": "One.\nTwo.\n"}),
    ("a: {b: [1, {c: d}], e: f}", {"a": {"b": [1, {"c": "d"}], "e": "f"}}),
    ("\ufeffa: é\r\nb: 1\r\n", {"a": "é", "b": 1}),
    ("", None),
    ("---\na: 1\n...\n", {"a": 1}),
]


@pytest.mark.parametrize(("text", "value"), READ)
def test_reads(text: str, value: Any) -> None:
    assert load(text.encode())[0] == value


REFUSED: list[tuple[str, bytes, str, tuple[int, int]]] = [
    ("too large", b"#" * (MAX_BYTES + 1), "S001", (1, 1)),
    ("saved as UTF-16", "a: b".encode("utf-16"), "S002", (1, 1)),
    ("saved as Latin-1", b"a: b\nc: caf\xe9", "S003", (2, 7)),
    ("a zero byte", b"a: \x00", "S004", (1, 4)),
    ("a line break that editors do not show", "a: b\nc: d\u2028e".encode(), "S004", (2, 5)),
    ("a byte order mark inside", "a: \ufeffb".encode(), "S004", (1, 4)),
    ("a tab", b"a:\n\tb: c", "S005", (2, 1)),
    ("two documents", b"a: 1\n---\nb: 2", "S006", (2, 1)),
    ("an anchor", b"a: &x b", "S007", (1, 4)),
    ("an alias", b"a: b\nc: *a", "S007", (2, 4)),
    ("a bare asterisk", b"a: * b", "S007", (1, 5)),
    ("a tag", b"a: !!python/name:os.system x", "S008", (1, 4)),
    ("an exclamation mark in front", b"a: !now or never", "S008", (1, 4)),
    ("a tag directive", b"%TAG ! tag:x,2026:\n---\na: b", "S008", (1, 1)),
    ("a list as key", b"? [a, b]\n: c", "S009", (1, 3)),
    ("a merge key", b"a: {<<: {b: c}}", "S010", (1, 5)),
    ("a colon in a text", b"en: He said: no", "S011", (1, 12)),
    ("a colon between names", b"when:\n  demand: heat: open", "S011", (2, 15)),
    ("a colon between names in brackets", b"when: {demand: heat: open}", "S011", (1, 20)),
    ("a comma for a point in brackets", b"w: {price: 0,45}", "S019", (1, 14)),
    ("a quotation that does not end", b'a: "b\nc: d', "S012", (1, 4)),
    ("a quotation that ends too soon", b"a: 'Hm,' he says.", "S012", (1, 4)),
    ("a quotation that ends too soon in brackets", b'a: {en: "Hm," he says}', "S012", (1, 9)),
    ("an at sign in front", b"a: @noor", "S013", (1, 4)),
    ("a per cent sign in front", b"a: %", "S013", (1, 4)),
    ("brackets left open", b"a: {b: [1, 2}\nc: d", "S014", (1, 8)),
    ("keys that do not line up", b"a:\n    b: 1\n  c: 2", "S015", (3, 3)),
    ("a key without colon", b"a: 1\nb\nc: 2", "S015", (3, 1)),
    ("something after the block sign", b"a: >- text", "S016", (1, 7)),
    ("a key twice", b"a: 1\nb: 2\na: 3", "S017", (3, 1)),
    ("a key twice in brackets", b"x: {a: 1, a: 2}", "S017", (1, 11)),
    ("a key twice, once in quotes", b"a: 1\n'a': 2", "S017", (2, 1)),
    ("too deep", b"[" * (MAX_DEPTH + 1), "S018", (1, MAX_DEPTH + 1)),
    ("a comma in a text in brackets", b"a: {en: Weeks, weigh most, nl: x}", "S019", (1, 16)),
    ("a number beyond counting", b"a: 1e999", "S020", (1, 4)),
    ("a number with too many digits", b"a: " + b"9" * 30, "S020", (1, 4)),
]


@pytest.mark.parametrize("parser", ["C", "Python"])
@pytest.mark.parametrize(("data", "code", "place"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_refuses(data: bytes, code: str, place: tuple[int, int], parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "Python":
        monkeypatch.setattr(strict_yaml, "_PARSER", yaml.BaseLoader)
    with pytest.raises(StrictYamlError) as caught:
        load(data)
    assert caught.value.code == code
    if parser == "C":  # both find the same; PyYAML's own parser sometimes marks a neighbouring place
        assert (caught.value.line, caught.value.column) == place


def test_error_says_place_and_cure() -> None:
    with pytest.raises(
        StrictYamlError, match=r"line 2, column 1: 'a' stands here for the second time.* line 1"
    ) as caught:
        load(b"a: 1\na: 2")
    assert (
        caught.value.finding("x.yaml").describe("nl").startswith("x.yaml:2:1 S017 'a' staat hier voor de tweede keer")
    )


CURES = [
    ("names", "when:\n  demand: with-heat: open", "in braces: demand: {with-heat: open}."),
    ("names in brackets", "when: {demand: with-heat: open, round: 2}", "in braces: demand: {with-heat: open}."),
    ("a name and a list", "when:\n  played: lift: [first, last]", "in braces: played: {lift: [first, last]}."),
    ("a text", "en: He said: no", "Put the text in a block"),
    ("a text that is made of names", "en: well: no", "Put the text in a block"),
    ("a text of several words", "x: well: no then", "Put the text in a block"),
    ("a number with a comma", "w: {price: 0,45}", "Write 0.45: a number has a point"),
    ("a text with a comma", "a: {en: Weeks, weigh most, nl: x}", "Put quotes around the whole text"),
    ("a number in a text with a comma", "a: {en: Weeks, 45, nl: x}", "Put quotes around the whole text"),
]


@pytest.mark.parametrize("parser", ["C", "Python"])
@pytest.mark.parametrize(("text", "cure"), [row[1:] for row in CURES], ids=[row[0] for row in CURES])
def test_the_cure_fits_what_was_meant(text: str, cure: str, parser: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if parser == "Python":
        monkeypatch.setattr(strict_yaml, "_PARSER", yaml.BaseLoader)
    with pytest.raises(StrictYamlError, match=re.escape(cure)):
        load(text.encode())


CUT = [
    ("a text in a language", b"en: the shift #2 of May", [((1, 15), "the shift")]),
    ("nothing left of it", b"nl: # nothing", [((1, 5), "")]),
    ("several words", b"reply: wait here # please", [((1, 18), "wait here")]),
    ("no space behind the sign", b"say: shift #2", [((1, 12), "shift")]),
    ("in brackets", b"{nl: two, en: one #2\n}", [((1, 19), "one")]),
    ("a comment behind a word", b"at: leaving   # the engine plays it", []),
    ("a comment behind a number", b"a: 3 # three", []),
    ("a comment above", b"# about\na: b c", []),
    ("a comment behind a key", b"own: # ours\n  a: b", []),
    ("inside a block", b"en: >-\n  the shift #2 # of May", []),
    ("inside quotation marks", b"en: 'the shift #2' # a comment", []),
]


@pytest.mark.parametrize(("data", "cut"), [row[1:] for row in CUT], ids=[row[0] for row in CUT])
def test_notices_a_text_cut_off_by_a_number_sign(data: bytes, cut: list[tuple[tuple[int, int], str]]) -> None:
    assert [(tuple(found.position), found.kept) for found in load(data)[1].cut] == cut


def test_every_value_knows_its_place() -> None:
    data = b"# first\na: 1\nb:\n  - c: {d: e}\n  - f\n"
    value, lines = load(data)
    assert value == {"a": 1, "b": [{"c": {"d": "e"}}, "f"]}
    assert {path: tuple(place) for path, place in lines.places.items()} == {
        (): (2, 1),
        ("a",): (2, 1),
        ("b",): (3, 1),
        ("b", 0): (4, 5),
        ("b", 0, "c"): (4, 5),
        ("b", 0, "c", "d"): (4, 9),
        ("b", 1): (5, 5),
    }
    assert lines.value_of("b", 0, "c", "d") == (4, 12)
    assert lines.of("b", 0, "missing", 7) == (4, 5)
    assert lines.value_of("b", 9) == (3, 1)


@given(st.binary(max_size=200))
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    _read_or_refuse(data)


@given(st.text(st.sampled_from("ab1:-?&*!|>'\"%@`{}[],#~<. \n\té\u2028\ufeff"), max_size=60))
def test_arbitrary_yaml_signs_are_read_or_refused(text: str) -> None:
    _read_or_refuse(text.encode())


def _read_or_refuse(data: bytes) -> None:
    places = _places(data)
    rows = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= line <= rows + 1 and column >= 1 for line, column in places)


def _places(data: bytes) -> list[tuple[int, int]]:
    """Where the values of a document stand, or where the error is that refuses it."""
    try:
        _, lines = load(data)
    except StrictYamlError as error:
        return [(error.line, error.column)]
    return list(lines.places.values())


# JSON writes characters beyond these as two halves, which YAML has no way to read.
PLAIN = st.characters(codec="utf-8", max_codepoint=0xFFFF)
SCALARS = st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(PLAIN, max_size=20)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc- ", min_size=1), inner, max_size=4),
)


@given(VALUES)
def test_reads_what_json_writes(value: Any) -> None:
    """JSON is YAML: what a JSON writer quotes comes back unchanged, and every part of it has a place."""
    data = json.dumps(value, ensure_ascii=True).encode()
    paths = _paths(value)
    assume(max(len(path) for path in paths) < MAX_DEPTH)
    read, lines = load(data)
    assert read == value
    assert paths == set(lines.places)


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found = {path}
    if isinstance(value, dict):
        found |= {p for key, inner in value.items() for p in _paths(inner, (*path, key))}
    elif isinstance(value, list):
        found |= {p for n, inner in enumerate(value) for p in _paths(inner, (*path, n))}
    return found
