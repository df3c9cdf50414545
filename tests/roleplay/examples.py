"""The examples of the pages of rules as files: a piece of a role-play or of a play plan replaced by one that fails.

The first lines of the piece that fails may say how:

- ``# base: duet`` names another role-play than the small one, of ``fixtures`` or of the course, and ``# base:
  purchasing/well`` a plan that stands beside a role-play of the course;
- ``# saved as UTF-16`` and ``# repeated 500 times`` say what happened to the file, ``# saved as plans/x/well.txt``
  where it got to;
- ``# all of it: "..." in tests/roleplay/spoilings/purchasing.py`` names the spoiling that shows what does not fit on a
  page.

``# ...`` parts pieces that stand apart, ``…`` is text that the page leaves out, and ``<U+200B>`` a character that
nobody could see.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from course.findings import Example
from course.roleplay.load import library
from course.roleplay.plans.shelf import FOLDER

FIXTURES: Final = Path(__file__).parent / "fixtures"
DEEPEST: Final = 12
GAP: Final = "…"
_HEAD: Final = re.compile(r"# (base|saved as|repeated|all of it):? (.+)\n")


@dataclass(frozen=True)
class Case:
    """A file with the mended pieces replaced by those that fail."""

    base: str
    data: bytes
    lines: frozenset[int]
    """The lines of the pieces that fail."""
    place: str
    """Where the file stands, beside its role-play."""

    @property
    def last_line(self) -> int:
        """The number of the last line of the file."""
        return len(self.data.splitlines())


@dataclass(frozen=True)
class Head:
    """What the first lines of a piece that fails say of it."""

    fails: str
    """The piece without those lines."""
    base: str = "small"
    saved_as: str = "UTF-8"
    repeated: int = 1
    spoiling: str | None = None
    """What the spoiling is called that shows all of it."""


def head(example: Example) -> Head:
    """The first lines of a piece that fails, read."""
    fails, said = example.fails + "\n", dict[str, str]()
    while found := _HEAD.match(fails):
        said[found[1]] = found[2]
        fails = fails[found.end() :]
    spoiling = re.search(r'"(.+)"', said.get("all of it", ""))
    return Head(
        fails=fails[:-1],
        base=said.get("base", "small"),
        saved_as=said.get("saved as", "UTF-8").split()[0],
        repeated=int(said.get("repeated", "1").split()[0]),
        spoiling=spoiling and spoiling[1],
    )


def file_of(base: str) -> Path:
    """The file that a base stands for."""
    name, _, plan = base.partition("/")
    here = FIXTURES / f"{name}.yaml"
    file = here if here.is_file() else library()[name]
    return file.parent / FOLDER / name / f"{plan}.txt" if plan else file


def case(example: Example) -> Case:
    """The file that an example stands for."""
    first = head(example)
    text, lines, fails = file_of(first.base).read_text(encoding="utf-8"), set[int](), first.fails
    if first.repeated > 1:
        line, rest = fails.split("\n", 1)
        fails = "\n".join([line] * first.repeated + [rest])
    wrong, right = pieces(fails), pieces(example.mended)
    assert len(wrong) == len(right), "each piece that fails has one that is mended"
    added = 0
    found = sorted(((place(text, good), bad) for good, bad in zip(right, wrong, strict=True)), key=lambda p: p[0].start)
    for there, bad in found:
        new = "\n".join(f"{there.indent}{line}" if line else line for line in _visible(bad).split("\n"))
        if first.saved_as == "Latin-1":  # one piece that was pasted from an old file
            new = new.encode("latin-1").decode("utf-8", "surrogateescape")
        new = _filled(new, there.left_out)
        start, end = there.start + added, there.end + added
        before = text[:start].count("\n") + 1
        lines |= set(range(before, before + new.count("\n") + 1))
        text = text[:start] + new + text[end:]
        added += len(new) - (end - start)
    data = text.encode("UTF-16") if first.saved_as == "UTF-16" else text.encode("utf-8", "surrogateescape")
    return Case(first.base, data, frozenset(lines), _place_of(first))


def _place_of(first: Head) -> str:
    if first.saved_as.startswith(f"{FOLDER}/"):
        return first.saved_as
    name, _, plan = first.base.partition("/")
    return f"{FOLDER}/{name}/{plan}.txt" if plan else f"{name}.yaml"


def pieces(block: str) -> list[str]:
    """The pieces of a block that stand apart."""
    return block.split("\n# ...\n")


@dataclass(frozen=True)
class Place:
    """Where a piece stands in a file, how far to the right, and what the page leaves out of it."""

    start: int
    end: int
    indent: str
    left_out: tuple[str, ...]


def place(text: str, piece: str) -> Place:
    """Where a piece stands in a file; it must stand there exactly once."""
    found = list(_places(text, piece))
    assert len(found) == 1, f"stands {len(found)} times in the base:\n{piece}"
    return found[0]


def _places(text: str, piece: str) -> Iterator[Place]:
    for indent in (" " * n for n in range(DEEPEST + 1)):
        wanted = "\n".join(f"{indent}{line}" if line else line for line in piece.split("\n"))
        pattern = re.escape(wanted).replace(GAP, r"([^\0]*?)")
        for match in re.finditer(f"^{pattern}$", text, flags=re.MULTILINE):
            yield Place(match.start(), match.end(), indent, match.groups())


def _filled(piece: str, left_out: tuple[str, ...]) -> str:
    """What the mended piece leaves out, the failing one leaves out too, in the same order."""
    first, *rest = piece.split(GAP)
    if not rest:
        return piece
    assert len(rest) == len(left_out), f"leaves out other pieces than the mended one:\n{piece}"
    return first + "".join(old + new for old, new in zip(left_out, rest, strict=True))


def _visible(piece: str) -> str:
    return re.sub(r"<U\+([0-9A-F]{4})>", lambda m: chr(int(m[1], 16)), piece)
