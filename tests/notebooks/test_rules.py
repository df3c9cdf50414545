"""The page of each rule on lessons and questions: its example is the test of the rule, and every code has a page."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.answers.items import lint_items
from course.findings import Example, Finding, page, pages
from course.locale import LANGUAGES, area
from course.notebooks import NoSourcesError, Shelf, find, lint, parts, running
from tests.notebooks.examples import Case, base, failing, mended
from tests.notebooks.material import FIXTURE
from tools.rules_index import INDEX

CODES = sorted(key for key in area("findings") if re.fullmatch(r"[LQ][0-9]{3}", key))
WHOLE_FILE = {"L002", "L027", "L055", "L060", "L101", "L104", "L106", "L107", "L113", "L130", "Q024"}
"""They are about the whole file, so they stand on its first line."""
RUNNING = {"L140", "L141"}
SECONDS = (2.0, 15.0)
"""What a page of an example may take: enough to come to the endless cell; more of it where the machine is slow."""


@pytest.fixture(autouse=True)
def _pages_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """The role-plays of the course are looked at in their own tests; here they would be looked at for every example."""
    monkeypatch.setattr(parts, "lint_scenarios", lambda **_: iter(()))


def examples(*, commands: bool) -> Iterator[tuple[str, Example]]:
    for code in CODES:
        example = page(code).example
        if example is not None and (example.form == "sh") is commands:
            yield code, example


SHOWN = list(examples(commands=False))
COMMANDS = list(examples(commands=True))


def findings(code: str, case: Case) -> list[Finding]:
    if not (case.root / "lessons").is_dir():
        return lint_items(case.file)
    shelf = Shelf(case.root)
    if code in RUNNING:
        found: list[Finding] = []
        for seconds in SECONDS:
            found = list(running.check(shelf, [page for page in shelf.pages if page.path == case.file], seconds))
            if {finding.line for finding in found} <= set(case.lines):
                break
        return found
    return [finding for finding in lint(shelf) if Path(finding.file) == case.file]


@pytest.mark.parametrize(("code", "example"), SHOWN, ids=[code for code, _ in SHOWN])
def test_the_example_that_fails_is_found_where_it_stands(code: str, example: Example, tmp_path: Path) -> None:
    case = failing(example, tmp_path)
    found = findings(code, case)
    lines = {finding.line for finding in found if finding.code == code}
    assert lines, [finding.describe("en") for finding in found]
    assert lines <= ({1} if code in WHOLE_FILE else set(case.lines)), (lines, case.lines)
    for finding in found:
        for language in LANGUAGES:
            assert not re.search(r"\{[a-z]\w+\}", finding.text.of(language).replace("{note}", ""))


@pytest.mark.parametrize(("code", "example"), SHOWN, ids=[code for code, _ in SHOWN])
def test_the_mended_one_is_not(code: str, example: Example, tmp_path: Path) -> None:
    """It stands in its base word for word, and the base is clean: of that there is a test for whole courses below."""
    case = mended(example, tmp_path)
    if base(example).startswith("answers/"):
        assert code not in {finding.code for finding in findings(code, case)}


def test_the_cells_of_the_bases_run(tmp_path: Path) -> None:
    for fixture in ("course", "school"):
        shelf = Shelf(FIXTURE.parent / fixture)
        assert [finding.describe("en") for finding in running.check(shelf, shelf.pages)] == []


@pytest.mark.parametrize(("code", "example"), COMMANDS, ids=[code for code, _ in COMMANDS])
def test_a_command_that_fails_and_one_that_does_not(code: str, example: Example, tmp_path: Path) -> None:
    root = Path(shutil.copytree(FIXTURE, tmp_path / "achterban"))
    shutil.copy(root / "lessons" / "ferry.md", root / "exercises")
    (tmp_path / "Documents").mkdir()
    for command, codes in ((example.fails, [code]), (example.mended, [])):
        assert run(command, root) == codes


def run(command: str, root: Path) -> list[str]:
    """The codes that a command finds; ``cd`` goes to a folder beside the course."""
    *folders, last = command.split("\n")
    start = root.parent / folders[0].removeprefix("cd ") if folders else root
    *course_lint, name = last.split()
    assert course_lint == ["course", "lint"]
    try:
        shelf = find(start)
    except NoSourcesError:
        return ["L062"]
    if shelf.root != root:  # the course of these tests stands above the folder
        return ["L062"]
    return [finding.code for finding in lint(shelf, [] if name == "--quick" else [root / name])]


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {code for code in pages() if code[0] in "LQ"} == set(CODES)


@pytest.mark.parametrize("fixture", sorted({base(example).partition("/")[0] for _, example in SHOWN} - {"answers"}))
def test_the_bases_have_no_findings(fixture: str) -> None:
    assert [finding.describe("en") for finding in lint(Shelf(FIXTURE.parent / fixture))] == []


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_and_how_in_both_languages(code: str) -> None:
    found = page(code)
    assert found.example is not None
    assert found.title.en != found.title.nl
    for language in LANGUAGES:
        text = found.body.of(language)
        assert 2 <= len(re.findall(r"[.?!](?=[\s\"')]|$)", text)) <= 6, text
        assert text.endswith(".")
        assert found.describe(language).startswith(f"{code}: {found.title.of(language)}\n\n{text}")


def test_the_index_leads_to_every_page() -> None:
    index = INDEX.read_text(encoding="utf-8")
    assert [code for code in pages() if f"/{code}.md)" not in index] == []


def test_every_code_is_used_in_the_code() -> None:
    files = Path(parts.__file__).parents[1].rglob("*.py")
    used = {code for file in files for code in re.findall(r'"([LQ][0-9]{3})"', file.read_text(encoding="utf-8"))}
    said_elsewhere = {"L062"}  # by the command, for a folder without lessons
    assert used | said_elsewhere == set(CODES)
