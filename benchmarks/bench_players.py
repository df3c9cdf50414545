"""Looking through a role-play with simulated players, beside reading it.

An author waits for the first and gets the second with `--quick`. The ratio to one game of an expert says how many games
the rules cost, whatever the machine.
"""

from collections.abc import Iterator

from benchmarks.measure import Measurement, fastest
from course.roleplay.checks import check, play
from course.roleplay.checks.played import games
from course.roleplay.load import library, load
from course.roleplay.players import player, run
from course.roleplay.scenario import Scenario

GAMES = 20


def measure() -> Iterator[Measurement]:
    """Each role-play of the course: the rules that read, those that play, and one game."""
    for name, file in library().items():
        case = load(file)
        reading = fastest(lambda case=case: check(case), runs=3)  # type: ignore[misc]
        game = fastest(lambda case=case: [run(case, player("expert")) for _ in range(GAMES)], runs=3) / GAMES  # type: ignore[misc]
        playing = fastest(lambda case=case: _anew(case), runs=2)  # type: ignore[misc]
        count = len(case.scenes)
        yield Measurement(f"{name}: rules that play", playing, "s", f"{count} scenes; 8 s is the most an author waits")
        yield Measurement(f"{name}: rules that read", reading, "s", "what is left with --quick")
        yield Measurement(f"{name}: an expert's game", game * 1000, "ms", "")
        yield Measurement(f"{name}: playing against one game", playing / game, "×", "")


def _anew(case: Scenario) -> None:
    """All played rules, with no game played before."""
    games._SHELF.clear()
    play(case)
