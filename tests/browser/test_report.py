"""The report stays readable with long names, many parts and a narrow window."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from autograder.class_folder.classroom import Classroom
from autograder.grading.scores import AssignmentScores, PartInfo, Row
from autograder.reports import report

pytestmark = pytest.mark.browser

PARTS = (
    *(PartInfo(f"e1a-{number}", 5.0) for number in range(1, 13)),
    PartInfo("what a student noticed about the constituency and the mandate", 5.0),
    PartInfo("onderhandelingsvoorbereidingsverslagbeoordelingsformulier", 5.0),
)
NAMES = (("Wout", "van den Boogaard-Oosterhuis van Nieuwkerken"), ("Zoë", "Bakker, MSc"), ("", ""))
LINE = 24


def row(number: int, first: str, last: str) -> Row:
    scores = {part.name: 3.3333 for part in PARTS}
    return Row(f"50081{number:04}", first, last, "", "", scores, frozenset(), 46.67, 0.0, None, handed_in=True)


@pytest.fixture
def written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    rows = tuple(row(number, *name) for number, name in enumerate(NAMES))
    scores = AssignmentScores("l1", None, PARTS, 70.0, rows)
    monkeypatch.setattr(report, "read_scores", lambda _: (scores,))
    return report.write_page(Classroom(tmp_path, "nl", "best", "klas"), None, tmp_path / "report.html")


@pytest.mark.parametrize("width", [380, 800, 1280])
def test_rows_stay_low_and_only_the_table_scrolls(page: Page, written: Path, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(written.as_uri())
    heights = page.locator("tbody tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")
    assert len(heights) == len(NAMES)
    assert max(heights) < 5 * LINE
    assert max(page.locator("thead tr").evaluate_all("rows => rows.map(row => row.offsetHeight)")) < 9 * LINE
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.scroll'))")


def test_names_and_totals_stay_in_view_while_the_table_scrolls(page: Page, written: Path) -> None:
    page.set_viewport_size({"width": 800, "height": 900})
    page.goto(written.as_uri())
    for place in (0, 300, 5000):
        page.locator(".scroll").evaluate("(box, place) => { box.scrollLeft = place }", place)
        box = page.locator(".scroll").bounding_box()
        assert box is not None
        for cell in (page.locator("tbody th").first, page.locator("tbody td:last-child").first):
            found = cell.bounding_box()
            assert found is not None
            assert box["x"] - 1 <= found["x"]
            assert found["x"] + found["width"] <= box["x"] + box["width"] + 1
