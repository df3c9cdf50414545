"""Walks through every page of the course in a real JupyterLab: ``python -m tests.browser.walk --language nl``.

Each page is opened, run from top to bottom and looked at: what did it say in red, what sticks out of its box, what does
a screen reader miss, whom did it ask. Sheets of pictures are left for people, since no program sees everything.
``--width 800`` is a smaller window; ``--pages l3 exercises/l7`` takes only pages with one of these in their path.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from course.cli import app
from tests.browser.accessibility import axe
from tests.browser.conftest import FLAGS, is_elsewhere
from tests.browser.lab import open_notebook, run_all
from tests.browser.server import JupyterServer, start_jupyter
from tests.browser.tour import read_tour
from tools import chromium

OURS = ".ab-explore, .ab-cards, .ab-stage, .ab-ask, .ab-record, .ab-criterion"
HIGH, COLUMNS = 1600, 4
LONGEST = 60_000
"""Pixels of a page; longer ones are cut off in the picture."""

# Every cell is drawn, also those far below, so that one picture shows them all.
DRAW_ALL = {"@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"}}
_HEIGHT = "() => document.querySelector('.jp-NotebookPanel-notebook .jp-WindowedPanel-inner')?.scrollHeight ?? 0"
_TO_THE_TOP = "() => { document.querySelector('.jp-NotebookPanel-notebook .jp-WindowedPanel-outer').scrollTop = 0; }"
_RED = """() => [...document.querySelectorAll('.jp-OutputArea-output')]
    .filter(each => /error|stderr/.test(each.dataset.mimeType ?? ''))
    .map(each => each.innerText.trim().split('\\n').pop())"""
_OUT = """ours => [...document.querySelectorAll(ours)].flatMap(box => {
    const right = box.getBoundingClientRect().right + 1;
    const out = node => node.getBoundingClientRect().right > right && !node.closest('.scroller, .hidden');
    return [...box.querySelectorAll('*')].filter(out).map(node => `${node.tagName}.${node.className}`);
})"""
_WIDE = """() => [...document.querySelectorAll('.jp-RenderedMarkdown')]
    .filter(each => each.scrollWidth > each.clientWidth + 1)
    .map(each => `wider than the window: ${each.innerText.trim().slice(0, 50)}`)"""


@dataclass(frozen=True)
class Visit:
    """What was seen on one page, and how long opening and running it took, in seconds."""

    page: str
    seconds: float
    complaints: tuple[str, ...]


def visit(page: Page, server: JupyterServer, name: str, width: int, to: Path) -> Visit:
    """Opens, runs and looks at one page."""
    page.set_viewport_size({"width": width, "height": 900})
    begin = time.monotonic()
    open_notebook(page, server, name)
    page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
    run_all(page)
    seconds = time.monotonic() - begin
    page.wait_for_timeout(2500)
    height = min(int(page.evaluate(_HEIGHT)) + 150, LONGEST)
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate(_TO_THE_TOP)
    page.wait_for_timeout(1500)
    complaints = [f"red: {text}" for text in page.evaluate(_RED)]
    complaints += [f"out of its box: {text}" for text in page.evaluate(_OUT, OURS)]
    complaints += page.evaluate(_WIDE)
    if page.locator(OURS).count():
        complaints += [f"axe, {found.rule}: {found.elements[0][:200]}" for found in axe(page, OURS)]
    sheet(page, height, to / (name.removesuffix(".ipynb").replace("/", "-")))
    return Visit(name, seconds, tuple(complaints))


def sheet(page: Page, height: int, to: Path) -> None:
    """The whole page as pictures of several columns."""
    width = page.viewport_size["width"]  # type: ignore[index]
    pieces: list[Image.Image] = []
    for top in range(0, height, HIGH):
        clip = {"x": 0, "y": top, "width": width, "height": min(HIGH, height - top)}
        file = to.with_name(f"{to.name}-piece.png")
        page.screenshot(path=file, clip=clip)  # type: ignore[arg-type]
        with Image.open(file) as found:
            pieces.append(found.copy())
        file.unlink()
    for number, start in enumerate(range(0, len(pieces), COLUMNS)):
        row = pieces[start : start + COLUMNS]
        whole = Image.new("RGB", (sum(each.width for each in row), HIGH), "white")
        for place, each in enumerate(row):
            whole.paste(each, (place * width, 0))
        whole.save(to.with_name(f"{to.name}-{number}.png"))


def main(arguments: Sequence[str] | None = None) -> int:
    """Walk, and tell; 1 when there was anything to tell."""
    tour = read_tour(arguments, __doc__, "walk", "pages")
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        root = Path(scratch) / "course"
        app(["build", "--language", tour.language, "--to", str(root)], standalone_mode=False)
        names = sorted(file.relative_to(root).as_posix() for file in root.rglob("*.ipynb"))
        names = [name for name in names if tour.takes(name)]
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=list(FLAGS))
        page = browser.new_context(reduced_motion="reduce").new_page()
        strangers: list[str] = []
        page.on("request", lambda asked: strangers.append(asked.url) if is_elsewhere(asked.url) else None)
        found: list[Visit] = []
        with start_jupyter(root, Path(scratch) / "home", lab=DRAW_ALL) as server:
            for name in names:
                found.append(visit(page, server, name, tour.width, tour.to))
                print(
                    f"{found[-1].seconds:5.1f} s  {name}",
                    *(f"         {each}" for each in found[-1].complaints),
                    sep="\n",
                )
        browser.close()
    print(f"{len(found)} pages, the slowest in {max(each.seconds for each in found):.1f} s; pictures in {tour.to}")
    print(*(f"asked another machine: {each}" for each in strangers), sep="\n")
    return 1 if strangers or any(each.complaints for each in found) else 0


if __name__ == "__main__":
    sys.exit(main())
