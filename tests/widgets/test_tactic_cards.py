"""The tactic cards in a cell: without a kernel, what the search gets, and what is said where there are no cards."""

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from course.notebooks import find
from course.notebooks.generated import titles
from course.notebooks.reference import library
from course.notebooks.tactic_cards import as_json
from course.widgets import cards, session
from course.widgets.tactic_cards import FILE, UnreadableCardsError, read_cards
from tests.notebooks.material import REPOSITORY
from tests.widgets.notebooks import Shown

LEAN = library(REPOSITORY / "lessons")


@pytest.fixture
def with_cards(folder: Path) -> Path:
    (folder / FILE).write_text(as_json(LEAN.cards, LEAN.sources, titles(find(REPOSITORY))), encoding="utf-8")
    return folder


class _Tags(HTMLParser):
    """Counts what is opened and closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize(("language", "name"), [("en", "Second bite"), ("nl", "Tweede hap")])
def test_the_cards_stand_there_with_and_without_a_kernel(
    with_cards: Path, shown: Shown, language: str, name: str
) -> None:
    session.begin("try", language)
    cards("bite")
    (widget,) = shown.widgets
    (output, _) = shown.outputs[-1]
    assert widget.view["language"] == language
    assert widget.view["search"] == "bite"
    assert [card["name"] for card in widget.view["cards"]][3] == name
    assert name in output["text/plain"]
    assert f'lang="{language}"' in output["text/html"]
    assert "33" in repr(widget)
    reader = _Tags()
    reader.feed(output["text/html"])
    assert reader.open == []
    assert reader.seen.count("details") == len(LEAN.cards)


def test_what_is_written_is_what_is_read(with_cards: Path) -> None:
    found = read_cards(with_cards / FILE, "nl")
    for card, read in zip(LEAN.cards, found, strict=True):
        assert read["what"] == card.what.nl
        assert read["examples"] == [text.nl for text in card.examples]
        assert read["counters"] == [text.nl for text in card.counters]
        assert (read["impact"], read["constituency"]) == (card.impact, card.constituency)
        assert len(read["sources"]) == len(card.sources)
        assert read["number"] == card.number
        assert all(f"'{each.says.nl}'" in text for each, text in zip(card.seen, read["seen"], strict=True))


def test_words_of_a_card_cannot_become_code(with_cards: Path, shown: Shown) -> None:
    data = json.loads((with_cards / FILE).read_text(encoding="utf-8"))
    data["cards"][0]["what"]["en"] = "<script>alert(1)</script>"
    (with_cards / FILE).write_text(json.dumps(data), encoding="utf-8")
    session.begin("try", "en")
    cards()
    assert "<script" not in shown.html
    assert "&lt;script&gt;" in shown.html


SPOILED: list[Any] = [
    None,
    [],
    {"cards": 7},
    {"cards": [{}]},
    {"cards": [{"id": "x", "name": "x"}]},
]


@pytest.mark.parametrize("data", SPOILED, ids=range(len(SPOILED)))
def test_a_spoiled_file_is_one_sentence(folder: Path, shown: Shown, data: Any) -> None:
    (folder / FILE).write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(UnreadableCardsError):
        read_cards(folder / FILE, "en")
    session.begin("try", "nl")
    cards()
    assert shown.widgets == []
    assert shown.texts[-1].startswith("De kaarten kunnen niet worden getoond")


def test_no_file_is_the_same_sentence(folder: Path, shown: Shown) -> None:
    session.begin("try", "en")
    cards()
    assert shown.widgets == []
    assert FILE in shown.texts[-1]


def test_nothing_is_kept_and_the_cell_may_run_again(with_cards: Path, shown: Shown) -> None:
    session.begin("try", "en")
    cards()
    cards()
    first, second = shown.widgets
    assert first is not second
    assert not (with_cards / "answers.jsonl").exists()
