"""Figures in a cell: what stands there without a kernel, what a choice brings, and that nothing is kept."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from course.figures import FIGURES
from course.widgets import explore, figure, session
from course.widgets.session import Session
from tests.widgets.notebooks import Shown


def shown_figure(shown: Shown, name: str) -> Any:
    explore(name)
    return shown.widgets[-1]


def send(widget: Any, **message: object) -> dict[str, Any]:
    widget._receive(None, message, [])
    page: dict[str, Any] = widget.page
    return page


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_figure_stands_there_with_and_without_a_kernel(folder: Path, shown: Shown, name: str, language: str) -> None:
    session.begin("try", language)
    widget = shown_figure(shown, name)
    (output, _) = shown.outputs[-1]
    told = widget.page["told"]
    assert widget.page["language"] == language
    assert told["sentence"] in output["text/plain"]
    assert "ab-still" in output["text/html"]
    assert told["picture"] in output["text/html"]
    assert f'lang="{language}"' in output["text/html"]
    assert repr(widget).startswith("Figuur" if language == "nl" else "Figure")


class _Tags(HTMLParser):
    """Counts what is opened and closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        """Closed by itself."""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("name", FIGURES)
def test_the_still_is_whole_html_with_names_for_rows_and_columns(begun: Session, shown: Shown, name: str) -> None:
    explore(name)
    html = shown.outputs[-1][0]["text/html"]
    reader = _Tags()
    reader.feed(html)
    assert reader.open == []
    assert html.count("<caption>") == html.count("<table>") > 0
    assert 'scope="row"' in html
    assert 'scope="col"' in html
    assert 'role="img" aria-label="' in html


def test_an_unknown_figure_lists_those_there_are(begun: Session, shown: Shown) -> None:
    explore("lock")
    assert shown.widgets == []
    assert all(name in shown.texts[-1] for name in FIGURES)


def test_a_choice_changes_everything_together(begun: Session, shown: Shown) -> None:
    widget = shown_figure(shown, "locks")
    before = widget.page
    now = send(widget, chosen={"price": "88", "lead": "2", "pay": "free", "floor": "free"})
    assert now["seq"] == before["seq"] + 1
    for part in ("picture", "alt", "sentence", "tables"):
        assert now["told"][part] != before["told"][part]
    assert "not one of them" in now["told"]["sentence"]


def test_a_guess_is_judged_and_shown(begun: Session, shown: Shown) -> None:
    widget = shown_figure(shown, "locks")
    now = send(widget, guess="few")
    assert now["guess"]["verdict"].startswith("You thought: 'One to five.' It is: 'Not one.'")
    assert {c["id"]: c["value"] for c in now["controls"]}["price"] == "88"
    later = send(widget, chosen={"price": "96"})
    assert later["guess"]["verdict"] == ""


NONSENSE: list[object] = [
    None,
    "price",
    {},
    {"chosen": 7},
    {"chosen": {"price": {"deep": 1}}},
    {"chosen": {"price": ["88"] * 10_000}},
    {"chosen": {str(n): "x" for n in range(10_000)}},
    {"guess": ["few"]},
    {"guess": "<script>"},
]


@pytest.mark.parametrize("message", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_from_a_browser_changes_nothing_and_raises_nothing(
    begun: Session, shown: Shown, message: object
) -> None:
    widget = shown_figure(shown, "locks")
    before = widget.page["told"]
    widget._receive(None, message, [])
    assert widget.page["told"] == before
    assert widget.page["seq"] == 1


def test_what_goes_wrong_is_said_in_the_figure(begun: Session, shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    widget = shown_figure(shown, "locks")
    monkeypatch.setattr(figure, "page", lambda *_, **__: 1 / 0)
    assert "Something went wrong" in send(widget, chosen={})["trouble"]


def test_a_lesson_may_leave_out_the_question_before_looking(begun: Session, shown: Shown) -> None:
    explore("knowledge", guess=False)
    widget = shown.widgets[-1]
    assert widget.page["guess"] is None
    assert send(widget, chosen={"told": ["our-limit"]})["guess"] is None


def test_nothing_is_kept(begun: Session, shown: Shown, folder: Path) -> None:
    widget = shown_figure(shown, "knowledge")
    send(widget, guess="same")
    send(widget, chosen={"told": ["our-limit"]})
    assert not (folder / "answers.jsonl").exists()


def test_the_cell_may_run_again(begun: Session, shown: Shown) -> None:
    first = shown_figure(shown, "locks")
    second = shown_figure(shown, "locks")
    assert first is not second
    assert send(second, chosen={"price": "88"})["seq"] == 1


def test_faces_are_those_of_the_shared_set() -> None:
    drawn = figure.face("man-overalls", "wary")
    assert drawn is not None
    assert drawn.startswith("<svg ")
    assert figure.face("nobody-at-all", "wary") is None
