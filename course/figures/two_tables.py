"""Two tables: who sits where, and whose yes is still missing (C1, C3, C13; Putnam 1988)."""

from dataclasses import dataclass
from itertools import combinations

from course.figures.cases import case
from course.figures.choosing import checks, one, radios, several
from course.figures.page import Choice, Control, Face, Option, Table, Told
from course.figures.svg import LINE, Sheet
from course.figures.words import Words, content
from course.roleplay.scenario import Scenario

OTHER = "other"
_EPSILON = 1e-9


@dataclass(frozen=True, slots=True)
class Meeting:
    """A body at home: the votes each faction has there (0-100), how many say yes, how many are needed."""

    id: str
    votes: dict[str, float]
    yes: float
    needed: float

    @property
    def agrees(self) -> bool:
        """Whether there are enough votes."""
        return self.yes >= self.needed - _EPSILON


@dataclass(frozen=True, slots=True)
class Found:
    """Who says yes, and which agreement is there."""

    case: str
    yes: frozenset[str]
    meetings: tuple[Meeting, ...]
    enough: tuple[tuple[str, ...], ...]
    """The smallest groups of factions that carry every meeting together."""

    @property
    def front(self) -> bool:
        """Whether the other side says yes."""
        return OTHER in self.yes

    @property
    def back(self) -> bool:
        """Whether home says yes, in every meeting."""
        return all(meeting.agrees for meeting in self.meetings)

    @property
    def contract(self) -> bool:
        """Whether both tables say yes."""
        return self.front and self.back


def scenario_of(choice: Choice) -> str:
    """The role-play that was chosen."""
    return one(choice, "case")


def controls(words: Words, given: Choice) -> tuple[Control, ...]:
    """Which case, and who says yes."""
    names = list(content(words.figure)["cases"])
    cases = radios("case", words("controls.case"), [Option(n, words.name(case(n).title)) for n in names], given)
    scenario = case(str(cases.value))
    seats = [Option(OTHER, _first(_other(scenario)) + f" ({words.of(scenario.other.name)})")]  # type: ignore[arg-type]
    seats += [Option(f, _seat(scenario, f, words)) for f in scenario.own.factions]
    return cases, checks("yes", words("controls.yes"), seats, given)


def compute(choice: Choice) -> Found:
    """Count the votes."""
    scenario = case(one(choice, "case"))
    yes = frozenset(several(choice, "yes"))
    return Found(
        scenario.id,
        yes,
        tuple(_meetings(scenario, yes)),
        tuple(_enough(scenario)),
    )


def _meetings(scenario: Scenario, yes: frozenset[str]) -> list[Meeting]:
    factions = scenario.game.factions
    found = []
    for body in scenario.game.bodies:
        votes = {f: 100 * (body.shares[f] if body.shares is not None else of.share) for f, of in factions.items()}
        found.append(Meeting(body.id, votes, sum(v for f, v in votes.items() if f in yes), 100 * body.quota))
    return found


def _enough(scenario: Scenario) -> list[tuple[str, ...]]:
    """Every group that carries all meetings and would not without any one of its members."""
    factions = tuple(scenario.game.factions)
    found: list[tuple[str, ...]] = []
    for size in range(1, len(factions) + 1):
        for group in combinations(factions, size):
            carries = all(meeting.agrees for meeting in _meetings(scenario, frozenset(group)))
            if carries and not any(set(smaller) <= set(group) for smaller in found):
                found.append(group)
    return found


def known(words: Words) -> dict[str, object]:
    """The question before looking names no numbers."""
    return {}


def measures(found: Found) -> dict[str, float]:
    """For guesses: the votes short in the meeting that is worst off (negative: more than enough)."""
    return {"short": max(m.needed - m.yes for m in found.meetings), "contract": float(found.contract)}


def tell(found: Found, words: Words, face: Face) -> Told:
    """The two tables drawn, said and listed."""
    scenario = case(found.case)
    return Told(
        _picture(found, scenario, words, face),
        words("alt", front=_status(found.front, words), back=_status(found.back, words)),
        _sentence(found, scenario, words),
        (_seats(found, scenario, words), _groups(found, scenario, words)),
    )


def _status(agreed: bool, words: Words) -> str:  # noqa: FBT001 - the one thing it is about
    return words("yes" if agreed else "missing")


def _sentence(found: Found, scenario: Scenario, words: Words) -> str:
    other = _first(_other(scenario))
    parts = [words("sentence.front" if found.front else "sentence.no_front", other=other)]
    for meeting in found.meetings:
        short = meeting.needed - meeting.yes
        key = "sentence.back" if meeting.agrees else "sentence.short"
        name = words.name(scenario.own.bodies[meeting.id])
        counted = {
            "yes": words.number(meeting.yes),
            "needed": words.number(meeting.needed),
            "short": words.number(short),
        }
        parts.append(words(key, meeting=name, **counted))
    parts.append(words("sentence.contract" if found.contract else "sentence.no_contract"))
    return " ".join(parts)


