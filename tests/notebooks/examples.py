"""The examples of the pages of rules on lessons and questions as files: a piece replaced by one that fails.

The first line of the piece that fails names the file that it is a piece of: ``# base: school/lessons/l1-quay.md``, in
``fixtures`` (``school`` has whole lessons, ``course`` is smaller), or ``answers/items.yaml``, the questions of every
kind. ``# saved as Latin-9`` says what happened to the file. ``…`` is text that the page leaves out.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from course.findings import Example
from tests.notebooks.material import FIXTURE
from tests.roleplay import examples as of_role_plays

GAP: Final = "…"
_HEAD: Final = re.compile(r"# (base|saved as): (.+)\n|# (saved as) (.+)\n")
_FIXTURES: Final = FIXTURE.parent
_QUESTIONS: Final = FIXTURE.parents[2] / "answers" / "fixtures" / "items.yaml"


@dataclass(frozen=True)
class Case:
    """A copy of a fixture in which the piece fails."""

    root: Path
    """The course that the file belongs to; for a file of questions alone, its folder."""
    file: Path
    lines: range
    """The lines of the piece, from the beginning of its cell on."""


def base(example: Example) -> str:
    """The file that an example is a piece of, within the fixtures."""
    found = _HEAD.match(example.fails + "\n")
    return found[2] if found and found[1] == "base" else ""


def mended(example: Example, folder: Path) -> Case:
    """The fixture as it stands, with the mended piece in it."""
    name = base(example)
    if name.startswith("answers/"):
        file = Path(shutil.copy(_QUESTIONS, folder))
        return _case(folder, file, example.mended, example.mended)
    root = Path(shutil.copytree(_FIXTURES / name.partition("/")[0], folder / "sources"))
    return _case(root, root / name.partition("/")[2], example.mended, example.mended)


def failing(example: Example, folder: Path) -> Case:
    """The fixture with the piece that fails in the place of the mended one."""
    there = mended(example, folder)
    fails, encoding = example.fails + "\n", "utf-8"
    while found := _HEAD.match(fails):
        encoding = {"Latin-9": "iso8859-15"}[found[4]] if found[3] else encoding
        fails = fails[found.end() :]
    return _case(there.root, there.file, example.mended, fails.removesuffix("\n"), encoding)


def _case(root: Path, file: Path, old: str, new: str, encoding: str = "utf-8") -> Case:
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".yaml":
        place = of_role_plays.place(text, old)
        start, end, left_out = place.start, place.end, place.left_out
        new = "\n".join(f"{place.indent}{line}" if line else line for line in new.split("\n"))
    else:
        pattern = re.escape(old).replace(GAP, r"([^\0]*?)")
        found = list(re.finditer(pattern, text))
        assert len(found) == 1, f"stands {len(found)} times in {file}:\n{old}"
        start, end, left_out = found[0].start(), found[0].end(), found[0].groups()
    new = of_role_plays._filled(new, left_out)
    file.write_bytes((text[:start] + new + text[end:]).encode(encoding))
    opens = max(text.rfind(mark, 0, start) for mark in ("\n+++", "\n```{code-cell}")) if file.suffix == ".md" else start
    first = text[: max(opens, 0)].count("\n") + 1
    return Case(root, file, range(first, text[:start].count("\n") + new.count("\n") + 2))
