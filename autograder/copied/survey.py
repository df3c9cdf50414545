"""A class as it is compared: everybody's decisions, times, answers and texts, counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from autograder.copied.answers import Answers, SameAnswers
from autograder.copied.candidates import Lists, Pair
from autograder.copied.games import Alike, Games
from autograder.copied.prints import HandIn
from autograder.copied.steps import Step, runs_of
from autograder.copied.texts import SameText, Texts
from autograder.copied.times import Pauses, SameTimes, same_times
from course.scoring import Book

LEAST: Final = 6.0
"""Bits from which something counts at all: much that is small is still nothing."""
PAUSES: Final = 4
"""Pauses in a row by which candidates are found."""
DECISIONS: Final = 3
SAME_FILE: Final = 30.0
"""What it is worth (in bits) that two journals are the same file, also a short one."""
MOMENTS: Final = 3
"""Moments that must stand in such a file: who begins with the class has the first in common with somebody."""


@dataclass(frozen=True, slots=True)
class Match:
    """What two hand-ins have in common. ``None`` and empty: nothing that says something."""

    a: str
    b: str
    times: SameTimes | None = None
    games: tuple[Alike, ...] = ()
    answers: SameAnswers | None = None
    texts: tuple[SameText, ...] = ()
    same_file: bool = False

    @property
    def bits(self) -> float:
        """How surprising all of it together is, if the two worked apart; 10 is one in a thousand."""
        several = sum(game.bits for game in self.games) + sum(text.bits for text in self.texts)
        single = (self.times.bits if self.times else 0.0) + (self.answers.bits if self.answers else 0.0)
        return several + single + (SAME_FILE if self.same_file else 0.0)


class Survey:
    """A class, counted, and ready to be compared two by two."""

    def __init__(self, hand_ins: Iterable[HandIn], games: frozenset[str], book: Book) -> None:
        self.hand_ins: dict[str, HandIn] = {}
        self.games = {item: Games(item) for item in sorted(games)}
        self.texts = Texts()
        self._game_items = games
        self._pauses = Pauses()
        self._answers = Answers(book)
        self._lists = Lists()
        for hand_in in hand_ins:
            self._add(hand_in)

    def candidates(self) -> list[Pair]:
        """Who to compare, the most promising first."""
        return self._lists.pairs()

    def compare(self, a: str, b: str) -> Match:
        """What two hand-ins have in common, each thing on its own."""
        mine, theirs = self.hand_ins[a], self.hand_ins[b]
        times = same_times(mine.steps, theirs.steps, self._pauses, (a, b))
        games = (each.compare(a, b) for each in self.games.values() if each.runs.get(a) and each.runs.get(b))
        answers = self._answers.compare(a, b)
        return Match(
            a,
            b,
            times if times is not None and times.bits >= LEAST else None,
            tuple(each for each in games if each.bits >= LEAST),
            answers if answers.bits >= LEAST else None,
            self._same_texts(a, b),
            self._same_file(mine, theirs),
        )

    @staticmethod
    def _same_file(mine: HandIn, theirs: HandIn) -> bool:
        """Whether the journals are the same to the last byte, times included, and hold enough to say so."""
        moments = {step.at for step in mine.steps if step.at is not None}
        return bool(mine.digest) and mine.digest == theirs.digest and len(moments) >= MOMENTS

    def _same_texts(self, a: str, b: str) -> tuple[SameText, ...]:
        return tuple(each for each in self.texts.compare(a, b) if each.bits >= LEAST)

    def _add(self, hand_in: HandIn) -> None:
        student, steps = hand_in.student, hand_in.steps
        self.hand_ins[student] = hand_in
        self._pauses.add(student, steps)
        self._answers.add(student, steps)
        self.texts.add(student, hand_in.texts or {})
        runs = runs_of(steps, self._game_items)
        slots = {step.token: step.slot for step in steps if step.item in self._game_items}
        for item, games in self.games.items():
            games.add(student, (run for (name, _), run in runs.items() if name == item), slots)
        usual = [*_decisions(runs.values()), *(("answer", token) for token in self._answers.wrong(student).values())]
        telling = [*time_keys(steps), *(("text", shingle) for shingle in self.texts.kept(student))]
        self._lists.add(student, usual, telling)


def _decisions(runs: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    for run in runs:
        yield from zip(*(run[n:] for n in range(DECISIONS)), strict=False)


def time_keys(steps: Sequence[Step]) -> Iterator[tuple[object, ...]]:
    """The same second in the same place, and a few pauses in a row."""
    yield from ((step.slot, step.at) for step in steps if step.at is not None)
    moments = sorted({step.at for step in steps if step.at is not None})
    pauses = [later - earlier for earlier, later in pairwise(moments)]
    for n in range(len(pauses) - PAUSES + 1):
        rhythm = pauses[n : n + PAUSES]
        if len(set(rhythm)) > 1:  # a clock that ticks evenly is no rhythm
            yield tuple(rhythm)
