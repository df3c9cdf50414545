"""Questions in the real JupyterLab: by mouse and by keys, in both languages, through reloads and lost kernels."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from course.answers import collect, public_file
from tests.answers.samples import authored
from tests.browser.accessibility import axe
from tests.browser.lab import kill_kernel, open_notebook, reload, run_all, save, write_notebook
from tests.browser.server import JupyterServer

pytestmark = pytest.mark.browser

KINDS = ("goals", "errand", "wise", "steps", "ladder", "kinds-of-claim", "zopa-size", "map", "sure")


def notebook(server: JupyterServer, name: str, language: str, *cells: str, with_keys: bool = False) -> Path:
    """A folder of a notebook as `course build` makes it; returns the folder."""
    folder = server.root / name
    folder.mkdir()
    data = public_file(authored(), with_keys=with_keys)
    (folder / "items.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    first = f'from course.widgets import ask, begin, criterion, record\n\nbegin("{name}", language="{language}")'
    write_notebook(folder / f"{name}.ipynb", [first, *cells])
    return folder


def card(page: Page, number: int = 0) -> Locator:
    return page.locator(".ab-ask").nth(number)


def answers(folder: Path, item: str) -> list[object]:
    return [line.value for line in collect((folder / "answers.jsonl").read_bytes(), None).of(item)]


def embedded(folder: Path, item: str) -> list[object]:
    data = json.loads((folder / f"{folder.name}.ipynb").read_text(encoding="utf-8"))
    return [line.value for line in collect(None, data).of(item)]


def test_a_question_for_yourself_by_mouse(page: Page, jupyter_server: JupyterServer) -> None:
    folder = notebook(jupyter_server, "quiz-nl", "nl", 'ask("goals")', with_keys=True)
    open_notebook(page, jupyter_server, "quiz-nl/quiz-nl.ipynb")
    run_all(page)
    expect(card(page)).not_to_contain_text("Je legt je vast")
    card(page).get_by_text("De directeur vragen").click()
    card(page).get_by_role("button", name="Antwoord geven").click()
    expect(card(page).locator(".news")).to_have_text("Niet goed.")
    expect(card(page).locator(".news")).to_be_focused()
    expect(card(page).get_by_role("status")).to_have_text("Niet goed.")
    expect(card(page).locator(".parts > li")).to_have_count(3)
    expect(card(page).locator("[data-mark=wrong]")).to_contain_text("Dat werkt één keer")
    expect(card(page).locator("[data-mark=key]")).to_contain_text("beter Vragen wat het hem kost")
    assert answers(folder, "goals") == [{"chosen": "overrule"}]
    assert axe(page, ".ab-ask") == ()


# What a hand on the keyboard does in each question, begun at its first control, and what is kept of it.
# Several letters are typed, the rest are keys.
BY_KEYS: dict[str, tuple[str, dict[str, object]]] = {
    "goals": ("ArrowDown Tab Enter", {"chosen": "ask-cost"}),
    "errand": ("Space ArrowDown Tab ArrowUp Enter", {"best": "what-seen", "worst": "promise"}),
    "wise": (
        "Space ArrowRight ArrowRight ArrowRight ArrowRight Tab Tab Space Tab Enter",
        {"ratings": {"listen": 5, "blame": 1}},
    ),
    "steps": ("Tab Enter Enter Tab Tab Tab Enter", {"order": ["talks", "vote", "table", "mandate"]}),
    "ladder": (
        "Space ArrowRight ArrowRight Tab Space Tab Enter",
        {"classes": {"no-reply": "deeds", "same-points": "hardening"}},
    ),
    "kinds-of-claim": ("'Fact Tab 'Ster Tab Enter", {"classes": {"late": "fact", "sellers": "stereotype"}}),
    "zopa-size": ("'22packages Enter", {"number": 22}),
    "map": ("'At Tab '30 Tab Tab Enter", {"cells": {"finance": {"side": "home", "votes": 30}}}),
    "sure": ("'30 Tab Tab Enter", {"percent": {"arms": 30}}),
}


def test_every_kind_by_keys_alone(page: Page, jupyter_server: JupyterServer) -> None:
    folder = notebook(jupyter_server, "keys-en", "en", *(f'ask("{item}")' for item in KINDS))
    open_notebook(page, jupyter_server, "keys-en/keys-en.ipynb")
    run_all(page)
    expect(page.locator(".ab-ask")).to_have_count(len(KINDS))
    for number, item in enumerate(KINDS):
        keys, value = BY_KEYS[item]
        control = card(page, number).locator("input, select, button").first
        control.scroll_into_view_if_needed()
        control.focus()
        expect(control).to_be_focused()
        for key in keys.split():
            if key.startswith("'"):
                page.keyboard.type(key[1:])
            else:
                page.keyboard.press(key)
        news = card(page, number).locator(".news")
        expect(news).to_have_attribute("data-tone", "good")
        expect(news).to_be_focused()
        assert answers(folder, item) == [value]
    assert axe(page, ".ab-ask") == ()


def test_a_step_that_moves_keeps_the_focus_and_says_where_it_is(page: Page, jupyter_server: JupyterServer) -> None:
    notebook(jupyter_server, "steps-en", "en", 'ask("steps")')
    open_notebook(page, jupyter_server, "steps-en/steps-en.ipynb")
    run_all(page)
    down = card(page).get_by_role("button", name="Down Negotiate with the supplier")
    down.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    expect(down).to_be_focused()
    expect(card(page).locator("ol + [role=status]")).to_have_text("Now at place 3 of 4.")
    expect(card(page).get_by_role("listitem").nth(2)).to_contain_text("Negotiate with the supplier")


def test_keys_belong_to_the_question_and_not_to_the_notebook(page: Page, jupyter_server: JupyterServer) -> None:
    notebook(jupyter_server, "shortcuts", "en", 'ask("zopa-size")')
    open_notebook(page, jupyter_server, "shortcuts/shortcuts.ipynb")
    run_all(page)
    card(page).get_by_role("textbox").focus()
    page.keyboard.type("abdd00mry")
    expect(card(page).get_by_role("textbox")).to_have_value("abdd00mry")
    expect(page.locator(".jp-CodeCell")).to_have_count(2)
    card(page).get_by_role("button").focus()
    page.keyboard.press("b")
    expect(page.locator(".jp-CodeCell")).to_have_count(2)


def test_what_is_missing_is_said_where_it_is_missing(page: Page, jupyter_server: JupyterServer) -> None:
    notebook(jupyter_server, "missing-en", "en", 'ask("errand")', 'ask("zopa-size")')
    open_notebook(page, jupyter_server, "missing-en/missing-en.ipynb")
    run_all(page)
    card(page).get_by_text("Best", exact=True).first.click()
    card(page).get_by_role("button").click()
    expect(card(page).locator(".news")).to_have_text("Nothing kept yet. Choose the worst as well.")
    expect(card(page).get_by_role("radio", name="Worst Promise to say it in these words.")).to_be_focused()
    expect(card(page).get_by_role("radio", name="Best Promise to say it in these words.")).to_be_checked()
    card(page, 1).get_by_role("textbox").fill("two dozen")
    card(page, 1).get_by_role("button").click()
    field = card(page, 1).get_by_role("textbox")
    expect(field).to_be_focused()
    expect(field).to_have_value("two dozen")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert axe(page, ".ab-ask") == ()


def test_answers_survive_a_reload_a_save_and_a_lost_kernel(page: Page, jupyter_server: JupyterServer) -> None:
    folder = notebook(jupyter_server, "survive", "en", 'ask("goals")')
    open_notebook(page, jupyter_server, "survive/survive.ipynb")
    run_all(page)

    def answer(text: str) -> None:
        card(page).get_by_text(text).click()
        card(page).get_by_role("button").click()
        expect(card(page).locator(".news")).to_have_text("Answer kept. You can still change it.")

    answer("Write the three weeks down")
    save(page)
    assert embedded(folder, "goals") == [{"chosen": "note-down"}]
    reload(page)
    answer("Ask the director")
    # JupyterLab forgets on a reload which output the kernel may renew: the widget must put the copy in its place.
    expect(page.locator(".jp-OutputArea p[role=status]").last).to_have_text("2 answers kept.")
    save(page)
    assert embedded(folder, "goals") == [{"chosen": "note-down"}, {"chosen": "overrule"}]
    kill_kernel(page)
    run_all(page)
    expect(card(page).locator(".news")).to_have_text("Your last answer is filled in.")
    expect(card(page).get_by_role("radio", checked=True)).to_have_value("overrule")
    answer("Ask what it costs him")
    assert len(answers(folder, "goals")) == 3
    save(page)
    (folder / "answers.jsonl").unlink()
    kill_kernel(page)
    run_all(page)
    assert len(answers(folder, "goals")) == 3
    expect(page.get_by_text("3 answers that this notebook still held were put back")).to_be_visible()


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
@pytest.mark.parametrize("width", [640, 800, 1100])
def test_nothing_is_cut_and_everything_can_be_read(
    page: Page, jupyter_server: JupyterServer, width: int, theme: str
) -> None:
    name = f"look-{width}-{theme[-4:].strip().lower()}"
    notebook(jupyter_server, name, "nl", *(f'ask("{item}")' for item in KINDS), with_keys=True)
    page.set_viewport_size({"width": width, "height": 900})
    open_notebook(page, jupyter_server, f"{name}/{name}.ipynb")
    page.evaluate("theme => window.jupyterapp.commands.execute('apputils:change-theme', {theme})", theme)
    run_all(page)
    card(page).get_by_text("De directeur vragen").click()
    card(page).get_by_role("button").click()
    expect(card(page).locator(".feedback")).to_be_visible()
    for number in range(len(KINDS)):
        card(page, number).scroll_into_view_if_needed()
        wide = card(page, number).evaluate(
            "card => [...card.querySelectorAll('*')].filter(e => !e.closest('.hidden') && !e.closest('.scroller')"
            " && e.getBoundingClientRect().right > card.getBoundingClientRect().right + 1).map(e => e.outerHTML)"
        )
        assert wide == []
        squeezed = card(page, number).evaluate(
            "card => [...card.querySelectorAll('.askrow > :first-child')].filter(e => e.scrollWidth > e.clientWidth + 1"
            " || e.clientWidth < 150).map(e => e.outerHTML)"
        )
        assert squeezed == []
    assert axe(page, ".ab-ask") == ()


def test_a_recorded_value_and_a_score_part_say_where_they_stand(page: Page, jupyter_server: JupyterServer) -> None:
    folder = notebook(
        jupyter_server,
        "other-nl",
        "nl",
        'import pandas as pd\n\nrecord("zopa-size", pd.Series([1, 1]).sum() * 11)',
        'criterion("purchasing", "mandate")',
        'ask("zopa-sice")',
    )
    open_notebook(page, jupyter_server, "other-nl/other-nl.ipynb")
    run_all(page)
    expect(card(page).locator(".news")).to_have_text("Vastgelegd: 22 pakketten.")
    expect(card(page, 1)).to_contain_text("Speel het rollenspel")
    expect(page.get_by_text("Bedoel je ‘zopa-size’?")).to_be_visible()
    assert answers(folder, "zopa-size") == [{"number": 22}]
    assert axe(page, ".ab-ask") == ()
