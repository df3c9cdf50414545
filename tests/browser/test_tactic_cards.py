"""The search in the tactic cards in the real JupyterLab: by mouse and by keys, with a kernel and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course.locale import Language, say
from course.notebooks import find
from course.notebooks.generated import titles
from course.notebooks.reference import library
from course.notebooks.tactic_cards import FILE, as_json, capitalised
from tests.browser.accessibility import axe
from tests.browser.lab import kill_kernel, open_notebook, run_all, save, write_notebook
from tests.browser.server import JupyterServer

pytestmark = pytest.mark.browser

INDEX = ".ab-cards.live"
SHELF = find(Path(__file__))
LEAN = library(SHELF.lessons)
ALL = len(LEAN.cards)


def opened(page: Page, server: JupyterServer, language: Language) -> Path:
    folder = server.root / f"cards-{language}"
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(as_json(LEAN.cards, LEAN.sources, titles(SHELF)), encoding="utf-8")
    first = f'from course.widgets import begin, cards\n\nbegin("look", language="{language}")'
    write_notebook(folder / "look.ipynb", [first, "cards()"])
    open_notebook(page, server, f"{folder.name}/look.ipynb")
    run_all(page)
    return folder


def test_words_find_the_card_in_which_they_stand(page: Page, jupyter_server: JupyterServer) -> None:
    language: Language = "nl"
    opened(page, jupyter_server, language)
    index = page.locator(INDEX)
    expect(page.locator(".ab-cards.ab-still")).to_be_hidden()
    expect(index.locator(".count")).to_have_text(say("cards.count_all", language, all=ALL))
    expect(index.locator(".card")).to_have_count(ALL)
    search = index.get_by_role("searchbox", name=say("cards.search", language))
    wanted = LEAN.cards[3]
    accents = wanted.name.of(language).replace("e", "é")
    heard = wanted.seen[0].says.of(language)
    for typed in (wanted.name.of(language).upper(), accents, wanted.also[language][0], heard, str(wanted.number)):
        search.fill(typed)
        expect(index.locator(".card").first).to_have_attribute("data-card", wanted.id)
    expect(index.locator(".count")).to_have_attribute("aria-live", "polite")
    search.press("Enter")
    name = index.get_by_role("button", name=capitalised(wanted.name.of(language)), exact=True)
    expect(name).to_be_focused()
    page.keyboard.press("Enter")
    expect(name).to_have_attribute("aria-expanded", "true")
    expect(index.locator(".card").first).to_contain_text(wanted.counters[0].of(language))
    expect(page.locator(".jp-CodeCell")).to_have_count(2)
    assert axe(page, INDEX) == ()


def test_filters_by_keys_then_large_in_the_dark_and_without_a_kernel(page: Page, jupyter_server: JupyterServer) -> None:
    folder = opened(page, jupyter_server, "en")
    index = page.locator(INDEX)
    kill_kernel(page)
    index.get_by_role("searchbox").focus()
    for key in ("Tab", "ArrowRight"):
        page.keyboard.press(key)
    expect(index.locator(".card")).to_have_count(sum(card.constituency for card in LEAN.cards))
    for key in ("Tab", "ArrowRight"):
        page.keyboard.press(key)
    helps = [card.id for card in LEAN.cards if card.constituency and card.impact == "helps"]
    expect(index.locator(".card")).to_have_count(len(helps))
    expect(index.locator(".count")).to_have_text(say("cards.count_some", "en", count=len(helps), all=ALL))
    index.get_by_role("searchbox").fill("xylophone")
    expect(index.locator(".count")).to_have_text(say("cards.nothing", "en"))
    index.get_by_role("button", name=say("cards.clear", "en")).press("Enter")
    expect(index.locator(".card")).to_have_count(ALL)
    expect(index.get_by_role("searchbox")).to_be_focused()
    index.get_by_role("searchbox").fill("my own union gives me no room, xylophone")
    expect(index.locator(".card").first).to_have_attribute("data-card", "constituency-as-weapon")
    expect(index.locator(".count")).to_contain_text(say("cards.count_near", "en", count="", all="").split(".")[0])
    index.get_by_role("searchbox").fill("")
    index.get_by_role("button", name=say("cards.open_all", "en")).click()
    expect(index.locator(".rest:visible")).to_have_count(ALL)
    page.evaluate("document.body.style.setProperty('--jp-content-font-size1', '28px')")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    assert axe(page, INDEX) == ()
    save(page)
    assert not (folder / "answers.jsonl").exists()
