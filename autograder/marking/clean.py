"""A student's Markdown, made harmless for pages that other people open.

Two guards, each enough by itself. :func:`neutral` runs when a hand-in is prepared: text that renders to plain, harmless
HTML stays as it is, anything else becomes a code block with the same words. :func:`safe_markdown` runs when a page
is made and cleans again, since nbgrader's own templates trust what they show.
"""

import re
from collections.abc import Iterable, Mapping
from html import escape
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import unquote

import bleach
from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

TAGS: Final = frozenset(
    {
        "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4",
        "h5", "h6", "hr", "i", "img", "input", "kbd", "li", "ol", "p", "pre", "s", "span", "strong", "sub", "sup",
        "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
    }
)  # fmt: skip
# A link leads to a name on the internet, a mailbox or a place on the page. Never to a machine without such a name: the
# grader's own Jupyter answers there, with the grader's rights.
LINK: Final = re.compile(
    r"https?://([\w-]+\.)+(?!local(host|domain)?\b)[^\W\d_][\w-]*[^\W\d_]\.?(:\d+)?([/?#].*)?|mailto:.*|#.*",
    re.IGNORECASE,
)
# Where a Jupyter has a name of its own, its formgrader believes what stands in an address.
GRADERS: Final = "formgrader"
PICTURE: Final = re.compile(r"data:image/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
# The classes that nbconvert gives to coloured code; any other class could borrow the page's own style.
STYLE: Final = re.compile(
    r"(highlight|hl-\w+|language-\w+|[a-z]{1,2}\d?)(\s+(highlight|hl-\w+|language-\w+|[a-z]{1,2}\d?))*"
)
BOX: Final = re.compile(r"<input[^>]*>")
ALIGN: Final = re.compile(r"text-align:\s*(left|right|center)")
# Plain formatting typed as HTML is common and harmless; only without attributes.
PLAIN_HTML: Final = re.compile(r"&lt;(/?(?:br|b|i|u|s|em|strong|sub|sup|kbd)\s*/?)&gt;", re.IGNORECASE)
# TeX commands with which MathJax makes links, styles or raw HTML.
TEX: Final = re.compile(r"\\(href|url|unicode|require|class|style|cssId|bbox|html\w*|mmlToken|definecolor)\b")
CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
# Rendering takes up to the third power of these marks in one paragraph; a long table needs some hundred.
MARKS: Final = "*_[`|<\\~$!"
MOST_MARKS: Final = 300
LONGEST: Final = 25_000
MOST_LINES: Final = 3_000
# Without any of these there is no HTML typed, no picture, reference or formula, whatever Markdown makes of the rest.
PLAIN: Final = re.compile(r"[^<>\[\]`\\$&{}]*")
# The one link that needs none of them is an address written out.
ADDRESS: Final = "://"
_PARAGRAPH: Final = re.compile(r"\n[ \t]*\n")


def _allowed(tag: str, name: str, value: str) -> bool:
    value = value.strip()
    match tag, name:
        case "a", "href":
            return _is_link(value)
        case "img", "src":
            return PICTURE.fullmatch(value) is not None
        case "img", "alt":
            return True
        case "th" | "td", "style":
            return ALIGN.fullmatch(value.rstrip(";")) is not None
        case "ol", "start":
            return value.isdigit()
        case "input", "type":
            return value == "checkbox"
        case "input", _:
            return name in {"disabled", "checked"} and not value
        case "div" | "span" | "code" | "pre", "class":
            return STYLE.fullmatch(value) is not None
        case _, "title" | "lang":
            return True
    return False


def _is_link(address: str) -> bool:
    return LINK.fullmatch(address) is not None and GRADERS not in unquote(unquote(address)).lower()


class _Style:
    """The one style that a table cell may keep has been checked already; bleach asks for a second opinion."""

    @staticmethod
    def sanitize_css(style: str) -> str:
        return style if ALIGN.fullmatch(style.strip().rstrip(";")) else ""


_CLEANER: Final = bleach.Cleaner(
    tags=TAGS,
    attributes=_allowed,
    protocols={"http", "https", "mailto", "data"},
    strip=False,
    strip_comments=True,
    css_sanitizer=_Style(),
)


def clean(html: str) -> str:
    """HTML without anything that runs, loads or restyles; what is not allowed is shown as text."""
    return BOX.sub(_box, str(_CLEANER.clean(html)))


def _box(found: re.Match[str]) -> str:
    """The box of a list of tasks as a sign: nobody can type or click in the text of somebody else."""
    rest = found[0].replace('type="checkbox"', "")
    return "" if rest == found[0] else "\N{BALLOT BOX WITH CHECK}" if "checked" in rest else "\N{BALLOT BOX}"


def _render(source: str, attachments: Mapping[str, Any] | None = None, *, escaped: bool = False) -> str:
    renderer = IPythonRenderer(
        escape=escaped, attachments=dict(attachments or {}), embed_images=False, exclude_anchor_links=True
    )
    return str(MarkdownWithMath(renderer=renderer).render(source))


@pass_context
def safe_markdown(context: Any, source: object, cell: Any = None) -> str:
    """The Markdown filter of the pages (formgrader and feedback): rendered, then cleaned.

    The pictures are those of ``cell``, and of the cell that nbconvert's own blocks are about when there is none.
    """
    text = str(source or "")
    cell = cell or context.get("cell") or {}
    attachments = cell.get("attachments") if hasattr(cell, "get") else None
    if is_bounded(text) and not TEX.search(text):
        try:
            return clean(_render(text, attachments if isinstance(attachments, Mapping) else None))
        except Exception:  # noqa: BLE001, S110 - a text that breaks the renderer is shown as it was typed
            pass
    return f"<pre>{escape(text)}</pre>"


class _Addresses(HTMLParser):
    """Looks whether what Markdown itself made (links and images) is harmless."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.harmless = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.harmless &= tag in TAGS
        for name, value in attrs:
            if name in {"href", "src"}:
                self.harmless &= _allowed(tag, name, value or "")


def is_bounded(source: str) -> bool:
    """Whether a text is written by a person and not made to keep the renderer busy for minutes."""
    if len(source) > LONGEST or source.count("\n") > MOST_LINES:
        return False
    if max(map(source.count, ("\\", "$", "<", "["))) > MOST_MARKS:
        return False
    return all(part.count(mark) <= MOST_MARKS for part in _PARAGRAPH.split(source) for mark in MARKS)


def is_harmless(source: str, pictures: Iterable[str] = ()) -> bool:
    """Whether Markdown renders to plain text with formatting, without raw HTML and without foreign addresses.

    ``pictures`` are the names of those that were pasted into the cell.
    """
    if not is_bounded(source) or TEX.search(source):
        return False
    if PLAIN.fullmatch(source) and ADDRESS not in source:
        return True
    attached = {name: {"image/png": ""} for name in pictures}
    try:
        html = _render(source, attached)
        # Raw HTML is the one thing that the renderer treats differently when it escapes.
        if PLAIN_HTML.sub(r"<\1>", html) != PLAIN_HTML.sub(r"<\1>", _render(source, attached, escaped=True)):
            return False
        look = _Addresses()
        look.feed(html)
        look.close()
    except Exception:  # noqa: BLE001 - what cannot be rendered is shown as it was typed
        return False
    return look.harmless


def tidy(text: str) -> str:
    """Text that every program can write and show: no control characters, no halves of characters."""
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.encode("utf-8", "replace").decode("utf-8"))


def fenced(source: str) -> str:
    """The same words as a block of code."""
    longest = max((len(run) for run in re.findall(r"`+", source)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{source}\n{fence}"


def neutral(source: str, pictures: Iterable[str] = ()) -> str:
    """A student's Markdown as it is when it is harmless, otherwise its words in a block of code."""
    text = tidy(source)
    return text if is_harmless(text, pictures) else fenced(text)
