"""From what two have in common to a list for the instructor: what is more than chance, and who belongs together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import log2
from typing import Final, Protocol

from autograder.copied.classmates import Classmate
from autograder.copied.games import Alike, Games
from autograder.copied.groups import groups_of
from autograder.copied.odd import Odd
from autograder.copied.rarity import Run
from autograder.copied.survey import LEAST, Match, Survey
from autograder.copied.together import Together

MARGIN: Final = 10.0
"""Bits beyond what the most alike of all pairs of a class would reach by chance, if decisions were thrown like dice.
They are not: how often honest classes are listed all the same was measured, and stands in docs/figures.md."""
STRIKING: Final = 20.0
VERY: Final = 60.0
"""Bits beyond the least by which a list entry is called striking, and very striking."""
OTHERS: Final = 24
"""Classmates to whom each of two is compared, to see whether the two are more alike than others are."""
MOST_CHECKED: Final = 400
"""Pairs that are checked against others; there are more only where half a class copied."""
MOST_MATCHES: Final = 2_000
MOST_TOLD: Final = 10
"""Pairs of one entry that are told in full; in a group of eight there are twenty-eight."""


class Strength(StrEnum):
    """How strong the resemblance is, in words."""

    LOOK = "look"
    STRIKING = "striking"
    VERY = "very"


@dataclass(frozen=True, slots=True)
class Entry:
    """Two or more who are alike, with what each two of them have in common, the strongest first."""

    students: tuple[str, ...]
    matches: tuple[Match, ...]
    strength: Strength


@dataclass(frozen=True, slots=True)
class Listing:
    """What there is to look at in a class."""

    assignment: str
    compared: int
    entries: tuple[Entry, ...] = ()
    odd: Mapping[str, tuple[Odd, ...]] = field(default_factory=dict)
    together: int = 0
    """Pairs that are alike and were allowed to work together; they are not listed."""


class Simulated(Protocol):
    """What simulated players do at the role-plays of the assignment."""

    def classmates(self, item: str) -> Iterable[Classmate]:
        """Games of players who surely did not copy."""

    def habits(self, run: Run) -> Iterable[Sequence[bool]]:
        """For each habit that players have: which decisions of a game follow it."""


def needed(students: int) -> float:
    """Bits from which two are listed: the more pairs there are, the more alike the most alike of them are by chance."""
    return log2(max(1, students * (students - 1) // 2)) + MARGIN


def weigh(survey: Survey, assignment: str, together: Together, simulated: Simulated) -> Listing:
    """Everybody who is more alike than people are who work apart."""
    least = needed(len(survey.hand_ins))
    found = [match for pair in survey.candidates() if (match := survey.compare(*pair)).bits >= least]
    found = sorted(found, key=lambda match: (-match.bits, match.a, match.b))[:MOST_MATCHES]
    found = [match for match in _beside_others(survey, found, simulated) if match.bits >= least]
    apart = [match for match in found if not together.allowed(match.a, match.b)]
    return Listing(
        assignment,
        len(survey.hand_ins),
        tuple(_described(survey, entry) for entry in _entries(apart, least)),
        {name: each.odd for name, each in sorted(survey.hand_ins.items()) if each.odd},
        len(found) - len(apart),
    )


def _beside_others(survey: Survey, found: Sequence[Match], simulated: Simulated) -> list[Match]:
    """The same with games weighed anew: only as far as the two are more alike than others are to either of them."""
    groups = groups_of((match.a, match.b) for match in found)
    checked = list(found)
    for item, games in survey.games.items():
        affected = [n for n, match in enumerate(found) if any(game.item == item for game in match.games)]
        if not affected:
            continue
        court = _Court(games, item, simulated, groups)
        for place, n in enumerate(affected):
            match = checked[n]
            # What is explained, or could not be checked, weighs nothing, and can be seen all the same.
            checked[n] = replace(
                match,
                games=tuple(
                    replace(game, bits=court.judge(game, match.a, match.b) if place < MOST_CHECKED else 0.0)
                    if game.item == item
                    else game
                    for game in match.games
                ),
            )
    return checked


class _Court:
    """Compares two games in the company of others: classmates who are not suspected with them, and simulated ones."""

    def __init__(self, games: Games, item: str, simulated: Simulated, groups: Mapping[str, int]) -> None:
        self._games = games.copy()
        self._groups = groups
        real = sorted(name for name, runs in games.runs.items() if runs)
        self._real = real[:: max(1, len(real) // OTHERS)]
        self._habits = simulated.habits
        self._simulated = []
        for each in simulated.classmates(item):
            self._games.add(each.name, [each.tokens], each.slots)
            self._simulated.append(each.name)
        self._known: dict[tuple[str, str], float] = {}

    def judge(self, game: Alike, a: str, b: str) -> float:
        """The bits that no habit explains, less what either game has in common with somebody else's."""
        bits = min(game.bits, self._games.compare(a, b, self._habits).bits)
        beside = max((self._bits(who, other) for who in (a, b) for other in self._others(who)), default=0.0)
        found = bits - max(0.0, beside)
        return found if found >= LEAST else 0.0

    def _others(self, who: str) -> list[str]:
        group = self._groups.get(who)
        return [name for name in self._real if name != who and self._groups.get(name, -1) != group] + self._simulated

    def _bits(self, who: str, other: str) -> float:
        if (who, other) not in self._known:
            self._known[who, other] = self._games.compare(who, other, self._habits).bits
        return self._known[who, other]


def _entries(found: Sequence[Match], least: float) -> list[Entry]:
    groups = groups_of((match.a, match.b) for match in found)
    by_group: dict[int, list[Match]] = {}
    for match in found:
        by_group.setdefault(groups[match.a], []).append(match)
    entries = []
    for matches in by_group.values():
        matches.sort(key=lambda match: (-match.bits, match.a, match.b))
        beyond = matches[0].bits - least
        strength = Strength.VERY if beyond >= VERY else Strength.STRIKING if beyond >= STRIKING else Strength.LOOK
        students = tuple(sorted({name for match in matches for name in (match.a, match.b)}))
        entries.append(Entry(students, tuple(matches), strength))
    return sorted(entries, key=lambda entry: (-entry.matches[0].bits, entry.students))


def _described(survey: Survey, entry: Entry) -> Entry:
    """In a group of more than two, what is rare is said without any of them: each makes it usual for the others."""
    if len(entry.students) == 2:
        return entry
    matches = []
    for match in entry.matches[:MOST_TOLD]:
        games = []
        for game in match.games:
            anew = survey.games[game.item].compare(match.a, match.b, group=entry.students)
            games.append(replace(anew, bits=game.bits))
        matches.append(replace(match, games=tuple(games)))
    return replace(entry, matches=(*matches, *entry.matches[MOST_TOLD:]))
