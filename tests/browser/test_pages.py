"""What a student typed runs neither on the feedback page nor in the formgrader, in a real browser."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from nbformat import v4
from playwright.sync_api import Browser, Dialog, Page, expect

from autograder.class_folder.classroom import Classroom
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, grader, line, make_class
from tests.autograder.commands import autograder, nbgrader
from tests.autograder.nasty import NASTY
from tests.browser.accessibility import axe
from tests.browser.conftest import PICTURES
from tests.browser.server import JupyterServer, start_jupyter

pytestmark = [pytest.mark.browser, pytest.mark.nbgrader]

# Everything that a person who reads the page may touch by accident.
TOUCH = """() => {
    for (const element of document.querySelectorAll('main *, #notebook-container *, #main-table *, .breadcrumb *')) {
        for (const type of ['mouseover', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(type));
        const href = element.getAttribute('href') || '';
        if (element.tagName === 'A' && /script|data:/i.test(href)) element.click();
    }
}"""
# Elements and attributes among a student's words that could do something.
LIVE = r"""words => {
    const found = [];
    const odd = /^(script|style|i?frame|object|embed|svg|math|form|button|video|audio|link|meta|base|template)$/i;
    const address = /^(https?:\/\/(?!localhost|127)|mailto:|#|data:image\/png)/i;
    for (const element of document.querySelectorAll(words)) {
        if (odd.test(element.localName)) found.push(element.outerHTML);
        for (const {name, value} of element.attributes) {
            const runs = /^on|srcdoc|formaction|ping|target|srcset|background|^id$|^name$/i.test(name);
            const leads = /^(href|src)$/i.test(name) && !address.test(value);
            if (runs || leads || (name === 'style' && !/^text-align/.test(value))) found.push(`${name}=${value}`);
        }
        if (getComputedStyle(element).position !== 'static') found.push(`moved ${element.outerHTML}`);
    }
    return found;
}"""
ANSWERS = "#notebook-container .rendered_html"
FORMGRADER = (
    "manage_assignments",
    f"manage_submissions/{ASSIGNMENT}",
    "gradebook",
    f"gradebook/{ASSIGNMENT}",
    f"gradebook/{ASSIGNMENT}/{ASSIGNMENT}",
    "manage_students",
    "manage_students/anna",
    f"manage_students/anna/{ASSIGNMENT}",
)
# Pictures and letters that stand in the page itself, and what a page asked that was left a moment ago.
DRAWN = ("data:image/png", "data:font", "ws://127.0.0.1")
LOADS = (
    "<img src='https://evil.example/x.png'>",
    "<iframe src='https://evil.example/'></iframe><iframe srcdoc='<img src=https://evil.example/i.png>'></iframe>",
    "<object data='https://evil.example/'></object><embed src='https://evil.example/x'>",
    "<link rel=stylesheet href='https://evil.example/x.css'><style>@import 'https://evil.example/y.css';</style>",
    "<video src='https://evil.example/x.mp4'></video><base href='https://evil.example/'>",
)
NAME = "<img src=x onerror='window.ran = 1'>\u202e"
PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGP4z8CABzGMSjNgCwBmoQGO2YDm8wAAAABJRU5ErkJggg=="


def each_its_own(classroom: Classroom) -> None:
    """Gives the assignment a written answer for each nasty text: none of them rides along in a fence around another."""
    file = classroom.step("source", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb"
    notebook = json.loads(file.read_text())
    for number in range(len(NASTY) + 1):
        place = grader(f"text-{number}", points=1, written=True)
        notebook["cells"].append(v4.new_markdown_cell("Een model.", id=f"text-{number}", metadata=place))
    file.write_text(json.dumps(notebook))


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class of one student who tried everything, with a name and a fellow to match."""
    classroom = make_class(tmp_path_factory.mktemp("pages") / "class")
    each_its_own(classroom)
    shutil.rmtree(classroom.root / "release")
    nbgrader(classroom.root, "generate_assignment", ASSIGNMENT)
    hand_in = HandIn(classroom)
    odd = [line(text, {"chosen": text, text: text}, 9) for text in NASTY[:40]]
    hand_in.answer([*GOOD, *odd, line("q-choice", {"chosen": NAME}, 3, 2)])
    notebook = hand_in.read()
    for number, words in enumerate(NASTY):
        hand_in.cell(notebook, f"text-{number}")["source"] = words
    pasted = {"attachments": {"a.png": {"image/png": PICTURE}}, "source": "Mijn schets: ![schets](attachment:a.png)"}
    hand_in.cell(notebook, f"text-{len(NASTY)}").update(pasted)
    shown = {"text/html": NASTY[0], "application/javascript": "window.ran = 1", "image/svg+xml": "<svg onload=ran()>"}
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "display_data", "metadata": {}, "data": shown}]
    notebook["metadata"]["title"] = f"</title>{NASTY[0]}"
    hand_in.write(notebook)
    for name in (f"{NAME}.ipynb", f"{NAME}.py", "index.html"):
        (hand_in.folder / name).write_text(NASTY[0])
    autograder(classroom.root, "grade", ASSIGNMENT)
    fellow = classroom.root / "submitted" / NAME.strip("\u202e") / ASSIGNMENT
    fellow.mkdir(parents=True)
    shutil.copy(hand_in.file, fellow)
    with closing(sqlite3.connect(classroom.root / "gradebook.db")) as book, book:
        book.execute("update student set first_name = ?, last_name = ?, email = ?", (NAME, NASTY[0], NAME))
        comments = [each for (each,) in book.execute("select id from comment")]
        said = zip(NASTY, comments, strict=False)
        book.executemany("update comment set manual_comment = ? where id = ?", said)
    nbgrader(classroom.root, "generate_feedback", ASSIGNMENT)
    autograder(classroom.root, "report")
    return classroom


