"""Locks and what is left of the room: every limit that home ties down, in packages (C6-C10, C21, C29)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from course.figures.cases import case
from course.figures.choosing import one, radios
from course.figures.page import Choice, Control, Face, Option, Table, Told
from course.figures.svg import Sheet
from course.figures.words import Words, content
from course.negotiation.game import Game
from course.negotiation.mandate import useful_freedom, within
from course.negotiation.setup import Issue, Package
from course.roleplay.scenario import Scenario

FIGURE: Final = "locks"
FREE: Final = "free"
FLOOR: Final = "floor"


@dataclass(frozen=True, slots=True)
class Step:
    """What is left once one more limit is tied: of all packages, and of those in the zone of agreement."""

    tie: str
    """The issue that was tied, ``floor``, or ``""`` before anything was."""
    left: int
    useful: int


@dataclass(frozen=True, slots=True)
class Found:
    """What the limits leave."""

    ties: Mapping[str, str]
    """Issue -> the least that home still allows (an option), or ``free``; ``floor`` likewise."""
    mandate: frozenset[Package]
    both: frozenset[Package]
    """The packages within the mandate that both sides can live with."""
    share: float
    """Useful freedom (0-1): the part of the zone of agreement that is within the mandate."""
    steps: tuple[Step, ...]


def scenario_of(choice: Choice) -> str:
    """The role-play whose numbers these are."""
    return str(content(FIGURE)["scenario"])


def controls(words: Words, given: Choice) -> tuple[Control, ...]:
    """One question an issue, and one about a floor under the whole package."""
    scenario = case(scenario_of({}))
    made = []
    for issue in scenario.setup.issues:
        tie = content(FIGURE)["ties"][issue.id]
        who = words.of(scenario.own.factions[tie["by"]].name)
        label = words("control", faction=who, issue=words.of(scenario.issues[issue.id].spoken))
        made.append(radios(issue.id, label, _options(issue, scenario, words), given))
    floors = [Option(str(floor["id"]), words(f"floors.{n}")) for n, floor in enumerate(content(FIGURE)["floors"])]
    return (*made, radios(FLOOR, words("control_floor"), floors, given))


def _options(issue: Issue, scenario: Scenario, words: Words) -> list[Option]:
    made = [Option(FREE, words("free"))]
    for option in issue.options[1:]:
        last = option == issue.options[-1]
        text = words.of(scenario.issues[issue.id].option(option))
        made.append(Option(str(option), words(f"ties.{issue.id}.{'only' if last else 'least'}", option=text)))
    return made


def compute(choice: Choice) -> Found:
    """Tie one limit after another and count what is left each time."""
    game = case(scenario_of(choice)).game
    ties = {issue.id: one(choice, issue.id) for issue in game.setup.issues} | {FLOOR: one(choice, FLOOR)}
    allowed: dict[str, tuple[object, ...]] = {}
    steps = [_step("", _mandate(game, allowed, None), game)]
    for issue in game.setup.issues:
        if ties[issue.id] != FREE:
            at = [str(option) for option in issue.options].index(ties[issue.id])
            allowed[issue.id] = issue.options[at:]
            steps.append(_step(issue.id, _mandate(game, allowed, None), game))
    floor = floor_of(game, ties[FLOOR])
    mandate = _mandate(game, allowed, floor)
    if floor is not None:
        steps.append(_step(FLOOR, mandate, game))
    both = mandate & game.zone_set
    return Found(ties, mandate, both, useful_freedom(game, mandate), tuple(steps))


def floor_of(game: Game, name: str) -> float | None:
    """The worth to our side below which no package may come home; None without a floor."""
    floor: Mapping[str, Any] = next(each for each in content(FIGURE)["floors"] if each["id"] == name)
    return game.reservation if floor.get("at") == "way-out" else floor.get("at")


def _mandate(game: Game, allowed: Mapping[str, tuple[object, ...]], floor: float | None) -> frozenset[Package]:
    return frozenset(within(game, game.opening(), allowed, floor))


def _step(tie: str, mandate: frozenset[Package], game: Game) -> Step:
    return Step(tie, len(mandate), len(mandate & game.zone_set))


def known(words: Words) -> dict[str, object]:
    """The numbers that the question before looking names, and its answer."""
    scenario = case(scenario_of({}))
    game, asked = scenario.game, content(FIGURE)["guess"]["set"]
    last = {i.id: words.of(scenario.issues[i.id].option(i.options[-1])) for i in scenario.setup.issues}
    return {"all": len(game.space), "zone": len(game.zone), "left": len(compute(asked).mandate), **last}


def measures(found: Found) -> dict[str, float]:
    """For guesses: how many packages that both sides can live with are left."""
    return {"useful": float(len(found.both)), "left": float(len(found.mandate))}


def tell(found: Found, words: Words, face: Face) -> Told:
    """All packages drawn, what is left said, each step listed."""
    scenario = case(scenario_of({}))
    game = scenario.game
    counted = {
        "all": len(game.space),
        "left": len(found.mandate),
        "zone": len(game.zone),
        "both": len(found.both),
        "share": words.percent(found.share),
        "other": (scenario.people[scenario.other.person].name if scenario.other.person else "").partition(" ")[0],
    }
    if len(found.steps) == 1:
        key = "open"
    elif not found.both:
        key = "stuck"
    else:
        key = "tight" if found.share < game.calibration.useful_freedom else "room"
    return Told(
        _picture(found, scenario, words),
        words("alt", **counted),
        words(f"sentence.{key}", **counted),
        (_table(found, scenario, words),),
    )


def _table(found: Found, scenario: Scenario, words: Words) -> Table:
    columns = tuple(words(f"table.{name}") for name in ("tie", "left", "both", "share"))
    zone = len(scenario.game.zone)
    rows = []
    for step in found.steps:
        share = words.percent(step.useful / zone if zone else 0.0)
        rows.append((_tie(step.tie, found, scenario, words), str(step.left), str(step.useful), share))
    return Table(words("table.caption"), columns, tuple(rows), (1, 2, 3))


def _tie(tie: str, found: Found, scenario: Scenario, words: Words) -> str:
    if not tie:
        return words("table.nothing")
    if tie == FLOOR:
        at = [floor["id"] for floor in content(FIGURE)["floors"]].index(found.ties[FLOOR])
        return words(f"floors.{at}")
    options = _options(scenario.setup.issues[scenario.game.issue_ids.index(tie)], scenario, words)
    text = next(option.text for option in options if option.id == found.ties[tie])
    return f"{words.name(scenario.issues[tie].label)}: {text}"


# ---------------------------------------------------------------- the drawing: a square a package

_CELL, _ROW, _SQUARE = 92, 56, 19
_LEFT, _TOP = 122, 66


def _picture(found: Found, scenario: Scenario, words: Words) -> str:
    """Across the first issue, down the second, three squares in a cell for the third."""
    across, down, within_cell = scenario.setup.issues
    sheet = Sheet(640, 398)
    sheet.text(_LEFT, 20, words.name(scenario.issues[across.id].label), "strong")
    for n, option in enumerate(across.options):
        x = _LEFT + n * _CELL
        sheet.text(x + _CELL / 2 - 6, 48, words.of(scenario.issues[across.id].option(option)), "small", anchor="middle")
    for m, row in enumerate(down.options):
        y = _TOP + m * _ROW
        sheet.text(_LEFT - 10, y + 29, words.of(scenario.issues[down.id].option(row)), "small", anchor="end")
        for n, column in enumerate(across.options):
            x = _LEFT + n * _CELL
            sheet.rect(x, y, _CELL - 12, _ROW - 10, "cell", corner=6)
            for k, option in enumerate(within_cell.options):
                _package(sheet, x + 8 + k * (_SQUARE + 4), y + 13, (column, row, option), found, scenario.game)
    foot = _TOP + len(down.options) * _ROW
    days = " · ".join(words.of(scenario.issues[within_cell.id].option(option)) for option in within_cell.options)
    sheet.text(_LEFT, foot + 14, words("drawn.inside", options=days), "small soft")
    _legend(sheet, foot + 44, words)
    _counts(sheet, found, scenario.game, words)
    return sheet.drawn()


def _package(sheet: Sheet, x: float, y: float, package: Package, found: Found, game: Game) -> None:
    """Filled: still allowed. Thick edge: both sides can live with it. Struck through: tied away."""
    left, both = package in found.mandate, package in game.zone_set
    look = "package" + (" left" if left else "") + (" zone" if both else "")
    sheet.rect(x, y, _SQUARE, _SQUARE, look, corner=3)
    if not left:
        sheet.line([(x + 4, y + _SQUARE - 4), (x + _SQUARE - 4, y + 4)], "gone")
    elif both:
        sheet.circle(x + _SQUARE / 2, y + _SQUARE / 2, 4, "dot")


def _legend(sheet: Sheet, y: float, words: Words) -> None:
    for n, (name, look) in enumerate(
        (("good", "package left zone"), ("left", "package left"), ("gone_good", "package zone"), ("gone", "package"))
    ):
        x, at = _LEFT + (n % 2) * 262 - 100 * 1, y + (n // 2) * 30
        sheet.rect(x, at, _SQUARE, _SQUARE, look, corner=3)
        if name.startswith("gone"):
            sheet.line([(x + 4, at + _SQUARE - 4), (x + _SQUARE - 4, at + 4)], "gone")
        elif name == "good":
            sheet.circle(x + _SQUARE / 2, at + _SQUARE / 2, 4, "dot")
        sheet.text(x + 28, at + 15, words(f"drawn.{name}"), "small")


def _counts(sheet: Sheet, found: Found, game: Game, words: Words) -> None:
    """The three numbers that it is about, at the right."""
    x = _LEFT + 4 * _CELL + 12
    rows = (
        (str(len(found.mandate)), words("drawn.count_left", all=len(game.space))),
        (str(len(found.both)), words("drawn.count_both", zone=len(game.zone))),
        (words.percent(found.share), words("drawn.count_share")),
    )
    for n, (count, text) in enumerate(rows):
        y = _TOP + 28 + n * 76
        sheet.text(x, y, count, "big")
        sheet.lines(x, y + 21, text, "small", wide=150)
