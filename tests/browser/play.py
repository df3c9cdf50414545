"""Plays role-plays to the end by clicking, as their play plans say: ``python -m tests.browser.play --language nl``.

Each game is played in a real JupyterLab; on every new kind of scene it looks for what is cut off and what a screen
reader would miss, at the end whether the journal holds the game that the rules give. Pictures of each end are left for
people.
``--width 800`` is a smaller window; ``--games merger/well`` takes only games with one of these in their name.
"""

import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from course.answers import Journal
from course.roleplay.load import library, load
from course.roleplay.plans import follow, plans_of, read
from course.roleplay.play import Play
from course.roleplay.record import decision_value, read_run, start_value
from course.roleplay.score import score_sheet
from tests.browser.accessibility import axe
from tests.browser.conftest import FLAGS
from tests.browser.lab import open_notebook, run_all, write_notebook
from tests.browser.server import JupyterServer, start_jupyter
from tests.browser.stage import Mouse, Player
from tests.browser.tour import Tour, read_tour
from tools import chromium

STAGE = ".ab-stage"


def games(tour: Tour) -> Iterator[tuple[str, Play]]:
    """Every plan of every role-play, played by the rules."""
    for name, file in library().items():
        for path in plans_of(load(file)):
            if tour.takes(f"{name}/{path.stem}"):
                plan, _ = read(path)
                yield f"{name}/{path.stem}", follow(plan, load(file, plan.variant_name))


def play(page: Page, server: JupyterServer, name: str, game: Play, language: str, to: Path) -> list[str]:
    """One game from the first click to the debrief; what was wrong on the way."""
    case = game.scenario
    folder = server.root / name.replace("/", "-")
    folder.mkdir()
    begin = f'from course.widgets import begin, roleplay\n\nbegin("{case.id}", language="{language}")'
    write_notebook(folder / f"{case.id}.ipynb", [begin, f'roleplay("{case.id}")'])
    journal = Journal(folder / "answers.jsonl")
    journal.append(case.id, 1, start_value(case))  # otherwise the stage draws who sits across
    open_notebook(page, server, f"{folder.name}/{case.id}.ipynb")
    run_all(page)
    expect(page.locator(STAGE)).to_be_visible()
    student = Player(page, case, language, Mouse())
    wrong: dict[str, None] = {}
    looked: set[tuple[str, bool]] = set()
    for entry in game.log:
        scene = (student.view.place, bool(student.view.choices))
        if scene not in looked:
            looked.add(scene)
            wrong |= dict.fromkeys(f"axe, {found.rule}: {found.elements[0][:150]}" for found in axe(page, STAGE))
        if cut := student.cut():
            wrong |= dict.fromkeys(f"cut off: {each}" for each in cut)
            page.locator(STAGE).screenshot(path=to / f"{folder.name}-cut.png")
        student.decide(decision_value(entry.decision, student.play))
    expect(page.locator(".debrief .sum b")).to_be_visible()
    wrong |= dict.fromkeys(f"axe, {found.rule}: {found.elements[0][:150]}" for found in axe(page, STAGE))
    wrong |= dict.fromkeys(f"cut off: {each}" for each in student.cut())
    kept = [line.value for line in Journal(folder / "answers.jsonl").lines(case.id)]
    # Not the same lines: the form asks for the mandate that promises leave, a plan may ask for more and get that.
    run = read_run(kept, lambda *_: case)
    if run.problem is not None or run.play is None or score_sheet(run.play) != score_sheet(game):
        wrong["the journal holds another game"] = None
    page.locator(STAGE).screenshot(path=to / f"{folder.name}.png")
    return list(wrong)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play, and tell; 1 when there was anything to tell."""
    tour = read_tour(arguments, __doc__, "play", "games")
    failed = 0
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        (Path(scratch) / "lab").mkdir()
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(FLAGS))
        with start_jupyter(Path(scratch) / "lab", Path(scratch) / "home") as server:
            for name, game in games(tour):
                view = {"width": tour.width, "height": 900}
                page = browser.new_context(viewport=view, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
                begin = time.monotonic()
                wrong = play(page, server, name, game, tour.language, tour.to)
                failed += bool(wrong)
                took = f"{time.monotonic() - begin:5.1f} s  {name}: {len(game.log)} decisions"
                print(took, *(f"         {each}" for each in wrong), sep="\n", flush=True)
                page.context.close()
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
