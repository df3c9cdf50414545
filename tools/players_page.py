"""Writes docs/players.md, what simulated players score in each role-play: `python -m tools.players_page`.

It takes some minutes: 40 games of every player, in every role-play and every variant.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from course.roleplay.load import library, load
from course.roleplay.players import table
from course.roleplay.scenario import Scenario

PAGE: Final = Path(__file__).parents[1] / "docs" / "players.md"
GAMES: Final = 40

INTRODUCTION: Final = """\
# Simulated players · Gesimuleerde spelers

The mean of {games} games with fixed seeds. A player sees what a student sees. Scores lie in two heaps, a deal that home
ratifies or none, so a mean is rarely a score that anybody had. Who they are: `course/roleplay/players/cast.py`.

Het gemiddelde van {games} spellen met vaste startwaarden. Een speler ziet wat een student ziet. De scores vormen twee
groepen, een akkoord dat thuis wordt bekrachtigd of geen, dus een gemiddelde is zelden een score die iemand had.

Made by `python -m tools.players_page`; `course players SCENARIO` prints one of them.
"""


def page(games: int = GAMES) -> str:
    """The page, from games that are played now."""
    cases = list(_cases())
    played = {_name(case): table.rows(case, games) for case in cases}
    means = {name: {row.player: row.mean for row in rows} for name, rows in played.items()}
    first = next(iter(played.values()))
    head = ["player", *means]
    lines = [[table.name_of(row, "en"), *(f"{mean[row.player]:.1f}" for mean in means.values())] for row in first]
    parts = [f"## Scores of 100\n\n{_table(head, lines)}"]
    for name, rows in played.items():
        head = ["player", "score", *(part for part, _ in rows[0].parts)]
        lines = [
            [table.name_of(row, "en"), f"{row.mean:.1f}", *(f"{points:.1f}" for _, points in row.parts)] for row in rows
        ]
        parts.append(f"## {name}\n\n{_table(head, lines)}")
    return f"{INTRODUCTION.format(games=games)}\n" + "\n\n".join(parts) + "\n"


def _cases() -> Iterator[Scenario]:
    for file in library().values():
        plain = load(file)
        yield plain
        yield from (load(file, variant) for variant in plain.variants)


def _name(case: Scenario) -> str:
    return case.id if case.variant is None else f"{case.id}, {case.variant}"


def _table(head: list[str], lines: list[list[str]]) -> str:
    rule = ["---", *("---:" for _ in head[1:])]
    return "\n".join(f"| {' | '.join(line)} |" for line in [head, rule, *lines])


if __name__ == "__main__":
    PAGE.write_text(page(int(sys.argv[1]) if len(sys.argv) > 1 else GAMES), encoding="utf-8")
    print(f"{PAGE.name} written")
