"""Names come from learning platforms, where students choose them: on every page they are text."""

import pytest

from autograder.class_folder.names import SafeNames, straight
from autograder.grading.batch import Outcome
from autograder.reports.report import _who
from autograder.reports.show_grades import table
from tests.autograder.safety.test_spreadsheets import row


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Anna", "Anna"),
        ("\u202egpj.exe", "gpj.exe"),
        ("a\u2066b\u2069\u200f", "ab"),
        ("a\nb\x00c\x1b[31m", "a b c [31m"),
        ("محمد", "محمد"),
        ("ک\u200cن", "ک\u200cن"),
    ],
)
def test_a_name_turns_only_itself(name: str, plain: str) -> None:
    assert straight(name) == plain
    assert plain in _who(row(name))


def test_the_formgrader_gets_names_as_text() -> None:
    nasty = "<img src=x onerror='window.ran = 1'>\u202e"
    resources = {"student": nasty, "first_name": nasty, "last_name": None, "assignment_id": "R&D", "index": 0}
    _, shown = SafeNames().preprocess(  # type: ignore[no-untyped-call]
        None, dict(resources)
    )
    assert shown["student"] == shown["first_name"] == "&lt;img src=x onerror=&#x27;window.ran = 1&#x27;&gt;"
    assert (shown["last_name"], shown["assignment_id"], shown["index"]) == (None, "R&D", 0)


@pytest.mark.parametrize(
    "name", ["[bold]x[/bold]", "\\[red]x", "[link=https://evil.example]x[/link]", "x\\", "a\x1b[31mb", "[/]"]
)
def test_the_terminal_shows_a_name_and_obeys_nothing_in_it(name: str) -> None:
    shown = table([Outcome("anna", problem=name, name=name)], "en")
    cells = [str(cell) for column in shown.columns[:1] for cell in column.cells]
    assert cells == [f"{name} (anna)".replace("\x1b", "?")]
