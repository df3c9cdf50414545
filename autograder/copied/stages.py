"""The role-plays that a class played: their words, and what simulated players do at them."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from autograder.copied.classmates import Classmate, classmates
from autograder.copied.habits import Followed, habits
from autograder.copied.prints import HandIn
from autograder.copied.rarity import Run
from autograder.copied.steps import value_of
from course.locale import Language
from course.roleplay.scenario import Scenario
from course.scoring import Book
from course.scoring.shelf import as_library


class Stages:
    """The role-plays by item and variant, as whoever began first played them."""

    def __init__(self, hand_ins: Iterable[HandIn], book: Book, language: Language) -> None:
        self._library = as_library(book.scenarios)
        self._language = language
        self._starts: dict[tuple[str, str | None], str] = {}
        for hand_in in hand_ins:
            for start in hand_in.starts:
                self._starts.setdefault((start.item, start.variant), start.hashes)
        self._known: dict[tuple[str, str | None], Scenario | None] = {}
        self._followed: dict[Run, tuple[Followed, ...]] = {}

    def all(self) -> Iterator[Scenario]:
        """Every role-play that somebody played, as far as it can still be found."""
        for item, variant in sorted(self._starts, key=lambda start: (start[0], start[1] or "")):
            scenario = self.scenario(item, variant)
            if scenario is not None:
                yield scenario

    def scenario(self, item: str, variant: str | None) -> Scenario | None:
        """A role-play; None when it cannot be found any more."""
        key = (item, variant)
        if key not in self._known:
            self._known[key] = self._find(*key)
        return self._known[key]

    def of(self, run: Run) -> Scenario | None:
        """The role-play of a game, by its first line."""
        value = value_of(run[0]) if run else None
        variant = value.get("variant") if isinstance(value, Mapping) else None
        return self.scenario(run[0].partition(" ")[0], variant if isinstance(variant, str) else None) if run else None

    def classmates(self, item: str) -> Iterator[Classmate]:
        """Games of players who surely did not copy, at every variant that was played."""
        for name, variant in self._starts:
            scenario = self.scenario(name, variant) if name == item else None
            if scenario is not None:
                yield from classmates(item, scenario)

    def habits(self, run: Run) -> Sequence[Followed]:
        """For each habit that players have: which decisions of a game follow it."""
        if run not in self._followed:
            scenario = self.of(run)
            self._followed[run] = () if scenario is None else habits(run, scenario, self._language)
        return self._followed[run]

    def _find(self, item: str, variant: str | None) -> Scenario | None:
        hashes = json.loads(self._starts.get((item, variant), "null"))
        if not isinstance(hashes, dict):
            return None
        return self._library(item, variant, hashes)
