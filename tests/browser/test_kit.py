"""A practitioner rates in the real JupyterLab: an evening, a break, another evening, and then one file goes back."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from typer.testing import CliRunner

from course.cli import app
from course.notebooks.kit import write_kit
from tests.browser.accessibility import axe
from tests.browser.lab import open_notebook, run_all, save
from tests.browser.server import JupyterServer

pytestmark = pytest.mark.browser


def card(page: Page, number: int) -> Locator:
    return page.locator(".ab-ask").nth(number)


def rate(page: Page, number: int, best: int, worst: int) -> None:
    """Choose by place among the options as this rater sees them."""
    for place in (2 * best, 2 * worst + 1):
        # On the word, as a person does: the mouse waits until it stands still.
        with_word = card(page, number).locator("label.pick").nth(place)
        with_word.click()
        expect(with_word.get_by_role("radio")).to_be_checked()
    card(page, number).get_by_role("button").click()
    expect(card(page, number).locator(".news")).to_have_attribute("data-tone", "good")


def rated(*sent: Path) -> object:
    """What ``course agreement`` makes of what was sent back."""
    found = CliRunner().invoke(app, ["agreement", *map(str, sent), "--format", "json"], catch_exceptions=False)
    assert found.exit_code == 0
    return [
        (each["item"], each["best"]["votes"], each["worst"]["votes"])
        for each in json.loads(found.stdout)["items"]
        if each["best"]["raters"]
    ]


def test_what_was_rated_is_there_another_evening_and_goes_back_in_any_file(
    page: Page, jupyter_server: JupyterServer
) -> None:
    folder = jupyter_server.root / "kit-nl"
    write_kit(folder, "nl", "anna", ["test-before"])
    open_notebook(page, jupyter_server, "kit-nl/rate.ipynb")
    run_all(page)
    expect(page.get_by_role("heading", name="Situatie 1 van 20")).to_be_visible()
    rate(page, 0, best=1, worst=3)
    rate(page, 1, best=0, worst=2)
    rate(page, 0, best=0, worst=3)
    assert axe(page, ".ab-ask") == ()
    save(page)
    first = rated(folder)

    page.goto("about:blank")
    page.set_viewport_size({"width": 800, "height": 900})
    open_notebook(page, jupyter_server, "kit-nl/rate.ipynb")
    run_all(page)
    radios = card(page, 0).get_by_role("radio")
    expect(radios.nth(0)).to_be_checked()
    expect(radios.nth(7)).to_be_checked()
    expect(card(page, 0).locator(".news")).to_have_text("Je laatste antwoord is ingevuld.")
    expect(card(page, 2).get_by_role("radio", checked=True)).to_have_count(0)
    assert rated(folder) == first
    journal, alone = folder / "answers.jsonl", folder / "rate.ipynb"
    assert rated(journal) == rated(alone) == rated(folder, journal, alone) == first
