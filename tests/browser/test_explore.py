"""Figures and games to watch in the real JupyterLab: by mouse and by keys, in both languages and two widths."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from course.figures import FIGURES
from course.figures.show import page as figure_page
from course.locale import say
from tests.browser.accessibility import axe
from tests.browser.lab import open_notebook, run_all, write_notebook
from tests.browser.server import JupyterServer

pytestmark = pytest.mark.browser

FIGURE, WATCH = ".ab-explore.live", ".ab-watch.live"

# Cut off: wider than the box, other than what scrolls.
_CUT = """box => {
    const right = box.getBoundingClientRect().right + 1;
    const cut = node => node.getBoundingClientRect().right > right && !node.closest('.scroller, .hidden');
    return [...box.querySelectorAll('*')].filter(cut).map(node => `${node.tagName}.${node.className}`);
}"""


def opened(page: Page, server: JupyterServer, language: str, *calls: str) -> Path:
    folder = server.root / f"explore-{language}-{abs(hash(calls)) % 10**8}"
    folder.mkdir(exist_ok=True)
    cells: Sequence[str] = [
        f'from course.widgets import begin, explore, watch\n\nbegin("look", language="{language}")',
        *calls,
    ]
    write_notebook(folder / "look.ipynb", cells)
    open_notebook(page, server, f"{folder.name}/look.ipynb")
    run_all(page)
    return folder


def fits(page: Page, selector: str) -> None:
    for box in page.locator(selector).all():
        assert box.evaluate(_CUT) == []
    assert axe(page, selector) == ()


def legend(figure: Locator, control: str, option: int) -> Locator:
    return figure.locator(f'[data-control="{control}"] input').nth(option)


SPILLED = 'watch("coffee-afterwards", "spilled")'


@pytest.mark.parametrize(("language", "width"), [("nl", 1280), ("en", 800)])
def test_every_figure_answers_and_a_game_runs_to_its_end(
    page: Page, jupyter_server: JupyterServer, language: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    folder = opened(page, jupyter_server, language, *(f'explore("{name}")' for name in FIGURES), SPILLED)
    expect(page.locator(FIGURE)).to_have_count(len(FIGURES))
    for still in page.locator(".ab-still").all():
        expect(still).to_be_hidden()
    for number, name in enumerate(FIGURES):
        answers(page.locator(FIGURE).nth(number), name, language)
    leaf_to_the_end(page.locator(WATCH), language)
    fits(page, FIGURE)
    fits(page, WATCH)
    assert not (folder / "answers.jsonl").exists()


def answers(figure: Locator, name: str, language: str) -> None:
    """A choice changes the sentence, the picture and the tables, as the rules have it."""
    before = figure_page(name, language=language)
    expect(figure.locator(".sentence")).to_have_text(before.told.sentence)
    expect(figure.get_by_role("img", name=before.told.alt)).to_be_attached()
    control = before.controls[-1]
    figure.locator(f'[data-control="{control.id}"] label').last.click()
    chosen = control.options[-1].id
    after = figure_page(name, {control.id: chosen if control.kind == "radios" else (chosen,)}, language)
    expect(figure.locator(".sentence")).to_have_text(after.told.sentence)
    expect(figure.get_by_role("img", name=after.told.alt)).to_be_attached()
    expect(figure.locator("tbody tr")).to_have_count(sum(len(table.rows) for table in after.told.tables))


def leaf_to_the_end(box: Locator, language: str) -> None:
    """From stop to stop by keys: the question first, then what is behind the move; at the end, back again."""
    onward = box.locator('[data-do="moment"]')
    aloud = box.locator("> [aria-live=polite]")
    for stop in range(10):
        expect(box.locator(".behind .ask")).to_have_text(say("watch.which_rule", language))
        expect(box.locator(".why")).to_have_count(0)
        if stop == 4:
            box.locator('[data-do="reveal"]').press("Enter")
            expect(box.locator(".why")).to_be_focused()
        onward.press("Enter")
        expect(aloud).to_contain_text(box.locator(".place").inner_text())
        expect(onward).to_be_focused()
    expect(box.locator(".place")).to_have_text(say("watch.at_end", language))
    expect(onward).to_have_attribute("aria-disabled", "true")
    onward.press("ArrowLeft")
    expect(box.locator(".behind")).to_be_visible()


def test_keys_alone_then_large_in_the_dark_and_without_colours(page: Page, jupyter_server: JupyterServer) -> None:
    opened(page, jupyter_server, "en", 'explore("locks")', 'watch("purchasing", "well", until="mandate")')
    figure = page.locator(FIGURE)
    figure.locator(".guess input").first.focus()
    for key in ("ArrowDown", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(figure.locator(".verdict")).to_contain_text("It is: 'Not one.'")
    expect(figure.locator(".verdict")).to_be_focused()
    expect(legend(figure, "price", 3)).to_be_checked()
    page.keyboard.press("Tab")
    expect(legend(figure, "price", 3)).to_be_focused()
    for _ in range(2):
        page.keyboard.press("ArrowLeft")
    expect(legend(figure, "price", 1)).to_be_focused()
    expect(figure.locator(".sentence")).to_have_text(figure_page("locks", {"price": "96", "lead": "2"}).told.sentence)
    expect(figure.locator(".sentence")).to_have_attribute("aria-live", "polite")
    expect(page.locator(".jp-CodeCell")).to_have_count(3)
    page.evaluate("document.body.style.setProperty('--jp-content-font-size1', '28px')")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    for selector in (FIGURE, WATCH):
        fits(page, selector)
    page.emulate_media(forced_colors="active")
    for selector in (FIGURE, WATCH):
        fits(page, selector)
    picture = page.locator(f"{FIGURE} .scroller.wide")
    assert picture.evaluate("node => node.scrollWidth > node.clientWidth"), (
        "large letters: the picture scrolls by itself"
    )
    expect(picture).to_have_attribute("tabindex", "0")
