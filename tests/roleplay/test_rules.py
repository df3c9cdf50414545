"""The page of each rule: its example is the test of the rule, and there is a page for every code of a role-play.

An example replaces a piece of a role-play of ``fixtures``. The first line of the piece that fails may say how:
``# base: duet`` names another role-play than the small one, ``# saved as UTF-16`` and ``# repeated 500 times`` what
happened to the file. ``# ...`` parts pieces that stand apart, ``…`` in the mended piece is text that the page leaves
out, ``<U+200B>`` a character that nobody could see.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from course.findings import Example, Finding, page, pages
from course.locale import LANGUAGES, area
from course.roleplay.checks import check, lint
from course.roleplay.load import parse
from tools.rules_index import INDEX, index

FIXTURES = Path(__file__).parent / "fixtures"
DEEPEST = 12
CODES = sorted(key for key in area("findings") if re.fullmatch(r"[SR][0-9]{3}", key))
PLAYED = "R3"
"""Rules that play games: their examples are tried beside them, as they take their time."""
WHOLE_FILE = {"S001", "S002"}
"""They are about the whole file, so they stand at its beginning."""
WITHOUT_EXAMPLE = {"S123"}
"""No role-play comes to it: none of the schema's keywords is without a sentence of its own."""

STATIC = [code for code in CODES if not code.startswith(PLAYED)]
SHOWN = [code for code in STATIC if code not in WITHOUT_EXAMPLE]


BASES = sorted(
    {"small", *re.findall(r"^# base: (\S+)$", "".join(f.read_text("utf-8") for f in pages().values()), re.MULTILINE)}
)


@dataclass(frozen=True)
class Case:
    """A role-play with the mended piece replaced by the one that fails."""

    data: bytes
    lines: frozenset[int]
    """The lines of the pieces that fail."""


def pieces(block: str) -> list[str]:
    return block.split("\n# ...\n")


def case(example: Example) -> Case:
    fails, base, change = example.fails, "small", "UTF-8"
    while found := re.match(r"# (base:|saved as|repeated) (\S+).*\n", fails):
        fails = fails[found.end() :]
        if found[1] == "base:":
            base = found[2]
        elif found[1] == "saved as":
            change = found[2]
        else:
            first, rest = fails.split("\n", 1)
            fails = "\n".join([first] * int(found[2]) + [rest])
    text, lines = (FIXTURES / f"{base}.yaml").read_text(encoding="utf-8"), set[int]()
    wrong, right = pieces(fails), pieces(example.mended)
    assert len(wrong) == len(right), "each piece that fails has one that is mended"
    added = 0
    for (start, end, indent), bad in sorted((place(text, good), bad) for good, bad in zip(right, wrong, strict=True)):
        new = "\n".join(f"{indent}{line}" if line else line for line in visible(bad).split("\n"))
        if change == "Latin-1":  # one piece that was pasted from an old file
            new = new.encode("latin-1").decode("utf-8", "surrogateescape")
        before = text[: start + added].count("\n") + 1
        lines |= set(range(before, before + new.count("\n") + 1))
        text = text[: start + added] + new + text[end + added :]
        added += len(new) - (end - start)
    data = text.encode(change) if change == "UTF-16" else text.encode("utf-8", "surrogateescape")
    return Case(data, frozenset(lines))


def place(text: str, piece: str) -> tuple[int, int, str]:
    """Where a piece stands in a file, and how far to the right; it must stand there exactly once."""
    found = []
    for indent in (" " * n for n in range(DEEPEST + 1)):
        wanted = "\n".join(f"{indent}{line}" if line else line for line in piece.split("\n"))
        pattern = re.escape(wanted).replace("…", r"[^\0]*?")
        found += [(m.start(), m.end(), indent) for m in re.finditer(f"^{pattern}$", text, flags=re.MULTILINE)]
    assert len(found) == 1, f"stands {len(found)} times in the base:\n{piece}"
    return found[0]


def visible(piece: str) -> str:
    return re.sub(r"<U\+([0-9A-F]{4})>", lambda m: chr(int(m[1], 16)), piece)


def findings(data: bytes, base: str = "small") -> list[Finding]:
    scenario, found = parse(data, Path(f"{base}.yaml"))
    return found if scenario is None else found + check(scenario)


@pytest.mark.parametrize("code", SHOWN)
def test_the_example_that_fails_is_found_where_it_stands(code: str, tmp_path: Path) -> None:
    example = page(code).example
    assert example is not None
    if example.form == "sh":
        found = lint([tmp_path])
        assert [f.code for f in found] == [code]
        return
    made = case(example)
    found = [f for f in findings(made.data) if f.code == code]
    assert found, [f.describe("en") for f in findings(made.data)]
    assert {f.line for f in found} & (made.lines | ({1} if code in WHOLE_FILE else set())), (
        [f.line for f in found],
        sorted(made.lines),
    )


@pytest.mark.parametrize("base", BASES)
def test_the_mended_examples_stand_in_files_without_findings(base: str) -> None:
    """A mended piece is a piece of its base word for word (else no case could be made of it), and the base is clean."""
    assert [f.describe("en") for f in lint([FIXTURES / f"{base}.yaml"])] == []


def test_every_code_of_a_role_play_has_a_page_and_every_page_a_code() -> None:
    assert set(pages()) == set(CODES)


@pytest.mark.parametrize("code", sorted(pages()))
def test_a_page_says_what_why_and_how_in_both_languages(code: str) -> None:
    found = page(code)
    assert found.example is not None or code in WITHOUT_EXAMPLE or code.startswith(PLAYED)
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
