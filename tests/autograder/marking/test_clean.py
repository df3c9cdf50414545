"""A student's text is harmless twice over: when the hand-in is prepared, and when a page is made of it."""

import pytest
from jinja2 import Environment

from autograder.marking.clean import LONGEST, clean, fenced, is_harmless, neutral, safe_markdown, tidy
from tests.autograder.nasty import HARMLESS, NASTY
from tests.autograder.page import live


def rendered(source: str) -> str:
    environment = Environment(autoescape=False)  # noqa: S701 - as nbconvert does
    environment.filters["markdown2html"] = safe_markdown
    return environment.from_string("{{ source | markdown2html }}").render(source=source, cell={})


def trusting(source: str) -> str:
    """As nbgrader's own pages render it."""
    from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath  # noqa: PLC0415

    drawing = {"drawing.svg": {"image/svg+xml": "PHN2Zy8+"}}
    renderer = IPythonRenderer(escape=False, exclude_anchor_links=True, attachments=drawing)
    return str(MarkdownWithMath(renderer=renderer).render(source))


@pytest.mark.parametrize("source", NASTY)
def test_the_page_filter_alone_leaves_nothing_live(source: str) -> None:
    assert live(rendered(source)) == []


@pytest.mark.parametrize("source", NASTY)
def test_what_is_prepared_leaves_nothing_live_on_a_trusting_page(source: str) -> None:
    html = trusting(neutral(source))
    assert [found for found in live(html) if not found.endswith(" id")] == []


@pytest.mark.parametrize("source", HARMLESS)
def test_plain_writing_stays_as_it_is(source: str) -> None:
    assert is_harmless(source)
    assert neutral(source) == source


@pytest.mark.parametrize("source", HARMLESS)
def test_plain_writing_looks_the_same_on_our_page(source: str) -> None:
    words = "".join(c for c in source if c.isalpha() and c.isascii())
    shown = "".join(c for c in rendered(source) if c.isalpha() and c.isascii())
    assert all(word in shown for word in ("meer", "vragen") if word in words)
    assert "&lt;strong" not in rendered(source)


def test_a_pasted_picture_stays_a_picture() -> None:
    source, picture = "Mijn schets:\n\n![schets](attachment:a.png)", {"a.png": {"image/png": "iVBORw0KGgo="}}
    assert neutral(source, picture) == source
    assert neutral(source, ["b.png"]) == fenced(source)
    environment = Environment(autoescape=False)  # noqa: S701 - as nbconvert does
    environment.filters["markdown2html"] = safe_markdown
    cell = {"source": source, "attachments": picture}
    for name, page in (
        ("cell", "{{ cell.source | markdown2html }}"),
        ("other", "{{ other.source | markdown2html(other) }}"),
    ):
        shown = environment.from_string(page).render(**{name: cell})
        assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt="schets">' in shown


def test_a_table_keeps_its_alignment() -> None:
    assert 'style="text-align:right"' in rendered(HARMLESS[4])


def test_words_that_are_fenced_are_all_still_there() -> None:
    source = "eerst ```` dan <script>x</script>"
    assert source in neutral(source)
    assert live(trusting(neutral(source))) == []


@pytest.mark.parametrize("source", ["a" * (LONGEST + 1), "[" * 40_000, "> " * 5_000 + "x", "*a_ " * 10_000])
def test_long_and_deep_texts_are_shown_in_time(source: str) -> None:
    assert live(rendered(neutral(source))) == []


def test_control_characters_and_half_characters_go() -> None:
    assert tidy("a\x00b\udc80c\td\n") == "a\N{REPLACEMENT CHARACTER}b?c\td\n"


def test_a_fence_is_longer_than_any_run_inside() -> None:
    assert fenced("a ````` b").startswith("``````text\n")


def test_cleaning_twice_changes_nothing() -> None:
    for source in (*NASTY, *HARMLESS):
        once = clean(trusting(source))
        assert clean(once) == once


def test_the_nasty_texts_are_nasty() -> None:
    assert sum(bool(live(trusting(source))) for source in NASTY) > len(NASTY) / 2
