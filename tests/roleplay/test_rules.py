"""The page of each rule: its example is the test of the rule, and there is a page for every code of a role-play.

How an example is written stands in ``examples.py``. Examples of rules that play are played, which takes most of
the time here; that players find nothing in their bases, and so in the mended pieces, is what ``course lint`` says.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from course.findings import Example, Finding, page, pages
from course.locale import LANGUAGES, area
from course.roleplay.checks import check, lint, played
from course.roleplay.checks.played import games as shelf
from course.roleplay.load import library, parse
from tests.roleplay.examples import FIXTURES, Case, case, file_of, head, pieces, place
from tests.roleplay.small import code_of
from tests.roleplay.spoilings import coffee_afterwards, purchasing, works_council
from tools.rules_index import INDEX, index

CODES = sorted(key for key in area("findings") if re.fullmatch(r"[SRP][0-9]{3}", key))
FIRST_LINE = {"S001", "S002", "R301", "R302", "R303", "R307", "R314", "P007"}
"""They are about the whole file, so they stand at its beginning."""
LAST_LINE = {"P021", "P027"}
"""They are about what is missing, so they stand at the end."""
ROWS = (*purchasing.ROWS, *works_council.ROWS, *coffee_afterwards.ROWS)
RULE = {code_of(rule): rule for rule in played.RULES}


def examples() -> Iterator[tuple[str, Example]]:
    for code in sorted(set(pages()) & set(CODES)):
        example = page(code).example
        if example is not None:
            yield code, example


COMMANDS = [(code, example) for code, example in examples() if example.form == "sh"]
SPOILINGS = [(code, example) for code, example in examples() if head(example).spoiling is not None]
SHOWN = [(code, example) for code, example in examples() if (code, example) not in (*COMMANDS, *SPOILINGS)]
BASES = sorted({head(example).base for _, example in examples()})


@pytest.fixture(autouse=True)
def _forget_games_of_examples() -> Iterator[None]:
    before = set(shelf._SHELF)
    yield
    for key in set(shelf._SHELF) - before:
        del shelf._SHELF[key]


def findings(code: str, made: Case, folder: Path) -> list[Finding]:
    """What is found in the file that an example stands for."""
    if code.startswith("P"):
        scenario = file_of(made.base.partition("/")[0])
        shutil.copy(scenario, folder)
        (folder / made.place).parent.mkdir(parents=True)
        (folder / made.place).write_bytes(made.data)
        return lint([folder / made.place])
    read, found = parse(made.data, Path(made.place))
    if read is None:
        return found
    return list(RULE[code](read)) if code in RULE else found + check(read)


@pytest.mark.parametrize(("code", "example"), SHOWN, ids=[code for code, _ in SHOWN])
def test_the_example_that_fails_is_found_where_it_stands(code: str, example: Example, tmp_path: Path) -> None:
    made = case(example)
    all_found = findings(code, made, tmp_path)
    lines = {f.line for f in all_found if f.code == code}
    assert lines, [f.describe("en") for f in all_found]
    where = made.lines | ({1} if code in FIRST_LINE else set()) | ({made.last_line} if code in LAST_LINE else set())
    assert lines & where, (sorted(lines), sorted(where))


@pytest.mark.parametrize(("code", "example"), COMMANDS, ids=[code for code, _ in COMMANDS])
def test_a_command_that_fails_and_one_that_does_not(code: str, example: Example, tmp_path: Path) -> None:
    """They are about files and folders: those of the course, and the small role-play among them."""
    shutil.copytree(next(iter(library().values())).parent, tmp_path / "scenarios")
    shutil.copy(FIXTURES / "small.yaml", tmp_path / "scenarios")
    for command, codes in ((example.fails, [code]), (example.mended, [])):
        *course_lint, file = command.split()
        assert course_lint == ["course", "lint"]
        assert [f.code for f in lint([tmp_path / file])] == codes


@pytest.mark.parametrize(("code", "example"), SPOILINGS, ids=[code for code, _ in SPOILINGS])
def test_an_example_too_large_for_a_page_names_the_spoiling_that_shows_it(code: str, example: Example) -> None:
    """The spoiling itself is tried in ``test_spoilings.py`` or ``test_played.py``."""
    first = head(example)
    (row,) = (row for row in ROWS if (row.scenario, row.what, row.code) == (first.base, first.spoiling, code))
    assert f" in tests/roleplay/spoilings/{first.base.replace('-', '_')}.py\n" in example.fails
    ids = [f'"id": "{name}"' for name in re.findall(r"id: (\S+)", first.fails)]
    assert re.search(r'(?:(?!"moves").)*?'.join(ids), row.text(), re.DOTALL), "it spoils this scene otherwise"
    text = file_of(first.base).read_text(encoding="utf-8")
    for piece in pieces(example.mended):
        place(text, piece)


@pytest.mark.parametrize("base", BASES)
def test_the_mended_examples_stand_in_files_without_findings(base: str) -> None:
    """A mended piece is a piece of its base word for word (else no case could be made of it), and the base is clean."""
    assert [f.describe("en") for f in lint([file_of(base)])] == []


def test_examples_that_are_played_are_of_role_plays_of_the_course() -> None:
    """Else nobody would look whether players find nothing in the mended ones."""
    assert {head(example).base for code, example in examples() if code in RULE} <= set(library())


def test_every_code_of_a_role_play_has_a_page_and_every_page_a_code() -> None:
    elsewhere = {code for code in pages() if code[0] in "LNQ"}  # tests/notebooks/test_rules.py, test_plan_notes.py
    assert set(pages()) - elsewhere == set(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_and_how_in_both_languages(code: str) -> None:
    found = page(code)
    assert found.example is not None
    assert found.title.en != found.title.nl or found.title.en in {"tab", "tag"}
    for language in LANGUAGES:
        text = found.body.of(language)
        assert 2 <= len(re.findall(r"[.?!](?=[\s\"')]|$)", text)) <= 6, text
        assert text.endswith(".")
        assert found.describe(language).startswith(f"{code}: {found.title.of(language)}\n\n{text}")


def test_the_index_is_the_one_that_is_made_from_the_pages() -> None:
    assert INDEX.read_text(encoding="utf-8") == index(), "run: python -m tools.rules_index"


def test_a_page_that_is_written_otherwise_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "R101.md"
    file.write_text("# R101\n\nNo languages.\n", encoding="utf-8")
    monkeypatch.setattr("course.findings.pages", lambda: {"R101": file})
    with pytest.raises(ValueError, match=r"course/rules/R101\.md is not written as the other pages are"):
        page("R101")
