"""Writing without a certain few signs is taken as harmless unseen. Here somebody looks."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from autograder.marking.clean import ADDRESS, CONTROL, PLAIN, clean, is_harmless, neutral, tidy
from tests.autograder.marking.test_clean import rendered, trusting
from tests.autograder.page import live
from tests.autograder.safety.soup import HTML, PARTS, PLAIN_PARTS

FORMATTING = {
    *("a", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "strong", "table", "tbody", "td", "th", "thead", "tr", "ul"),
}
CHARACTERS = st.characters(exclude_characters="<>[]`\\$&{}", exclude_categories=["Cs"])
PLAIN_TEXTS = st.lists(st.one_of(st.sampled_from(PLAIN_PARTS), CHARACTERS), max_size=30).map("".join)
TEXTS = st.lists(st.one_of(st.sampled_from(PARTS), st.characters(exclude_categories=["Cs"])), max_size=20).map("".join)
COLOURED = re.compile(r"|highlight|jp-Mermaid|mermaid|[a-z]{1,3}\d?")
SOUPS = st.lists(st.sampled_from(HTML), max_size=16).map("".join)


class Odd(HTMLParser):
    """Collects all that is more than formatting."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs or [("", "")]:
            match tag, name, value or "":
                case _, "", _ if tag in FORMATTING:
                    pass
                case "th" | "td", "style", "text-align:left" | "text-align:center" | "text-align:right":
                    pass
                # Code between tildes is coloured, or drawn as a diagram, like code between backticks.
                case "code", "class", name_of_language if name_of_language.startswith("language-"):
                    pass
                case "div" | "pre" | "span", "class" | "", colour if COLOURED.fullmatch(colour):
                    pass
                case "ol", "start", number if number.isdigit():
                    pass
                case "a", "href", address if address.startswith(("http://", "https://")):
                    pass
                case "h1" | "h2" | "h3" | "h4" | "h5" | "h6", "id", _:
                    pass
                case _:
                    self.found.append(f"{tag} {name}={value}")

    def handle_comment(self, data: str) -> None:
        self.found.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.found.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.found.append(f"instruction {data}")


def odd(html: str) -> list[str]:
    look = Odd()
    look.feed(html)
    look.close()
    return look.found


@settings(max_examples=600)
@example("~~~~woord")
@example("~~~python\nprint(1)")
@example("~~~mermaid\ngraph TD")
@given(PLAIN_TEXTS)
def test_plain_writing_renders_to_formatting_and_nothing_else(text: str) -> None:
    """On a page that trusts it. Links come from addresses alone, and those are looked at."""
    assert PLAIN.fullmatch(text)
    source = neutral(text)
    html = trusting(source)
    assert odd(html) == [] or source != tidy(text)
    if ADDRESS not in source:
        assert "href" not in html.replace("href=", "", text.count("href="))


@settings(max_examples=600)
@given(TEXTS)
def test_what_is_kept_as_it_was_typed_is_harmless_on_a_trusting_page(text: str) -> None:
    kept = neutral(text, ["a.png"])
    if "attachment:" not in kept:
        assert [found for found in live(trusting(kept)) if not found.endswith(" id")] == []


@settings(max_examples=400)
@given(TEXTS)
def test_our_pages_leave_nothing_live_of_anything(text: str) -> None:
    assert live(rendered(text)) == []


@settings(max_examples=800)
@given(SOUPS)
def test_cleaning_leaves_nothing_live_and_cleaning_again_changes_nothing(soup: str) -> None:
    once = clean(soup)
    assert live(once) == []
    # Of a control character bleach may make a question mark, now or the next time.
    assert clean(once) == once or CONTROL.search(once)
    assert clean(clean(once)) == clean(once)


@pytest.mark.parametrize("sign", list("<>[]`\\$&{}"))
def test_each_sign_that_is_left_out_is_one_that_can_do_something(sign: str) -> None:
    assert not PLAIN.fullmatch(f"a{sign}b")


@pytest.mark.parametrize(
    "text", ["http://localhost:8888/lab", "zie http://127.0.0.1/x.", "http://hub.example.org/formgrader/"]
)
def test_an_address_of_the_graders_own_machine_is_no_link(text: str) -> None:
    """A click would be the grader's, with the grader's rights."""
    assert not is_harmless(text)
    assert "href" not in rendered(text)
    assert "href" not in rendered(f"[bron]({text.rsplit(maxsplit=1)[-1]})")
