"""What was found, in sentences of the class's language: for the command line, the report page and exports alike."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from autograder.copied.find import Found
from autograder.copied.games import Alike
from autograder.copied.odd import Odd
from autograder.copied.steps import value_of
from autograder.copied.survey import Match
from autograder.copied.times import SameTimes
from autograder.copied.weigh import MOST_TOLD, Entry
from autograder.marking.labels import label
from course.locale import Language, say
from course.roleplay.scenario import Scenario

RAREST: Final = 3
MOST_ITEMS: Final = 12
LONGEST_SAID: Final = 100


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that two have in common: a sentence, and what can be seen of it."""

    sentence: str
    shown: tuple[str, ...] = ()
    """Quotes of what both did."""
    beside: tuple[tuple[str, str], ...] = ()
    """What both wrote, side by side."""


@dataclass(frozen=True, slots=True)
class ToldMatch:
    """What two have in common."""

    a: str
    b: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ToldEntry:
    """One entry of the list."""

    names: tuple[str, ...]
    strength: str
    unusual: str
    what_now: str
    matches: tuple[ToldMatch, ...]


@dataclass(frozen=True, slots=True)
class ToldOdd:
    """What is odd about the times of one hand-in."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldList:
    """The whole list."""

    compared: int
    together: int
    entries: tuple[ToldEntry, ...]
    odd: tuple[ToldOdd, ...]


class Teller:
    """Puts what was found in a class into words; ``names`` are those of the class list, by id."""

    def __init__(self, found: Found, names: Mapping[str, str], language: Language) -> None:
        self._found = found
        self._names = names
        self._language = language

    def all(self) -> "ToldList":
        """Everything, for a page."""
        listing = self._found.listing
        return ToldList(listing.compared, listing.together, tuple(self.entries()), tuple(self.odd()))

    def entries(self) -> Iterator[ToldEntry]:
        """Every entry, the strongest first."""
        for entry in self._found.listing.entries:
            yield self._entry(entry)

    def odd(self) -> Iterator[ToldOdd]:
        """What is odd, hand-in by hand-in."""
        for student, odd in self._found.listing.odd.items():
            yield ToldOdd(self.name(student), tuple(self._odd(each) for each in odd))

    def name(self, student: str) -> str:
        """What a student is called, and the id."""
        name = self._names.get(student, "")
        return f"{name} ({student})" if name else student

    def plain_name(self, student: str) -> str:
        """What a student is called; nothing when the class list does not say."""
        return self._names.get(student, "")

    def say(self, key: str, **values: object) -> str:
        """A text of this area in the language of the class."""
        return say(f"copied.{key}", self._language, **values)

    def _entry(self, entry: Entry) -> ToldEntry:
        names = tuple(self.name(student) for student in entry.students)
        return ToldEntry(
            names,
            self.say(f"strength_{entry.strength}"),
            self.say(f"unusual_{entry.strength}", compared=self._found.listing.compared),
            self.say("what_now", names=self._joined(names)),
            tuple(self.match(match) for match in entry.matches[:MOST_TOLD]),
        )

    def _joined(self, names: tuple[str, ...]) -> str:
        return self.say("pair", a=", ".join(names[:-1]), b=names[-1])

    def match(self, match: Match) -> ToldMatch:
        """What two have in common."""
        return ToldMatch(self.name(match.a), self.name(match.b), tuple(self._told(match)))

    def _told(self, match: Match) -> Iterator[Told]:
        if match.same_file:
            yield Told(self.say("same_file"))
        if match.times is not None:
            yield Told(self._times(match, match.times))
        for game in match.games:
            yield self._game(game, own_times=match.times is None and not match.same_file)
        if match.answers is not None:
            wrong = match.answers.wrong
            items = ", ".join(wrong[:MOST_ITEMS]) + ("…" if len(wrong) > MOST_ITEMS else "")
            counts = {"right": match.answers.right, "different": match.answers.different}
            yield Told(self.say("answers", count=len(wrong), items=items, **counts))
        for text in match.texts:
            sentence = self.say(
                "text",
                answer=label(text.answer, self._language),
                words=text.words,
                count=text.count,
                of_a=text.of[0],
                of_b=text.of[1],
            )
            yield Told(sentence, beside=tuple(stretch.texts for stretch in text.stretches))

    def _times(self, match: Match, times: SameTimes) -> str:
        first, last = moment(times.first), moment(times.last)
        if times.shift == 0:
            return self.say("times_same", lines=times.lines, first=first, last=last)
        earlier, later = self.name(match.a), self.name(match.b)
        if times.shift < 0:
            earlier, later = later, earlier
            first, last = moment(times.first + times.shift), moment(times.last + times.shift)
        return self.say(
            "times_shifted",
            lines=times.lines,
            first=first,
            last=last,
            earlier=earlier,
            later=later,
            shift=_duration(abs(times.shift)),
        )

    def _game(self, game: Alike, *, own_times: bool) -> Told:
        scenario = self._found.stages.of(game.run)
        usual = not game.rare and not game.alone
        sentence = self.say(
            "game_usual" if usual else "game",
            title=scenario.title.of(self._language) if scenario is not None else game.item,
            same=game.same,
            of_a=game.lengths[0],
            of_b=game.lengths[1],
            rare=len(game.rare),
            alone=game.alone,
        )
        if own_times:
            sentence = f"{sentence} {self.say('game_own_times')}"
        said = (self._decision(token, scenario) for token in game.rare) if scenario is not None else ()
        shown = tuple(dict.fromkeys(each for each in said if each))[:RAREST]
        return Told(sentence, (f"{self.say('rare_ones')} {'; '.join(shown)}",) if shown else ())

    def _decision(self, token: str, scenario: Scenario) -> str:
        """A sentence or a package in words; nothing for the rest, which says little without what stood around it."""
        match value_of(token):
            case {"kind": "move", "scene": str(scene), "move": str(move)}:
                moves = scenario.scenes[scene].moves if scene in scenario.scenes else {}
                return f"“{_cut(moves[move].say.of(self._language))}”" if move in moves else ""
            case {"kind": "package", "package": dict(package)}:
                options = [
                    f"{issue.label.of(self._language)} {issue.option(package[name]).of(self._language)}"
                    for name, issue in scenario.issues.items()
                    if any(option.id == package.get(name) for option in issue.options)
                ]
                return self.say("package", options=", ".join(options)) if options else ""
        return ""

    def _odd(self, odd: Odd) -> str:
        at = moment(odd.at) if odd.at is not None else ""
        return self.say(f"odd_{odd.kind}", count=odd.count, at=at)


def moment(seconds: int) -> str:
    """A moment as people write it, in UTC."""
    try:
        return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")
    except (OverflowError, ValueError, OSError):
        return str(seconds)


def _duration(seconds: int) -> str:
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_SAID else f"{text[:LONGEST_SAID].rstrip()}…"
