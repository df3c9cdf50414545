"""The file itself: JupyterLab opens it as a notebook, and saving it there changes nothing."""

import warnings
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

import jupytext

from course.findings import Finding
from course.notebooks.source import Source

FORMAT: Final = "md:myst"


def round_trip(text: str) -> str:
    """What JupyterLab writes after opening ``text`` as a notebook and saving it unchanged."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return str(jupytext.writes(jupytext.reads(text, fmt=FORMAT), fmt=FORMAT))


def check(source: Source) -> Iterator[Finding]:
    """What would keep a teacher from opening and saving the file in JupyterLab."""
    if not source.text.startswith("---\n") or "format_name: myst" not in source.text.partition("\n---")[0]:
        yield source.finding("L060", 1)
        return
    if not all(cell.text for cell in source.cells if cell.kind == "markdown"):
        return  # an empty twin would be lost in saving, and is a finding already
    again = round_trip(source.text)
    if again == source.text:
        return
    lines = zip_longest(source.text.split("\n"), again.split("\n"), fillvalue="")
    number, (ours, theirs) = next((at, pair) for at, pair in enumerate(lines, 1) if pair[0] != pair[1])
    yield source.finding("L061", number, ours=_shown(ours), theirs=_shown(theirs))


def _shown(line: str) -> str:
    return line.strip()[:60] or "-"
