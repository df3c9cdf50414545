"""``autograder gain`` in a class folder with a grade book of nbgrader."""

import json
import shutil
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from typer.testing import CliRunner

from autograder.cli import app
from autograder.errors import AssignmentError, AutograderError
from course.answers.as_data import keys_file, read_item, read_key
from course.answers.kinds import Authored
from tests.autograder.classes import make_class, text

TESTS = ("test-before", "test-after")
# nbgrader's own way of adding a submission, about which a newer SQLAlchemy warns.
pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")


def authored(form: str) -> list[Authored]:
    options = [{"id": name, "text": text(name), "why": text(name)} for name in ("a", "b", "c", "d")]
    common = {"kind": "best_worst", "points": ["C17"], "source": "own", "question": text("What should she do?")}
    key = {"kind": "best_worst", "key": {"best": "a", "worst": "b"}, "why": {}}
    return [
        Authored(
            read_item({**common, "id": f"{form}-{n}", "goal": goal, "options": options}),
            read_key({**key, "item": f"{form}-{n}"}),
        )
        for n, goal in enumerate(("L1", "L2"))
    ]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Anna did both tests, Bo only the first; Cas stands in the class list alone."""
    root = make_class(tmp_path_factory.mktemp("gain") / "class", "en").root
    given = {"test-before": {"anna": (1.0, 0.0), "bo": (2.0, 2.0)}, "test-after": {"anna": (2.0, 1.0)}}
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as book:
        for student in ("anna", "bo", "cas"):
            book.add_student(student, first_name=student.title())
        for name in TESTS:
            (root / "keys" / f"{name}.keys.json").write_text(json.dumps(keys_file(authored(name))))
            book.add_assignment(name)
            book.add_notebook(name, name)
            for n in range(2):
                book.add_grade_cell(f"{name}-{n}", name, name, max_score=2, cell_type="code")
            for student, points in given[name].items():
                book.add_submission(name, student)
                for n, each in enumerate(points):
                    grade = book.find_grade(f"{name}-{n}", name, name, student)
                    grade.auto_score = each
        book.db.commit()
    return root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """A copy, since some tests break things."""
    return Path(shutil.copytree(made, tmp_path / "class"))


def run(folder: Path, *words: str) -> str:
    found = CliRunner().invoke(app, ["gain", *words, "--dir", str(folder)], catch_exceptions=False)
    assert found.exit_code == 0
    return found.output


def test_the_gain_of_a_class_comes_from_its_grade_book(folder: Path) -> None:
    printed = " ".join(run(folder).split())
    assert "Students who did both: 1." in printed
    assert "Anna (anna) 25% 75% +0.67" in printed
    assert "Only test-before (1): Bo (bo)" in printed
    assert "Neither of the two (1): Cas (cas)" in printed
    assert "the smallest 1 in a test" in printed
    assert "Not all keys have been rated" in printed


def test_it_can_be_written_and_read_by_programs(folder: Path) -> None:
    found = json.loads(run(folder, *TESTS, "--format", "json", "--to", str(folder / "gain.html")))
    assert found["class"][-1]["gain"] == pytest.approx(2 / 3)
    assert "two tables" in (folder / "gain.html").read_text()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("test-before", "test-before"), "gain_same"),
        (("test-before", "elsewhere"), "unknown_assignment"),
        (("--to", "gain.pdf"), "copied_file"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(folder: Path, words: tuple[str, ...], code: str) -> None:
    with pytest.raises(AutograderError) as caught:
        run(folder, *words)
    assert caught.value.code == code


def test_a_test_that_nobody_handed_in_yet_is_said(folder: Path) -> None:
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}") as book:
        book.remove_submission("test-after", "anna")
    with pytest.raises(AssignmentError) as caught:
        run(folder)
    assert caught.value.code == "gain_not_graded"


@pytest.mark.parametrize("content", [None, b"", b"[]", b'{"format": 1}', b"\xff"])
def test_keys_that_are_gone_or_broken_are_said(folder: Path, content: bytes | None) -> None:
    file = folder / "keys" / "test-after.keys.json"
    file.unlink() if content is None else file.write_bytes(content)
    with pytest.raises(AssignmentError) as caught:
        run(folder)
    assert caught.value.code == "gain_no_keys"
