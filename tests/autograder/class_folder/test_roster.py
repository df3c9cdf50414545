"""`autograder roster` reads class lists as spreadsheets and learning platforms save them."""

from pathlib import Path

import pytest

from autograder.class_folder.config_file import load_config
from autograder.class_folder.roster import enter, read
from autograder.errors import ClassFolderError
from tests.autograder.classes import make_class

ZOE = {"first_name": "Zoë", "last_name": "de Vries"}


@pytest.mark.parametrize(
    "raw",
    [
        "id,first_name,last_name\ns1,Zoë,de Vries\n".encode(),
        "id,first_name,last_name\r\ns1,Zoë,de Vries\r\n".encode("utf-8-sig"),
        'id;first_name;last_name\r\ns1;Zoë;"de Vries"\r\n;;\r\n'.encode("cp1252"),
        "id\tfirst_name\tlast_name\ns1\tZoë\tde Vries\n\n".encode(),
        "Voornaam;Achternaam;Studentnummer;Groep\nZoë;de Vries;s1;3B\n".encode(),
        "First name,Last name,ID number\nZoë,de Vries,s1\n".encode("utf-8-sig"),
    ],
)
def test_it_does_not_matter_which_program_saved_the_list(tmp_path: Path, raw: bytes) -> None:
    (tmp_path / "roster.csv").write_bytes(raw)
    assert read(tmp_path / "roster.csv") == {"s1": ZOE}


def test_commas_and_quotes_stay_in_names(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text('id,first_name,last_name\ns1,"Kees ""de Kop""","Bakker, MSc"\n')
    assert read(tmp_path / "roster.csv") == {"s1": {"first_name": 'Kees "de Kop"', "last_name": "Bakker, MSc"}}


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (None, "no_roster", "roster.csv"),
        ("", "roster_columns", "id"),
        ("naam;groep\nZoë;3B\n", "roster_columns", "id"),
        ("id,first_name\ns1,Zoë\nz@example.org,Zoë\n", "roster_id", "regel 3"),
        ("id,first_name\n,Zoë\n", "roster_id", "regel 2"),
        ('id,first_name\ns1,"' + "Zoë " * 40_000, "roster_row", "aanhalingsteken"),
    ],
)
def test_what_is_wrong_is_said_with_the_line(tmp_path: Path, content: str | None, code: str, said: str) -> None:
    if content is not None:
        (tmp_path / "roster.csv").write_text(content)
    with pytest.raises(ClassFolderError) as problem:
        read(tmp_path / "roster.csv")
    assert problem.value.code == code
    assert said in problem.value.text.nl


@pytest.mark.nbgrader
@pytest.mark.filterwarnings("ignore")
def test_students_come_into_the_grade_book_once(tmp_path: Path) -> None:
    from nbgrader.api import Gradebook  # noqa: PLC0415

    classroom = make_class(tmp_path / "class")
    roster = tmp_path / "roster.csv"
    for last in ("Vries", "de Vries"):
        roster.write_text(f"id;first_name;last_name\ns1;Zoë;{last}\ns2;Bo;Bos\n")
        assert enter(load_config(classroom.root), roster) == 2
    with Gradebook(f"sqlite:///{classroom.root / 'gradebook.db'}", classroom.course_id) as book:
        assert {student.id: student.last_name for student in book.students} == {"s1": "de Vries", "s2": "Bos"}
