"""Whatever somebody does to a role-play, it is read or it is told what is wrong; nothing is ever raised."""

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from course.roleplay.strict_yaml import load
from tests.roleplay.small import TEXT, lint_text, read_text

RAW, LINES = load(TEXT.encode())
PATHS = sorted((path for path in LINES.places if path), key=str)
WORDS = [str(path[-1]) for path in PATHS] + ["home", "parents", "any", "other", "true", "en", "nl", "else", "utility"]


def alike(value: Any) -> st.SearchStrategy[Any]:
    """Values of the same type: they pass the schema more often, and meet the rules behind it."""
    if isinstance(value, str):
        return st.sampled_from(WORDS) | st.text(max_size=5)
    if isinstance(value, int | float):
        return st.integers(-1, 9) | st.floats(0, 1)
    if isinstance(value, list):
        return st.permutations(value).flatmap(lambda members: st.integers(0, len(members)).map(lambda n: members[:n]))
    return st.sampled_from(sorted(value)).map(lambda gone: {key: inner for key, inner in value.items() if key != gone})


values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 200) | st.floats(-1, 2) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=3),
    max_leaves=5,
)


def changed(raw: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """A copy of ``raw`` with another value at ``path``."""
    new = copy.deepcopy(raw)
    inside = new
    for step in path[:-1]:
        inside = inside[step]
    inside[path[-1]] = value
    return new


def at(path: tuple[str | int, ...]) -> Any:
    """The value that stands at ``path``."""
    inside = RAW
    for step in path:
        inside = inside[step]
    return inside


@settings(max_examples=150)
@given(st.data())
def test_any_value_in_any_place(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PATHS))
    text = json.dumps(changed(RAW, path, data.draw(alike(at(path)) | values)))
    scenario, findings = read_text(text)
    assert scenario is not None or findings
    for finding in lint_text(text):
        assert finding.describe("en")
        assert finding.describe("nl")
        assert finding.line >= 1
        assert finding.column >= 1


@settings(max_examples=40)
@given(st.sampled_from(sorted(RAW["variants"]["stiff"])), values)
def test_any_value_in_a_variant(key: str, value: Any) -> None:
    scenario, findings = read_text(json.dumps(changed(RAW, ("variants", "stiff", key), value)), "stiff")
    assert scenario is not None or findings
