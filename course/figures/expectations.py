"""Expectations and market facts: what listening and evidence do to a threshold (C11-C12, C24, C38-C43, C48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from course.figures.cases import after, case
from course.figures.choosing import one, radios
from course.figures.page import Choice, Control, Face, Option, Table, Told
from course.figures.svg import Sheet
from course.figures.words import Words, content
from course.negotiation.acts import Act, ActKind
from course.negotiation.constituency import aspiration, believed_fallback, half_point, insistence, yes_share
from course.negotiation.game import Game
from course.negotiation.setup import Package
from course.negotiation.state import State

FIGURE: Final = "expectations"


@dataclass(frozen=True, slots=True)
class Stand:
    """How a faction looks at one package (theory 3.1 and 3.2)."""

    knowledge: float
    emotion: float
    trust: float
    hope: float
    """What it hopes for, in points."""
    fallback: float
    """What it thinks it has without a deal, in points."""
    insistence: float
    """The part (0-1) of the gap between the two on which it insists."""
    half: float
    """The points from which half of it says yes."""
    yes: float
    """The part (0-1) of it that says yes."""


@dataclass(frozen=True, slots=True)
class Found:
    """The faction before and after what was done."""

    faction: str
    package: Package
    worth: float
    """What the package is worth to the faction, in points."""
    done: int
    """How many things were done."""
    before: Stand
    after: Stand

    @property
    def boomerang(self) -> bool:
        """Whether the facts were pushed aside: no more is known, and trust has gone down."""
        return self.after.knowledge <= self.before.knowledge and self.after.trust < self.before.trust


def scenario_of(choice: Choice) -> str:
    """The role-play whose numbers these are."""
    return str(content(FIGURE)["scenario"])


def packages(game: Game) -> dict[str, Package]:
    """The packages to judge, by name: the best we can get, the fair one, the compromise on paper."""
    found = {"best": game.frontier_in_zone[0], "nash": game.nash, "middle": game.kalai_smorodinsky}
    return {name: package for name, package in found.items() if package is not None}


def controls(words: Words, given: Choice) -> tuple[Control, ...]:
    """Who, what was done, and which package they judge."""
    scenario = case(scenario_of({}))
    factions = []
    for name, faction in scenario.own.factions.items():
        person = scenario.people.get(faction.person or "")
        called = words.name(faction.name)
        factions.append(Option(name, f"{called} ({person.name.partition(' ')[0]})" if person else called))
    done = [Option(each["id"], words(f"done.{n}")) for n, each in enumerate(content(FIGURE)["done"])]
    offers = [Option(name, words.package(scenario, package)) for name, package in packages(scenario.game).items()]
    return (
        radios("faction", words("controls.faction"), factions, given, "production"),
        radios("done", words("controls.done"), done, given),
        radios("package", words("controls.package"), offers, given, "nash"),
    )


def compute(choice: Choice) -> Found:
    """Do it, and look at the package before and after."""
    game = case(scenario_of(choice)).game
    faction, package = one(choice, "faction"), packages(game)[one(choice, "package")]
    acts = acts_of(one(choice, "done"), faction)
    then = after(game, acts).state
    return Found(
        faction,
        package,
        game.utility[faction][package],
        len(acts),
        _stand(game, game.opening(), faction, package),
        _stand(game, then, faction, package),
    )


def acts_of(done: str, faction: str) -> Sequence[Act]:
    """The acts behind an option, done to one faction."""
    raw: dict[str, Any] = next(each for each in content(FIGURE)["done"] if each["id"] == done)
    evidence = str(content(FIGURE)["evidence"])
    return [
        Act(ActKind(word), factions=(faction,), evidence=evidence if word == ActKind.SHOW else None)
        for word in raw.get("acts", ())
    ]


def _stand(game: Game, state: State, faction: str, package: Package) -> Stand:
    of = state.factions[faction]
    return Stand(
        of.market_knowledge,
        of.emotion,
        of.trust,
        aspiration(game, faction, of),
        believed_fallback(game, faction, of),
        insistence(game, of),
        half_point(game, state, faction, package),
        yes_share(game, state, faction, package),
    )


def known(words: Words) -> dict[str, object]:
    """The question before looking names no numbers."""
    return {}


def measures(found: Found) -> dict[str, float]:
    """For guesses: the share that says yes, and how much knowledge and trust moved."""
    return {
        "yes": found.after.yes,
        "knowledge": found.after.knowledge - found.before.knowledge,
        "trust": found.after.trust - found.before.trust,
    }


def tell(found: Found, words: Words, face: Face) -> Told:
    """The scale drawn, what changed said and listed."""
    scenario = case(scenario_of({}))
    faction = words.of(scenario.own.factions[found.faction].name)
    values = {
        "faction": faction,
        "worth": words.number(found.worth),
        "hope": words.number(found.after.hope),
        "hope_before": words.number(found.before.hope),
        "half": words.number(found.after.half),
        "half_before": words.number(found.before.half),
        "yes": words.percent(found.after.yes),
        "yes_before": words.percent(found.before.yes),
    }
    if not found.done:
        key = "nothing"
    elif found.boomerang:
        key = "boomerang"
    elif found.after.knowledge > found.before.knowledge:
        key = "known"
    else:
        key = "heard"
    last = words("sentence.enough" if found.after.yes >= 0.5 else "sentence.not_enough", **values)
    said = f"{words(f'sentence.{key}', **values)} {last}"
    return Told(_picture(found, faction, words), words("alt", **values), said, (_table(found, words),))


def _table(found: Found, words: Words) -> Table:
    rows = []
    for name in ("knowledge", "emotion", "trust", "hope", "fallback", "insistence", "half", "yes"):
        is_points = name in ("hope", "fallback", "half")
        shown = words.number if is_points else words.percent
        rows.append((words(f"table.{name}"), shown(getattr(found.before, name)), shown(getattr(found.after, name))))
        if name == "half":
            rows.append((words("table.worth"), words.number(found.worth), words.number(found.worth)))
    columns = (words("table.what"), words("table.before"), words("table.after"))
    return Table(words("table.caption"), columns, tuple(rows), (1, 2))


# ---------------------------------------------------------------- the drawing: a scale of points, before and after

_LEFT, _WIDTH, _HEADS = 24, 560, 10


def _picture(found: Found, faction: str, words: Words) -> str:
    sheet = Sheet(640, 382)
    x = _at(found.worth)
    sheet.line([(x, 42), (x, 304)], "bold")
    sheet.text(
        min(max(x, 110), 530), 30, words("drawn.worth", worth=words.number(found.worth)), "strong", anchor="middle"
    )
    _row(sheet, 62, words("drawn.before"), found.before, words)
    if found.done:
        _row(sheet, 178, words("drawn.after"), found.after, words)
    _axis(sheet, 304, faction, words)
    return sheet.drawn()


def _at(points: float) -> float:
    return _LEFT + _WIDTH * points / 100


def _row(sheet: Sheet, y: float, name: str, of: Stand, words: Words) -> None:
    """The gap between what they think they have and what they hope for; the part they insist on; who says yes."""
    sheet.text(_LEFT, y + 12, name, "strong")
    _heads(sheet, y + 7, of.yes, words)
    low, high, half = _at(of.fallback), _at(of.hope), _at(min(of.half, 100))
    sheet.rect(low, y + 46, high - low, 20, "gap", corner=4)
    sheet.rect(low, y + 46, half - low, 20, "insisted", corner=4)
    sheet.hatch(low, y + 46, max(0, half - low), 20, "hatch light")
    sheet.line([(half, y + 40), (half, y + 72)], "thick")
    sheet.text(half, y + 90, words("drawn.half", half=words.number(of.half)), "small strong", anchor=_anchor(half))
    sheet.text(low - 8, y + 61, words("drawn.fallback", fallback=words.number(of.fallback)), "small soft", anchor="end")
    sheet.text(max(high, half) + 8, y + 61, words("drawn.hope", hope=words.number(of.hope)), "small soft")


def _anchor(x: float) -> str:
    return "end" if x > 520 else "middle"


def _heads(sheet: Sheet, y: float, yes: float, words: Words) -> None:
    """Ten people of the faction; those who say yes are filled."""
    count = round(yes * _HEADS)
    for n in range(_HEADS):
        sheet.circle(_LEFT + 120 + n * 19, y, 7, "head yes" if n < count else "head")
    sheet.text(_LEFT + 120 + _HEADS * 19 + 4, y + 5, words("drawn.yes", yes=words.percent(yes)), "small strong")


def _axis(sheet: Sheet, y: float, faction: str, words: Words) -> None:
    sheet.line([(_at(0), y), (_at(100), y)], "")
    for points in range(0, 101, 20):
        sheet.line([(_at(points), y), (_at(points), y + 6)], "")
        sheet.text(_at(points), y + 22, str(points), "small soft", anchor="middle")
    sheet.text(_at(0), y + 46, words("drawn.axis", faction=faction), "small soft")
