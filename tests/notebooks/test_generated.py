"""The glossary, the new words of a lesson and the list of sources, as pages are built with them."""

import json
import shutil
from pathlib import Path

import pytest

from course.locale import Language
from course.notebooks import Shelf, build, find, lint, parts
from course.notebooks.reference import library
from tests.notebooks.material import FIXTURE, REPOSITORY, change


@pytest.fixture
def school(tmp_path: Path) -> Shelf:
    return Shelf(Path(shutil.copytree(FIXTURE.parent / "school", tmp_path / "sources")))


def built(shelf: Shelf, language: Language, to: Path, name: str) -> str:
    build(language, to, sources=shelf)
    notebook = json.loads((to / shelf.page(name).built).read_text(encoding="utf-8"))
    return "\n\n".join("".join(cell["source"]) for cell in notebook["cells"])


def test_the_glossary_has_a_heading_a_term_in_its_language(school: Shelf, tmp_path: Path) -> None:
    text = built(school, "nl", tmp_path / "nl", "glossary")
    assert "### bemanningstafel\n\nDe mensen die moeten varen.\n\n*In het Engels: crew table. Uit: " in text
    assert text.index("### bemanningstafel") < text.index("### vast uur")
    assert "[De kade](lessons/l1-quay/l1-quay.ipynb)" in text


def test_a_lesson_shows_its_own_new_words(school: Shelf, tmp_path: Path) -> None:
    text = built(school, "en", tmp_path / "en", "l2-tide")
    assert "| Word | What it means |\n| --- | --- |\n| fixed hour | What nobody can move. |" in text
    assert "crew table" not in text


def test_the_page_of_sources_says_what_was_read_and_where_it_is_used(school: Shelf, tmp_path: Path) -> None:
    text = built(school, "en", tmp_path / "en", "sources")
    assert (
        "- Putnam, R. (1988). Two-level games. [example.org](https://example.org/putnam). *Abstract.* "
        "Used for: negotiating at two levels In: [The quay](lessons/l1-quay/l1-quay.ipynb)" in text
    )
    assert "*Not checked at the source.* Used for: tied hands" in text


def test_a_source_that_nothing_uses_is_not_printed(school: Shelf, tmp_path: Path) -> None:
    change(school.lessons / "sources.yaml", "authors: [Schelling]", "authors: [Nobody]")
    assert "Strategy of Conflict" not in built(school, "en", tmp_path / "en", "sources")


def test_a_term_has_an_anchor_that_lessons_can_link_to(school: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "lint_scenarios", lambda **_: iter(()))
    page = school.lessons / "l1-quay.md"
    change(page, "[glossary](glossary.md)", "[glossary](glossary.md#crew-table)")
    change(page, "[woordenlijst](glossary.md)", "[woordenlijst](glossary.md#bemanningstafel)")
    assert [finding.code for finding in lint(school)] == []
    change(page, "#bemanningstafel", "#crew-table")
    assert [finding.code for finding in lint(school)] == ["L056"]


def test_the_glossary_by_itself_is_held_to_the_lessons(school: Shelf) -> None:
    change(school.lessons / "l2-tide.md", "A **fixed hour** is", "A fixed hour is")
    change(school.lessons / "l2-tide.md", "Een **vast uur** is", "Een vast uur is")
    assert [finding.code for finding in lint(school, [school.lessons / "glossary.yaml"])] == ["L112", "L112"]


BROKEN = [
    (
        "glossary.yaml",
        'meaning: {en: "What nobody can move."',
        'meening: {en: "What nobody can move."',
        {"S101", "S102"},
    ),
    ("glossary.yaml", "id: fixed-hour", "id: crew-table", {"Q001"}),
    ("sources.yaml", "checked: page", "checked: seen", {"S107"}),
    ("points.yaml", "id: C9", "id: C99", {"S120"}),
]


@pytest.mark.parametrize(("file", "old", "new", "codes"), BROKEN)
def test_a_broken_file_is_told_of_with_its_line(
    school: Shelf, monkeypatch: pytest.MonkeyPatch, file: str, old: str, new: str, codes: set[str]
) -> None:
    monkeypatch.setattr(parts, "lint_scenarios", lambda **_: iter(()))
    change(school.lessons / file, old, new)
    found = [finding for finding in lint(school) if Path(finding.file).name == file and finding.code in codes]
    assert {finding.code for finding in found} == codes
    assert {finding.code for finding in lint(school, [school.lessons / file])} >= codes
    assert all(finding.line > 1 for finding in found)


def test_the_course_has_its_files_and_their_pages() -> None:
    lean = library(REPOSITORY / "lessons")
    assert lean.there == {"glossary", "sources", "points", "tactics"}
    assert lean.findings == ()
    assert {page.name for page in find(REPOSITORY).pages if page.kind == "reference"} == {
        "glossary",
        "sources",
        "tactics",
        "games",
    }
