"""The kit to rate keys: a notebook in which a practitioner says what is best and worst, without seeing a key.

The questions are those of the test before and after, mixed, their options too. The same name of a rater gives the same
order; another name another one, so that no place of an option counts more than another over all raters. Answers are
kept by the questions themselves, in ``answers.jsonl`` beside the notebook.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from random import Random
from typing import Final

from nbformat import NotebookNode

from course.answers.as_data import public_file
from course.answers.kinds import NOTHING, Authored, BestWorst
from course.locale import Language, say
from course.notebooks import nodes, parts
from course.notebooks.folder import Built, write
from course.notebooks.notebook import FIRST_CELL
from course.notebooks.shelf import Shelf, find

TESTS: Final = ("test-before", "test-after")
NAME: Final = "rate"
#: Questions between two places to stop.
STRETCH: Final = 10


class NothingToRateError(Exception):
    """The exercises have no question "best and worst"."""


def to_rate(shelf: Shelf, names: Sequence[str] = TESTS) -> tuple[Authored, ...]:
    """The questions "best and worst" of some exercises, with their keys.

    Raises:
        UnknownPageError: there is no exercise of that name.
        NothingToRateError: there is no such question in them.
    """
    found = [each for name in names for each in parts.questions(shelf.exercise(name))]
    chosen = tuple(each for each in found if isinstance(each.item, BestWorst))
    if not chosen:
        raise NothingToRateError
    return chosen


def write_kit(
    to: Path, language: Language, rater: str = "", names: Sequence[str] = TESTS, sources: Shelf | None = None
) -> Built:
    """Write the kit of one rater into the folder ``to``; what was rated there already stays.

    Raises:
        UnknownPageError: there is no exercise of that name.
        NothingToRateError: there is nothing to rate in them.
        OSError: the folder cannot be written.
    """
    return write(kit_files(language, rater, names, sources), to, language, fresh=False)


def kit_files(
    language: Language, rater: str = "", names: Sequence[str] = TESTS, sources: Shelf | None = None
) -> dict[PurePosixPath, bytes]:
    """The files of the kit of one rater, as nobody has worked in them yet.

    Raises:
        UnknownPageError: there is no exercise of that name.
        NothingToRateError: there is nothing to rate in them.
    """
    mixed = shuffled(to_rate(sources or find(), names), rater)
    items = parts.as_json(public_file(mixed, with_keys=False))
    return {
        PurePosixPath(f"{NAME}.ipynb"): nodes.written(_notebook(mixed, language)).encode(),
        PurePosixPath("items.json"): items.encode(),
    }


def shuffled(authored: Sequence[Authored], rater: str) -> tuple[Authored, ...]:
    """The questions and their options in the order of this rater, without anything that hints at a key."""
    drawn = Random(f"kit {rater}")  # noqa: S311 - no secret hangs on it
    found = [replace(each, item=_bare(each.item, drawn)) for each in authored if isinstance(each.item, BestWorst)]
    drawn.shuffle(found)
    return tuple(found)


def _bare(item: BestWorst, drawn: Random) -> BestWorst:
    """Points, source and goal say what a question is about, and so what its key may be."""
    options = list(item.options)
    drawn.shuffle(options)
    return replace(item, options=tuple(options), points=(), source=NOTHING, goal="")


def _notebook(mixed: Sequence[Authored], language: Language) -> NotebookNode:
    about = {
        "achterban": {"language": language},
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return nodes.notebook(_cells(mixed, language), about)


def _cells(mixed: Sequence[Authored], language: Language) -> Iterator[NotebookNode]:
    count = len(mixed)
    intro = ("title", "why", "how", "pause", "back")
    text = "\n\n".join(say(f"kit.{key}", language, count=count) for key in intro)
    yield nodes.markdown(text, "kit-intro")
    locked = {"deletable": False, "editable": False}
    yield nodes.code(FIRST_CELL.format(name=NAME, language=language), "kit-begin", locked)
    for start in range(0, count, STRETCH):
        last = min(start + STRETCH, count)
        yield nodes.markdown(say("kit.stretch", language, first=start + 1, last=last), f"kit-{start + 1}")
        for number, each in enumerate(mixed[start:last], start + 1):
            # Who comes back another evening finds the place by its number, in the table of contents too.
            yield nodes.markdown(say("kit.situation", language, number=number, count=count), f"kit-situation-{number}")
            yield nodes.code(f'ask("{each.item.id}")', each.item.id, locked)
    yield nodes.markdown(f"{say('kit.end_title', language)}\n\n{say('kit.end', language)}", "kit-end")
