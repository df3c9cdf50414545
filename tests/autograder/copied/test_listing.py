"""The list of a class folder: who, what, how unusual; in both languages; as text, page, spreadsheet and data."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.copied import show
from autograder.copied.find import Found, find_copied
from autograder.copied.together import read_together
from autograder.copied.weigh import Strength
from autograder.copied.words import Teller
from autograder.errors import ClassFolderError
from course.locale import Language
from tests.autograder.classes import ASSIGNMENT, make_class
from tests.autograder.copied.folders import a_class, handed_in, played
from tests.autograder.copied.people import LAB, scenario, shifted, written

TEXT = (
    "I promised Henk a week that I did not have, and at the table it came back to me like a boomerang. "
    "Next Tuesday I ask Karin what goes wrong at her end before I say anything about people or hours."
)
NASTY = f'=cmd|"/C calc"!A0 <script>alert(1)</script> [red]\x1b[2J {TEXT}'
NAMES = {"s0": "Zoë de Vries", "s6": "<b>Bo</b>"}


@pytest.fixture(params=["nl", "en"])
def language(request: pytest.FixtureRequest) -> Language:
    return "nl" if request.param == "nl" else "en"


@pytest.fixture
def copied_class(tmp_path: Path, language: Language) -> Classroom:
    """Six who played apart, one with the file of s0, one with that of s1 an hour later, and one who is too quick."""
    classroom = a_class(make_class(tmp_path / "class", language))
    handed_in(classroom, "s6", played(0), NASTY)
    (classroom.step("submitted", ASSIGNMENT, "s0") / "timestamp.txt").write_text("2026-12-24 18:00:00 UTC\n")
    handed_in(classroom, "s7", shifted(played(1), 3600), NASTY)
    handed_in(classroom, "s8", written("purchasing", [line.value for line in played(8)], [LAB] * len(played(8))))
    return classroom


@pytest.fixture
def found(copied_class: Classroom) -> Found:
    return find_copied(copied_class, ASSIGNMENT)


@pytest.fixture
def teller(found: Found, language: Language) -> Teller:
    return Teller(found, NAMES, language)


def test_who_is_alike_is_listed_and_nobody_else(found: Found) -> None:
    assert found.listing.compared == 9
    (entry,) = found.listing.entries
    assert entry.students == ("s0", "s1", "s6", "s7")
    assert entry.strength is Strength.VERY


def test_each_pair_says_what_it_has_in_common(found: Found) -> None:
    matches = {(match.a, match.b): match for match in found.listing.entries[0].matches}
    assert set(matches) == {("s0", "s6"), ("s1", "s7"), ("s6", "s7")}
    assert matches["s0", "s6"].same_file
    assert matches["s0", "s6"].times is not None
    assert matches["s0", "s6"].times.shift == 0
    assert matches["s1", "s7"].times is not None
    assert abs(matches["s1", "s7"].times.shift) == 3600
    assert matches["s6", "s7"].times is None
    assert matches["s6", "s7"].texts[0].answer == "reflection"


def test_the_same_file_is_listed_however_short(classroom: Classroom) -> None:
    a_class(classroom)
    for student in ("x", "y"):
        handed_in(classroom, student, played(30)[:5])
    (entry,) = find_copied(classroom, ASSIGNMENT).listing.entries
    assert entry.students == ("x", "y")


def test_nothing_is_written(copied_class: Classroom) -> None:
    def state() -> Mapping[Path, int]:
        return {path: path.stat().st_mtime_ns for path in copied_class.root.rglob("*")}

    before = state()
    find_copied(copied_class, ASSIGNMENT)
    assert state() == before


def test_the_text_says_who_and_what_and_that_it_is_no_verdict(found: Found, teller: Teller, language: Language) -> None:
    told = " ".join(show.as_text(found, teller).split())
    for words in {
        "en": ("no verdict", "the same file to the last byte", "at the same second", "1:00:00", "“Reflection”"),
        "nl": ("geen oordeel", "tot op de laatste byte", "op dezelfde seconde", "1:00:00", "“Reflectie”"),
    }[language]:
        assert words in told
    assert "Zoë de Vries (s0)" in told
    assert "boomerang" in told


def test_odd_times_stand_apart(found: Found, teller: Teller, language: Language) -> None:
    assert set(found.listing.odd) == {"s8"}
    told = show.as_text(found, teller)
    assert told.index("s8") > told.index({"en": "say nothing about copying", "nl": "niets over kopiëren"}[language])


def test_a_terminal_obeys_nothing_that_a_student_wrote(found: Found, teller: Teller) -> None:
    assert all(letter.isprintable() or letter == "\n" for letter in show.as_text(found, teller))


def test_a_page_runs_nothing_that_a_student_wrote(found: Found, teller: Teller, language: Language) -> None:
    page = show.as_page(found, teller, language)
    assert "<script" not in page
    assert "<b>" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert f'<html lang="{language}">' in page


def test_a_spreadsheet_calculates_nothing_that_a_student_wrote(found: Found, teller: Teller, tmp_path: Path) -> None:
    show.write(found, teller, tmp_path / "alike.csv", "en")
    rows = list(csv.reader(io.StringIO((tmp_path / "alike.csv").read_text())))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == 4
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row)


def test_data_has_figures_and_sentences(found: Found, teller: Teller) -> None:
    data = json.loads(show.as_json(found, teller))
    (entry,) = data["entries"]
    assert entry["students"][0] == {"id": "s0", "name": "Zoë de Vries"}
    assert entry["matches"][0]["times"]["lines"] > 20
    assert entry["matches"][0]["sentences"]
    assert data["note"]


def test_a_file_with_another_ending_is_refused_before_the_work(found: Found, teller: Teller, tmp_path: Path) -> None:
    with pytest.raises(ClassFolderError):
        show.write(found, teller, tmp_path / "alike.xlsx", "en")
    assert list(tmp_path.glob("alike.*")) == []


def test_words_of_the_course_may_be_quoted(classroom: Classroom) -> None:
    a_class(classroom)
    quote = "Wat heb je geleerd? " + " ".join(f"woord{n} van de opdracht die iedereen leest" for n in range(9))
    notebook = json.loads((classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb").read_text())
    notebook["cells"][0]["source"] = quote
    (classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb").write_text(json.dumps(notebook))
    for student, seed in (("x", 20), ("y", 21)):
        handed_in(classroom, student, played(seed), f"Ik citeer: {quote}")
    assert find_copied(classroom, ASSIGNMENT).listing.entries == ()


def test_words_of_the_role_play_may_be_quoted_in_either_language(classroom: Classroom) -> None:
    a_class(classroom)
    said = [move.say.en for _, move in scenario("purchasing").moves()][:12]
    for student, seed in (("x", 20), ("y", 21)):
        handed_in(classroom, student, played(seed), "\n\n".join(said))
    assert find_copied(classroom, ASSIGNMENT).listing.entries == ()


def test_a_class_without_hand_ins_has_nothing(classroom: Classroom) -> None:
    found = find_copied(classroom, ASSIGNMENT)
    assert found.listing.compared == 0
    assert "0" in show.as_text(found, Teller(found, {}, "en"))


# -- who may work together


def test_groups_in_the_class_folder_are_used_without_asking(copied_class: Classroom) -> None:
    (copied_class.root / "together.csv").write_text("s0;s6 # a pair\n\n# nobody\ns1, s7, s9\n")
    listing = find_copied(copied_class, ASSIGNMENT).listing
    assert [entry.students for entry in listing.entries] == [("s6", "s7")]
    assert listing.together == 2


@pytest.mark.parametrize(
    ("text", "allowed", "refused"),
    [
        ("anna,bram", ("anna", "bram"), ("anna", "carl")),
        ('"anna";"bram"\r\n', ("bram", "anna"), ("anna", "carl")),
        ("\ufeffanna\tbram carl\n", ("anna", "carl"), ("carl", "dirk")),
        ("anna,bram\nbram,carl", ("bram", "carl"), ("anna", "carl")),
        ("# anna,bram", ("x", "x"), ("anna", "bram")),
    ],
)
def test_a_line_is_a_group(classroom: Classroom, text: str, allowed: tuple[str, str], refused: tuple[str, str]) -> None:
    file = classroom.root / "groups.txt"
    file.write_text(text)
    groups = read_together(classroom, file)
    assert groups.allowed(*allowed) or allowed == ("x", "x")
    assert not groups.allowed(*refused)


def test_what_cannot_be_a_student_is_told_with_its_line(classroom: Classroom) -> None:
    file = classroom.root / "groups.txt"
    file.write_text("anna,bram\n../carl,dirk\n")
    with pytest.raises(ClassFolderError) as problem:
        read_together(classroom, file)
    assert "line 2" in problem.value.text.en
    with pytest.raises(ClassFolderError):
        read_together(classroom, classroom.root / "nowhere.csv")
