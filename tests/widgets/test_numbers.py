"""Numbers as people type them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.scoring import number_text
from course.widgets.numbers import read_number


@pytest.mark.parametrize(
    ("typed", "nl", "en"),
    [
        ("22", 22, 22),
        (" 22 ", 22, 22),
        ("-3", -3, -3),
        ("−3", -3, -3),
        ("+3", 3, 3),
        ("0,25", 0.25, 0.25),
        ("0.25", 0.25, 0.25),
        (".5", 0.5, 0.5),
        (",5", 0.5, 0.5),
        ("12.5", 12.5, 12.5),
        ("12,5", 12.5, 12.5),
        ("1.250", 1250, 1.25),
        ("1,250", 1.25, 1250),
        ("1.250,5", 1250.5, None),
        ("1,250.5", None, 1250.5),
        ("1 250", 1250, 1250),
        ("12.345.678", 12345678, None),
        ("€ 9.600", 9600, 9.6),
        ("30%", 30, 30),
        ("22 pakketten", 22, None),
        ("22 packages", None, 22),
        ("0.125", 0.125, 0.125),
        ("", None, None),
        ("-", None, None),
        (".", None, None),
        ("twee", None, None),
        ("1e5", None, None),
        ("1/2", None, None),
        ("nan", None, None),
        ("inf", None, None),
        ("1..2", None, None),
        ("٣", None, None),
        ("9" * 40, None, None),
    ],
)
def test_numbers_in_two_languages(typed: str, nl: float | None, en: float | None) -> None:
    assert read_number(typed, "nl", "pakketten") == nl
    assert read_number(typed, "en", "packages") == en


@given(st.text(max_size=40))
def test_no_typing_is_too_odd(typed: str) -> None:
    for language in ("nl", "en"):
        read_number(typed, language, "kg")


@given(st.integers(-999_999, 999_999), st.sampled_from(["nl", "en"]))
def test_a_number_that_we_write_is_read_as_itself(thousandths: int, language: str) -> None:
    number = thousandths / 1000
    assert read_number(number_text(number, 3).of(language), language) == pytest.approx(number)
