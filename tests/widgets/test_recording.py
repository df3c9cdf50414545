"""Values that students compute."""

from typing import Any

import pandas as pd
import pytest

from course.widgets import record
from course.widgets.session import Session
from tests.widgets.notebooks import Shown


def said(shown: Shown) -> str:
    return str(shown.widgets[-1].view["news"]["text"])


def test_a_number_is_kept_and_said(begun: Session, shown: Shown) -> None:
    record("zopa-size", 22)
    assert said(shown) == "Recorded: 22 packages."
    assert begun.lines("zopa-size")[0].value == {"number": 22}
    assert shown.texts == ["1 answer kept."]


def test_running_the_cell_again_is_no_new_attempt_and_a_new_value_is(begun: Session, shown: Shown) -> None:
    record("zopa-size", 22)
    record("zopa-size", 22)
    assert said(shown) == "Recorded already: 22 packages."
    record("zopa-size", 24)
    assert [line.attempt for line in begun.lines("zopa-size")] == [1, 2]


def test_a_pandas_table_is_kept_by_its_names(begun: Session, shown: Shown) -> None:
    record("map", pd.DataFrame({"side": ["home", "across"], "votes": [30, 0]}, index=["finance", "supplier"]))
    assert said(shown) == "Recorded: 3 cells."
    assert begun.lines("map")[0].value == {
        "cells": {"finance": {"side": "home", "votes": 30}, "supplier": {"side": "across"}}
    }


def test_a_table_with_holes_says_so(begun: Session, shown: Shown) -> None:
    record("map", {"finance": {"votes": 30}})
    assert said(shown) == "Recorded; 2 cells are still empty."
    assert len(begun.lines("map")) == 1


@pytest.mark.parametrize("value", [None, float("nan"), "many", {1, 2}, [1, 2, 3], True, print])
def test_another_value_is_refused_with_a_sentence(begun: Session, shown: Shown, value: Any) -> None:
    record("zopa-size", value)
    assert said(shown).startswith("Nothing recorded: ")
    assert begun.lines("zopa-size") == ()


def test_without_a_value_it_says_how_it_is_written(begun: Session, shown: Shown) -> None:
    record("zopa-size")
    assert shown.texts == ['Nothing recorded: write record("zopa-size", value), with the value that you computed.']
    assert begun.lines("zopa-size") == ()


def test_an_unknown_question_lists_those_there_are(begun: Session, shown: Shown) -> None:
    record("zopa", 22)
    assert "There is: goals, errand" in shown.texts[0]
    assert begun.lines("zopa") == ()
