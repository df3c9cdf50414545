"""What practitioners who rated a test sent back: a folder, a journal, or a notebook that carries a copy of it.

Files come by mail, under any name, sometimes twice, sometimes half. What can be read is read, what is odd about it is
remembered, and what holds nothing is named, all at once.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from course.answers.answer import check_answer
from course.answers.as_data import ItemsError, read_file
from course.answers.collect import Collected, collect
from course.answers.journal import MAX_JOURNAL, NAME
from course.answers.kinds import BestWorst
from course.answers.line import Line
from course.answers.remark import DistrustedError
from course.locale import LANGUAGES

#: A notebook larger than this is not read.
_MAX_NOTEBOOK: Final = 50 * 1024 * 1024
#: Two files with this many answers in common, to the second, are of one person.
_SHARED: Final = 2
_ITEMS: Final = "items.json"
#: Lines that a reader leaves out, by the code of the remark.
_HARMLESS: Final = frozenset({"double_line"})


class Problem(StrEnum):
    """Why a file gives no rater."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    """It can be opened, but is no journal and no notebook with answers."""
    FOREIGN = "foreign"
    """It holds answers, none of them to these questions: another version of the test, or another assignment."""


class RatingsError(ValueError):
    """Files that should hold ratings hold none; ``problems`` says of each why."""

    def __init__(self, problems: Mapping[Path, Problem]) -> None:
        self.problems = dict(problems)
        super().__init__(", ".join(f"{file}: {problem}" for file, problem in problems.items()))


@dataclass(frozen=True, slots=True)
class Rater:
    """One person's ratings: for each question the option called the best and the one called the worst."""

    name: str
    choices: Mapping[str, tuple[str, str]]
    unread: int
    """Answers that fit no question: of another version of the test, or not written by the notebook."""
    damaged: int = 0
    """Lines and copies that cannot be read, such as a last line that was torn off."""
    same: tuple[str, ...] = ()
    """Other files that hold the same answers, and so come from the same person; they count once."""
    reworded: tuple[str, ...] = ()
    """Questions that this person read in other words than they have now, as far as the folder tells."""


@dataclass(frozen=True, slots=True)
class _Sent:
    """One file as it was read."""

    file: Path
    name: str
    lines: tuple[Line, ...]
    unread: int
    damaged: int
    reworded: tuple[str, ...]
    same: tuple[str, ...] = ()

    def joined(self, other: "_Sent") -> "_Sent":
        """Both files as one person's; the later answer counts."""
        lines = {line.identity: line for line in (*self.lines, *other.lines)}
        # ISO times in UTC stand in their order; lines of one second keep the order in which they came.
        in_order = tuple(sorted(lines.values(), key=lambda line: line.at))
        worded = tuple(dict.fromkeys((*self.reworded, *other.reworded)))
        odd = max(self.unread, other.unread), max(self.damaged, other.damaged)
        return _Sent(self.file, self.name, in_order, *odd, worded, (*self.same, str(other.file)))


def read_raters(files: Sequence[Path], items: Mapping[str, BestWorst]) -> tuple[Rater, ...]:
    """One rater for each person, named after the file, or after its folder when that says more.

    The last answer to a question counts: raters may change their minds. A file that is named twice is read once, and
    files that share answers to the second are of one person.

    Raises:
        RatingsError: some files are not there, or hold no rating of these questions; all of them are in it.
    """
    problems: dict[Path, Problem] = {}
    found: dict[Path, _Sent] = {}
    for file in files:
        journal, notebook, name = _parts(file)
        place = (journal or notebook or file).resolve()
        if place in found:
            continue
        read = _sent(file, name, journal, notebook, items)
        if isinstance(read, Problem):
            problems[file] = read
        else:
            found[place] = read
    if problems:
        raise RatingsError(problems)
    return tuple(_named(_people(found.values())))


def _people(sent: Iterable[_Sent]) -> tuple[_Sent, ...]:
    """The files by person: each joined to the first with which it shares answers."""
    people: list[_Sent] = []
    for each in sent:
        mine = {line.identity for line in each.lines}
        for place, one in enumerate(people):
            theirs = {line.identity for line in one.lines}
            if len(mine & theirs) >= min(_SHARED, len(mine), len(theirs)):
                people[place] = one.joined(each)
                break
        else:
            people.append(each)
    return tuple(people)


