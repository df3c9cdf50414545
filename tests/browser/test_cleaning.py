"""What we clean is clean for a real browser too; writing that we take as harmless is harmless to JupyterLab too."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from autograder.marking.clean import ADDRESS, PLAIN, TAGS, clean, is_harmless, neutral
from tests.autograder.marking.test_clean import rendered, trusting
from tests.autograder.nasty import NASTY
from tests.autograder.safety.soup import HTML, PARTS, PLAIN_PARTS, brew
from tests.browser.lab import open_notebook, write_notebook
from tests.browser.server import JupyterServer

pytestmark = pytest.mark.browser

# Parsed as a page of its own, as a part of one, and as a part of a part that was written out again: what a parser mends
# differently the second time would show. Gives everything that is no formatting.
PARSED = r"""([texts, tags]) => {
    const address = /^(https?:\/\/(?!localhost|127|\[)[^\/]*\.|mailto:|#|data:image\/(png|jpeg|gif|webp);base64,)/i;
    const plain = new Set(['href', 'src', 'alt', 'title', 'lang', 'start', 'class']);
    const known = new Set(tags);
    const odd = [];
    const look = (root, text) => {
        for (const element of root.querySelectorAll('*')) {
            if (!known.has(element.localName) || element.namespaceURI !== 'http://www.w3.org/1999/xhtml')
                odd.push([text, element.outerHTML]);
            for (const name of element.getAttributeNames()) {
                const value = element.getAttribute(name);
                const aligned = name === 'style' && /^text-align: ?(left|right|center);?$/.test(value.trim());
                if (!plain.has(name) && !aligned) odd.push([text, `${name}=${value}`]);
                if ((name === 'href' || name === 'src') && !address.test(value.trim())) odd.push([text, value]);
            }
        }
    };
    for (const text of texts) {
        const whole = new DOMParser().parseFromString(text, 'text/html');
        look(whole.body, text);
        if (whole.head.children.length) odd.push([text, whole.head.innerHTML]);
        const part = document.createElement('div');
        part.innerHTML = text;
        look(part, text);
        const again = document.createElement('div');
        again.innerHTML = part.innerHTML;
        look(again, text);
        for (const around of ['table', 'select', 'noscript', 'template', 'p']) {
            const within = document.createElement(around);
            within.innerHTML = part.innerHTML;
            look(within, text);
        }
    }
    return odd;
}"""
# JupyterLab's own renderer, told to trust the text: what is left is the Markdown's own doing.
RENDERED = r"""async ([texts, trusted]) => {
    const {rendermime} = window.jupyterapp.shell.currentWidget.content;
    const found = [];
    for (const text of texts) {
        const renderer = rendermime.createRenderer('text/markdown');
        await renderer.renderModel(rendermime.createModel({data: {'text/markdown': text}, trusted}));
        found.push(renderer.node.innerHTML);
        renderer.dispose();
    }
    return found;
}"""
# What of JupyterLab's page is more than formatting. Headings get a link to themselves, code gets colours.
ODD = r"""([texts, tags]) => {
    const known = new Set(tags);
    const odd = [];
    for (const [source, html] of texts) {
        const page = new DOMParser().parseFromString(html, 'text/html');
        for (const element of page.body.querySelectorAll('*')) {
            if (!known.has(element.localName)) odd.push([source, element.outerHTML]);
            for (const {name, value} of element.attributes) {
                const runs = /^on|srcdoc|formaction|ping|srcset|background|xlink/i.test(name);
                const leads = (name === 'href' || name === 'src')
                    && !/^((https?|ftp):\/\/|mailto:|#|data:image\/png|data-commandlinker)/i.test(value);
                if (runs || leads) odd.push([source, `${name}=${value}`]);
            }
        }
    }
    return odd;
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("seed", range(5))
def test_what_is_cleaned_is_clean_for_a_browser_however_it_is_read(blank: Page, seed: int) -> None:
    texts = [clean(soup) for soup in brew(HTML, 2_000, seed)]
    assert blank.evaluate(PARSED, [texts, sorted(TAGS - {"input"})]) == []


def test_what_our_pages_show_is_clean_for_a_browser(blank: Page) -> None:
    texts = [rendered(text) for text in (*NASTY, *brew(PARTS, 1_500))]
    assert blank.evaluate(PARSED, [texts, sorted(TAGS - {"input"})]) == []


def test_the_looker_finds_what_was_not_cleaned(blank: Page) -> None:
    texts = [trusting(text) for text in NASTY]
    found = blank.evaluate(PARSED, [texts, sorted(TAGS)])
    assert len({text for text, _ in found}) > len(NASTY) / 2


@pytest.fixture(scope="module")
def lab(browser: Browser, jupyter_server: JupyterServer) -> Iterator[Page]:
    """A notebook in JupyterLab."""
    context = browser.new_context()
    page = context.new_page()
    folder = jupyter_server.root / "cleaning"
    folder.mkdir()
    write_notebook(folder / "notebook.ipynb", ["1"])
    open_notebook(page, jupyter_server, "cleaning/notebook.ipynb")
    expect(page.locator(".jp-NotebookPanel")).to_be_visible()
    yield page
    context.close()


def test_plain_writing_is_formatting_in_jupyterlab_even_where_it_is_trusted(lab: Page) -> None:
    """The short way of our check: texts without certain signs are never rendered to look at them."""
    brewed = (text for text in brew(PLAIN_PARTS, 1_200, longest=25) if "mermaid" not in text)
    texts = [text for text in brewed if PLAIN.fullmatch(text) and ADDRESS not in text]
    assert len(texts) > 400
    assert all(is_harmless(text) for text in texts)
    html = lab.evaluate(RENDERED, [texts, True])
    assert lab.evaluate(ODD, [list(zip(texts, html, strict=True)), sorted(TAGS)]) == []


def test_what_is_kept_of_anything_is_harmless_in_jupyterlab(lab: Page) -> None:
    texts = [neutral(text) for text in (*NASTY, *brew(PARTS, 600)) if "mermaid" not in text]
    html = lab.evaluate(RENDERED, [texts, True])
    assert lab.evaluate("() => window.ran") is None
    assert lab.evaluate(ODD, [list(zip(texts, html, strict=True)), sorted(TAGS)]) == []


def test_a_diagram_draws_and_does_nothing_else_in_jupyterlab(lab: Page) -> None:
    drawn = [text for text in brew(PLAIN_PARTS, 400, longest=25) if "mermaid" in text]
    texts = [*(neutral(text) for text in NASTY if "mermaid" in text), *drawn]
    html = lab.evaluate(RENDERED, [texts, True])
    lab.wait_for_timeout(500)
    assert lab.evaluate("() => window.ran") is None
    assert "<script" not in json.dumps(html)
