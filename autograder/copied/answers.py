"""The same wrong answers: right ones say only that both know it, and a mistake that many make says little."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log2
from typing import Any, Final

from autograder.copied.steps import Step, value_of
from course.answers.answer import check_answer
from course.answers.remark import DistrustedError
from course.scoring import Book, KeyMismatchError, judge

RIGHT: Final = 0.999
MOST_BITS: Final = 8.0
DIFFERENT: Final = 1.5
"""What every question costs that two answered differently (in bits)."""


@dataclass(frozen=True, slots=True)
class SameAnswers:
    """Questions to which two gave the same wrong answer."""

    bits: float
    wrong: tuple[str, ...]
    """Those questions, the rarest answer first."""
    right: int
    """Questions to which both gave the same right answer; they do not count."""
    different: int


class Answers:
    """The answers of a class to the questions of an assignment: the last answer of each student to each."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._given: dict[str, dict[str, str]] = {}
        self._each: Counter[str] = Counter()
        self._wrong: Counter[str] = Counter()
        self._right: dict[str, bool | None] = {}

    def add(self, student: str, steps: tuple[Step, ...]) -> None:
        """Counts the answers of one student."""
        given = {step.item: step.token for step in steps if step.item in self._book.items}
        self._given[student] = {item: token for item, token in given.items() if self._is_right(item, token) is not None}
        wrong = self.wrong(student)
        self._each.update(wrong.values())
        self._wrong.update(wrong.keys())

    def wrong(self, student: str) -> Mapping[str, str]:
        """The wrong answers of a student, by question."""
        return {item: token for item, token in self._given[student].items() if not self._right[token]}

    def compare(self, a: str, b: str) -> SameAnswers:
        """What two students answered alike."""
        mine, theirs = self._given[a], self._given[b]
        both = sorted(mine.keys() & theirs.keys())
        same = [item for item in both if mine[item] == theirs[item]]
        weights = {item: self._bits(item, mine[item]) for item in same if not self._right[mine[item]]}
        different = len(both) - len(same)
        wrong = tuple(sorted(weights, key=lambda item: (-weights[item], item)))
        bits = sum(weights.values()) - DIFFERENT * different
        return SameAnswers(bits, wrong, len(same) - len(wrong), different)

    def _bits(self, item: str, token: str) -> float:
        """How surprising it is that somebody who errs gives just this answer; the two themselves do not count."""
        others = self._wrong[item] - 2
        return min(MOST_BITS, -log2((self._each[token] - 2 + 1) / (others + 2)))

    def _is_right(self, item: str, token: str) -> bool | None:
        """Whether an answer is right; None when it is no answer to this question, or there is no key."""
        if token not in self._right:
            self._right[token] = self._judged(item, value_of(token))
        return self._right[token]

    def _judged(self, item: str, value: Mapping[str, Any] | None) -> bool | None:
        key = self._book.keys.get(item)
        if key is None or value is None:
            return None
        try:
            check_answer(self._book.items[item], value)
            return judge(self._book.items[item], key, value).share >= RIGHT
        except (DistrustedError, KeyMismatchError):
            return None
