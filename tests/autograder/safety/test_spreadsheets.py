"""No spreadsheet takes a name for a formula, in whatever country, whichever export made the file."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.class_folder.roster import read as read_roster
from autograder.grading.scores import AssignmentScores, PartInfo, Row
from autograder.reports.export import FORMS, as_csv, safe

CALCULATES = "=+-@|%＝＋－＠"
BLANKS = (
    " ",
    "\u00a0",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\t",
    "\r",
    "\n",
    "\x00",
    "\x0b",
    "\u2028",
    "\u3000",
    '"',
    "'",
    "",
)
NAMES = (
    '=HYPERLINK("https://evil.example","klik")',
    "=cmd|'/C calc'!A0",
    "+1-1",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "-2+3",
    "%0A=1+1",
    "|calc",
    "x;=1+1",
    'x";=1+1',
    "x;;\t=1+1;y",
    'x;"=1+1"',
    "x\n=1+1",
    "x\r\n=1+1",
    "x\r=1+1",
    "x\t=1+1",
    "x\u2028=1+1",
    "x;\u200b=1+1",
    "=1+1;=1+1",
    "＝1＋1",
    '";=1+1;"',
    '"",=1+1',
    "x,\n=1",
)  # fmt: skip


def row(name: str) -> Row:
    values = {"first_name": name, "last_name": name, "email": name, "lms_user_id": name}
    more = {"scores": {"q1": -1.0}, "waiting": frozenset[str](), "total": 0.0, "penalty": 1.0, "timestamp": None}
    return Row("anna", **values, **more, handed_in=True)  # type: ignore[arg-type]


def written(platform: str, name: str) -> str:
    assignment = AssignmentScores(name, None, (PartInfo(name, 1.0),), 1.0, (row(name),))
    return as_csv(FORMS[platform]([assignment]))


def cells(text: str, separator: str) -> list[str]:
    """As Excel reads a file: lines end at line breaks outside quotes, and quotes count only at the start of a cell."""
    found, cell, quoted, begin = [], "", False, True
    place = 0
    while place < len(text):
        sign = text[place]
        if quoted and text.startswith('""', place):
            cell, place = cell + '"', place + 1
        elif quoted and sign == '"':
            quoted = False
        elif not quoted and begin and sign == '"':
            quoted, begin = True, False
        elif not quoted and (sign == separator or sign in "\r\n"):
            found.append(cell)
            cell, begin = "", True
        else:
            cell, begin = cell + sign, False
        place += 1
    return [*found, cell]


def is_formula(cell: str) -> bool:
    bare = cell.lstrip(' \t\u00a0\u200b\u202e\ufeff\u3000"')
    if not bare or bare[0] not in CALCULATES:
        return False
    try:
        float(bare)
    except ValueError:
        return True
    return False  # a negative number is no formula


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("platform", sorted(FORMS))
@pytest.mark.parametrize("name", NAMES)
def test_no_cell_calculates_in_any_export_and_any_country(platform: str, name: str, separator: str) -> None:
    found = cells(written(platform, name), separator)
    assert [cell for cell in found if is_formula(cell)] == []


@pytest.mark.parametrize("first", list(CALCULATES))
@pytest.mark.parametrize("blank", BLANKS)
def test_nothing_in_front_hides_a_formula(first: str, blank: str) -> None:
    assert safe(f"{blank}{first}1+1").startswith("'")
    assert not is_formula(cells(as_csv([["x", f"y;{blank}{first}1+1"]]), ";")[1])


@given(st.lists(st.sampled_from([*CALCULATES, *BLANKS, ";", ",", '"', "a", "1"]), max_size=12).map("".join))
def test_no_mixture_calculates(name: str) -> None:
    for separator in ",;\t":
        assert not any(is_formula(cell) for cell in cells(as_csv([["kop", name, name]]), separator))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("platform", sorted(FORMS))
def test_every_row_keeps_its_columns_and_its_line(platform: str, name: str) -> None:
    text = written(platform, name)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(each) for each in rows}) == 1
    assert text.count("\r\n") == len(rows) == len(text.splitlines())


@pytest.mark.parametrize(
    "name", ["Anna", "Jan-Willem", "O'Brien", "Zoë; MSc", "van 't Hof, jr.", "Nguyễn", "محمد", "A=B", "50%"]
)
def test_names_of_people_stay_as_they_are(name: str) -> None:
    assert safe(name) == name


def test_a_class_list_comes_back_from_an_export_as_it_was(tmp_path: Path) -> None:
    people = [["anna", "An\u202ena", "O'Brien; jr.", "a@b.nl"], ["bo", "Bo", 'de "Korte", MA', ""]]
    (tmp_path / "list.csv").write_text(as_csv([["id", "first_name", "last_name", "email"], *people]))
    found = read_roster(tmp_path / "list.csv")
    assert [
        [name, *(each[key] for key in ("first_name", "last_name", "email"))] for name, each in found.items()
    ] == people


def test_the_reader_of_this_test_reads_as_spreadsheets_do() -> None:
    naive = '"mini","x;=1+1"\r\n"a","b"\r\n'
    assert [cell for cell in cells(naive, ";") if is_formula(cell)] == ['=1+1"']
    assert cells(naive, ",") == ["mini", "x;=1+1", "", "a", "b", "", ""]
