"""What every player scores in a role-play, part by part: a table for readers and programs, and a drawing."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any, Final

from course.locale import Language, say
from course.roleplay.players.cast import PLAYERS, player
from course.roleplay.players.runs import run
from course.roleplay.scenario import Scenario
from course.roleplay.score import score_sheet

PLOTS: Final = (".png", ".svg")
"""What a drawing can be written as."""
_WIDE, _ROW = 7.5, 0.34


@dataclass(frozen=True, slots=True)
class Row:
    """What one player scores: the mean of all its games, and the score of each of them."""

    player: str
    scores: tuple[float, ...]
    parts: tuple[tuple[str, float], ...]

    @property
    def mean(self) -> float:
        """The mean score."""
        return fmean(self.scores)


def rows(scenario: Scenario, games: int, language: Language = "en") -> list[Row]:
    """Every player of the cast, the best first; ``games`` (1 and up) with each, by fixed seeds."""
    found = [_row(scenario, name, games, language) for name in PLAYERS]
    return sorted(found, key=lambda row: -row.mean)


def _row(scenario: Scenario, name: str, games: int, language: Language) -> Row:
    sheets = [score_sheet(run(scenario, player(name), seed, language=language)) for seed in range(games)]
    parts = tuple((part.id, fmean(sheet.part(part.id).points for sheet in sheets)) for part in sheets[0].parts)
    return Row(name, tuple(sheet.total for sheet in sheets), parts)


def as_text(found: Sequence[Row], language: Language) -> str:
    """The table for a reader, in columns."""
    parts = [name for name, _ in found[0].parts]
    head = [say("players.column_player", language), say("players.column_score", language)]
    lines = [[*head, *(say(f"players.column_part_{part}", language) for part in parts)]]
    lines += [[name_of(row, language), *_figures(row, language)] for row in found]
    widths = [max(len(line[n]) for line in lines) for n in range(len(lines[0]))]
    return "\n".join(_columns(line, widths) for line in lines)


def _figures(row: Row, language: Language) -> list[str]:
    figures = [f"{row.mean:.1f}", *(f"{points:.1f}" for _, points in row.parts)]
    return [figure.replace(".", ",") if language == "nl" else figure for figure in figures]


def _columns(line: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        text.ljust(width) if n == 0 else text.rjust(width)
        for n, (text, width) in enumerate(zip(line, widths, strict=True))
    )
    return "  ".join((first, *others)).rstrip()


def name_of(row: Row, language: Language) -> str:
    """How a player is called."""
    return say(f"players.{row.player}", language)


def as_json(found: Sequence[Row], scenario: Scenario) -> str:
    """The table for a program."""
    data: dict[str, Any] = {
        "scenario": scenario.id,
        "variant": scenario.variant,
        "games": len(found[0].scores),
        "players": [
            {
                "player": r.player,
                "score": round(r.mean, 2),
                "parts": {name: round(points, 2) for name, points in r.parts},
            }
            for r in found
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2)


def heading(scenario: Scenario, games: int, language: Language) -> str:
    """What the table is about."""
    key = "heading_variant" if scenario.variant else "heading"
    values = {"title": scenario.title, "games": games, "variant": scenario.variant or ""}
    return say(f"players.{key}", language, **values)


def plot(found: Sequence[Row], scenario: Scenario, to: Path, language: Language) -> None:
    """Draws a line a player: a dot a game, and a bar for the mean.

    Raises:
        OSError: the file cannot be written.
    """
    from matplotlib.figure import Figure  # noqa: PLC0415 - drawing is loaded when somebody draws

    figure = Figure(figsize=(_WIDE, 1.2 + _ROW * len(found)), layout="constrained")
    axes = figure.subplots()
    for place, row in enumerate(reversed(found)):
        axes.barh(place, row.mean, height=0.62, color="#9db8d9", zorder=1)
        axes.scatter(row.scores, [place] * len(row.scores), s=12, color="#1f3b5c", alpha=0.35, linewidths=0, zorder=2)
        axes.annotate(f"{row.mean:.0f}", (101, place), va="center", annotation_clip=False)
    axes.set_yticks(range(len(found)), [name_of(row, language) for row in reversed(found)])
    axes.set_xlim(0, 100)
    axes.set_xlabel(say("players.axis", language))
    axes.set_title(heading(scenario, len(found[0].scores), language), loc="left", fontsize="medium")
    axes.spines[["top", "right"]].set_visible(False)
    to.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(to, dpi=150)
