"""The command line: clear tables, one-line errors, no traceback."""

import os
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.errors import AutograderError
from autograder.grading.batch import Outcome
from autograder.grading.gradebook import Total
from autograder.reports.show_grades import table
from tests.autograder.classes import ASSIGNMENT
from tests.autograder.commands import autograder, environment

pytestmark = pytest.mark.nbgrader


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["grade", ASSIGNMENT], "is geen klassenmap"),
        (["report"], "is geen klassenmap"),
        (["export", "--to", "csv"], "is geen klassenmap"),
    ],
)
def test_outside_a_class_folder_one_line_says_what_to_do(tmp_path: Path, arguments: list[str], said: str) -> None:
    told = autograder(tmp_path, *arguments, check=False, env=environment(LANG="nl_NL.UTF-8"))
    assert said in told
    assert "Traceback" not in told
    assert len(told.splitlines()) == 1


def test_an_unknown_assignment_names_those_there_are(classroom: Classroom) -> None:
    told = autograder(classroom.root, "grade", "nowhere", check=False, env=environment(LANG="C"))
    assert told.strip() == 'autograder: There is no assignment "nowhere". There are: mini.'


def test_nobody_handed_in_yet(classroom: Classroom) -> None:
    told = autograder(classroom.root, "grade", ASSIGNMENT, check=False, env=environment(LANG="C"))
    assert "Nobody has handed in" in told


def test_a_demo_never_removes_what_is_not_a_demo(tmp_path: Path) -> None:
    (tmp_path / "thesis.docx").write_text("mine")
    told = autograder(tmp_path, "demo", "--to", str(tmp_path), check=False)
    assert "Traceback" not in told
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_table_shows_odd_names_without_obeying_them() -> None:
    from rich.console import Console  # noqa: PLC0415

    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        console = Console(record=True, width=100, file=nowhere)
        console.print(table([Outcome("[red]x[/]\x1b[2J", problem="[bold]no[/]")], "en"))
    shown = console.export_text()
    assert "[red]x[/]" in shown
    assert "[bold]no[/]" in shown
    assert "\x1b" not in shown


def test_a_row_names_the_student_and_what_lateness_cost() -> None:
    from rich.console import Console  # noqa: PLC0415

    with open(os.devnull, "w") as nowhere:  # noqa: PTH123
        console = Console(record=True, width=100, file=nowhere)
        late = Outcome("s1", Total(score=8.5, maximum=23.0, penalty=2.0, by_hand=1), name="Zoë de Vries")
        console.print(table([late, Outcome("s2", problem="leeg", name="Bo Bos")], "nl"))
    shown = console.export_text()
    assert "Zoë de Vries (s1)" in shown
    assert "6,5 / 23" in shown
    assert "te laat: 2 eraf" in shown
    assert "Bo Bos (s2)" in shown


def test_every_error_has_both_languages() -> None:
    problem = AutograderError("not_generated", assignment="mini")
    assert problem.text.en != problem.text.nl
    assert str(problem) == problem.text.en
