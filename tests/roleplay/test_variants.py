"""A variant is the file with some values replaced, found by name and never by position."""

from typing import Any

import pytest

from course.roleplay.load import ScenarioError, load
from course.roleplay.strict_yaml import load as read_yaml
from course.roleplay.variants import patched
from tests.roleplay.small import SMALL, TEXT, read_text


def patch(base: str, change: str) -> Any:
    raw, lines = read_yaml(f"{base}\nvariants: {{v: {change}}}".encode())
    value, _ = patched(raw, lines, "v")
    del value["variants"]
    return value


ROWS = [
    ("a: {b: 1, c: 2}", "{a: {b: 3}}", {"a": {"b": 3, "c": 2}}),
    ("a: {b: 1}", "{a: {c: 2}}", {"a": {"b": 1, "c": 2}}),
    ("a: {b: 1, c: 2}", "{a: {b: }}", {"a": {"c": 2}}),
    ("a: [1, 2]", "{a: [3]}", {"a": [3]}),
    ("a: 1", "{a: {b: 2}}", {"a": {"b": 2}}),
    ("a: [{id: x, n: 1}, {id: y, n: 2}]", "{a: {y: {n: 3}}}", {"a": [{"id": "x", "n": 1}, {"id": "y", "n": 3}]}),
    ("a: [{id: x}, {id: y}]", "{a: {x: }}", {"a": [{"id": "y"}]}),
    ("a: [{id: x}]", "{a: {y: {n: 1}}}", {"a": [{"id": "x"}, {"id": "y", "n": 1}]}),
    ("a: [{id: 8, n: 1}]", "{a: {8: {n: 2}}}", {"a": [{"id": 8, "n": 2}]}),
    (
        "a: [{id: x, b: [{id: y, n: 1}]}]",
        "{a: {x: {b: {y: {n: 2}}}}}",
        {"a": [{"id": "x", "b": [{"id": "y", "n": 2}]}]},
    ),
]


@pytest.mark.parametrize(("base", "change", "value"), ROWS)
def test_patch(base: str, change: str, value: Any) -> None:
    assert patch(base, change) == value


def test_the_file_itself_stays_as_it_was() -> None:
    raw, lines = read_yaml(b"a: {b: 1}\nc: [{id: x, n: 1}]\nvariants: {v: {a: {b: 2}, c: {x: {n: 2}}}}")
    patched(raw, lines, "v")
    assert (raw["a"], raw["c"]) == ({"b": 1}, [{"id": "x", "n": 1}])


def test_what_the_patch_sets_stands_in_the_patch() -> None:
    data = b"""\
a: {b: 1, c: 2}
l:
  - id: x
  - id: y
    n: 1
variants:
  v:
    a: {b: 3}
    l: {x: , y: {n: [4]}}
"""
    raw, lines = read_yaml(data)
    _, places = patched(raw, lines, "v")
    assert places.of("a", "b").line == 8
    assert places.of("a", "c").line == 1
    assert places.of("l", 0).line == 4
    assert places.of("l", 0, "n").line == 9
    assert places.of("l", 0, "n", 0) == (9, 22)
    assert places.of("l", 1).line == 2


def test_a_variant_of_a_role_play() -> None:
    plain, stiff = load(SMALL), load(SMALL, "stiff")
    assert (plain.variant, stiff.variant, plain.variants) == (None, "stiff", ("stiff",))
    assert (plain.setup.other.reservation, stiff.setup.other.reservation) == (30, 45)
    assert stiff.scenes["rosa-opens"].situation.otherwise.en == "Rosa leaves her coat on."
    assert stiff.scenes["rosa-opens"].moves == plain.scenes["rosa-opens"].moves


def test_a_variant_that_is_not_there_is_a_finding() -> None:
    with pytest.raises(ScenarioError, match=r"R017 There is no variant 'stif'.* Did you mean 'stiff'"):
        load(SMALL, "stif")


def test_a_patch_cannot_change_who_the_role_play_is() -> None:
    _, findings = read_text(TEXT.replace("  stiff:\n", "  stiff:\n    id: other\n"))
    assert [finding.code for finding in findings] == ["S101"]