@pytest.fixture(scope="module")
def formgrader(graded: Classroom, tmp_path_factory: pytest.TempPathFactory) -> Iterator[JupyterServer]:
    """JupyterLab in the class folder, as README.md there says."""
    with start_jupyter(graded.root, tmp_path_factory.mktemp("pages-home")) as server:
        yield server


class Watch:
    """Collects what a script could do to be noticed, and everything that the page asks for."""

    def __init__(self, page: Page) -> None:
        self.noticed: list[str] = []
        self.asked: list[str] = []
        self._page = page
        page.on("dialog", self._dismiss)
        page.on("framenavigated", lambda frame: self.noticed.append(frame.url) if frame.parent_frame else None)
        page.on("popup", lambda popup: self.noticed.append(popup.url))
        page.on("pageerror", lambda error: self.noticed.append(str(error)))
        page.on("download", lambda download: self.noticed.append(download.url))
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("websocket", lambda socket: self.asked.append(socket.url))

    def _dismiss(self, dialog: Dialog) -> None:
        self.noticed.append(dialog.message)
        dialog.dismiss()

    def expect_nothing_ran(self, own: str, words: str) -> None:
        """Nothing ran, nobody but ``own`` was asked for anything, and nothing in the ``words`` is live."""
        self._page.evaluate(TOUCH)
        self._page.wait_for_load_state("networkidle")
        assert self._page.evaluate("() => window.ran") is None
        assert self.noticed == []
        assert [url for url in self.asked if not url.startswith((own, *DRAWN))] == []
        assert self._page.locator(words).count() > 0
        assert self._page.evaluate(LIVE, words) == []


def submission(graded: Classroom) -> str:
    with closing(sqlite3.connect(graded.root / "gradebook.db")) as book:
        return str(book.execute("select id from submitted_notebook").fetchone()[0])


