"""The normalised gain: which part of what there was to gain was gained. Pure arithmetic on shares between 0 and 1.

With *b* the share of the points before and *a* the share after:

- up, or equal: (a - b) / (1 - b), the gain of Hake (1998). 0.4 says that two fifths of what was missing has come.
- down: (a - b) / b, the loss as a share of what there was (Marx & Cummings 2007). Hake's own formula would give a
  student who falls from 39 to 36 of 40 points a gain of -3, and one such student would hide a whole class.
- full before and after: there was nothing to gain, and so there is no number. These are counted, not guessed.
- nothing before and after: 0. Marx & Cummings leave such pairs out; here nothing at all in a whole test is left out
  by ``sittings``, and nothing twice for one goal is a goal at which nothing was gained.

So a gain lies between -1 and 1. The gain of a class is that of its means, as Hake has it, so that students who had
much before do not weigh more than others; the mean of the students' gains stands beside it, and differs the more the
more students began high. Of Hake we read the abstract, of Marx & Cummings what others say of it: which of the two
belongs in a report of a class is our choice. A gain is no proof that the course caused it: that takes people who did
the tests without the course.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean
from typing import Final

#: The goal that stands for all goals together.
ALL: Final = ""
#: Below this many students there is no interval: leaving one out says too little about the rest.
FEWEST: Final = 10
_NORMAL: Final = 1.96
_TASTE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Sitting:
    """One student who did both tests: the share of the points for each goal, and for :data:`ALL`."""

    student: str
    name: str
    before: Mapping[str, float]
    after: Mapping[str, float]

    def gain(self, goal: str = ALL) -> float | None:
        """The student's gain; None where there was nothing to gain."""
        return change(self.before[goal], self.after[goal])


@dataclass(frozen=True, slots=True)
class ClassGain:
    """What a class gained on one goal (or on :data:`ALL`), as shares."""

    goal: str
    students: int
    before: float
    after: float
    gain: float | None
    """The gain of the means; None when everybody had everything before and after."""
    low: float | None
    high: float | None
    """About 95 in 100 such classes lie between ``low`` and ``high``; None for fewer than :data:`FEWEST` students."""
    mean_gain: float | None
    """The mean of the students' gains, of those who had something to gain."""
    full: int
    """How many had everything before and after, and so nothing to gain."""
    up: int
    down: int


def change(before: float, after: float) -> float | None:
    """The normalised gain of one pair of shares; None when both are full."""
    if after < before - _TASTE:
        return max(-1.0, (after - before) / before)
    if before >= 1 - _TASTE:
        return None
    return max(0.0, (after - before) / (1 - before))


def class_gains(sittings: Sequence[Sitting], goals: Sequence[str]) -> tuple[ClassGain, ...]:
    """For each goal, and last for all together, what these students gained; nothing of no students."""
    return tuple(_class_gain(sittings, goal) for goal in (*goals, ALL)) if sittings else ()


def _class_gain(sittings: Sequence[Sitting], goal: str) -> ClassGain:
    before, after = [each.before[goal] for each in sittings], [each.after[goal] for each in sittings]
    gains = [gain for each in sittings if (gain := each.gain(goal)) is not None]
    low, high = _interval(before, after)
    return ClassGain(
        goal=goal,
        students=len(sittings),
        before=fmean(before),
        after=fmean(after),
        gain=change(fmean(before), fmean(after)),
        low=low,
        high=high,
        mean_gain=fmean(gains) if gains else None,
        full=len(sittings) - len(gains),
        up=sum(a > b + _TASTE for b, a in zip(before, after, strict=True)),
        down=sum(a < b - _TASTE for b, a in zip(before, after, strict=True)),
    )


def _interval(before: Sequence[float], after: Sequence[float]) -> tuple[float | None, float | None]:
    """The jackknife: how much the gain of the means moves when each student in turn is left out."""
    count = len(before)
    whole = change(fmean(before), fmean(after))
    if count < FEWEST or whole is None:
        return None, None
    sums = sum(before), sum(after)
    left = [
        change((sums[0] - b) / (count - 1), (sums[1] - a) / (count - 1)) for b, a in zip(before, after, strict=True)
    ]
    known = [each for each in left if each is not None]
    if len(known) < count:
        return None, None
    middle = fmean(known)
    spread = _NORMAL * sqrt((count - 1) / count * sum((each - middle) ** 2 for each in known))
    return max(-1.0, whole - spread), min(1.0, whole + spread)
