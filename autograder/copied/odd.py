"""Times that cannot be, and copies that differ: things to ask about, which have nothing to do with copying."""

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import Final

from autograder.copied.steps import Step

MANY: Final = 20
AT_ONCE: Final = 10
"""Nobody reads and decides twenty times in ten seconds."""
SLACK: Final = 60
"""Seconds that a clock may be put back: computers do so by themselves."""
AFTER: Final = 3600
"""Seconds by which an answer may be later than the hand-in: clocks differ."""


class OddKind(StrEnum):
    """What is odd."""

    BACK = "back"
    QUICK = "quick"
    LATE = "late"
    NO_TIME = "no_time"
    TWO_COPIES = "two_copies"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Odd:
    """One odd thing about a hand-in: how many lines it concerns, and when it was (seconds), if that says something."""

    kind: OddKind
    count: int
    at: int | None = None


def odd_times(steps: Sequence[Step], handed_in: int | None) -> Iterator[Odd]:
    """What is odd about the times of a journal, in the order in which it was written."""
    times = [step.at for step in steps if step.at is not None]
    if len(times) < len(steps):
        yield Odd(OddKind.NO_TIME, len(steps) - len(times))
    back = [later for earlier, later in pairwise(times) if later < earlier - SLACK]
    if back:
        yield Odd(OddKind.BACK, len(back), back[0])
    quick, at = _most_at_once(times)
    if quick >= MANY:
        yield Odd(OddKind.QUICK, quick, at)
    late = [time for time in times if handed_in is not None and time > handed_in + AFTER]
    if late:
        yield Odd(OddKind.LATE, len(late), max(late))


def _most_at_once(times: Sequence[int]) -> tuple[int, int]:
    window: deque[int] = deque()
    most, begin = 0, 0
    for time in sorted(times):
        window.append(time)
        while time - window[0] > AT_ONCE:
            window.popleft()
        if len(window) > most:
            most, begin = len(window), window[0]
    return most, begin
