"""The grade book of several graders: on a real PostgreSQL server, which these tests start."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("the server is started with the users and sockets of POSIX", allow_module_level=True)

from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, make_class
from tests.autograder.commands import autograder, nbgrader
from tests.autograder.grades import through_nbgrader
from tests.autograder.server import postgres
from tests.autograder.test_nbgrader import hand_in_all

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

LATE = "c.LateSubmissionPlugin.penalty_method = 'zero'\n"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with postgres() as found:
        yield found


@pytest.fixture(scope="module")
def school(url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class whose grade book is on the server, and beside it the same class with nbgrader's own file."""
    root = tmp_path_factory.mktemp("shared") / "class"
    classroom = make_class(root)
    shutil.rmtree(root / "release")
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(LATE)
    nbgrader(root, "generate_assignment", ASSIGNMENT)
    hand_in_all(classroom)
    shutil.copytree(root, root.with_name("file"))
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {url!r}\n")
    nbgrader(root, "generate_assignment", ASSIGNMENT, "--force")
    for address in (url, file_url(root)):
        set_duedate(address)
    return root


def file_url(root: Path) -> str:
    return f"sqlite:///{root.with_name('file') / 'gradebook.db'}"


def set_duedate(url: str) -> None:
    from nbgrader.api import Gradebook  # noqa: PLC0415 - importing nbgrader takes a second

    with Gradebook(url) as book:
        book.update_or_create_assignment(ASSIGNMENT, duedate="2026-11-20 00:00:00")


def test_the_grade_book_on_a_server_gets_the_same_rows(school: Path, url: str) -> None:
    autograder(school, "grade", ASSIGNMENT, check=False)
    autograder(school.with_name("file"), "grade", ASSIGNMENT, check=False)
    found = through_nbgrader(url, ASSIGNMENT)
    assert found == through_nbgrader(file_url(school), ASSIGNMENT)
    assert found["anna"]["penalty"] == 10.0
    told = autograder(school, "grade", ASSIGNMENT, check=False)
    assert "Niet veranderd sinds de vorige keer: 5" in told, "what stands on the server is believed"


def test_nbgraders_own_run_on_the_server_gives_the_same(school: Path, url: str) -> None:
    before = through_nbgrader(url, ASSIGNMENT)
    nbgrader(school, "autograde", ASSIGNMENT, "--force")
    assert through_nbgrader(url, ASSIGNMENT) == before


def test_a_hand_in_that_changed_is_changed_on_the_server(school: Path, url: str) -> None:
    from autograder.class_folder.classroom import Classroom  # noqa: PLC0415

    again = Classroom.open(school).step("submitted", ASSIGNMENT, "cas")
    shutil.rmtree(again)
    HandIn(Classroom.open(school), "cas").answer(GOOD)
    autograder(school, "grade", ASSIGNMENT, check=False)
    scores: Any = through_nbgrader(url, ASSIGNMENT)["cas"]["scores"]
    assert scores[ASSIGNMENT, "q-choice"][0] == 4.0
