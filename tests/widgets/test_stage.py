"""The widget: what it sends to the browser, and what it does with what comes back."""

import re
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from course.locale import LANGUAGES, area
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from course.widgets import roleplay, session, stage
from course.widgets.playing import Playing
from course.widgets.stage import Stage, interface_texts
from tests.widgets.notebooks import Shown

ITEM = "purchasing"


@pytest.fixture(autouse=True)
def _nothing_shown() -> None:
    stage._shown.clear()


@pytest.fixture
def shown_stage(tmp_path: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> Stage:
    """A student who has just run the cell, in Dutch."""
    monkeypatch.chdir(tmp_path)
    session.begin(ITEM, "nl")
    roleplay(ITEM)
    widget = shown.widgets[-1]
    assert isinstance(widget, Stage)
    return widget


def click(widget: Stage, decision: object, seq: object = None) -> list[Mapping[str, Any]]:
    """Send a decision as the browser does; gives back the messages that came in answer."""
    sent: list[Mapping[str, Any]] = []
    widget.send = sent.append
    at = widget.page["seq"] if seq is None else seq
    widget._receive(widget, {"kind": "decide", "seq": at, "decision": decision}, [])
    return sent


def first(widget: Stage) -> object:
    return widget.page["view"]["choices"][0]["decision"]


def test_the_cell_shows_the_stage_and_the_line_that_carries_the_answers(shown_stage: Stage, shown: Shown) -> None:
    assert shown_stage.page["fresh"] is True
    assert shown_stage.page["view"]["language"] == "nl"
    assert len(shown.widgets) == len(shown.outputs) == 1


def test_a_decision_is_on_disk_before_the_page_shows_it(shown_stage: Stage) -> None:
    journal = session.current().journal
    seen: list[int] = []
    shown_stage.observe(lambda _: seen.append(len(journal.lines(ITEM))), names="page")
    assert click(shown_stage, first(shown_stage)) == []
    assert seen == [2]


def test_the_copy_in_the_notebook_follows(shown_stage: Stage, shown: Shown) -> None:
    click(shown_stage, first(shown_stage))
    output, _ = shown.renewed[-1]
    assert len(output["application/vnd.achterban.answers+json"]["lines"]) == 2


@pytest.mark.parametrize("decision", [None, 3, [], {"kind": "talk", "scene": "nobody"}, {"kind": ["talk"]}])
def test_a_click_that_cannot_be_is_answered_with_a_sentence(shown_stage: Stage, decision: object) -> None:
    page = shown_stage.page
    sent = click(shown_stage, decision)
    assert [message["kind"] for message in sent] == ["refused"]
    assert "Er is niets veranderd" in sent[0]["text"]
    assert shown_stage.page == page


@pytest.mark.parametrize("message", [None, "again", 7, {}, {"kind": "again"}, {"kind": "again", "seq": []}])
def test_a_message_that_is_none_of_ours_is_answered_with_a_sentence(shown_stage: Stage, message: object) -> None:
    sent: list[Mapping[str, Any]] = []
    shown_stage.send = sent.append
    shown_stage._receive(shown_stage, message, [])
    assert [each["kind"] for each in sent] == ["refused"]


def test_a_stale_page_is_renewed_with_a_sentence(shown_stage: Stage) -> None:
    old, decision = shown_stage.page["seq"], first(shown_stage)
    click(shown_stage, decision)
    assert [message["kind"] for message in click(shown_stage, decision, old)] == ["refused"]
    assert len(session.current().lines(ITEM)) == 2


def test_an_error_of_ours_is_a_sentence_too(shown_stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Playing, "decide", broken)
    (message,) = click(shown_stage, {})
    assert "ZeroDivisionError" in message["text"]
    assert "Kies Run All Cells" in message["text"]


def test_the_debrief_comes_at_the_end_and_not_before(shown_stage: Stage) -> None:
    _, *values = journal_values(load(library()[ITEM]), player("average"), seed=4)
    for value in values:
        assert "debrief" not in shown_stage.page
        click(shown_stage, {key: each for key, each in value.items() if key != "state"})
    page = shown_stage.page
    assert set(page["plots"]) >= {"pareto", "radar"}
    assert len(page["debrief"]["steps"]) == len(values)


def test_a_debrief_that_cannot_be_made_does_not_hide_the_end(
    shown_stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    _, *values = journal_values(load(library()[ITEM]), player("average"), seed=4)
    monkeypatch.setattr(Stage, "_looking_back", broken)
    for value in values:
        click(shown_stage, {key: each for key, each in value.items() if key != "state"})
    assert shown_stage.page["view"]["finished"] is True
    assert "ZeroDivisionError" in shown_stage.page["notice"]


def test_running_the_cell_again_goes_on_and_closes_the_old_stage(shown_stage: Stage, shown: Shown) -> None:
    click(shown_stage, first(shown_stage))
    roleplay(ITEM)
    again = shown.widgets[-1]
    assert again is not shown_stage
    assert again.page["seq"] == shown_stage.page["seq"]
    assert again.page["notice"].startswith("Welkom terug")
    assert shown_stage.comm is None


def test_an_unknown_role_play_is_told_which_there_are(shown_stage: Stage, shown: Shown) -> None:
    roleplay("purchesing")
    assert ITEM in shown.texts[-1]
    assert shown.widgets == [shown_stage]


def test_where_no_widget_can_run_a_sentence_stands(shown_stage: Stage) -> None:
    assert "Tussen drie afdelingen" in repr(shown_stage)


def test_every_portrait_of_the_people_is_there(shown_stage: Stage) -> None:
    wanted = {person.portrait for person in load(library()[ITEM]).people.values()}
    assert wanted == set(shown_stage.portraits)


# What the browser side asks for by a name that it puts together.
MADE_UP = {
    "stop_": ("done", "now", "ahead", "skipped"),
    "confirm_": ("accept", "walk", "leave"),
    "yes_": ("accept", "walk", "leave"),
    "ledger_": ("who", "told", "heard", "what", "kind", "weight", "where", "sure", "true"),
    "mark_": ("deal", "nash", "kalai_smorodinsky", "fallback"),
    "path_": ("us", "them"),
}
OURS = ("stage.js", "talk.js", "forms.js", "table.js", "frame.js", "debrief.js", "ledger.js", "private.js")


def used_texts() -> set[str]:
    """Every text that the browser side names."""
    folder = resources.files("course.widgets") / "assets"
    source = "".join((folder / name).read_text(encoding="utf-8") for name in OURS)
    return set(re.findall(r"\btexts\.(\w+)", source)) | {
        prefix + end for prefix, ends in MADE_UP.items() for end in ends
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_that_the_browser_asks_for_is_there(language: str) -> None:
    texts = interface_texts("nl" if language == "nl" else "en")
    assert used_texts() <= texts.keys()
    assert all(text.strip() for text in texts.values())


def test_the_two_areas_share_no_name() -> None:
    assert not area("stage").keys() & area("debrief").keys()