def picture(page: Page, name: str) -> None:
    """A picture to look at, in build/browser."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / f"nasty-{name}.png", full_page=True)


def test_the_feedback_page_shows_the_words_and_runs_nothing(page: Page, graded: Classroom) -> None:
    watch = Watch(page)
    file = graded.step("feedback", ASSIGNMENT, "anna") / f"{ASSIGNMENT}.html"
    page.goto(file.as_uri())
    expect(page.get_by_text("window.ran = 1").first).to_be_visible()
    expect(page.get_by_role("heading", level=1).first).to_contain_text("Kleine opdracht")
    expect(page.get_by_role("img", name="schets")).to_be_visible()
    assert page.get_by_role("img", name="schets").evaluate("img => img.naturalWidth") == 10
    watch.expect_nothing_ran(file.as_uri(), ".answer *, .comment *")
    picture(page, "feedback")


def test_the_report_shows_names_and_files_and_runs_nothing(page: Page, graded: Classroom) -> None:
    watch = Watch(page)
    file = graded.root / "report.html"
    page.goto(file.as_uri())
    page.locator("summary").first.click()
    expect(page.get_by_text("<img src=x onerror=").first).to_be_visible()
    assert page.locator("main").inner_text().count("\u202e") == 0
    watch.expect_nothing_ran(file.as_uri(), "details *")
    picture(page, "report")


@pytest.mark.parametrize("path", FORMGRADER)
def test_no_page_of_the_formgrader_runs_anything(
    page: Page, graded: Classroom, formgrader: JupyterServer, path: str
) -> None:
    del graded
    # A token in the formgrader's own address would be lost in its calls; logged in first, as a person is.
    page.goto(formgrader.address("tree"))
    watch = Watch(page)
    page.goto(f"{formgrader.url}/formgrader/{path}")
    expect(page.locator("#main-table")).not_to_contain_text("Loading")
    watch.expect_nothing_ran(formgrader.url, "#main-table td")
    picture(page, path.replace("/", "-"))


def test_the_formgrader_shows_the_words_and_runs_nothing(
    page: Page, graded: Classroom, formgrader: JupyterServer
) -> None:
    page.goto(formgrader.address("tree"))
    watch = Watch(page)
    page.goto(f"{formgrader.url}/formgrader/submissions/{submission(graded)}/")
    expect(page.locator(ANSWERS).get_by_text("window.ran = 1").first).to_be_visible()
    expect(page.get_by_text("6 van 6 punten")).to_be_visible()
    expect(page.get_by_role("img", name="schets")).to_be_visible()
    page.locator(".glyphicon-eye-open").first.click()
    expect(page.get_by_text("<script>window.ran = 1</script>, <img src=x").first).to_be_visible()
    watch.expect_nothing_ran(formgrader.url, f"{ANSWERS} *")
    # Nothing of a student's takes the place of a box for points, or lies over one.
    assert page.locator("[id=reflection]").count() == 1
    box = page.locator("input#reflection")
    box.scroll_into_view_if_needed()
    assert box.evaluate(
        "box => { const {x, y} = box.getBoundingClientRect(); return document.elementFromPoint(x + 5, y + 5) === box }"
    )
    assert page.evaluate("() => formgrader.loaded && formgrader.keyboard_manager !== undefined")
    picture(page, "submission")


def test_the_browser_refuses_what_would_come_through(
    browser: Browser, graded: Classroom, formgrader: JupyterServer
) -> None:
    """The second lock of the page where people grade by hand."""
    with closing(browser.new_context()) as context:
        page = context.new_page()
        page.goto(formgrader.address("tree"))
        page.goto(f"{formgrader.url}/formgrader/submissions/{submission(graded)}/")
        page.wait_for_load_state("networkidle")
        asked: list[str] = []
        refused: list[str] = []
        page.on("request", lambda each: asked.append(each.url) if "evil" in each.url else None)
        page.on("requestfailed", lambda each: refused.append(each.url) if each.failure == "csp" else None)
        for markup in LOADS:
            add = "html => document.querySelector('#notebook-container').insertAdjacentHTML('beforeend', html)"
            page.evaluate(add, markup)
        page.evaluate("() => fetch('https://evil.example/').catch(() => 0)")
        page.wait_for_load_state("networkidle")
        assert sorted(asked) == sorted(refused)
        assert page.evaluate("() => document.baseURI").startswith(formgrader.url)


def test_the_graded_notebook_runs_nothing_in_jupyterlab(page: Page, formgrader: JupyterServer) -> None:
    """The formgrader links to it; JupyterLab renders Markdown in its own way."""
    watch = Watch(page)
    page.goto(formgrader.address(f"lab/tree/autograded/anna/{ASSIGNMENT}/{ASSIGNMENT}.ipynb?reset"))
    text = page.locator(".jp-MarkdownOutput")
    expect(text.filter(has_text="Kleine opdracht")).to_be_visible()
    for words in ("mermaid", "window.ran = 1"):
        text.filter(has_text=words).last.scroll_into_view_if_needed()
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => window.ran") is None
    elsewhere = [
        url
        for url in watch.asked
        if not url.startswith((formgrader.url, "data:", "blob:", "ws://127.0.0.1", "attachment:"))
    ]
    assert elsewhere == []
    assert [each for each in watch.noticed if "evil" in each or each.isdigit()] == []


def test_the_written_answer_is_graded_by_hand_in_the_formgrader(
    page: Page, graded: Classroom, formgrader: JupyterServer
) -> None:
    page.goto(formgrader.address("tree"))
    page.goto(f"{formgrader.url}/formgrader/submissions/{submission(graded)}/")
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
