"""What a line may hold does not depend on how it is looked at."""

import json

from hypothesis import given
from hypothesis import strategies as st

from course.answers.line import check_line, parse_line
from course.answers.remark import DistrustedError

LETTERS = st.characters(exclude_categories=[])
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.integers(-(2**54), 2**54) | st.floats() | st.text(LETTERS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=3), inner, max_size=3),
    max_leaves=30,
)


def deep(levels: int) -> object:
    return [deep(levels - 1)] if levels else 1


@given(value=VALUES | st.integers(10, 30).map(deep), ascii_only=st.booleans())
def test_a_line_read_from_text_is_held_to_the_same_as_data(*, value: object, ascii_only: bool) -> None:
    data = {"format": 1, "item": "a", "attempt": 1, "value": {"x": value}, "at": "2026-11-21T10:15:02Z"}
    raw = json.dumps(data, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass")

    def accepted(read: object, what: object) -> bool:
        try:
            read(what)  # type: ignore[operator]  # one of the two below
        except DistrustedError:
            return False
        return True

    assert accepted(parse_line, raw) == accepted(check_line, data)