def _named(people: Sequence[_Sent]) -> Iterator[Rater]:
    """Two people whose folders have the same name are told apart by the way to them."""
    names = [each.name for each in people]
    for each in people:
        name = each.name if names.count(each.name) == 1 else str(each.file)
        choices = {line.item: (str(line.value["best"]), str(line.value["worst"])) for line in each.lines}
        yield Rater(name, choices, each.unread, each.damaged, each.same, each.reworded)


def _parts(file: Path) -> tuple[Path | None, Path | None, str]:
    """The journal, the notebook and the name that a file or folder stands for."""
    if file.is_dir():
        notebook = next(iter(sorted(file.glob("*.ipynb"))), None)
        journal = file / NAME
        return (journal if journal.is_file() else None), notebook, file.resolve().name
    if file.suffix == ".ipynb":
        return None, file, file.stem
    return file, None, file.resolve().parent.name if file.name == NAME else file.stem


def _sent(
    file: Path, name: str, journal: Path | None, notebook: Path | None, items: Mapping[str, BestWorst]
) -> _Sent | Problem:
    if not file.exists():
        return Problem.MISSING
    copy, broken = _notebook(notebook) if notebook else (None, False)
    try:
        kept = _limited(journal, MAX_JOURNAL) if journal else None
    except OSError:
        kept, broken = None, True
    collected = collect(kept, copy)
    lines = tuple(line for line in collected.lines if _fits(line, items))
    if not lines:
        return Problem.FOREIGN if collected.lines else Problem.UNREADABLE
    asked = {line.item: items[line.item] for line in lines}
    reworded = _reworded(file / _ITEMS, _language(copy), asked) if file.is_dir() else ()
    return _Sent(file, name, lines, len(collected.lines) - len(lines), _damaged(collected) + broken, reworded)


def _notebook(file: Path) -> tuple[Mapping[str, object] | None, bool]:
    """A notebook as data, and whether it is broken: the journal beside it may still be whole."""
    try:
        data = json.loads(_limited(file, _MAX_NOTEBOOK))
    except (OSError, ValueError, RecursionError):
        return None, True
    return (data, False) if isinstance(data, Mapping) else (None, True)


def _damaged(collected: Collected) -> int:
    return sum(remark.code not in _HARMLESS for remark in collected.remarks)


def _fits(line: Line, items: Mapping[str, BestWorst]) -> bool:
    item = items.get(line.item)
    if item is None:
        return False
    try:
        check_answer(item, line.value)
    except DistrustedError:
        return False
    return True


def _language(notebook: Mapping[str, object] | None) -> str | None:
    """The language that the kit speaks, as its notebook says."""
    about = (notebook or {}).get("metadata")
    ours = about.get("achterban") if isinstance(about, Mapping) else None
    said = ours.get("language") if isinstance(ours, Mapping) else None
    return said if isinstance(said, str) and said in LANGUAGES else None


def _reworded(file: Path, language: str | None, asked: Mapping[str, BestWorst]) -> tuple[str, ...]:
    """Of the questions that were answered, those whose words in the kit are not those of now; order does not count."""
    try:
        then, _ = read_file(json.loads(_limited(file, _MAX_NOTEBOOK)))
    except (OSError, ValueError, ItemsError, RecursionError):
        return ()
    spoken = [language] if language else LANGUAGES
    return tuple(
        name
        for name, item in asked.items()
        if isinstance(was := then.get(name), BestWorst) and any(_words(was, one) != _words(item, one) for one in spoken)
    )


def _words(item: BestWorst, language: str) -> tuple[str, dict[str, str]]:
    texts = {option.id: " ".join(option.text.of(language).split()) for option in item.options}
    return " ".join(item.question.of(language).split()), texts


def _limited(file: Path, most: int) -> bytes:
    with file.open("rb") as stream:
        return stream.read(most + 1)
