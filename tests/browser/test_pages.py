"""What a student typed runs neither on the feedback page nor in the formgrader, in a real browser."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

from autograder.classroom import Classroom
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, make_class
from tests.autograder.commands import autograder, nbgrader
from tests.autograder.nasty import NASTY
from tests.browser.accessibility import axe
from tests.browser.server import JupyterServer, start_jupyter

pytestmark = [pytest.mark.browser, pytest.mark.nbgrader]

# Everything that a person who reads the page may touch by accident.
TOUCH = """() => {
    for (const element of document.querySelectorAll('main *, #notebook-container *')) {
        for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(type));
        const href = element.getAttribute('href') || '';
        if (element.tagName === 'A' && href.toLowerCase().includes('script')) element.click();
    }
}"""


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class of one student who tried everything."""
    classroom = make_class(tmp_path_factory.mktemp("pages") / "class")
    shutil.rmtree(classroom.root / "release")
    nbgrader(classroom.root, "generate_assignment", ASSIGNMENT)
    hand_in = HandIn(classroom)
    hand_in.answer(GOOD)
    notebook = hand_in.read()
    for number, words in enumerate(NASTY):
        # Each as an answer of its own: the harmless ones must not ride along in a fence around the others.
        notebook["cells"].append({**hand_in.cell(notebook, "reflection"), "source": words, "id": f"copy-{number}"})
    hand_in.write(notebook)
    autograder(classroom.root, "grade", ASSIGNMENT)
    nbgrader(classroom.root, "generate_feedback", ASSIGNMENT)
    autograder(classroom.root, "report")
    return classroom


@pytest.fixture(scope="module")
def formgrader(graded: Classroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    """JupyterLab in the class folder, as README.md there says."""
    with start_jupyter(graded.root, tmp_path_factory.mktemp("pages-home")) as server:
        yield server


def watch(page: Page) -> list[str]:
    """Collects what a script could do to be noticed."""
    noticed: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        noticed.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("framenavigated", lambda frame: noticed.append(frame.url) if frame.parent_frame else None)
    page.on("popup", lambda popup: noticed.append(popup.url))
    return noticed


def expect_nothing_ran(page: Page, noticed: list[str]) -> None:
    page.evaluate(TOUCH)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => window.ran") is None
    assert noticed == []


def test_the_feedback_page_shows_the_words_and_runs_nothing(page: Page, graded: Classroom) -> None:
    noticed = watch(page)
    page.goto((graded.step("feedback", ASSIGNMENT, "anna") / f"{ASSIGNMENT}.html").as_uri())
    expect(page.get_by_text("window.ran = 1").first).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kleine opdracht")
    expect_nothing_ran(page, noticed)


def test_the_formgrader_shows_the_words_and_runs_nothing(
    page: Page, graded: Classroom, formgrader: JupyterServer
) -> None:
    with closing(sqlite3.connect(graded.root / "gradebook.db")) as book:
        (submission,) = book.execute("select id from submitted_notebook").fetchone()
    # A token in the formgrader's own address would be lost in its calls; logged in first, as a person is.
    page.goto(formgrader.address("tree"))
    noticed = watch(page)
    page.goto(f"{formgrader.url}/formgrader/submissions/{submission}/")
    expect(page.get_by_text("window.ran = 1").first).to_be_visible()
    expect(page.get_by_text("6 van 6 punten")).to_be_visible()
    expect_nothing_ran(page, noticed)


def test_the_written_answer_is_graded_by_hand_in_the_formgrader(
    page: Page, graded: Classroom, formgrader: JupyterServer
) -> None:
    with closing(sqlite3.connect(graded.root / "gradebook.db")) as book:
        (submission,) = book.execute("select id from submitted_notebook").fetchone()
    page.goto(formgrader.address("tree"))
    page.goto(f"{formgrader.url}/formgrader/submissions/{submission}/")
    box = page.locator("input#reflection")
    expect(box).to_be_visible()
    with page.expect_response(lambda answer: "/api/grade/" in answer.url and answer.request.method == "PUT"):
        box.fill("8")
        box.blur()
    nbgrader(graded.root, "generate_feedback", ASSIGNMENT, "--force")
    page.goto((graded.step("feedback", ASSIGNMENT, "anna") / f"{ASSIGNMENT}.html").as_uri())
    expect(page.get_by_role("row", name="Reflectie")).to_contain_text("8 / 10")


@pytest.mark.parametrize("width", [1280, 400])
def test_feedback_and_report_are_accessible_and_nothing_is_cut(page: Page, graded: Classroom, width: int) -> None:
    feedback: Path = graded.step("feedback", ASSIGNMENT, "anna") / f"{ASSIGNMENT}.html"
    page.set_viewport_size({"width": width, "height": 900})
    for file in (feedback, graded.root / "report.html"):
        page.goto(file.as_uri())
        assert axe(page, "main") == ()
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
