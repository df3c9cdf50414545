"""Takes the pictures of the README: ``python -m tests.browser.pictures`` (or ``make pictures``).

They are real: the released notebook in JupyterLab, a game of the simulated expert, a feedback page from nbgrader.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from course.answers import Journal
from course.roleplay.load import library, load
from course.roleplay.players import journal_values, player
from tests.autograder.commands import autograder, nbgrader
from tests.browser.conftest import FLAGS
from tests.browser.lab import open_notebook, run_all
from tests.browser.server import JupyterServer, start_jupyter
from tools import chromium

TO = Path(__file__).parents[2] / "docs" / "pictures"
ITEM = "purchasing"
WIDE = {"width": 1180, "height": 1500}
TOOLBARS, STATUS_BAR = 92, 30


def main() -> None:
    """Take them all."""
    TO.mkdir(parents=True, exist_ok=True)
    game = journal_values(load(library()[ITEM]), player("expert"))
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        root = Path(scratch)
        autograder(root, "new-class", "class", "--language", "en")
        nbgrader(root / "class", "generate_assignment", ITEM)
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(FLAGS))
        page = browser.new_context(viewport=WIDE, reduced_motion="reduce").new_page()  # type: ignore[arg-type]
        (root / "lab").mkdir()
        with start_jupyter(root / "lab", root / "home") as server:
            open_at(page, server, root, "stage", [])
            page.locator(".choice").first.click()
            page.locator(".choice").nth(3).wait_for()
            take(page, ".ab-stage", "stage")
            open_at(page, server, root, "debrief", game)
            take(page, ".ab-stage .debrief", "debrief")
        folder = root / "class" / "submitted" / "noor" / ITEM
        shutil.copytree(root / "lab" / "debrief", folder)
        nbgrader(root / "class", "autograde", ITEM)
        nbgrader(root / "class", "generate_feedback", ITEM)
        page.goto((root / "class" / "feedback" / "noor" / ITEM / f"{ITEM}.html").as_uri())
        page.screenshot(path=TO / "feedback.png", clip={"x": 90, "y": 0, "width": 1000, "height": 900})
        browser.close()


def open_at(page: Page, server: JupyterServer, root: Path, name: str, values: list[dict[str, object]]) -> None:
    """The notebook of a student who has come so far."""
    folder = root / "lab" / name
    shutil.copytree(root / "class" / "release" / ITEM, folder)
    for value in values:
        Journal(folder / "answers.jsonl").append(ITEM, 1, value)
    open_notebook(page, server, f"{name}/{ITEM}.ipynb")
    page.evaluate("async () => { await window.jupyterapp.commands.execute('application:toggle-left-area'); }")
    run_all(page)
    page.locator(".ab-stage").scroll_into_view_if_needed()
    page.wait_for_timeout(1500)


def take(page: Page, piece: str, name: str) -> None:
    """A picture of a piece, from its top as far as the window shows it."""
    page.locator(piece).evaluate("element => element.scrollIntoView({block: 'start'})")
    page.mouse.move(0, 0)
    page.wait_for_timeout(500)
    box = page.locator(piece).bounding_box()
    assert box is not None
    top = max(box["y"], TOOLBARS)
    height = min(box["y"] + box["height"], page.viewport_size["height"] - STATUS_BAR) - top  # type: ignore[index]
    page.screenshot(path=TO / f"{name}.png", clip={"x": box["x"], "y": top, "width": box["width"], "height": height})


if __name__ == "__main__":
    main()
