"""Speelplannen: games as a page of text, with how they must end.

A line is one decision; ``=>`` begins the expected end, ``#`` a remark; blank lines and indents are free::

    talk henk-floor
      say which-night
    mandate price 96 92 88; lead 4 2; floor 45
    tell weeks-first
    ask price-first
    propose 92 4 90
    hold | recess | back | accept | walk | leave
    => ratified 96 4 60
    => substance 30.0
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from course.negotiation.score import outcome
from course.negotiation.setup import Package
from course.roleplay.decision import Decision, DecisionKind
from course.roleplay.play import Play, decide, start
from course.roleplay.scenario import Scenario

K = DecisionKind
FOLDER = Path(__file__).parent / "speelplannen"


@dataclass
class Speelplan:
    """The lines of one file: decisions, and the end they must come to."""

    name: str
    decisions: list[tuple[int, list[str]]] = field(default_factory=list)
    ends: str = ""
    deal: tuple[int, ...] = ()
    parts: dict[str, float] = field(default_factory=dict)


def read(file: Path) -> Speelplan:
    """A speelplan from its file."""
    plan = Speelplan(file.stem)
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
        words = line.split("#")[0].split()
        if not words:
            continue
        if words[0] != "=>":
            plan.decisions.append((number, words))
        elif words[1] in ("ratified", "rejected", "no_deal"):
            plan.ends, plan.deal = words[1], tuple(map(int, words[2:]))
        else:
            plan.parts[words[1]] = float(words[2])
    return plan


def played(plan: Speelplan, scenario: Scenario) -> Play:
    """The game of a speelplan; a decision that cannot be taken fails with its line."""
    play = start(scenario)
    for number, words in plan.decisions:
        try:
            play = decide(play, _decision(play, words))
        except Exception as error:
            raise AssertionError(f"{plan.name}, line {number}: {' '.join(words)}: {error}") from error
    return play


def ending(play: Play) -> str:
    """How a game ended."""
    return outcome(play.state)


def _decision(play: Play, words: list[str]) -> Decision:
    word, *rest = words
    match word:
        case "talk":
            return Decision(K.TALK, scene=rest[0])
        case "say":
            return Decision(K.MOVE, scene=play.scene, move=rest[0])
        case "tell":
            return Decision(K.DISCLOSURE, fact=rest[0])
        case "ask":
            return Decision(K.QUESTION, fact=rest[0])
        case "propose":
            return Decision(K.PACKAGE, package=play.game.named(_package(play, rest)))
        case "accept":
            offer = play.state.offer
            return Decision(K.ACCEPT, package=None if offer is None else play.game.named(offer))
        case "mandate":
            return _mandate(" ".join(rest))
        case _:
            return Decision(K(word))


def _package(play: Play, words: list[str]) -> Package:
    return tuple(
        next(option for option in issue.options if str(option) == word)
        for issue, word in zip(play.game.setup.issues, words, strict=True)
    )


def _mandate(text: str) -> Decision:
    allowed: dict[str, list[int]] = {}
    floor = None
    for part in filter(None, (p.split() for p in text.split(";"))):
        if part[0] == "floor":
            floor = float(part[1])
        else:
            allowed[part[0]] = [int(option) for option in part[1:]]
    return Decision(K.MANDATE, allowed=_frozen(allowed), floor=floor)


def _frozen(allowed: Mapping[str, list[int]]) -> Mapping[str, tuple[int, ...]]:
    return {issue: tuple(options) for issue, options in allowed.items()}


def written(play: Play) -> str:
    """The decisions of a game as a speelplan would have them."""
    lines = []
    for entry in play.log:
        d = entry.decision
        package = "" if d.package is None else " ".join(str(o) for o in d.package.values())
        match d.kind:
            case K.TALK:
                lines.append(f"talk {d.scene}")
            case K.MOVE:
                lines.append(f"  say {d.move}")
            case K.DISCLOSURE:
                lines.append(f"tell {d.fact}")
            case K.QUESTION:
                lines.append(f"ask {d.fact}")
            case K.PACKAGE:
                lines.append(f"propose {package}")
            case K.MANDATE:
                limits = "; ".join(f"{i} {' '.join(map(str, o))}" for i, o in (d.allowed or {}).items())
                lines.append(f"mandate {limits}" + ("" if d.floor is None else f"; floor {d.floor:g}"))
            case _:
                lines.append(d.kind.value)
    return "\n".join(lines)
