"""The notes to a play plan: read, found where they stand, and checked with the plan."""

import re
from pathlib import Path

import pytest

from course.findings import page, pages
from course.locale import LANGUAGES, area
from course.roleplay.checks import lint
from course.roleplay.load import library, load
from course.roleplay.plans import Plan, follow, parse, plans_of, read, read_notes
from course.roleplay.plans.annotations import Notes, notes_file, parse_notes
from course.roleplay.score import total
from tests.roleplay.test_plans import EASY, WELL

PLAN = """\
talk school-gate
  say the-sum
hold
mandate price 6 5 4; floor 20
hold
"""
RIGHT = """\
format: 1
player: Fatma
title: {en: Watch, nl: Kijk}
intro: {en: Look first., nl: Kijk eerst.}
notes:
  - at: say the-sum
    points: [C24, O5]
    why: {en: She asks., nl: Ze vraagt.}
  - at: hold
    time: 2
    points: [O20]
    source: Thompson 1991
    why: {en: She waits., nl: Ze wacht.}
  - at: mandate price 6 5 4;floor 20
    points: [C9]
    why: {en: Room., nl: Ruimte.}
"""


def plan() -> Plan:
    found, wrong = parse(PLAN, "well.txt")
    assert wrong == []
    return found


def notes(text: str) -> tuple[Notes, list[str]]:
    found, wrong = parse_notes(text.encode(), plan(), "well.notes.yaml")
    return found, [each.describe("en") for each in wrong]


def test_notes_belong_to_decisions() -> None:
    found, wrong = notes(RIGHT)
    assert wrong == []
    assert found.player == "Fatma"
    assert found.title is not None
    assert found.title.nl == "Kijk"
    assert {n: note.points for n, note in found.by_decision.items()} == {1: ("C24", "O5"), 4: ("O20",), 3: ("C9",)}
    assert found.by_decision[4].source == "Thompson 1991"
    assert found.by_decision[1].why.nl == "Ze vraagt."


