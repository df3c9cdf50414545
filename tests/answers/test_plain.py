"""What students compute becomes plain JSON, whatever library made it; the rest is refused with a sentence."""

import json
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest

from course.answers import check_answer
from course.answers.plain import NotPlainError, fit, plain
from course.locale import LANGUAGES, say
from tests.answers.samples import item

TABLE = {"finance": {"side": "home", "votes": 30}, "supplier": {"side": "across"}}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (22, 22),
        (22.5, 22.5),
        (0.1 + 0.2, 0.3),
        (Decimal("2.50"), 2.5),
        (Fraction(1, 4), 0.25),
        (np.int64(22), 22),
        (np.float64(0.7) + 0.1, 0.8),
        (np.array([1, 2]), [1, 2]),
        ((1, 2), [1, 2]),
        (range(3), [0, 1, 2]),
        (pd.Series([1, 2]), {"0": 1, "1": 2}),
        (pd.Series([1.5], index=["finance"]), {"finance": 1.5}),
        (pd.DataFrame({"votes": [30]}, index=["finance"]), {"finance": {"votes": 30}}),
        ({"finance": {"votes": 30}}, {"finance": {"votes": 30}}),
        (pd.Index([1, 2]), [1, 2]),
    ],
)
def test_values_become_plain(value: Any, expected: Any) -> None:
    assert plain(value) == expected
    json.dumps(plain(value), allow_nan=False)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (None, "record_nothing"),
        (float("nan"), "record_nothing"),
        (pd.Series([1, None]), "record_nothing"),
        (np.array([np.nan]), "record_nothing"),
        (float("inf"), "record_too_large"),
        (10**30, "record_too_large"),
        (list(range(5000)), "record_too_large"),
        ([[[[[[1]]]]]], "record_too_large"),
        (True, "record_type"),
        (np.True_, "record_type"),
        ({1, 2}, "record_type"),
        (print, "record_type"),
        (1j, "record_type"),
        (object(), "record_type"),
        (pd.Timestamp("2026-11-21"), "record_type"),
    ],
)
def test_other_values_are_refused_with_a_sentence(value: Any, code: str) -> None:
    with pytest.raises(NotPlainError) as found:
        plain(value)
    assert found.value.code == code
    for language in LANGUAGES:
        assert say(f"ask.{code}", language, **found.value.values).endswith(".")


def test_a_list_that_holds_itself_ends() -> None:
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(NotPlainError):
        plain(endless)


@pytest.mark.parametrize("value", [22, 22.0, [22], pd.Series([22]), pd.DataFrame({"n": [22]}), np.array([[22]])])
def test_one_number_in_any_wrapping_answers_a_number(value: Any) -> None:
    answer = fit(item("zopa-size"), plain(value))
    assert answer == {"number": 22}
    check_answer(item("zopa-size"), answer)


@pytest.mark.parametrize(
    "value",
    [
        pd.DataFrame({"side": ["home", "across"], "votes": [30, 0]}, index=["finance", "supplier"]),
        pd.DataFrame({"Table": ["At home", "Across"], "Votes": [30, 0]}, index=["Finance", "The supplier"]),
        pd.DataFrame(
            {"Tafel": ["Thuis", "Aan de overkant"], "Stemmen": [30, 0]}, index=["Financiën", "De leverancier"]
        ),
        pd.DataFrame({"a": ["home", "across"], "b": [30, 0]}),
        [["home", 30], ["across", 0]],
        {"finance": {"side": "home", "votes": 30}, "supplier": {"side": "across"}},
    ],
)
def test_a_table_answers_a_table_by_names_or_by_places(value: Any) -> None:
    answer = fit(item("map"), plain(value))
    assert answer == {"cells": TABLE}
    check_answer(item("map"), answer)


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("zopa-size", [1, 2], "record_number_wanted"),
        ("zopa-size", "22", "record_number_wanted"),
        ("map", 3, "record_shape"),
        ("map", [["home", 30]], "record_shape"),
        ("map", [["moon", 30], ["across", 0]], "record_unknown_word"),
        ("map", [["home", "many"], ["across", 0]], "record_number_wanted"),
        ("goals", "ask-cost", "record_wrong_kind"),
    ],
)
def test_a_value_of_another_shape_is_refused_with_a_sentence(name: str, value: Any, code: str) -> None:
    with pytest.raises(NotPlainError) as found:
        fit(item(name), plain(value))
    assert found.value.code == code
    assert say(f"ask.{code}", "nl", **found.value.values)
