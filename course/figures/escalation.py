"""Image and escalation: how an errand climbs the ladder, and what brings it down (C26-C40; Glasl 1980)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from course.figures.cases import case, fresh
from course.figures.choosing import checks, one, radios, several
from course.figures.page import Choice, Control, Face, Option, Table, Told
from course.figures.svg import Sheet
from course.figures.words import Words, content
from course.negotiation import rounds
from course.negotiation.acts import Act, ActKind
from course.negotiation.constituency import yes_share
from course.negotiation.perform import perform
from course.negotiation.private import welcome
from course.negotiation.turn import Turn

FIGURE: Final = "escalation"
TOP: Final = 9
"""The highest stage of the ladder."""
_SEEN: Final = 0.005
"""A change smaller than this does not show in whole percentages."""


@dataclass(frozen=True, slots=True)
class Step:
    """Where things stand after something happened."""

    what: str
    """The event, or ``""`` for the beginning."""
    image: float
    """How negative the faction's image of the other side is (0-1)."""
    trust: float
    relation: float
    stage: float
    """The stage of escalation, 0-9."""
    yes: float
    """The part (0-1) of the faction that would say yes to the fair package."""


@dataclass(frozen=True, slots=True)
class Found:
    """What happened, step by step, and what the other side still does."""

    faction: str
    steps: tuple[Step, ...]
    private: bool
    """Whether they would talk in private."""
    answers: bool
    """Whether they would still answer a question."""
    stays: bool
    """Whether they stay at the table."""

    @property
    def last(self) -> Step:
        """Where it ends."""
        return self.steps[-1]


def scenario_of(choice: Choice) -> str:
    """The role-play whose numbers these are."""
    return str(content(FIGURE)["scenario"])


def controls(words: Words, given: Choice) -> tuple[Control, ...]:
    """What becomes of the message, what makes it worse, what helps."""

    def options(name: str) -> list[Option]:
        return [Option(each["id"], words(f"{name}.{n}")) for n, each in enumerate(content(FIGURE)[name])]

    return (
        radios("errand", words("controls.errand"), options("errand"), given),
        checks("worse", words("controls.worse"), options("worse"), given),
        checks("helps", words("controls.helps"), options("helps"), given),
    )


def compute(choice: Choice) -> Found:
    """Let it happen in the order of a real negotiation: first at home, then at the table, then back."""
    game = case(scenario_of(choice)).game
    faction = str(content(FIGURE)["faction"])
    turn = fresh(game)
    steps = [_step("", turn, faction)]
    wanted = {one(choice, "errand"), *several(choice, "worse"), *several(choice, "helps")}
    for what, happen in _EVENTS:
        if what.partition(":")[0] in wanted:
            happen(turn, faction)
            steps.append(_step(what, turn, faction))
    c = game.calibration
    stage = turn.state.escalation
    return Found(faction, tuple(steps), welcome(turn), stage < c.silence_escalation, stage < c.break_off)


def _step(what: str, turn: Turn, faction: str) -> Step:
    state, of = turn.state, turn.faction(faction)
    assert turn.game.nash is not None
    yes = yes_share(turn.game, state, faction, turn.game.nash)
    return Step(what, of.negative_image, of.trust, state.relation, state.escalation, yes)


def _errand(turn: Turn) -> str:
    return str(content(FIGURE)["demand"])


def _at_home(kind: ActKind) -> Callable[[Turn, str], None]:
    return lambda turn, faction: perform(turn, Act(kind, factions=(faction,)))


def _with_errand(kind: ActKind) -> Callable[[Turn, str], None]:
    return lambda turn, _: perform(turn, Act(kind, demands=(_errand(turn),)))


def _to_the_table(turn: Turn) -> None:
    if turn.state.round == 0:
        rounds.open_table(turn)


def _raise(turn: Turn, faction: str) -> None:
    _to_the_table(turn)
    perform(turn, Act(ActKind.RAISE_ERRAND))


def _threaten(turn: Turn, faction: str) -> None:
    _to_the_table(turn)
    perform(turn, Act(ActKind.PRESSURE))


def _insult(turn: Turn, faction: str) -> None:
    """Put a package on the table that is an insult: the worst there is for them."""
    _to_the_table(turn)
    rounds.propose(turn, min(turn.game.space, key=lambda x: turn.game.theirs[x]))


def _recess(turn: Turn, faction: str) -> None:
    _to_the_table(turn)
    rounds.recess(turn)


def _come_home(turn: Turn, faction: str) -> None:
    """Back home without having said it: what was promised and not done costs trust."""
    _to_the_table(turn)
    rounds.leave_table(turn)


_EVENTS: Final[tuple[tuple[str, Callable[[Turn, str], None]], ...]] = (
    ("listen", _at_home(ActKind.LISTEN)),
    ("nod", _at_home(ActKind.FEED_IMAGE)),
    ("raised:taken", _with_errand(ActKind.ACCEPT_ERRAND)),
    ("kept:taken", _with_errand(ActKind.ACCEPT_ERRAND)),
    ("question", _with_errand(ActKind.CONVERT)),
    ("inform", _at_home(ActKind.INFORM)),
    ("chair", _at_home(ActKind.PERSPECTIVE)),
    ("raised", _raise),
    ("threat", _threaten),
    ("insult", _insult),
    ("recess", _recess),
    ("kept", _come_home),
)
"""What can happen, in its order; what stands before a colon is the option that brings it."""


def known(words: Words) -> dict[str, object]:
    """The question before looking names no numbers."""
    return {}


def measures(found: Found) -> Mapping[str, float]:
    """For guesses: the stage where it ends, and trust and image lost or won."""
    first, last = found.steps[0], found.last
    return {"stage": last.stage, "trust": last.trust - first.trust, "image": last.image - first.image}


