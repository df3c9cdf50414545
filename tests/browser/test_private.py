"""Private talks on the stage in the real JupyterLab: another place, the ledger, what got out; by mouse and by keys."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.answers import Journal
from course.roleplay.load import load
from course.roleplay.record import state_hash
from course.roleplay.scenario import Scenario
from tests.browser.accessibility import axe
from tests.browser.lab import open_notebook, run_all, write_notebook
from tests.browser.server import JupyterServer
from tests.browser.stage import Keyboard, Mouse, Player
from tests.roleplay.small import TEXT

pytestmark = pytest.mark.browser

STAGE = ".ab-stage"
FIXTURES = Path(__file__).parents[1] / "roleplay" / "fixtures"
# One person across the table, who says one untruth, and no variants: nothing is drawn, every run is the same.
COFFEE = (
    (FIXTURES / "coffee.yaml")
    .read_text(encoding="utf-8")
    .partition("variants:")[0]
    .replace("      ask: {en: Who else", "      false: true\n      ask: {en: Who else")
)
LUNCH = TEXT.partition("variants:")[0].replace("  - table: 3\n", "  - table: 3\n  - private: 3\n")

AGREE = {"kind": "move", "scene": "first-sip", "move": "agree"}
SPILL = {"kind": "move", "scene": "first-sip", "move": "spill"}
TRADE = {"kind": "move", "scene": "second-sip", "move": "trade"}
END: Mapping[str, Any] = {"kind": "leave"}
HOLD: Mapping[str, Any] = {"kind": "hold"}
PREPARED: Sequence[Mapping[str, Any]] = (
    {"kind": "talk", "scene": "before"},
    {"kind": "move", "scene": "before", "move": "only-uptime"},
    END,
)
TALK: Sequence[Mapping[str, Any]] = (
    *PREPARED,
    AGREE,
    TRADE,
    {"kind": "question", "fact": "rival"},
    {"kind": "disclosure", "fact": "budget"},
    HOLD,
    {"kind": "question", "fact": "rival"},
    HOLD,
    {"kind": "verify", "fact": "rival"},
    END,
)
"""A whole duet, with everything that a free turn has room for."""


@pytest.fixture
def folder(jupyter_server: JupyterServer, request: pytest.FixtureRequest) -> Path:
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
    made = jupyter_server.root / f"private-{name}"
    made.mkdir()
    return made


def open_stage(
    page: Page, server: JupyterServer, folder: Path, text: str, language: str, *, hand: type[Mouse | Keyboard] = Mouse
) -> Player:
    """A student opens the notebook of a role-play that stands beside it, and runs it."""
    file = folder / "file.yaml"
    file.write_text(text, encoding="utf-8")
    scenario: Scenario = load(file)
    cells = [
        "from pathlib import Path",
        "from course.widgets import begin, roleplay, stage",
        f"stage.library = lambda: {{{scenario.id!r}: Path('file.yaml').resolve()}}",
        f'begin("{scenario.id}", language="{language}")',
        f'roleplay("{scenario.id}")',
    ]
    write_notebook(folder / "talk.ipynb", ["\n".join(cells)])
    open_notebook(page, server, f"{folder.name}/talk.ipynb")
    run_all(page)
    expect(page.locator(STAGE)).to_be_visible()
    return Player(page, scenario, language, Keyboard(page) if hand is Keyboard else Mouse())


def fits(page: Page, student: Player) -> None:
    """Nothing is cut off, and axe finds no fault."""
    assert student.cut() == []
    assert axe(page, STAGE) == ()


def in_the_dark(page: Page) -> None:
    page.evaluate(
        "async () => { await jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'}); }"
    )
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")


def in_the_light(page: Page) -> None:
    page.evaluate(
        "async () => { await jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'}); }"
    )
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "true")


def test_a_duet_by_mouse_to_the_end(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    student = open_stage(page, jupyter_server, folder, COFFEE, "nl")
    for value in TALK:
        student.decide(value)
        fits(page, student)
        if student.view.private is not None:
            expect(page.locator(".agreed .sentence")).to_have_text(student.view.private.sentence)
            expect(page.locator(".note-ledger tbody tr")).to_have_count(len(student.view.ledger))
    assert student.play.ended
    assert Journal(folder / "answers.jsonl").lines("coffee")[-1].value["state"] == state_hash(student.play)


def test_a_duet_with_nothing_but_keys_in_a_narrow_window(
    page: Page, jupyter_server: JupyterServer, folder: Path
) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    student = open_stage(page, jupyter_server, folder, COFFEE, "en", hand=Keyboard)
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.ab-stage')"):
            break
    for value in TALK:
        student.decide(value)
        assert student.cut() == []
        expect(page.locator(".place")).to_be_focused()
        expect(page.locator(".place")).to_be_in_viewport()
    assert student.play.ended
    fits(page, student)


def test_it_is_another_place_and_says_what_was_agreed(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    student = open_stage(page, jupyter_server, folder, COFFEE, "en")
    paper = page.locator(STAGE).evaluate("node => getComputedStyle(node).backgroundColor")
    expect(page.locator(".doorway")).to_have_count(0)
    aloud = page.locator(f"{STAGE} > [aria-live=polite]")
    student.decide(END)
    assert page.locator(STAGE).evaluate("node => getComputedStyle(node).backgroundColor") != paper
    expect(page.get_by_role("img", name="two cups on a small table")).to_be_visible()
    expect(page.locator(".place")).to_have_text("In private, turn 1 of 4")
    expect(page.get_by_role("note", name="Agreed about this talk")).to_contain_text("do not count on it")
    expect(aloud).to_contain_text("Agreed about this talk: Nothing but 'between us'")
    student.decide(AGREE)
    expect(page.get_by_role("note", name="Agreed about this talk")).to_contain_text("agreed just now")
    expect(page.get_by_role("note", name="Agreed about this talk")).to_contain_text("neither quotes the other")
    expect(aloud).to_contain_text("From here on: Off the record")
    student.decide(TRADE)
    expect(page.locator(".agreed .now")).to_have_count(0)
    expect(aloud).not_to_contain_text("Off the record")


def test_the_ledger_is_a_table_wherever_it_stands(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    student = open_stage(page, jupyter_server, folder, COFFEE, "en")
    for value in (*PREPARED, AGREE, TRADE):
        student.decide(value)
    table = page.get_by_role("table", name="The ledger: who told what")
    for width in (1280, 800, 1000):  # beside the scene as a list of cards, under it as a table
        page.set_viewport_size({"width": width, "height": 900})
        expect(table.get_by_role("columnheader")).to_have_text(["Who told", "What", "Kind", "Where", "How sure"])
        first = table.get_by_role("row").nth(1)
        expect(first.get_by_role("rowheader")).to_have_text("→You")
        expect(first.get_by_role("cell")).to_have_text(
            ["That it runs matters most to us.", "interest", "in private, off the record", "–"]
        )
    expect(page.locator(".balance")).to_have_text("You gave about as much as you got.")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.ledger')"):
            break
    expect(page.locator(".ledger")).to_be_focused()
    expect(page.locator(".ledger")).to_be_in_viewport()


def test_ending_the_talk_asks_first(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    student = open_stage(page, jupyter_server, folder, COFFEE, "en")
    for value in (*PREPARED, AGREE, TRADE):
        student.decide(value)
    page.locator('[data-tool="leave"]').click()
    expect(page.locator(".confirm")).to_contain_text("What you have not said or asked by then stays unsaid")
    fits(page, student)
    page.keyboard.press("Escape")
    expect(page.locator('[data-tool="leave"]')).to_be_focused()
    assert len(Journal(folder / "answers.jsonl").lines("coffee")) == len(student.play.log) + 1


def test_afterwards_it_says_what_got_out_and_what_was_untrue(
    page: Page, jupyter_server: JupyterServer, folder: Path
) -> None:
    student = open_stage(page, jupyter_server, folder, COFFEE, "en")
    for value in (END, SPILL, END):
        student.decide(value)
    debrief = page.locator(".debrief")
    expect(debrief.get_by_role("heading", name="Did it stay between you?")).to_be_visible()
    expect(debrief.locator(".leak figcaption")).to_contain_text("It got out (exposure 0.35; limit 0.30)")
    expect(debrief.get_by_role("row", name="Got out yes")).to_be_visible()
    expect(debrief.get_by_role("row", name="Home knew")).to_have_count(0)
    expect(debrief.get_by_role("row", name="Two hospitals want the same one.")).to_contain_text(
        "not true, and you did not find out"
    )
    expect(debrief.get_by_role("row", name="We stop at 415.")).to_contain_text("1.0")
    # Nothing about packages, offers and votes: there were none.
    assert debrief.get_by_role("heading", level=4).all_inner_texts() == [
        "Afterwards",
        "It has got out",
        "Your points, and why",
        "What you told and what you heard",
        "Did it stay between you?",
        "What a negotiator does",
        "Step by step: what each choice did",
    ]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_the_table_and_back(page: Page, jupyter_server: JupyterServer, folder: Path, language: str) -> None:
    student = open_stage(page, jupyter_server, folder, LUNCH, language)
    for value in (END, {"kind": "mandate", "allowed": {}}, {"kind": "mandate", "allowed": {}}):
        if student.view.place != "table":
            student.decide(value)
    student.decide({"kind": "move", "scene": "rosa-opens", "move": "your-oven"})
    page.locator('[data-tool="private"]').click()
    expect(page.locator(".panel .choice")).to_have_count(4)
    fits(page, student)
    page.keyboard.press("Escape")
    student.decide({"kind": "private", "form": "planned", "label": "chatham-house"})
    expect(page.locator(".agreed .now")).to_be_visible()
    expect(page.locator(".note-ledger tbody tr:not(.private)")).to_have_count(len(student.view.ledger))
    fits(page, student)
    student.decide({"kind": "disclosure", "fact": "the-letter"})
    expect(page.locator(".note-ledger tbody tr.private")).to_have_count(1)
    student.decide(END)
    expect(page.locator(".doorway")).to_have_count(0)
    assert student.view.place == "table"
    fits(page, student)
    student.decide({"kind": "walk"})
    expect(page.locator(".leak figcaption")).not_to_be_empty()
    expect(page.locator(".leak tbody tr")).to_have_count(4)
    fits(page, student)


@pytest.mark.parametrize("width", [1280, 800])
def test_in_the_dark_and_with_large_letters(
    page: Page, jupyter_server: JupyterServer, folder: Path, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    student = open_stage(page, jupyter_server, folder, COFFEE, "nl")
    in_the_dark(page)
    page.evaluate("document.body.style.setProperty('--jp-content-font-size1', '28px')")
    for value in (*PREPARED, SPILL):
        student.decide(value)
    for tool in ("ask", "tell", "verify"):
        if page.locator(f'[data-tool="{tool}"]').count():
            page.locator(f'[data-tool="{tool}"]').click()
            fits(page, student)
    student.decide(END)
    expect(page.locator(".leak .for-dark")).to_be_visible()
    fits(page, student)
    in_the_light(page)
    fits(page, student)


def test_without_colours_it_still_is_another_place(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    student = open_stage(page, jupyter_server, folder, COFFEE, "en")
    student.decide(END)
    style = page.locator(STAGE).evaluate("node => getComputedStyle(node).borderTopStyle")
    assert style == "double"
    fits(page, student)
