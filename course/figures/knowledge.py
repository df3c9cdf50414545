"""Knowledge balance: what was told and heard in private, what it weighs, what gets out, what it costs (O10-O21)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from course.figures.cases import after, case, read_acts
from course.figures.choosing import checks, one, radios, several
from course.figures.page import Choice, Control, Face, Option, Table, Told
from course.figures.scales import picture
from course.figures.words import Words, content
from course.negotiation import private, table
from course.negotiation.checks import EVEN
from course.negotiation.confidence import Form, Label
from course.negotiation.constituency import support
from course.negotiation.counterpart import aspiration, best_offer, floor, information_balance, known_weight
from course.negotiation.game import Game
from course.negotiation.ledger import Line
from course.negotiation.setup import Fact, Package
from course.negotiation.state import State
from course.roleplay.scenario import Scenario

FIGURE: Final = "knowledge"


@dataclass(frozen=True, slots=True)
class Row:
    """One fact on the balance: how much it weighs there, and how reliable it is (0-1)."""

    fact: str
    weight: float
    reliability: float = 1.0


@dataclass(frozen=True, slots=True)
class Cost:
    """What the same negotiation comes to afterwards."""

    floor: float
    """Below this the other side will not go (points for them)."""
    offer: Package
    """Their offer in the round that the figure looks at."""
    offer_support: float
    """How much of home (0-1) would vote for that offer."""
    deal_support: float
    """How much of home (0-1) would vote for the fair deal."""


@dataclass(frozen=True, slots=True)
class Found:
    """The balance after the talk, and what came of it."""

    told: tuple[Row, ...]
    heard: tuple[Row, ...]
    given: float
    gained: float
    balance: float
    """From -1 (only they know something) to 1 (only we do)."""
    exposure: float
    limit: float
    leaked: bool
    announced: bool
    before: Cost
    """As it would be without the talk."""
    now: Cost
    quota: float

    @property
    def even(self) -> bool:
        """Whether both know about as much of each other."""
        return abs(self.balance) <= EVEN


def scenario_of(choice: Choice) -> str:
    """The role-play whose numbers these are."""
    return str(content(FIGURE)["scenario"])


def controls(words: Words, given: Choice) -> tuple[Control, ...]:
    """What was told and heard, what was looked up, what was agreed, and whether home knew."""
    scenario = case(scenario_of({}))
    data = content(FIGURE)
    ours = [Option(f, words.of(fact.text)) for f, fact in scenario.own.facts.items()]
    theirs = [Option(f, words.of(fact.text)) for f, fact in scenario.other.facts.items()]
    checkable = [
        Option(f, words("look_up", source=_check(scenario, f, words)))
        for f, fact in scenario.game.their_facts.items()
        if fact.checkable
    ]
    labels = [Option(str(each["id"]), words(f"agreed.{n}")) for n, each in enumerate(data["agreed"])]
    known = [Option(name, words(f"home.{name}")) for name in ("unaware", "aware")]
    return (
        checks("told", words("controls.told"), ours, given),
        checks("heard", words("controls.heard"), theirs, given),
        checks("checked", words("controls.checked"), checkable, given),
        radios("agreed", words("controls.agreed"), labels, given),
        radios("home", words("controls.home"), known, given),
    )


def _check(scenario: Scenario, fact: str, words: Words) -> str:
    check = scenario.other.facts[fact].check
    return words.of(check) if check else fact


def compute(choice: Choice) -> Found:
    """Have the talk, part, and look what it did; home was well prepared before it."""
    game = case(scenario_of(choice)).game
    announced = one(choice, "home") == "aware"
    turn = after(game, read_acts(content(FIGURE)["prepared"]))
    turn.put(round=1, last_round=game.setup.clock.table)
    before = _cost(game, turn.state)
    for faction in game.factions:
        turn.flag(faction, channel_told=announced)
    label = Label(one(choice, "agreed"))
    private.begin(turn, Form.IN_PASSING if label is Label.BETWEEN_US else Form.PLANNED, label)
    for fact in several(choice, "told"):
        table.disclose(turn, fact)
    checked = several(choice, "checked")
    heard = [Line(f, label.value, 1, _reliability(game, f, checked)) for f in several(choice, "heard")]
    turn.put(gained=tuple(heard))
    exposure = turn.state.exposure
    private.part(turn)
    state, weight = turn.state, game.calibration.weight
    return Found(
        tuple(Row(f, weight(game.facts[f].kind)) for f in state.told),
        tuple(
            Row(line.fact, weight(game.their_facts[line.fact].kind) * line.reliability, line.reliability)
            for line in heard
        ),
        sum(weight(game.facts[f].kind) for f in state.told),
        known_weight(game, state),
        information_balance(game, state),
        exposure,
        game.setup.leak_limit,
        state.leaked,
        announced,
        before,
        _cost(game, state),
        game.bodies[0].quota,
    )


def _reliability(game: Game, fact: str, checked: tuple[str, ...]) -> float:
    of: Fact = game.their_facts[fact]
    if not of.checkable:
        return 1.0
    return (0.0 if of.false else 1.0) if fact in checked else game.calibration.unverified


def _cost(game: Game, state: State) -> Cost:
    """Their offer after so many rounds in which something moved, and home's vote on it and on the fair deal."""
    assert game.nash is not None
    offer = best_offer(game, state, aspiration(game, state, float(content(FIGURE)["round"])))
    return Cost(floor(game, state), offer, support(game, state, offer), support(game, state, game.nash))