def tell(found: Found, words: Words, face: Face) -> Told:
    """The ladder drawn, the end said, each step listed."""
    scenario = case(scenario_of({}))
    first, last = found.steps[0], found.last
    faction = words.of(scenario.own.factions[found.faction].name)
    other = (scenario.people[scenario.other.person].name if scenario.other.person else "").partition(" ")[0]
    values = {
        "faction": faction,
        "other": other,
        "stage": words.number(last.stage),
        "stage_name": words(f"stages.{round(last.stage)}"),
        "stage_before": words.number(first.stage),
        "image": words.percent(last.image),
        "image_before": words.percent(first.image),
        "relation": words.percent(last.relation),
        "relation_before": words.percent(first.relation),
        "trust": words.percent(last.trust),
        "trust_before": words.percent(first.trust),
    }
    parts = [words("sentence.where", **values)]
    if last.stage > first.stage:
        parts[0] = words("sentence.up", **values)
    elif last.stage < first.stage:
        parts[0] = words("sentence.down", **values)
    for name in ("image", "trust", "relation"):
        moved = getattr(last, name) - getattr(first, name)
        if abs(moved) > _SEEN:
            parts.append(words(f"sentence.{name}_{'up' if moved > 0 else 'down'}", **values))
    key = "leaves" if not found.stays else "silent" if not found.answers else "cold" if not found.private else "talks"
    parts.append(words(f"sentence.{key}", **values))
    return Told(
        _picture(found, faction, other, words), words("alt", **values), " ".join(parts), (_table(found, words),)
    )


def _table(found: Found, words: Words) -> Table:
    columns = tuple(words(f"table.{name}") for name in ("what", "stage", "image", "trust", "relation", "yes"))
    rows = [
        (
            words(f"steps.{step.what.replace(':', '_')}" if step.what else "steps.start"),
            words.number(step.stage),
            *(words.percent(share) for share in (step.image, step.trust, step.relation, step.yes)),
        )
        for step in found.steps
    ]
    return Table(words("table.caption"), columns, tuple(rows), (1, 2, 3, 4, 5))


# ---------------------------------------------------------------- the drawing: a ladder, and two bars

_STEP, _RISE, _FOOT, _LEFT = 58, 17, 232, 20


def _picture(found: Found, faction: str, other: str, words: Words) -> str:
    sheet = Sheet(640, 372)
    for stage in range(TOP + 1):
        x, height = _LEFT + stage * _STEP, 22 + stage * _RISE
        look = "rung" + (
            " leaves" if stage >= _limit("break_off") else " silent" if stage >= _limit("silence_escalation") else ""
        )
        sheet.rect(x, _FOOT - height, _STEP - 6, height, look, corner=3)
        if stage >= _limit("break_off"):
            sheet.hatch(x, _FOOT - height, _STEP - 6, height, step=6)
        elif stage >= _limit("silence_escalation"):
            sheet.hatch(x, _FOOT - height, _STEP - 6, height, step=12)
        sheet.text(
            x + (_STEP - 6) / 2,
            _FOOT + 19,
            str(stage),
            "strong" if stage == round(found.last.stage) else "soft",
            anchor="middle",
        )
    _track(sheet, found, words)
    sheet.text(_LEFT, _FOOT + 40, words("drawn.stage", name=words(f"stages.{round(found.last.stage)}")), "strong")
    at = (_LEFT + _limit("silence_escalation") * _STEP, _LEFT + _limit("break_off") * _STEP)
    sheet.text(at[1] - 12, 24, words("drawn.leaves", other=other, stage=_limit("break_off")), "small", anchor="end")
    sheet.text(
        at[0] - 12, 78, words("drawn.silent", other=other, stage=_limit("silence_escalation")), "small", anchor="end"
    )
    sheet.line([(at[1] - 8, 20), (at[1] + 6, 20), (at[1] + 6, _FOOT - 22 - _limit("break_off") * _RISE - 3)], "")
    sheet.line(
        [(at[0] - 8, 74), (at[0] + 6, 74), (at[0] + 6, _FOOT - 22 - _limit("silence_escalation") * _RISE - 3)], ""
    )
    for n, name in enumerate(("image", "trust", "relation")):
        _bar(
            sheet,
            300 + n * 25,
            words(f"drawn.{name}", faction=faction, other=other),
            getattr(found.steps[0], name),
            getattr(found.last, name),
            words,
        )
    return sheet.drawn()


def _limit(name: str) -> int:
    value: float = getattr(case(scenario_of({})).game.calibration, name)
    return round(value)


def _track(sheet: Sheet, found: Found, words: Words) -> None:
    """Where it began (an open ring) and where it stands (a filled one)."""

    def place(stage: float) -> tuple[float, float]:
        return _LEFT + round(stage) * _STEP + (_STEP - 6) / 2, _FOOT - 22 - round(stage) * _RISE - 14

    first, last = place(found.steps[0].stage), place(found.last.stage)
    if first != last:
        sheet.circle(*first, 9, "ring")
    sheet.circle(*last, 11, "here")


def _bar(sheet: Sheet, y: float, name: str, before: float, now: float, words: Words) -> None:
    left, width = 318, 220
    sheet.text(left - 10, y + 12, name, "small", anchor="end")
    sheet.rect(left, y, width, 15, "track", corner=4)
    sheet.rect(left, y, width * now, 15, "amount", corner=4)
    sheet.line([(left + width * before, y - 3), (left + width * before, y + 18)], "bold")
    shown = words.percent(now) if abs(now - before) < _SEEN else f"{words.percent(before)} → {words.percent(now)}"
    sheet.text(left + width + 10, y + 12, shown, "small strong")