ROWS = [
    # what, old, new, line, code, says
    ("no such decision", "at: say the-sum", "at: say the-some", 6, "N002", "Did you mean 'say the-sum'?"),
    ("the line without its word", "at: say the-sum", "at: the-sum", 6, "N002", "as the plan has it"),
    ("too far", "time: 2", "time: 3", 10, "N003", "2 times"),
    ("before the first", "time: 2", "time: 0", 10, "N003", "from 1 to 2"),
    ("a point that there is not", "C24", "C52", 7, "N004", "'C52' is no point"),
    ("no point", "[C9]", "[]", 15, "N005", "Write at least one"),
    ("twice the same decision", "at: mandate price 6 5 4;floor 20", "at: say the-sum", 14, "N006", "already has"),
    ("a language short", "{en: She asks., nl: Ze vraagt.}", "{en: She asks.}", 8, "N008", "'nl' is missing"),
    ("an empty text", "nl: Ze wacht.", 'nl: ""', 13, "N001", "'nl'"),
    ("a misspelt key", "source: Thompson", "sorce: Thompson", 12, "N007", "Did you mean 'source'?"),
    ("no why", "    why: {en: Room., nl: Ruimte.}\n", "", 14, "N008", "'why' is missing"),
    ("a list where a text belongs", "player: Fatma", "player: [Fatma]", 2, "N001", "a text"),
    ("another format", "format: 1", "format: 2", 1, "N001", "Write: 1"),
    ("no YAML", "format: 1", "format: 1: 2", 1, "S011", ""),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "line", "code", "says"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_what_is_wrong_is_said_with_its_line(old: str, new: str, line: int, code: str, says: str) -> None:
    assert RIGHT.count(old) == 1
    _, wrong = notes(RIGHT.replace(old, new))
    assert wrong[0].startswith(f"well.notes.yaml:{line}:"), wrong
    assert f" {code} " in wrong[0]
    assert says in wrong[0]


@pytest.mark.parametrize("text", ["", "notes", "- at: hold", "format: 1", "format: 1\nnotes: {}"])
def test_what_is_no_file_of_notes_raises_nothing(text: str) -> None:
    found, wrong = notes(text)
    assert found.by_decision == {}
    assert wrong != []


def test_a_plan_without_notes_has_none(tmp_path: Path) -> None:
    (tmp_path / "well.txt").write_text(PLAN, encoding="utf-8")
    found, _ = read(tmp_path / "well.txt")
    assert read_notes(found) == (Notes(), [])


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A small role-play with one plan and its notes."""
    folder = tmp_path / "plans" / "small"
    folder.mkdir(parents=True)
    (tmp_path / "small.yaml").write_text(EASY, encoding="utf-8")
    (folder / "well.txt").write_text(WELL, encoding="utf-8")
    why = "why: {en: She asks., nl: Ze vraagt.}"
    (folder / "well.notes.yaml").write_text(
        f"format: 1\nnotes:\n  - at: say the-sum\n    points: [C24]\n    {why}\n", encoding="utf-8"
    )
    return tmp_path / "small.yaml"


def of_notes(file: Path) -> list[tuple[str, str]]:
    return [(f.code, Path(f.file).name) for f in lint([file]) if f.code.startswith("N")]


def test_the_linter_looks_at_notes_with_the_role_play_the_plan_or_by_themselves(shelf: Path) -> None:
    plan_file = shelf.parent / "plans" / "small" / "well.txt"
    notes_of = notes_file(plan_file)
    assert of_notes(shelf) == of_notes(notes_of) == []
    text = notes_of.read_text(encoding="utf-8")
    notes_of.write_text(text.replace("say the-sum", "say the-some"), encoding="utf-8")
    for file in (shelf, plan_file, notes_of):
        assert of_notes(file) == [("N002", "well.notes.yaml")]


def test_notes_without_a_plan_are_found(shelf: Path) -> None:
    stray = shelf.parent / "plans" / "small" / "badly.notes.yaml"
    stray.write_text("format: 1\nnotes: []\n", encoding="utf-8")
    for file in (shelf, stray):
        assert of_notes(file) == [("N009", "badly.notes.yaml")]


WELL_ENOUGH, BADLY_ENOUGH = 85, 30


def ends(source: Path) -> dict[str, float]:
    """What the games of a role-play that have notes end with, in points of 100."""
    found = {}
    for file in plans_of(load(source)):
        game, _ = read(file)
        notes, wrong = read_notes(game)
        assert wrong == []
        if notes.by_decision:
            found[file.stem] = total(follow(game, load(source, game.variant_name)))
    return found


@pytest.mark.parametrize("source", library().values(), ids=lambda file: str(file.stem))
def test_each_role_play_has_an_annotated_game_that_ends_well_and_one_that_ends_badly(source: Path) -> None:
    """A student can watch both an expert and a failure to learn from."""
    points = ends(source)
    assert [plan for plan, score in points.items() if score >= WELL_ENOUGH], points
    assert [plan for plan, score in points.items() if score <= BADLY_ENOUGH], points


CODES = sorted(key for key in area("findings") if re.fullmatch(r"N[0-9]{3}", key))


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert [code for code in pages() if code.startswith("N")] == CODES


@pytest.mark.parametrize("code", [code for code in CODES if code != "N009"])
def test_the_example_of_a_page_fails_and_the_mended_one_does_not(code: str) -> None:
    """Its pieces are pieces of the notes above."""
    example = page(code).example
    assert example is not None
    right = RIGHT.replace("4;floor", "4; floor")
    assert right.count(f"{example.mended}\n") == 1
    assert {each.split(" ")[1] for each in notes(right.replace(example.mended, example.fails))[1]} == {code}


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_and_how_in_both_languages(code: str) -> None:
    found = page(code)
    assert found.title.en != found.title.nl
    for language in LANGUAGES:
        assert 2 <= len(re.findall(r"[.?!](?=[\s\"')]|$)", found.body.of(language))) <= 6
