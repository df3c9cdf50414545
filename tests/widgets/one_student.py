"""A student who plays on from wherever the journal stands; the program that the tests of sudden death kill.

``python -m tests.widgets.one_student FOLDER`` prints the number of each decision when the screen would show its effect.
"""

import sys
from pathlib import Path

from course.roleplay.load import library, load
from course.roleplay.players import player, run
from course.roleplay.scenario import Scenario
from course.scoring.shelf import as_library
from course.widgets.playing import Playing
from course.widgets.session import open_session

ITEM = "purchasing"


def plan() -> tuple[Scenario, list[dict[str, object]]]:
    """The decisions that this student will take, one after the other."""
    scenario = load(library()[ITEM])
    return scenario, [entry.decision.as_data() for entry in run(scenario, player("expert")).log]


def main(folder: Path) -> None:
    """Play on until the end."""
    scenario, decisions = plan()
    playing = Playing(ITEM, scenario, open_session(ITEM, "en", folder), "en", as_library(library()))
    assert playing.problem is None, playing.problem
    print("ready", flush=True)
    while not playing.play.ended:
        playing.decide(playing.seq, decisions[len(playing.play.log)])
        print(len(playing.play.log), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
