"""The role-play in the real JupyterLab: whole games by mouse and by keyboard, and everything that can come between."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from course.answers import MIME, Journal
from course.roleplay.decision import read_decision
from course.roleplay.load import library, load
from course.roleplay.play import replay
from course.roleplay.players import journal_values, player
from course.roleplay.record import state_hash
from course.roleplay.scenario import Scenario
from tests.browser.accessibility import axe
from tests.browser.lab import kill_kernel, open_notebook, reload, restart_kernel, run_all, save, write_notebook
from tests.browser.server import JupyterServer
from tests.browser.stage import Keyboard, Mouse, Player

pytestmark = pytest.mark.browser

ITEM = "purchasing"
STAGE = ".ab-stage"


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load(library()[ITEM])


@pytest.fixture(scope="module")
def game(scenario: Scenario) -> Sequence[Mapping[str, Any]]:
    """A game that ends with a ratified deal, and uses questions, facts and a recess; the start is left out."""
    return journal_values(scenario, player("careful"), seed=1)[1:]


@pytest.fixture
def folder(jupyter_server: JupyterServer, request: pytest.FixtureRequest) -> Path:
    name = "".join(letter if letter.isalnum() else "-" for letter in request.node.name)
    made = jupyter_server.root / name
    made.mkdir()
    return made


def open_stage(page: Page, server: JupyterServer, folder: Path, language: str) -> None:
    """A student opens the notebook and runs it."""
    cells = [
        "from course.widgets import begin, roleplay",
        f'begin("{ITEM}", language="{language}")',
        f'roleplay("{ITEM}")',
    ]
    write_notebook(folder / f"{ITEM}.ipynb", cells)
    open_notebook(page, server, f"{folder.name}/{ITEM}.ipynb")
    run_all(page)
    expect(page.locator(STAGE)).to_be_visible()


def kept(folder: Path) -> list[Mapping[str, Any]]:
    return [line.value for line in Journal(folder / "answers.jsonl").lines(ITEM)]


def put(folder: Path, values: Sequence[Mapping[str, Any]]) -> None:
    for value in values:
        Journal(folder / "answers.jsonl").append(ITEM, 1, value)


def test_a_whole_game_by_mouse_with_a_reload_a_restart_and_a_crash_between(
    page: Page, jupyter_server: JupyterServer, folder: Path, scenario: Scenario, game: Sequence[Mapping[str, Any]]
) -> None:
    open_stage(page, jupyter_server, folder, "nl")
    student = Player(page, scenario, "nl", Mouse())
    lost = {len(game) // 4: reload, len(game) // 2: restart_kernel, 3 * len(game) // 4: kill_kernel}
    looked_at = set()
    for number, value in enumerate(game):
        if number in lost:
            save(page)
            lost[number](page)
            if lost[number] is not reload:
                run_all(page)
            student.expect_page()
        scene = (student.view.place, bool(student.view.choices))
        if scene not in looked_at:
            looked_at.add(scene)
            assert axe(page, STAGE) == ()
            assert student.cut() == []
        student.decide(value)
        assert len(kept(folder)) == number + 2
    expect(page.locator(".debrief .sum b")).to_be_visible()
    assert axe(page, STAGE) == ()
    assert student.cut() == []
    assert kept(folder)[-1]["state"] == state_hash(student.play)

    save(page)
    notebook = json.loads((folder / f"{ITEM}.ipynb").read_text(encoding="utf-8"))
    outputs = [output.get("data", {}) for cell in notebook["cells"] for output in cell["outputs"]]
    (copy,) = [output[MIME] for output in outputs if MIME in output]
    assert [line["value"] for line in copy["lines"]] == kept(folder)

    page.locator(".debrief .again").first.click()
    expect(page.locator(STAGE)).to_have_attribute("data-seq", "20000")
    expect(page.locator(".briefing")).to_be_visible()


def test_a_whole_game_with_nothing_but_the_keyboard_in_a_narrow_window(
    page: Page, jupyter_server: JupyterServer, folder: Path, scenario: Scenario, game: Sequence[Mapping[str, Any]]
) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    open_stage(page, jupyter_server, folder, "en")
    cells = page.locator(".jp-Cell").count()
    for _ in range(10):
        page.keyboard.press("Tab")
        if page.evaluate("!!document.activeElement.closest('.ab-stage')"):
            break
    student = Player(page, scenario, "en", Keyboard(page))
    for value in game:
        student.decide(value)
        assert student.cut() == []
        # The focus is where the news is, and the news is on the screen.
        expect(page.locator(".place")).to_be_focused()
        expect(page.locator(".place")).to_be_in_viewport()
    assert page.locator(".jp-Cell").count() == cells
    assert kept(folder)[-1]["state"] == state_hash(student.play)


def test_the_stage_keeps_its_keys_and_leaves_saving_to_jupyterlab(
    page: Page, jupyter_server: JupyterServer, folder: Path
) -> None:
    open_stage(page, jupyter_server, folder, "en")
    page.locator(".choice").first.click()
    expect(page.locator(".place")).to_be_focused()
    for key in ("a", "b", "m", "x", "d", "d", "j", "ArrowDown", "Enter", "Escape", "Shift+Enter"):
        page.keyboard.press(key)
        expect(page.locator(".place")).to_be_focused()
    assert page.locator(".jp-Cell").count() == 3
    assert len(kept(folder)) == 2
    page.keyboard.press("Control+s")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")


def test_outside_the_stage_keys_are_jupyterlabs(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    open_stage(page, jupyter_server, folder, "en")
    page.locator(".jp-InputPrompt").first.click()
    page.keyboard.press("1")
    page.keyboard.press("b")
    expect(page.locator(".jp-Cell")).to_have_count(4)
    assert kept(folder) == []


def test_a_double_click_decides_once(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    open_stage(page, jupyter_server, folder, "en")
    page.locator(".choice").first.dblclick()
    expect(page.locator(STAGE)).to_have_attribute("data-seq", "10001")
    assert [value["kind"] for value in kept(folder)] == ["start", "talk"]


def test_new_words_are_put_where_they_are_read_aloud(page: Page, jupyter_server: JupyterServer, folder: Path) -> None:
    open_stage(page, jupyter_server, folder, "en")
    aloud = page.locator(f"{STAGE} > [aria-live=polite]")
    expect(aloud).to_be_empty()
    page.locator(".choice").first.click()
    expect(aloud).to_contain_text(page.locator(".talk .text").inner_text())
    expect(aloud).to_contain_text("What do you say?")


def test_walking_away_asks_first(
    page: Page, jupyter_server: JupyterServer, folder: Path, scenario: Scenario, game: Sequence[Mapping[str, Any]]
) -> None:
    first_package = next(number for number, value in enumerate(game) if value["kind"] == "package")
    put(folder, journal_values(scenario, player("careful"), seed=1)[: first_package + 1])
    open_stage(page, jupyter_server, folder, "en")
    before = len(kept(folder))
    page.locator('[data-tool="walk"]').click()
    expect(page.locator(".confirm .go")).to_be_focused()
    assert axe(page, STAGE) == ()
    page.keyboard.press("Escape")
    expect(page.locator('[data-tool="walk"]')).to_be_focused()
    assert len(kept(folder)) == before
    page.locator('[data-tool="walk"]').click()
    page.locator(".confirm .go").click()
    expect(page.locator(STAGE)).to_have_attribute("data-seq", str(10_000 + before))
    assert kept(folder)[-1]["kind"] == "walk"


def test_in_the_dark_and_with_large_letters_nothing_is_wrong_or_cut(
    page: Page, jupyter_server: JupyterServer, folder: Path, scenario: Scenario
) -> None:
    values = journal_values(scenario, player("careful"), seed=1)
    put(folder, values[:-1])
    open_stage(page, jupyter_server, folder, "nl")
    page.evaluate(
        "async () => { await jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'}); }"
    )
    expect(page.locator("body")).to_have_attribute("data-jp-theme-light", "false")
    page.evaluate("document.body.style.setProperty('--jp-content-font-size1', '28px')")
    student = Player(page, scenario, "nl", Mouse())
    student.play = replay(scenario, [read_decision(value) for value in values[1:-1]])
    student.expect_page()
    assert axe(page, STAGE) == ()
    assert student.cut() == []
    student.decide(values[-1])
    expect(page.locator(".debrief .for-dark").first).to_be_visible()
    expect(page.locator(".debrief .for-light").first).to_be_hidden()
    page.get_by_role("button", name="Open alle stappen").click()
    assert axe(page, STAGE) == ()
    assert student.cut() == []


def test_a_journal_that_cannot_be_followed_gets_a_sentence_and_a_new_try(
    page: Page, jupyter_server: JupyterServer, folder: Path, scenario: Scenario
) -> None:
    put(folder, [*journal_values(scenario, player("careful"), seed=1)[:4], {"kind": "walk", "state": "0"}])
    before = kept(folder)
    open_stage(page, jupyter_server, folder, "en")
    expect(page.locator(".notice")).to_contain_text("Attempt 1 can no longer be played on")
    assert axe(page, STAGE) == ()
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(STAGE)).to_have_attribute("data-seq", "20000")
    assert kept(folder) == before


def test_a_kernel_that_is_gone_is_said_and_nothing_is_lost(
    page: Page, jupyter_server: JupyterServer, folder: Path
) -> None:
    open_stage(page, jupyter_server, folder, "en")
    page.locator(".choice").first.click()
    expect(page.locator(STAGE)).to_have_attribute("data-seq", "10001")
    restart_kernel(page)
    page.locator(".choice").first.click()
    expect(page.locator(".notice")).to_contain_text("choose Run All Cells", timeout=20_000)
    assert len(kept(folder)) == 2
    run_all(page)
    expect(page.locator(STAGE)).to_have_attribute("data-seq", "10001")
    expect(page.locator(".notice")).to_contain_text("Welcome back")
