"""Grade files: quoted, formula-safe, and in the columns that each platform looks for."""

import csv
import io

import pytest

from autograder.grading.scores import AssignmentScores, PartInfo, Row
from autograder.reports.export import FORMS, as_csv, safe


def row(
    student: str = "anna", first: str = "Anna", last: str = "Jansen", *, handed_in: bool = True, total: float = 7.5
) -> Row:
    return Row(
        student, first, last, f"{student}@example.org", "771",
        scores={"q1": total} if handed_in else {}, waiting=frozenset(), total=total if handed_in else 0.0, penalty=0.0,
        timestamp=None, handed_in=handed_in,
    )  # fmt: skip


def found(*rows: Row) -> list[AssignmentScores]:
    return [AssignmentScores("purchasing", None, (PartInfo("q1", 10.0),), 10.0, rows)]


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    "value", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =cmd|' /C calc'!A0", "\u200b=1", "＝1", "\r=1"]
)
def test_what_looks_like_a_formula_is_shown_as_text(value: str) -> None:
    assert safe(value) == f"'{value}".replace("\t", " ").replace("\r", " ")


@pytest.mark.parametrize(
    ("value", "cell"), [("Anna", "Anna"), (7.5, "7.5"), (-1.0, "-1"), (0, "0"), (None, ""), (100, "100")]
)
def test_other_values_stay_as_they_are(value: object, cell: str) -> None:
    assert safe(value) == cell


@pytest.mark.parametrize("platform", sorted(FORMS))
def test_a_name_with_quotes_commas_and_lines_stays_in_its_column(platform: str) -> None:
    odd = row(first='An\n"na"', last="Jansen, Jr; =x")
    rows = read(as_csv(FORMS[platform](found(odd, row("bo")))))
    assert len({len(each) for each in rows}) == 1


@pytest.mark.parametrize(
    ("platform", "header", "line"),
    [
        (
            "canvas",
            ["Student", "ID", "SIS Login ID", "Section", "purchasing"],
            ["Jansen, Anna", "771", "anna", "", "7.5"],
        ),
        (
            "brightspace",
            ["OrgDefinedId", "Username", "purchasing Points Grade", "End-of-Line Indicator"],
            ["771", "anna", "7.5", "#"],
        ),
        (
            "moodle",
            ["ID number", "Email address", "First name", "Last name", "purchasing"],
            ["771", "anna@example.org", "Anna", "Jansen", "7.5"],
        ),
    ],
)
def test_each_platform_gets_its_columns(platform: str, header: list[str], line: list[str]) -> None:
    rows = read(as_csv(FORMS[platform](found(row()))))
    assert rows[0] == header
    assert rows[-1] == line


def test_canvas_gets_the_points_possible() -> None:
    assert read(as_csv(FORMS["canvas"](found(row()))))[1] == ["    Points Possible", "", "", "", "10"]


@pytest.mark.parametrize("platform", ["canvas", "brightspace", "moodle"])
def test_who_did_not_hand_in_gets_no_grade_instead_of_a_zero(platform: str) -> None:
    rows = read(as_csv(FORMS[platform](found(row(handed_in=False)))))
    assert "0" not in rows[-1]


def test_plain_csv_has_a_column_for_each_part() -> None:
    rows = read(as_csv(FORMS["csv"](found(row()))))
    assert rows[0][-1] == "purchasing/q1"
    assert rows[1][-1] == "7.5"
