"""What stands in a piece of Markdown: headings, links, figures, numbers and the points of the seeds it teaches."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html.parser import HTMLParser
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from course.locale import Language

#: A point of the seeds: C1 to C51, O1 to O29.
_POINT: Final = re.compile(r"\b[CO][1-9]\d?\b")
_NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
_THOUSANDS: Final = {"en": re.compile(r"(?<=\d),(?=\d{3}\b)"), "nl": re.compile(r"(?<=\d)\.(?=\d{3}\b)")}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; lines count from the first line of the text, which is line 0."""

    level: int
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link: where it goes and the words one clicks."""

    target: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture and the words for who does not see it."""

    target: str
    alt: str
    line: int


@dataclass(slots=True)
class Outline:
    """Everything that a text and its translation must have in common, and a bit more."""

    headings: list[Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    directives: list[tuple[str, int]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)

    @property
    def prose(self) -> str:
        """The words a reader sees, without code, addresses and marks."""
        return " ".join(self.words)

    @property
    def points(self) -> Counter[str]:
        """How often each point of the seeds is named."""
        return Counter(_POINT.findall(self.prose))

    def numbers(self, language: Language) -> Counter[str]:
        """How often each number stands in the text, written the same for both languages.

        English writes 9,600 and 2.5 where Dutch writes 9.600 and 2,5; a Dutch 14.00 is a time, an English one 14:00.
        """
        text = _THOUSANDS[language].sub("", self.prose)
        found: Counter[str] = Counter()
        for number in _NUMBER.findall(text):
            decimal, other = (".", ",") if language == "en" else (",", ".")
            found.update(part.replace(decimal, ".") for part in number.split(other) if part)
        return found


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable("table")


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """What the parser makes of a piece of Markdown; the checks ask for the same cells again and again."""
    return tuple(_parser().parse(text))


def outline(text: str) -> Outline:
    """Read a piece of Markdown."""
    found = Outline()
    parsed = tokens(text)
    for index, token in enumerate(parsed):
        line = token.map[0] if token.map else 0
        if token.type == "inline":
            before = parsed[index - 1]
            if before.type == "heading_open":
                found.headings.append(Heading(int(before.tag[1]), _plain(token), line))
            _inline(token, line, found)
        elif token.type == "html_block":
            _html(token.content, line, found)
        elif token.type == "fence" and token.info.lstrip().startswith("{"):
            found.directives.append((token.info.strip(), line))
    found.directives += [
        (row.strip(), line) for line, row in enumerate(text.splitlines()) if row.startswith((":::{", "::: {"))
    ]
    return found


def _plain(token: Token) -> str:
    return "".join(child.content for child in token.children or () if child.type in {"text", "code_inline"}).strip()


def _inline(token: Token, line: int, found: Outline) -> None:
    target: str | None = None
    clicked: list[str] = []
    for child in token.children or ():
        if child.type in {"softbreak", "hardbreak"}:
            line += 1
        elif child.type == "link_open":
            target, clicked = str(child.attrGet("href") or ""), []
        elif child.type == "link_close" and target is not None:
            found.links.append(Link(target, "".join(clicked).strip(), line))
            target = None
        elif child.type == "image":
            found.figures.append(Figure(str(child.attrGet("src") or ""), child.content.strip(), line))
            clicked.append(child.content)
        elif child.type == "html_inline":
            _html(child.content, line, found)
        elif child.type == "text":
            found.words.append(child.content)
            clicked.append(child.content)
        elif child.type == "code_inline":
            clicked.append(child.content)


def _html(content: str, line: int, found: Outline) -> None:
    reader = _Tags()
    reader.feed(content)
    reader.close()
    for tag, attributes, row in reader.tags:
        if tag == "img":
            found.figures.append(Figure(attributes.get("src", ""), attributes.get("alt", "").strip(), line + row))
        elif tag == "a" and "href" in attributes:
            found.links.append(Link(attributes["href"], attributes.get("title", tag), line + row))
    found.words += reader.words


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str], int]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}, self.getpos()[0] - 1))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())


def inside_course(target: str) -> bool:
    """Whether a link or picture points at a file of the course rather than at the web or at the same page."""
    return bool(target) and not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//|#", target)


def targets(text: str) -> Iterator[str]:
    """Every place inside the course that a text points at, links and pictures, each once."""
    found = outline(text)
    seen = dict.fromkeys([link.target for link in found.links] + [figure.target for figure in found.figures])
    return (target for target in seen if inside_course(target))


def replace_target(text: str, old: str, new: str) -> str:
    """The text with every link and picture that points at ``old`` pointing at ``new``."""
    place = re.escape(old)
    inline = re.compile(rf"(\]\(\s*<?){place}(?=[\s>)])")
    reference = re.compile(rf"^(\s{{0,3}}\[[^\]]+\]:\s*<?){place}(?=[\s>]|$)", re.MULTILINE)
    attribute = re.compile(rf"((?:href|src)=[\"']){place}(?=[\"'])")
    for pattern in (inline, reference, attribute):
        text = pattern.sub(lambda match: match.group(1) + new, text)
    return text