def known(words: Words) -> dict[str, object]:
    """The numbers that the question before looking names."""
    game = case(scenario_of({})).game
    state = after(game, read_acts(content(FIGURE)["prepared"])).state
    assert game.nash is not None
    return {"before": words.percent(support(game, state, game.nash)), "quota": words.percent(game.bodies[0].quota)}


def measures(found: Found) -> Mapping[str, float]:
    """For guesses: the balance, the support for the fair deal, whether the talk got out."""
    return {"balance": found.balance, "support": found.now.deal_support, "leaked": float(found.leaked)}


def tell(found: Found, words: Words, face: Face) -> Told:
    """A balance drawn, the cost said, every fact listed."""
    scenario = case(scenario_of({}))
    other = (scenario.people[scenario.other.person].name if scenario.other.person else "").partition(" ")[0]
    assert scenario.game.nash is not None
    values = {
        "other": other,
        "given": words.number(found.given, 1),
        "gained": words.number(found.gained, 1),
        "balance": words.number(found.balance, 2),
        "exposure": words.number(found.exposure, 2),
        "limit": words.number(found.limit, 2),
        "deal": words.package(scenario, scenario.game.nash),
        "deal_before": words.percent(found.before.deal_support),
        "deal_now": words.percent(found.now.deal_support),
        "offer": words.package(scenario, found.now.offer),
        "offer_support": words.percent(found.now.offer_support),
        "floor": words.number(found.now.floor),
        "floor_before": words.number(found.before.floor),
        "quota": words.percent(found.quota),
        "round": content(FIGURE)["round"],
    }
    return Told(
        picture(found, scenario, other, words),
        words("alt", **values),
        _sentence(found, values, words),
        (_ledger(found, scenario, other, words), _costs(found, scenario, other, words)),
    )


def _sentence(found: Found, values: Mapping[str, object], words: Words) -> str:
    if not found.told and not found.heard:
        return words("sentence.nothing", **values)
    parts = [words(f"sentence.{'even' if found.even else 'behind' if found.balance < 0 else 'ahead'}", **values)]
    if found.now.floor > found.before.floor:
        parts.append(words("sentence.floor", **values))
    if found.now.offer != found.before.offer:
        passes = found.now.offer_support >= found.quota
        parts.append(words("sentence.offer_passes" if passes else "sentence.offer_fails", **values))
    if found.leaked:
        parts.append(words("sentence.leaked_aware" if found.announced else "sentence.leaked", **values))
        passes = found.now.deal_support >= found.quota
        parts.append(words("sentence.deal_passes" if passes else "sentence.deal_fails", **values))
    elif found.told:
        parts.append(words("sentence.held", **values))
    return " ".join(parts)


def _ledger(found: Found, scenario: Scenario, other: str, words: Words) -> Table:
    def kind(fact: Fact) -> str:
        return words.kind(fact.kind)

    rows = [
        (
            words.of(scenario.own.facts[r.fact].text),
            words("table.you"),
            kind(scenario.game.facts[r.fact]),
            words.number(r.weight, 1),
            "–",
        )
        for r in found.told
    ]
    rows += [
        (
            words.of(scenario.other.facts[r.fact].text),
            other,
            kind(scenario.game.their_facts[r.fact]),
            words.number(r.weight, 2 if r.weight * 10 % 1 else 1),
            words.percent(r.reliability),
        )
        for r in found.heard
    ]
    rows.append((words("table.balance"), "–", "–", words.number(found.balance, 2), "–"))
    columns = tuple(words(f"table.{name}") for name in ("fact", "who", "kind", "weight", "sure"))
    return Table(words("table.ledger"), columns, tuple(rows), (3, 4))


def _costs(found: Found, scenario: Scenario, other: str, words: Words) -> Table:
    def offer(of: Cost) -> str:
        return f"{words.package(scenario, of.offer)} ({words.percent(of.offer_support)})"

    assert scenario.game.nash is not None
    rows = (
        (
            words("table.exposure", limit=words.number(found.limit, 2)),
            words.number(0, 2),
            words.number(found.exposure, 2),
        ),
        (words("table.floor", other=other), words.number(found.before.floor), words.number(found.now.floor)),
        (words("table.offer", other=other, round=content(FIGURE)["round"]), offer(found.before), offer(found.now)),
        (
            words("table.deal", deal=words.package(scenario, scenario.game.nash), quota=words.percent(found.quota)),
            words.percent(found.before.deal_support),
            words.percent(found.now.deal_support),
        ),
    )
    return Table(words("table.costs"), (words("table.what"), words("table.before"), words("table.now")), rows, ())
