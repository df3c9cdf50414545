"""The whole way: play in JupyterLab, save, hand in, grade with nbgrader; the points are the engine's.

One student hands in the notebook alone, without the journal: then the copy in the notebook has to carry everything.
"""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from course.roleplay.score import score_sheet
from tests.autograder.commands import autograder, nbgrader
from tests.autograder.grades import scores
from tests.browser.lab import open_notebook, reload, run_all, save
from tests.browser.server import JupyterServer
from tests.browser.stage import Mouse, Player

pytestmark = [pytest.mark.browser, pytest.mark.nbgrader]

ITEM = "purchasing"


def test_a_game_played_by_clicking_gets_the_points_of_the_engine(
    page: Page, jupyter_server: JupyterServer, tmp_path: Path
) -> None:
    scenario = load(library()[ITEM])
    game = journal_values(scenario, player("expert"))[1:]
    classroom = tmp_path / "class"
    autograder(tmp_path, "new-class", "class", "--language", "nl")
    nbgrader(classroom, "generate_assignment", ITEM)

    desk = jupyter_server.root / "hand-in"
    shutil.copytree(classroom / "release" / ITEM, desk)
    open_notebook(page, jupyter_server, f"{desk.name}/{ITEM}.ipynb")
    run_all(page)
    expect(page.locator(".ab-stage")).to_be_visible()
    student = Player(page, scenario, "nl", Mouse())
    for number, value in enumerate(game):
        if number == len(game) // 2:
            save(page)
            reload(page)
            student.expect_page()
        student.decide(value)
    expect(page.locator(".debrief .sum b")).to_be_visible()
    save(page)

    for name, files in {"whole": (f"{ITEM}.ipynb", "answers.jsonl"), "notebook-only": (f"{ITEM}.ipynb",)}.items():
        folder = classroom / "submitted" / name / ITEM
        folder.mkdir(parents=True)
        for file in files:
            shutil.copy(desk / file, folder)
    nbgrader(classroom, "autograde", ITEM)

    engine = {f"{ITEM}-{part.id}": part.points for part in score_sheet(student.play).parts}
    graded = scores(classroom)
    assert sum(engine.values()) > 85
    for name in ("whole", "notebook-only"):
        assert {cell: graded[name][cell] for cell in engine} == pytest.approx(engine, abs=1e-4), (
            "the grade book keeps four decimals"
        )
