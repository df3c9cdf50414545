"""What practitioners who rated a test sent back: a folder, a journal, or a notebook that carries a copy of it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from course.answers.answer import check_answer
from course.answers.collect import collect
from course.answers.journal import MAX_JOURNAL, NAME
from course.answers.kinds import BestWorst
from course.answers.remark import DistrustedError

#: A notebook larger than this is not read.
_MAX_NOTEBOOK: Final = 50 * 1024 * 1024


class RatingsError(ValueError):
    """A file that should hold ratings cannot be read; ``file`` says which."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(str(file))


@dataclass(frozen=True, slots=True)
class Rater:
    """One person's ratings: for each question the option called the best and the one called the worst."""

    name: str
    choices: Mapping[str, tuple[str, str]]
    unread: int
    """Answers that fit no question: of another version of the test, or not written by the notebook."""


def read_raters(files: Sequence[Path], items: Mapping[str, BestWorst]) -> tuple[Rater, ...]:
    """One rater for each file, named after the file, or after its folder when that says more.

    The last answer to a question counts: raters may change their minds. A file that is named twice is read once.

    Raises:
        RatingsError: a file is not there, or holds no answers.
    """
    found: dict[Path, Rater] = {}
    for file in files:
        journal, notebook, name = _parts(file)
        place = (journal or notebook or file).resolve()
        if place not in found:
            found[place] = _rater(file, name, journal, notebook, items)
    return tuple(found.values())


def _parts(file: Path) -> tuple[Path | None, Path | None, str]:
    """The journal, the notebook and the name that a file or folder stands for."""
    if file.is_dir():
        notebook = next(iter(sorted(file.glob("*.ipynb"))), None)
        journal = file / NAME
        return (journal if journal.is_file() else None), notebook, file.resolve().name
    if file.suffix == ".ipynb":
        return None, file, file.stem
    return file, None, file.resolve().parent.name if file.name == NAME else file.stem


def _rater(file: Path, name: str, journal: Path | None, notebook: Path | None, items: Mapping[str, BestWorst]) -> Rater:
    try:
        kept = _limited(journal, MAX_JOURNAL) if journal else None
        copy = json.loads(_limited(notebook, _MAX_NOTEBOOK)) if notebook else None
    except (OSError, ValueError, RecursionError) as problem:
        raise RatingsError(file) from problem
    collected = collect(kept, copy if isinstance(copy, Mapping) else None)
    choices: dict[str, tuple[str, str]] = {}
    unread = 0
    for line in collected.lines:
        item = items.get(line.item)
        if item is None or not _can_be(item, line.value):
            unread += 1
        else:
            choices[line.item] = str(line.value["best"]), str(line.value["worst"])
    if not choices:
        raise RatingsError(file)
    return Rater(name, choices, unread)


def _can_be(item: BestWorst, value: Mapping[str, object]) -> bool:
    try:
        check_answer(item, value)
    except DistrustedError:
        return False
    return True


def _limited(file: Path, most: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(most + 1)
