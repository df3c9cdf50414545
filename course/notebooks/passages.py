"""The prose of a Markdown text, passage by passage: what it is made of, where it stands, what is bold in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from markdown_it.token import Token

from course.notebooks import markdown

Kind = Literal["paragraph", "item", "quote", "table", "heading"]

_OPENS: Final[dict[str, Kind]] = {
    "heading_open": "heading",
    "table_open": "table",
    "list_item_open": "item",
    "blockquote_open": "quote",
}
_CLOSES: Final = {name.replace("_open", "_close"): kind for name, kind in _OPENS.items()}


@dataclass(frozen=True, slots=True)
class Bold:
    """Words in bold; ``leads`` when the passage begins with them, as a label does."""

    text: str
    leads: bool
    line: int


@dataclass(slots=True)
class Passage:
    """A paragraph, an item of a list, a cell of a table or a heading; lines count from 0.

    ``box`` numbers the quoted block (``>``) that it belongs to, 0 for none: lessons use such blocks as boxes.
    """

    kind: Kind
    line: int
    box: int = 0
    text: str = ""
    upright: str = ""
    """The text without what is in italics: titles, words of another language, labels of the screen."""
    bold: list[Bold] = field(default_factory=list)


def passages(text: str) -> Iterator[Passage]:
    """Every passage of a Markdown text, in order; code and addresses are left out."""
    inside: list[Kind] = []
    boxes = box = 0
    for token in markdown.tokens(text):
        if token.type in _OPENS:
            inside.append(_OPENS[token.type])
            if token.type == "blockquote_open":
                boxes += 1
                box = boxes
        elif token.type in _CLOSES:
            inside.pop()
            box = box if "quote" in inside else 0
        elif token.type == "inline":
            yield _passage(token, inside[-1] if inside else "paragraph", box)


def _passage(token: Token, kind: Kind, box: int) -> Passage:
    found = Passage(kind, token.map[0] if token.map else 0, box)
    line, slanted, strong, leads = found.line, 0, "", False
    depth = 0
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        slanted += {"em_open": 1, "em_close": -1}.get(child.type, 0)
        if child.type == "strong_open":
            depth, strong, leads = depth + 1, "", not found.text.strip()
        elif child.type == "strong_close":
            depth -= 1
            found.bold.append(Bold(strong.strip(), leads, line))
        words = {"text": child.content, "softbreak": " ", "hardbreak": " "}.get(child.type, "")
        found.text += words
        found.upright += "" if slanted and words.strip() else words
        strong += words if depth else ""
    return found
