"""From a game to the text of a play plan, and the words of a single decision."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from course.negotiation.score import outcome
from course.roleplay.plans.plan import EXPECTS, FLOOR, VARIANT, WORD_OF
from course.roleplay.play import Play
from course.roleplay.score import score_sheet


def written(play: Play) -> str:
    """A game as a plan: its decisions, and when it is over what came of them. Reading it back plays the same game."""
    lines = [f"{VARIANT} {play.scenario.variant}"] if play.scenario.variant else []
    for entry in play.log:
        data = entry.decision.as_data()
        indent = "  " if data["kind"] == "move" else ""
        lines.append(f"{indent}{line_of(data)}")
    if play.ended:
        lines += ["", *expectations(play)]
    return "\n".join(lines) + "\n"


def expectations(play: Play) -> list[str]:
    """What came of a game that is over, as a plan expects it."""
    return [f"{EXPECTS} {each}" for each in _came_of(play)]


def end_words(play: Play) -> str:
    """How a game ended, as a plan says it: ``ratified 96 4 60``."""
    deal = " ".join(str(option) for option in play.state.deal or ())
    return f"{outcome(play.state).replace('_', '-')} {deal}".strip()


def points_words(points: float) -> str:
    """Points as a plan says them: to one decimal, without a needless zero."""
    return f"{round(points + 1e-9, 1):g}"


def _came_of(play: Play) -> Iterator[str]:
    if play.scenario.setup.clock.table:
        yield end_words(play)
    for part in score_sheet(play).parts:
        yield f"{part.id} {points_words(part.points)}"
    if play.state.leaked:
        yield "leaked"


def line_of(data: Mapping[str, Any]) -> str:
    """A decision (as data) as a plan says it; a template of a package or a mandate ends in dots."""
    word = WORD_OF[str(data["kind"])]
    return " ".join([word, *_rest(word, data)])


def _rest(word: str, data: Mapping[str, Any]) -> Sequence[str]:
    match word:
        case "talk":
            return [str(data["scene"])]
        case "say":
            return [str(data["move"])]
        case "ask" | "tell" | "verify":
            return [str(data["fact"])]
        case "propose":
            return [str(option) for option in data["package"].values()] if data["package"] else ["…"]
        case "mandate":
            return _limits(data)
        case "private":
            return [str(each) for each in (data["form"], data["label"]) if each is not None]
        case _:
            return []


def _limits(data: Mapping[str, Any]) -> Sequence[str]:
    if data["allowed"] is None:
        return ["…"]
    parts = [f"{issue} {' '.join(map(str, chosen))}" for issue, chosen in data["allowed"].items()]
    if data["floor"] is not None:
        parts.append(f"{FLOOR} {data['floor']:g}")
    return ["; ".join(parts)] if parts else []
