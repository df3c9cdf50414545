"""Whatever a file is, `course lint` says what is wrong with it, where, and what to write; it never breaks down."""

# ruff: noqa: E501 - the table has one row a line

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from course.cli import app
from course.roleplay.load import parse
from tests.roleplay.random_games import steps
from tests.roleplay.small import TEXT, lint_text

HUGE = 10_000_000
BOMB = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
)


def spoilt(old: str, new: str, text: str = TEXT) -> bytes:
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new).encode()


FILES: list[tuple[str, bytes, str]] = [
    ("an empty file", b"", "S105"),
    ("blanks only", b"  \n\n  \n", "S105"),
    ("remarks only", b"# to do\n", "S105"),
    ("one word", b"lunch\n", "S105"),
    ("a number", b"7\n", "S105"),
    ("a list", b"- format: 1\n- id: small\n", "S105"),
    ("an empty mapping", b"{}\n", "S102"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "S003"),
    ("a zipped file", b"PK\x03\x04\x14\x00\x08", "S004"),
    ("random bytes", bytes(range(256)) * 4, "S003"),
    ("zero bytes", b"\x00" * 100, "S004"),
    ("a zero byte in the middle", TEXT.replace("Rosa puts", "Rosa\x00puts").encode(), "S004"),
    ("ten megabytes", b"a: b\n" * (HUGE // 5), "S001"),
    ("one line of two megabytes", b"a: " + b"x" * 2_000_000, "S001"),
    ("UTF-16", TEXT.encode("utf-16"), "S002"),
    ("UTF-16 without a mark", TEXT.encode("utf-16-le"), "S003"),
    ("Latin-1", TEXT.encode("latin-1", "replace"), "S003"),
    ("old Mac line ends", TEXT.replace("\n", "\r").replace("Zutphen", "Zut\x0cphen").encode(), "S004"),
    ("a tab", spoilt("  - home: 2\n", "\t- home: 2\n"), "S005"),
    ("anchors that double each other", BOMB.encode(), "S007"),
    ("a tag that runs a program", b"!!python/object/apply:os.system ['echo']\n", "S008"),
    ("nested a thousand deep", b"a: " + b"[" * 1000 + b"]" * 1000, "S018"),
    ("nested by steps to the right", "".join(f"{' ' * n}a:\n" for n in range(1000)).encode(), "S018"),
    ("a key twice", spoilt("id: small\n", "id: small\nid: small\n"), "S017"),
    ("a very large number", spoilt("share: 0.65", "share: " + "9" * 400), "S020"),
    ("a number without end", spoilt("share: 0.65", "share: 1e400"), "S020"),
    ("no number that is one", spoilt("share: 0.65", "share: .nan"), "S105"),
    ("a share above one", spoilt("share: 0.65", "share: 65"), "S106"),
    ("a share below zero", spoilt("share: 0.65", "share: -0.65"), "S106"),
    ("shares that do not make one", spoilt("share: 0.65", "share: 0.6"), "R014"),
    ("weights that do not make one", spoilt("{price: 0.8, menu: 0.2}", "{price: 0.8, menu: 0.1}"), "R015"),
    ("a thousand rounds", spoilt("table: 3", "table: 1000"), "S106"),
    ("no rounds", spoilt("table: 3", "table: 0"), "S106"),
    ("a round too large to count", spoilt("{round: 1-2}", "{round: 99999999999999999999999999}"), "S020"),
    ("rounds too large to count", spoilt("{round: 1-2}", "{round: 1-" + "9" * 5000 + "}"), "S114"),
    ("'no' where a text is meant", spoilt("{en: new menu, nl: nieuw menu}", "no"), "S104"),
    ("'no' where true or false is meant", spoilt("    place: table\n", "    place: table\n    again: no\n"), "S105"),
    ("a time where a text is meant", spoilt("{en: new menu, nl: nieuw menu}", "12:30"), "S104"),
    ("a time where a number is meant", spoilt("share: 0.65", "share: 12:30"), "S105"),
    ("a number where a text is meant", spoilt("{en: euros, nl: euro}", "{en: 4, nl: 4}"), "S105"),
    ("a date where an id is meant", spoilt("- id: your-oven", "- id: 2026-01-01T10:00"), "S108"),
    ("true where a name is meant", spoilt("name: Rosa van Dam\n", "name: true\n"), "S105"),
    ("a comma in a text", spoilt("nl: Zes euro", "nl: Zes euro, of meer", TEXT.replace("nl: prijs van", "nl: Zes euro van")), "S019"),
    ("a scene that is a word", spoilt("variants:\n", "  - nothing\nvariants:\n"), "S105"),
    ("a scene without moves", spoilt("variants:\n", "  - {id: a, place: home, situation: {en: a, nl: b}, moves: []}\nvariants:\n"), "S109"),
    ("scenes in a circle", spoilt("    place: table\n", "    place: table\n    again: true\n", TEXT.replace("act: {withhold: true}", "act: {withhold: true}\n        then: rosa-opens")), "R101"),
    ("a web page", b"<!DOCTYPE html>\n<html><body>Not found</body></html>\n", "S105"),
    ("JSON that ends too soon", b'{"format": 1, "id": "small"', "S014"),
    ("a merge that was left in", spoilt("id: small\n", "<<<<<<< ours\nid: small\n=======\nid: lunch\n>>>>>>> theirs\n"), "S015"),
    ("an issue of a thousand options", spoilt("[6, 5, 4]", str(list(range(1000)))), "R013"),
]  # fmt: skip


def course_lint(file: Path, language: str = "en") -> tuple[int, str]:
    result = CliRunner().invoke(app, ["lint", "--language", language, str(file)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


@pytest.mark.parametrize(("data", "code"), [row[1:] for row in FILES], ids=[row[0] for row in FILES])
def test_a_file_that_is_no_role_play(data: bytes, code: str, tmp_path: Path) -> None:
    file = tmp_path / "small.yaml"
    file.write_bytes(data)
    status, out = course_lint(file)
    assert status == 1
    found = re.findall(rf"^{re.escape(str(file))}:([0-9]+):([0-9]+) ([SR][0-9]{{3}}) (.+)$", out, flags=re.MULTILINE)
    assert code in [c for _, _, c, _ in found], out
    rows = data.count(b"\n") + data.count(b"\r") + 1
    assert all(1 <= int(line) <= rows + 1 and int(column) >= 1 for line, column, _, _ in found)
    assert "Traceback" not in out
    assert course_lint(file, "nl")[1] != out


def test_a_folder_and_a_file_that_is_not_there(tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "none.yaml"):
        status, out = course_lint(file)
        assert status == 1
        assert "L001 There is no such file" in out


LINES = TEXT.split("\n")
WORDS = sorted(set(re.findall(r"[A-Za-z0-9.-]+|[{}\[\]:,'\"#&*!|>-]", TEXT)), key=str)
PLACES = [m.span() for m in re.finditer(r"[A-Za-z0-9.-]+|[{}\[\]:,'\"#&*!|>-]", TEXT)]

line_numbers = st.integers(0, len(LINES) - 1)
moved_lines = st.one_of(
    st.tuples(line_numbers, line_numbers).map(lambda n: [*LINES[: min(n)], *LINES[max(n) :]]),
    st.tuples(line_numbers, line_numbers).map(lambda n: [*LINES[: n[0]], LINES[n[1]], *LINES[n[0] :]]),
    line_numbers.map(lambda n: LINES[:n]),
    line_numbers.map(lambda n: [*LINES[:n], f"  {LINES[n]}", *LINES[n + 1 :]]),
    st.tuples(line_numbers, line_numbers).map(
        lambda n: [LINES[n[1] if k == n[0] else n[0] if k == n[1] else k] for k in range(len(LINES))]
    ),
).map("\n".join)
other_words = st.tuples(st.sampled_from(PLACES), st.sampled_from([*WORDS, ""])).map(
    lambda change: TEXT[: change[0][0]] + change[1] + TEXT[change[0][1] :]
)
cut_off = st.integers(0, len(TEXT)).map(lambda n: TEXT[:n])


@settings(max_examples=120, deadline=None)
@given(st.one_of(moved_lines, other_words, cut_off), st.integers(0, 3))
def test_a_role_play_with_something_done_to_it_is_told_or_can_be_played(text: str, seed: int) -> None:
    scenario, found = parse(text.encode(), Path("small.yaml"))
    assert scenario is not None or found
    for finding in lint_text(text):
        assert finding.describe("en") != finding.describe("nl")
    if scenario is not None:
        assert steps(scenario, seed)