def _seats(found: Found, scenario: Scenario, words: Words) -> Table:
    meetings = [words.of(scenario.own.bodies[m.id]) for m in found.meetings]
    columns = (
        words("table.seat"),
        words("table.where"),
        *(words("table.votes", meeting=m) for m in meetings),
        words("table.says"),
    )
    rows = [
        (_other(scenario), words("front"), *("–" for _ in meetings), words("says_yes" if found.front else "says_no"))
    ]
    for f in scenario.own.factions:
        counted = (words.number(m.votes[f]) for m in found.meetings)
        rows.append(
            (_seat(scenario, f, words), words("back"), *counted, words("says_yes" if f in found.yes else "says_no"))
        )
    needed = tuple(
        words("table.of_needed", yes=words.number(m.yes), needed=words.number(m.needed)) for m in found.meetings
    )
    rows.append((words("you", case=""), words("between"), *needed, "–"))
    return Table(words("table.caption"), columns, tuple(rows), tuple(range(2, 2 + len(meetings))))


def _groups(found: Found, scenario: Scenario, words: Words) -> Table:
    rows = []
    for group in found.enough:
        names = words.listed([words.of(scenario.own.factions[f].name) for f in group])
        votes = [words.number(sum(m.votes[f] for f in group)) for m in found.meetings]
        rows.append((names[:1].upper() + names[1:], *votes))
    meetings = (words("table.votes", meeting=words.of(scenario.own.bodies[m.id])) for m in found.meetings)
    return Table(
        words("table.enough"), (words("table.group"), *meetings), tuple(rows), tuple(range(1, 1 + len(found.meetings)))
    )


# ---------------------------------------------------------------- the drawing

_TABLE, _TOP, _HEIGHT = 250, 74, 96
_LEFT, _RIGHT = 20, 370


def _picture(found: Found, scenario: Scenario, words: Words, face: Face) -> str:
    sheet = Sheet(640, 262)
    for x, name, agreed in ((_LEFT, "front", found.front), (_RIGHT, "back", found.back)):
        sheet.text(x + _TABLE / 2, 24, words(name), "strong", anchor="middle")
        sheet.rect(x, _TOP + 26, _TABLE, _HEIGHT, "table agreed" if agreed else "table", corner=46)
    middle = (_LEFT + _TABLE + _RIGHT) / 2
    _person(sheet, middle, 152, words("you"))
    for edge, agreed in ((_LEFT + _TABLE, found.front), (_RIGHT, found.back)):
        rim = middle + (27 if edge > middle else -27)
        sheet.line([(rim, 148), (edge, 148)], "thick" if agreed else "thick dashed")
    _front(sheet, found, scenario, words, face)
    _back(sheet, found, scenario, words, face)
    _below(sheet, found, scenario, words)
    return sheet.drawn()


def _front(sheet: Sheet, found: Found, scenario: Scenario, words: Words, face: Face) -> None:
    person = scenario.people.get(scenario.other.person or "")
    drawn = face(person.portrait or "", "warm" if found.front else "ok") if person else None
    _person(sheet, _LEFT + _TABLE / 2, 84, _first(_other(scenario)), _said(found.front, words), drawn)


def _back(sheet: Sheet, found: Found, scenario: Scenario, words: Words, face: Face) -> None:
    factions = scenario.own.factions
    step = _TABLE / len(factions)
    for n, (name, faction) in enumerate(factions.items()):
        person = scenario.people.get(faction.person or "")
        yes = name in found.yes
        drawn = face(person.portrait or "", "open" if yes else "wary") if person else None
        called = _first(person.name) if person else words.of(faction.name)
        _person(sheet, _RIGHT + step * (n + 0.5), 84, called, _said(yes, words), drawn)


def _person(sheet: Sheet, x: float, y: float, name: str, says: str = "", drawn: str | None = None) -> None:
    """Somebody at a table: face, name, and what they say."""
    if drawn:
        sheet.inlay(drawn, x - 26, y - 34, 52, 58)
    else:
        sheet.circle(x, y - 4, 27, "seat")
        sheet.text(x, y + 2, name[:1], "strong", anchor="middle")
    sheet.text(x, y + 44, name, "small strong", anchor="middle")
    sheet.text(x, y + 64, says, "small good" if says.endswith("✓") else "small", anchor="middle")


def _said(yes: bool, words: Words) -> str:  # noqa: FBT001 - the one thing it is about
    return words("drawn.yes" if yes else "drawn.no")


def _below(sheet: Sheet, found: Found, scenario: Scenario, words: Words) -> None:
    """What each table still needs."""
    sheet.text(
        _LEFT + _TABLE / 2,
        226,
        words("drawn.there" if found.front else "drawn.missing"),
        f"small {_bold(found.front)}",
        anchor="middle",
    )
    for n, meeting in enumerate(found.meetings):
        name = words.name(scenario.own.bodies[meeting.id])
        counted = words("drawn.votes", meeting=name, yes=words.number(meeting.yes), needed=words.number(meeting.needed))
        said = f"{counted} ✓" if meeting.agrees else counted
        sheet.text(_RIGHT + _TABLE + 8, 226 + n * LINE, said, f"small {_bold(meeting.agrees)}", anchor="end")


def _bold(agreed: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "good" if agreed else ""


def _other(scenario: Scenario) -> str:
    person = scenario.people.get(scenario.other.person or "")
    return person.name if person else scenario.id


def _seat(scenario: Scenario, faction: str, words: Words) -> str:
    of = scenario.own.factions[faction]
    person = scenario.people.get(of.person or "")
    name = words.name(of.name)
    return f"{person.name} ({name})" if person else name


def _first(name: str) -> str:
    return name.partition(" ")[0]
