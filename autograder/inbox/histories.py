"""Joins answers that were kept in several places, each of which may not know of the others.

Whoever works at home and at school has two journals, each with a first attempt at the same role-play. Put one behind
the other as they stand, the two would be one attempt that nobody played. A copy that was made half-way is no other
attempt: its lines are the beginning of the longer one.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from course.answers.line import MAX_ATTEMPT, Line

_START: Final = "start"
_Same = tuple[str, str]


def are_two(lines: Iterable[Line]) -> bool:
    """Whether some attempt at a role-play begins twice."""
    starts = Counter((line.item, line.attempt) for line in lines if line.value.get("kind") == _START)
    return any(count > 1 for count in starts.values())


def join(sources: Sequence[Sequence[Line]]) -> tuple[Line, ...]:
    """The answers of all sources, each once, item by item.

    Attempts at a role-play stay whole: one that is the beginning of another is left out, and attempts that differ are
    numbered anew in the order in which they were begun. Answers to questions stand in the order of their times.
    """
    items = dict.fromkeys(line.item for source in sources for line in source)
    found: list[Line] = []
    for item in items:
        holding = [own for source in sources if (own := [line for line in source if line.item == item])]
        if len(holding) == 1:
            found += holding[0]
        elif any(line.value.get("kind") == _START for source in holding for line in source):
            found += _runs(holding)
        else:
            found += _answers(holding)
    return tuple(found)


def _answers(sources: Sequence[Sequence[Line]]) -> list[Line]:
    once = {line.identity: line for source in sources for line in source}
    return sorted(once.values(), key=lambda line: line.at)


def _runs(sources: Sequence[Sequence[Line]]) -> list[Line]:
    runs: list[list[Line]] = []
    for source in sources:
        for run in _attempts(source):
            same = next((place for place, known in enumerate(runs) if _is_one(known, run)), None)
            if same is None:
                runs.append(run)
            elif len(run) > len(runs[same]):
                runs[same] = run
    numbers = [run[0].attempt for run in runs]
    if len(set(numbers)) < len(numbers):
        runs.sort(key=lambda run: run[0].at)
        runs = [_numbered(run, number) for number, run in enumerate(runs[:MAX_ATTEMPT], start=1)]
    return [line for run in runs for line in run]


def _attempts(source: Sequence[Line]) -> list[list[Line]]:
    found: dict[int, list[Line]] = {}
    for line in source:
        found.setdefault(line.attempt, []).append(line)
    return list(found.values())


def _is_one(one: Sequence[Line], other: Sequence[Line]) -> bool:
    """Whether the shorter one is the beginning of the longer."""
    return all(_same(a) == _same(b) for a, b in zip(one, other, strict=False))


def _same(line: Line) -> _Same:
    _, _, value, at = line.identity
    return value, at


def _numbered(run: Iterable[Line], number: int) -> list[Line]:
    return [Line(line.item, number, line.value, line.at) for line in run]
