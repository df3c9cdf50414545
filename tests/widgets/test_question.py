"""A question at work: what the browser sends, what is kept, what is shown."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course.answers import MIME
from course.widgets import ask, begin, session
from course.widgets.question import Question, receive
from course.widgets.session import Session
from tests.answers.samples import item, key
from tests.answers.test_collect import JSON
from tests.widgets.notebooks import Shown, write_items


def graded(begun: Session, name: str = "goals") -> Question:
    return Question(begun, item(name), None)


def for_yourself(begun: Session, name: str = "goals") -> Question:
    return Question(begun, item(name), key(name))


# ------------------------------------------------------------------ questions that count


def test_an_answer_is_kept_and_said_to_be(begun: Session) -> None:
    view = graded(begun).take({"chosen": "overrule"})
    assert view["news"]["text"] == "Answer kept. You can still change it."
    assert view["news"]["tone"] == "good"
    assert view["button"] == "Change my answer"
    assert view["controls"]["value"] == "overrule"
    assert [line.value for line in begun.lines("goals")] == [{"chosen": "overrule"}]


def test_a_question_that_counts_explains_nothing(begun: Session) -> None:
    view = graded(begun).take({"chosen": "overrule"})
    assert view["feedback"] is None
    assert "tells you nothing" not in json.dumps(view)


def test_every_change_is_a_new_line_and_the_next_attempt(begun: Session) -> None:
    question = graded(begun)
    for chosen in ("overrule", "ask-cost", "overrule"):
        question.take({"chosen": chosen})
    assert [(line.attempt, line.value["chosen"]) for line in begun.lines("goals")] == [
        (1, "overrule"),
        (2, "ask-cost"),
        (3, "overrule"),
    ]


def test_the_same_answer_twice_is_kept_once(begun: Session) -> None:
    question = graded(begun)
    question.take({"chosen": "overrule"})
    view = question.take({"chosen": "overrule"})
    assert view["news"]["text"] == "This answer was kept already."
    assert len(begun.lines("goals")) == 1


def test_news_that_says_the_same_is_still_new_to_the_browser(begun: Session) -> None:
    question = graded(begun)
    assert question.take({})["news"] != question.take({})["news"]


def test_what_is_missing_is_said_and_nothing_is_kept(begun: Session) -> None:
    view = graded(begun, "errand").take({"best": "later", "worst": ""})
    assert view["news"]["tone"] == "trouble"
    assert view["news"]["focus"] == "worst"
    assert view["controls"]["value"] == {"best": "later", "worst": ""}
    assert view["button"] == "Answer"
    assert begun.lines("errand") == ()


def test_a_number_is_echoed_as_it_was_understood(begun: Session) -> None:
    view = graded(begun, "zopa-size").take({"number": "1,250"})
    assert view["news"]["text"] == "Kept: 1,250 packages. You can still change it."
    assert begun.lines("zopa-size")[0].value == {"number": 1250}


def test_what_is_left_open_is_said(begun: Session) -> None:
    view = graded(begun, "map").take({"cells": {"finance": {"votes": "30"}}})
    assert view["news"]["text"] == "Answer kept; 2 not filled in yet. You can still change it."


def test_the_last_answer_is_there_again_after_a_restart(begun: Session) -> None:
    graded(begun).take({"chosen": "overrule"})
    view = Question(session.open_session("try", "nl", begun.folder), item("goals"), None).view()
    assert view["controls"]["value"] == "overrule"
    assert view["news"] == {"text": "Je laatste antwoord is ingevuld.", "tone": "quiet"}


def test_an_answer_that_somebody_wrote_into_the_journal_by_hand_is_passed_over(begun: Session) -> None:
    begun.keep("goals", 1, {"chosen": "overrule"})
    begun.keep("goals", 2, {"chosen": {"x": 1}})
    assert graded(begun).view()["controls"]["value"] == "overrule"


def test_a_disk_that_is_full_is_said_and_the_form_stays_filled_in(begun: Session) -> None:
    begun.journal.path.mkdir()
    question = graded(begun)
    begun.journal.path.rmdir()
    begun.journal.path.write_bytes(b"x" * (5 * 1024 * 1024))
    view = question.take({"chosen": "overrule"})
    assert view["news"]["tone"] == "trouble"
    assert "could not be kept" in view["news"]["text"]
    assert view["controls"]["value"] == "overrule"
    assert view["button"] == "Answer"


# ------------------------------------------------------------------ questions for yourself


def test_a_question_for_yourself_explains_every_option_at_once(begun: Session) -> None:
    view = for_yourself(begun).take({"chosen": "overrule"})
    assert view["news"]["text"] == "Not right."
    rows = view["feedback"]["rows"]
    assert [(row["mark"], row["notes"]) for row in rows] == [("wrong", "your choice"), ("other", ""), ("key", "")]
    assert [row["why"] for row in rows] == [
        "It works once; the next time he tells you nothing.",
        "You tie yourself down before you know the market (C6).",
        "Behind a number stands an interest, and that one can be traded.",
    ]
    assert view["feedback"]["basis"] == "Tests C17, C18. Source: Mastenbroek, Negotiate (1989)."


@pytest.mark.parametrize(
    ("name", "draft", "news", "marks"),
    [
        ("goals", {"chosen": "ask-cost"}, "Right.", ["right", "other", "other"]),
        ("errand", {"best": "what-seen", "worst": "later"}, "Partly right: 50%.", ["right", "wrong", "key", "other"]),
        ("wise", {"rows": {"listen": "5"}}, "Partly right: 30%.", ["partly", "open", "open"]),
        (
            "steps",
            {"order": ["talks", "table", "mandate", "vote"]},
            "Partly right: 83%.",
            ["right", "wrong", "wrong", "right"],
        ),
        ("zopa-size", {"number": "24"}, "Partly right: 50%.", ["partly"]),
        ("zopa-size", {"number": "48"}, "Not right.", ["wrong"]),
    ],
)
def test_each_part_carries_its_mark_in_words(
    begun: Session, name: str, draft: dict[str, Any], news: str, marks: list[str]
) -> None:
    view = for_yourself(begun, name).take(draft)
    assert view["news"]["text"] == news
    assert [row["mark"] for row in view["feedback"]["rows"]] == marks
    assert all(row["tag"] for row in view["feedback"]["rows"] if row["mark"] != "other")


def test_a_question_for_yourself_explains_nothing_before_an_answer(begun: Session) -> None:
    assert for_yourself(begun).view()["feedback"] is None
    assert "tells you nothing" not in json.dumps(for_yourself(begun).view())


# ------------------------------------------------------------------ whatever a browser sends


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["goals", "errand", "wise", "steps", "ladder", "zopa-size", "map", "sure"]),
    st.dictionaries(st.sampled_from(["chosen", "best", "worst", "rows", "order", "number", "cells"]), JSON, max_size=3),
)
def test_no_message_is_too_odd(begun: Session, name: str, draft: dict[str, Any]) -> None:
    class Card:
        view: dict[str, Any] = graded(begun, name).view()

    receive(Card(), graded(begun, name).take, {"draft": draft})  # type: ignore[arg-type]
    json.dumps(graded(begun, name).view())


@pytest.mark.parametrize("message", [None, 1, "x", [], {}, {"draft": None}, {"draft": [1]}])
def test_a_message_that_is_none_changes_nothing(begun: Session, message: object) -> None:
    class Card:
        view = None

    receive(Card(), graded(begun).take, message)  # type: ignore[arg-type]
    assert Card.view is None


def test_an_error_in_a_click_becomes_a_sentence(begun: Session) -> None:
    class Card:
        view = graded(begun).view()

    def broken(_: object) -> dict[str, Any]:
        raise RuntimeError("boom")

    card = Card()
    receive(card, broken, {"draft": {}})  # type: ignore[arg-type]
    assert card.view["news"]["tone"] == "trouble"
    assert "boom" not in card.view["news"]["text"]


# ------------------------------------------------------------------ the call in a cell


def test_the_cell_shows_the_question_and_a_status_line(folder: Path, shown: Shown) -> None:
    begin("try", "nl")
    assert ask("goals") is None
    assert shown.widgets[0].view["language"] == "nl"
    assert str(shown.widgets[0]).startswith("Vraag goals: Het hoofd productie")
    assert shown.texts == ["Nog geen antwoord bewaard."]
    assert shown.outputs[0][0][MIME] == {"format": 1, "item": "goals", "lines": []}
    assert not (folder / "answers.jsonl").exists()


def test_answering_renews_the_copy_in_the_output(begun: Session, shown: Shown) -> None:
    ask("goals")
    card, display_id = shown.widgets[0], shown.outputs[0][1]
    card._handle_custom_msg({"draft": {"chosen": "overrule"}}, [])
    assert card.view["news"]["tone"] == "good"
    assert [renewed_id for _, renewed_id in shown.renewed] == [display_id]
    assert shown.renewed[0][0][MIME]["lines"] == [line.as_data() for line in begun.lines("goals")]
    assert card.copy["data"] == shown.renewed[0][0]


def test_running_a_cell_again_closes_what_it_showed_before(begun: Session, shown: Shown) -> None:
    ask("goals")
    ask("goals")
    assert shown.widgets[0].comm is None
    assert shown.widgets[1].comm is not None
    shown.widgets[1]._handle_custom_msg({"draft": {"chosen": "overrule"}}, [])
    assert len(shown.renewed) == 1
    assert len(begun.lines("goals")) == 1


def test_an_unknown_question_lists_those_there_are(begun: Session, shown: Shown) -> None:
    ask("zopa-sice")
    assert shown.texts == [
        (
            "There is no question “zopa-sice” in this notebook. Did you mean “zopa-size”? There is: "
            "goals, errand, wise, steps, ladder, kinds-of-claim, zopa-size, map, sure."
        )
    ]
    assert begun.language == "en"


def test_a_folder_without_questions_says_what_to_do(
    tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    begin("try", "nl")
    ask("goals")
    assert shown.texts[0].startswith("Er is geen vraag ‘goals’: bij dit notebook staan geen vragen")


def test_a_damaged_file_of_questions_says_what_to_do(folder: Path, shown: Shown) -> None:
    (folder / "items.json").write_text("{", encoding="utf-8")
    begin("try", "nl")
    ask("goals")
    assert shown.texts == [
        "De vragen van dit notebook (items.json) zijn niet te lezen. Zet het bestand terug dat erbij zat."
    ]
    assert "<details>" in shown.html


@pytest.mark.parametrize("odd", [None, 3, ["goals"], "<script>alert(1)</script>"])
def test_no_argument_is_too_odd(begun: Session, shown: Shown, odd: Any) -> None:
    ask(odd)
    assert len(shown.outputs) == 1
    assert "<script>" not in shown.html
    assert begun.language == "en"


def test_keys_beside_the_notebook_make_a_question_for_yourself(folder: Path, shown: Shown) -> None:
    write_items(folder, with_keys=True)
    begin("try", "en")
    ask("goals")
    assert shown.widgets[0].view["graded"] is False
