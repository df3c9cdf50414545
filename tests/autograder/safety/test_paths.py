"""No name, link or file of anybody leads out of the class folder, and nothing set aside can be started."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import files
from autograder.class_folder.classroom import Classroom, is_assignment, is_student_id
from autograder.class_folder.config_file import load_config
from autograder.class_folder.new_class import add_assignment, new_class
from autograder.errors import AssignmentError, AutograderError, ClassFolderError, HandInError
from autograder.grading.batch import grade_class
from autograder.inbox.intake import hook, mend
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn
from tests.autograder.commands import autograder, nbgrader
from tests.autograder.grades import scores

OUTSIDE = "a secret of the grader"

# -- names

LEADING_OUT = [
    "..",
    ".",
    "../mini",
    "mini/../../x",
    "/etc",
    "~",
    "~root",
    "a/b",
    "a\\b",
    "-rf",
    "--force",
    "",
    " ",
    "*",
    "mini*",
]
LEADING_OUT += [
    "[m]ini",
    "mi?i",
    "C:mini",
    "mini\x00",
    "mini\n",
    "\u202emini",
    "..\\x",
    ".hidden",
    "{a,b}",
    "mini+x",
    "x" * 200,
]


@pytest.mark.parametrize("name", LEADING_OUT)
def test_no_assignment_has_a_name_that_leads_elsewhere(classroom: Classroom, name: str) -> None:
    assert not is_assignment(name)
    with pytest.raises(AssignmentError):
        classroom.notebooks(name)


@pytest.mark.parametrize(
    "name", ["mini", "purchasing", "Problem Set 1", "opdracht-2", "réflexion", "R&D", "1", "week.3"]
)
def test_other_names_may_stand_for_an_assignment(name: str) -> None:
    assert is_assignment(name)


@pytest.mark.parametrize(
    "name", [n for n in LEADING_OUT if n not in {"-rf", "--force", ".hidden"}] + ["．．", "a\u2024\u2024"]
)
def test_no_student_has_a_name_that_leads_elsewhere(name: str) -> None:
    assert not is_student_id(name)


@pytest.mark.parametrize("name", ["../mini", "*"])
@pytest.mark.parametrize("command", [["grade"], ["add-assignment"], ["export", "--to", "csv", "--assignment"]])
def test_no_command_takes_such_a_name(generated: Path, command: list[str], name: str) -> None:
    before = everything(generated.parent)
    said = autograder(generated, *command, name, check=False)
    assert said.startswith("autograder: ") or "no such" in said.lower() or "geen" in said.lower(), said
    assert "Traceback" not in said
    assert everything(generated.parent) == before


@pytest.mark.parametrize("student", ["../anna", "..", "/etc", "anna/../anna", "~", "*"])
def test_no_student_is_looked_for_elsewhere(
    classroom: Classroom, hand_in: HandIn, generated: Path, student: str
) -> None:
    hand_in.answer(GOOD)
    found = Classroom.open(generated)
    before = everything(generated.parent)
    outcome = next(grade_class(found, load_config(generated), ASSIGNMENT, [student], jobs=1))
    assert outcome.problem
    assert foreign(everything(generated.parent)) == foreign(before)


def foreign(found: dict[str, bytes]) -> dict[str, bytes]:
    """Without what a run keeps for itself."""
    return {path: raw for path, raw in found.items() if "/.autograder/" not in path and "gradebook.db" not in path}


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["..", "../x", "purchasing/../../x"])
def test_only_exercises_of_the_course_become_assignments(classroom: Classroom, name: str) -> None:
    with pytest.raises(ClassFolderError):
        add_assignment(classroom, name)
    with pytest.raises(ClassFolderError):
        new_class(classroom.root / "other", "en", only=[name])


def test_a_class_folder_within_a_class_folder_is_none(classroom: Classroom, hand_in: HandIn) -> None:
    for name in ("class.yaml", "nbgrader_config.py"):
        (hand_in.folder / name).write_bytes((classroom.root / name).read_bytes())
    with pytest.raises(ClassFolderError) as refused:
        Classroom.open(hand_in.folder)
    assert refused.value.code == "class_within"


# -- links


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    found = tmp_path / "home"
    (found / ASSIGNMENT).mkdir(parents=True)
    (found / ASSIGNMENT / f"{ASSIGNMENT}.ipynb").write_text(OUTSIDE)
    (found / ASSIGNMENT / "answers.jsonl").write_text(OUTSIDE)
    return found


def leaked(root: Path) -> list[str]:
    """Files in the class folder that hold what stands outside."""
    found = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    return [str(path) for path in found if OUTSIDE.encode() in path.read_bytes()]


def _student(folder: Path, secret: Path) -> None:
    folder.parent.rmdir()
    folder.parent.symlink_to(secret)


def _assignment(folder: Path, secret: Path) -> None:
    folder.symlink_to(secret / ASSIGNMENT)


def _notebook(folder: Path, secret: Path) -> None:
    folder.mkdir()
    (folder / f"{ASSIGNMENT}.ipynb").symlink_to(secret / ASSIGNMENT / f"{ASSIGNMENT}.ipynb")


def _journal(folder: Path, secret: Path) -> None:
    folder.mkdir()
    (folder / "answers.jsonl").symlink_to(secret / ASSIGNMENT / "answers.jsonl")


def _extra(folder: Path, secret: Path) -> None:
    folder.mkdir()
    (folder / "items.json").symlink_to(secret / ASSIGNMENT / "answers.jsonl")
    (folder / "data").symlink_to(secret)


def _to_a_fellow(folder: Path, secret: Path) -> None:
    del secret
    folder.symlink_to(folder.parents[1] / "anna" / ASSIGNMENT)


LINKS: list[Callable[[Path, Path], None]] = [_student, _assignment, _notebook, _journal, _extra, _to_a_fellow]


@pytest.mark.nbgrader
@pytest.mark.parametrize("way", [("autograder", "grade"), ("nbgrader", "autograde")])
def test_what_a_link_leads_to_is_neither_read_nor_changed_nor_given_back(
    tmp_path: Path, generated: Path, secret: Path, way: tuple[str, str]
) -> None:
    root = Path(shutil.copytree(generated, tmp_path / "class"))
    classroom = Classroom.open(root)
    HandIn(classroom).answer(GOOD)
    before, fellow = everything(secret), everything(root / "submitted/anna")
    for number, link in enumerate(LINKS):
        folder = classroom.step("submitted", ASSIGNMENT, f"eve-{number}")
        folder.parent.mkdir(parents=True)
        link(folder, secret)
    program, command = way
    said = (autograder if program == "autograder" else nbgrader)(root, command, ASSIGNMENT, check=False)
    nbgrader(root, "generate_feedback", ASSIGNMENT, check=False)
    assert everything(secret) == before
    assert everything(root / "submitted/anna") == fellow
    assert leaked(root) == [], said
    found = scores(root)
    assert found.pop("anna")["q-choice"] == 4.0
    assert not any(any(cells.values()) for cells in found.values())


def test_the_hook_of_nbgrader_refuses_a_link(classroom: Classroom, secret: Path) -> None:
    folder = classroom.step("submitted", ASSIGNMENT, "eve")
    folder.parent.mkdir(parents=True)
    folder.symlink_to(secret / ASSIGNMENT)
    with pytest.raises(HandInError):
        hook(ASSIGNMENT, "*", [str(folder / f"{ASSIGNMENT}.ipynb")])


def test_a_link_that_comes_after_the_look_is_not_followed(tmp_path: Path, secret: Path) -> None:
    """Between looking at a file and opening it there is time for somebody to put a link in its place."""
    (tmp_path / "link").symlink_to(secret / ASSIGNMENT / "answers.jsonl")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "pipe", "home", "nothing"):
        with pytest.raises(OSError, match=r"Errno"):
            files.open_plain(tmp_path / name)
        with pytest.raises(OSError, match=r"Errno"):
            files.copy_plain(tmp_path / name, tmp_path / "copy")
    with files.open_plain(secret / ASSIGNMENT / "answers.jsonl") as stream:
        assert stream.read() == OUTSIDE.encode()


def test_a_copy_never_goes_through_a_link(tmp_path: Path, secret: Path) -> None:
    (tmp_path / "from").write_text("x")
    (tmp_path / "to").symlink_to(secret / "new")
    with pytest.raises(OSError, match=r"Errno"):
        files.copy_plain(tmp_path / "from", tmp_path / "to")
    files.write_text(tmp_path / "to", "x")
    assert not (secret / "new").exists()


def test_a_second_name_of_a_file_elsewhere_is_never_written_through(classroom: Classroom, hand_in: HandIn) -> None:
    """A hard link: mending puts new files in the place of old ones."""
    elsewhere = classroom.root.parent / "elsewhere"
    elsewhere.write_text("{torn")
    hand_in.file.unlink()
    os.link(elsewhere, hand_in.file)
    hand_in.answer(GOOD)
    mend(classroom, ASSIGNMENT, "anna")
    assert elsewhere.read_text() == "{torn"
    assert hand_in.file.read_text() != "{torn"


def test_errors_name_what_was_asked_for(classroom: Classroom) -> None:
    with pytest.raises(AutograderError) as refused:
        classroom.notebooks("../mini")
    assert "../mini" in refused.value.text.en
