"""Win-set and quota: who comes to vote, how many votes are needed, what passes (C3, C47-C49; Putnam 1988)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from course.figures.cases import after, case, read_acts
from course.figures.choosing import one, radios
from course.figures.page import Choice, Control, Face, Option, Table, Told
from course.figures.svg import Sheet
from course.figures.words import Words, content
from course.negotiation.constituency import yes_share
from course.negotiation.setup import Package
from course.roleplay.scenario import Scenario

FIGURE: Final = "win-set"
_EPSILON: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Count:
    """How the votes on one package fall; votes are parts of all votes that are cast (0-1)."""

    package: Package
    ours: float
    """What it is worth to our side, in points."""
    theirs: float
    shares: Mapping[str, float]
    """Faction -> the part of it that says yes."""
    votes: Mapping[str, float]
    """Faction -> the yes votes it brings."""
    passes: bool

    @property
    def total(self) -> float:
        """All yes votes."""
        return sum(self.votes.values())


@dataclass(frozen=True, slots=True)
class Found:
    """The vote on every package that both sides could sign."""

    quota: float
    seats: Mapping[str, float]
    """Faction -> its part of the votes that are cast."""
    rows: tuple[Count, ...]
    """The packages that nobody can better without costing the other, best for us first."""
    passing: int
    zone: int


def scenario_of(choice: Choice) -> str:
    """The role-play whose numbers these are."""
    return str(content(FIGURE)["scenario"])


def controls(words: Words, given: Choice) -> tuple[Control, ...]:
    """How home stands, how many votes are needed, who comes."""
    data = content(FIGURE)

    def options(name: str) -> list[Option]:
        return [Option(str(each["id"]), words(f"{name}.{n}")) for n, each in enumerate(data[name])]

    quotas = [Option(str(percent), words("quota", percent=percent)) for percent in data["quotas"]]
    return (
        radios("home", words("controls.home"), options("home"), given),
        radios("quota", words("controls.quota"), quotas, given, str(_usual_quota())),
        radios("turnout", words("controls.turnout"), options("turnout"), given),
    )


def _usual_quota() -> int:
    return round(100 * case(scenario_of({})).game.bodies[0].quota)


def compute(choice: Choice) -> Found:
    """Count the votes."""
    game = case(scenario_of(choice)).game
    state = after(game, read_acts(_entry("home", one(choice, "home")).get("acts", []))).state
    quota = int(one(choice, "quota")) / 100
    come = _entry("turnout", one(choice, "turnout")).get("come", {})
    there = {f: of.share * float(come.get(f, 1)) for f, of in game.factions.items()}
    seats = {f: share / sum(there.values()) for f, share in there.items()}

    def count(package: Package) -> Count:
        shares = {f: yes_share(game, state, f, package) for f in game.factions}
        votes = {f: seats[f] * shares[f] for f in seats}
        passes = sum(votes.values()) >= quota - _EPSILON
        return Count(package, game.ours[package], game.theirs[package], shares, votes, passes)

    passing = sum(count(package).passes for package in game.zone)
    return Found(quota, seats, tuple(map(count, game.frontier_in_zone)), passing, len(game.zone))


def _entry(name: str, wanted: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = next(each for each in content(FIGURE)[name] if each["id"] == wanted)
    return found


def known(words: Words) -> dict[str, object]:
    """The numbers that the question before looking names."""
    game = case(scenario_of({})).game
    return {"zone": len(game.zone), "quota": words.percent(game.bodies[0].quota)}


def _other(scenario: Scenario) -> str:
    return (scenario.people[scenario.other.person].name if scenario.other.person else "").partition(" ")[0]


def measures(found: Found) -> Mapping[str, float]:
    """For guesses: how many of the packages that both sides could sign pass at home."""
    return {"passing": float(found.passing)}


def tell(found: Found, words: Words, face: Face) -> Told:
    """Bars against the quota, the count said, each vote listed."""
    scenario = case(scenario_of({}))
    passing = [row for row in found.rows if row.passes]
    values = {
        "passing": found.passing,
        "zone": found.zone,
        "quota": words.percent(found.quota),
        "shown": len(found.rows),
        "other": _other(scenario),
    }
    said = [words("sentence.none" if not found.passing else "sentence.some", **values)]
    if passing:
        best = max(passing, key=lambda row: row.theirs)
        said.append(
            words(
                "sentence.least", package=words.package(scenario, best.package), yes=words.percent(best.total), **values
            )
        )
    else:
        best = found.rows[0]
        said.append(
            words(
                "sentence.best", package=words.package(scenario, best.package), yes=words.percent(best.total), **values
            )
        )
    return Told(
        _picture(found, scenario, words), words("alt", **values), " ".join(said), (_table(found, scenario, words),)
    )


def _table(found: Found, scenario: Scenario, words: Words) -> Table:
    names = [words.name(faction.name) for faction in scenario.own.factions.values()]
    columns = (
        words("table.package"),
        *(words("table.yes_of", faction=n) for n in names),
        words("table.total"),
        words("table.passes"),
    )
    seats = (
        words("table.seats"),
        *(words.percent(found.seats[f]) for f in scenario.own.factions),
        words("table.needed", quota=words.percent(found.quota)),
        "–",
    )
    rows = [
        (
            words.package(scenario, row.package),
            *(words.percent(row.shares[f]) for f in scenario.own.factions),
            words.percent(row.total),
            words("yes" if row.passes else "no"),
        )
        for row in found.rows
    ]
    return Table(words("table.caption"), columns, (seats, *rows), tuple(range(1, len(columns) - 1)))


# ---------------------------------------------------------------- the drawing: a bar a package, and the quota

_LEFT, _WIDTH, _TOP, _ROW = 222, 348, 64, 40
_LOOKS: Final = ("first", "second", "third", "fourth")


def _picture(found: Found, scenario: Scenario, words: Words) -> str:
    foot = _TOP + len(found.rows) * _ROW
    sheet = Sheet(640, foot + 90)
    quota = _LEFT + _WIDTH * found.quota
    for n, row in enumerate(found.rows):
        _bar(sheet, _TOP + n * _ROW, row, scenario, words)
    sheet.line([(quota, _TOP - 8), (quota, foot - 4)], "thick")
    sheet.text(quota, _TOP - 18, words("drawn.quota", quota=words.percent(found.quota)), "strong", anchor="middle")
    x: float = 20
    for n, (name, faction) in enumerate(scenario.own.factions.items()):
        _filled(sheet, x, foot + 22, 22, 18, _LOOKS[n % len(_LOOKS)])
        label = words("drawn.seat", faction=words.name(faction.name), seats=words.percent(found.seats[name]))
        sheet.text(x + 30, foot + 36, label, "small")
        x += 208
    sheet.lines(20, foot + 62, words("drawn.order", other=_other(scenario)), "small soft", wide=610)
    return sheet.drawn()


def _bar(sheet: Sheet, y: float, row: Count, scenario: Scenario, words: Words) -> None:
    labels = [
        words.of(issue.option(option)) for issue, option in zip(scenario.issues.values(), row.package, strict=True)
    ]
    sheet.text(_LEFT - 10, y + 11, labels[0], "small strong" if row.passes else "small", anchor="end")
    sheet.text(_LEFT - 10, y + 27, ", ".join(labels[1:]), "small soft", anchor="end")
    sheet.rect(_LEFT, y + 2, _WIDTH, 26, "track", corner=4)
    x: float = _LEFT
    for n, faction in enumerate(row.votes):
        width = _WIDTH * row.votes[faction]
        _filled(sheet, x, y + 2, width, 26, _LOOKS[n % len(_LOOKS)])
        x += width
    sheet.text(
        _LEFT + _WIDTH + 10,
        y + 20,
        f"{words.percent(row.total)}{' ✓' if row.passes else ''}",
        "good" if row.passes else "",
    )


def _filled(sheet: Sheet, x: float, y: float, width: float, height: float, look: str) -> None:
    """A part of a bar: a faction is known by its hatch, not only by its colour."""
    if width < 0.5:
        return
    sheet.rect(x, y, width, height, f"bar {look}")
    if look in ("second", "third"):
        sheet.hatch(
            x, y, width, height, "hatch light" if look == "second" else "hatch", step=8 if look == "second" else 5
        )
