"""Whether there may be something to look at, for the end of a grading run: only journals, only times, hardly any work.

Lines are recognised as our own widgets write them, and nothing is parsed. Looked for are the same pauses in a row,
which also finds the same seconds. The whole list looks further, and weighs what it finds.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from autograder.class_folder.classroom import JOURNAL, Classroom, is_student_id
from autograder.copied.groups import groups_of
from autograder.copied.together import Together, read_together
from autograder.errors import AutograderError

LARGEST: Final = 500_000
"""Bytes of a journal that are looked at; an honest one has some forty thousand."""
MOST_TIMES: Final = 2_000
IN_A_ROW: Final = 6
DIFFERENT: Final = 4
"""Pauses in a row that are looked for, and how many of them must differ: a clock that ticks evenly is no rhythm."""
LEAST: Final = 3
"""How many such rows two must share; three that overlap are eight pauses in a row."""
_AT: Final = re.compile(rb'"at": "\d{4}-\d\d-(\d\d)T(\d\d):(\d\d):(\d\d)Z"\}\r?\n')


def count_same_times(classroom: Classroom, assignment: str) -> int:
    """How many groups of journals have the same times, or the same pauses."""
    first: dict[tuple[int, ...], str] = {}
    shared: Counter[tuple[str, str]] = Counter()
    for student in classroom.handed_in(assignment):
        if not is_student_id(student):
            continue
        for row in _rows(classroom.step("submitted", assignment, student) / JOURNAL):
            other = first.setdefault(row, student)
            if other != student:
                shared[other, student] += 1
    found = [pair for pair, count in shared.items() if count >= LEAST]
    if not found:
        return 0
    together = _together(classroom)
    return len(set(groups_of(pair for pair in found if not together.allowed(*pair)).values()))


def _together(classroom: Classroom) -> Together:
    try:
        return read_together(classroom)
    except AutograderError:
        return Together()  # the whole list says what is wrong with the file


def _rows(file: Path) -> Iterator[tuple[int, ...]]:
    """Each few pauses in a row, once."""
    try:
        if file.is_symlink():
            return
        with file.open("rb") as stream:
            raw = stream.read(LARGEST)
    except OSError:
        return
    times = _AT.findall(raw)[:MOST_TIMES]
    moments = sorted({((int(d) * 24 + int(h)) * 60 + int(m)) * 60 + int(s) for d, h, m, s in times})
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    rows = {tuple(pauses[n : n + IN_A_ROW]) for n in range(len(pauses) - IN_A_ROW + 1)}
    yield from (row for row in rows if len(set(row)) >= DIFFERENT)
