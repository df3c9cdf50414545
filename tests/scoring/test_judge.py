"""Answers against keys: the share, and what is said about each part."""

from collections.abc import Mapping
from typing import Any

import pytest

from course.answers import check_answer
from course.scoring import KeyMismatchError, explain, judge
from tests.answers.samples import RIGHT, item, key

Value = Mapping[str, Any]


@pytest.mark.parametrize(("name", "value"), RIGHT.items())
def test_the_right_answer_is_worth_everything(name: str, value: Value) -> None:
    assert judge(item(name), key(name), value).share == 1.0


@pytest.mark.parametrize(
    ("name", "value", "share"),
    [
        ("goals", {"chosen": "overrule"}, 0.0),
        ("errand", {"best": "what-seen", "worst": "later"}, 0.5),
        ("errand", {"best": "promise", "worst": "what-seen"}, 0.0),
        ("wise", {"ratings": {"listen": 5, "table": 2, "blame": 1}}, (0.9 + 0.875 + 0.95) / 3),
        ("wise", {"ratings": {"listen": 5}}, 0.9 / 3),
        ("steps", {"order": ["talks", "table", "mandate", "vote"]}, 5 / 6),
        ("ladder", {"classes": {"no-reply": "debate", "same-points": "hardening"}}, 0.75),
        ("ladder", {"classes": {"no-reply": "deeds"}}, 0.5),
        ("kinds-of-claim", {"classes": {"late": "reading", "sellers": "stereotype"}}, 0.5),
        ("zopa-size", {"number": 22.2}, 1.0),
        ("zopa-size", {"number": 24}, 0.5),
        ("zopa-size", {"number": 48}, 0.0),
        ("map", {"cells": {"finance": {"side": "home", "votes": 32}}}, 1.5 / 3),
        ("sure", {"percent": {"arms": 50, "baseline": 50}}, 0.75),
        ("sure", {"percent": {"arms": 100, "baseline": 100}}, 0.5),
    ],
)
def test_shares(name: str, value: Value, share: float) -> None:
    check_answer(item(name), value)
    assert judge(item(name), key(name), value).share == pytest.approx(share)


def reasons(name: str, value: Value, language: str = "en") -> list[str]:
    return [reason.of(language) for reason in explain(judge(item(name), key(name), value))]


def test_a_choice_says_what_was_chosen_why_it_is_wrong_and_what_is_better() -> None:
    assert reasons("goals", {"chosen": "note-down"}) == [
        "Another answer is better.",
        (
            "“Write the three weeks down, so that he feels heard.” (your choice). "
            "You tie yourself down before you know the market (C6)."
        ),
        (
            "Key: “Ask what it costs him when it becomes five weeks.” (right). "
            "Behind a number stands an interest, and that one can be traded."
        ),
    ]


def test_a_right_choice_says_why_it_is_right_and_nothing_more() -> None:
    assert reasons("goals", {"chosen": "ask-cost"}, "nl") == [
        "Je koos het goede antwoord.",
        (
            "‘Vragen wat het hem kost als het vijf weken worden.’ (jouw keuze): goed. "
            "Achter een getal zit een belang, en daarover valt te praten."
        ),
    ]


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("errand", {"best": "later", "worst": "promise"}, "Say that you will see later.” (you: best; key: in between)"),
        ("errand", {"best": "later", "worst": "promise"}, "Key: “Ask what they saw themselves.” (best)"),
        ("errand", {"best": "promise", "worst": "later"}, "You called the worst one the best"),
        ("wise", {"ratings": {"listen": 2}}, "“Let them say all they have.” (you: 2; key: 4.6 (experts))"),
        ("wise", {"ratings": {"listen": 2}}, "“Show the market table first.” (you did not say; key: 2.5 (experts))"),
        ("steps", {"order": ["talks", "table", "mandate", "vote"]}, "5 of 6 pairs"),
        ("steps", {"order": ["talks", "table", "mandate", "vote"]}, "(you: place 2; key: place 3)"),
        ("ladder", {"classes": {"no-reply": "debate"}}, "(you: Debate; key: Deeds)"),
        ("zopa-size", {"number": 24}, "You answered 24 packages; the right number is 22 packages."),
        ("zopa-size", {"number": 24}, "Near: within 10%"),
        ("map", {"cells": {"finance": {"votes": 12.5}}}, "“Finance, Votes” (you: 12.5 seats; key: 30 seats)"),
        ("sure", {"percent": {"arms": 80}}, "(you: 80%; key: not true)"),
    ],
)
def test_every_kind_names_what_was_said_and_what_the_key_says(name: str, value: Value, expected: str) -> None:
    assert expected in "\n".join(reasons(name, value))


def test_dutch_numbers_have_a_comma() -> None:
    assert "12,5 zetels" in "\n".join(reasons("map", {"cells": {"finance": {"votes": 12.5}}}, "nl"))
    assert "1.250 pakketten" in "\n".join(reasons("zopa-size", {"number": 1250}, "nl"))
    assert "1,250 packages" in "\n".join(reasons("zopa-size", {"number": 1250}))


@pytest.mark.parametrize(("name", "other"), [("goals", "errand"), ("ladder", "kinds-of-claim"), ("zopa-size", "goals")])
def test_a_key_of_another_question_is_an_error_with_a_name(name: str, other: str) -> None:
    with pytest.raises(KeyMismatchError):
        judge(item(name), key(other), RIGHT[name])
