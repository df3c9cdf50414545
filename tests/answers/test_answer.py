"""What can be an answer, and what nobody can have answered with our widgets."""

import contextlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.answers import DistrustedError, check_answer
from course.locale import LANGUAGES
from tests.answers.samples import IMPOSSIBLE, RIGHT, authored, item
from tests.answers.test_collect import JSON


@pytest.mark.parametrize(("name", "value"), RIGHT.items())
def test_a_right_answer_is_possible(name: str, value: dict[str, Any]) -> None:
    check_answer(item(name), value)


@pytest.mark.parametrize(("name", "value"), IMPOSSIBLE)
def test_an_impossible_answer_says_why(name: str, value: dict[str, Any]) -> None:
    with pytest.raises(DistrustedError) as found:
        check_answer(item(name), value)
    for language in LANGUAGES:
        assert found.value.remark().text.of(language).endswith(".")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wise", {"ratings": {"listen": 5}}),
        ("ladder", {"classes": {"no-reply": "deeds"}}),
        ("map", {"cells": {"finance": {"votes": 30}}}),
        ("sure", {"percent": {"arms": 35.5}}),
    ],
)
def test_an_answer_may_leave_parts_out(name: str, value: dict[str, Any]) -> None:
    check_answer(item(name), value)


FIELDS = ("chosen", "best", "worst", "ratings", "order", "classes", "number", "cells", "percent")


@given(st.sampled_from([each.item for each in authored()]), st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_no_value_is_too_odd(asked: Any, value: dict[str, Any]) -> None:
    with contextlib.suppress(DistrustedError):
        check_answer(asked, value)
