"""`autograder new-class` makes a normal nbgrader folder with the keys apart."""

import json
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom, is_student_id
from autograder.class_folder.new_class import add_assignment, new_class
from autograder.errors import AutograderError, ClassFolderError

TREE = {"class.yaml", "nbgrader_config.py", "README.md", "roster.csv", "exchange", "source", "keys"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    return new_class(tmp_path_factory.mktemp("new") / "inkoop-2026", "nl", "last").classroom


def test_everything_an_instructor_needs_is_there(made: Classroom) -> None:
    assert {path.name for path in made.root.iterdir()} == TREE
    assert (made.language, made.attempts, made.course_id) == ("nl", "last", "inkoop-2026")
    assert {"purchasing", "l1"} <= set(made.assignments())
    assert "Je klassenmap" in (made.root / "README.md").read_text()


def test_keys_stand_in_keys_and_nowhere_else(made: Classroom) -> None:
    keys = json.loads(made.keys_file("l1").read_text())["keys"]
    assert keys
    for file in (made.root / "source").rglob("*"):
        if file.suffix == ".json":
            assert "keys" not in json.loads(file.read_text())
        # What a data file holds is told to students, beside it.
        told = file.parent.name == "data" and file.name == "README.md"
        assert told or file.suffix not in {".md", ".yaml"}, "sources and keys of authors stay with authors"


def test_every_released_role_play_is_kept_under_its_hash(made: Classroom) -> None:
    kept = [file.stem for file in made.scenarios.glob("*.yaml")]
    assert any(name.startswith("purchasing-") and len(name) == len("purchasing-") + 16 for name in kept)


def test_an_english_class_is_english(tmp_path: Path) -> None:
    made = new_class(tmp_path / "class", "en", only=["purchasing"]).classroom
    assert made.assignments() == ("purchasing",)
    assert "Your class folder" in (made.root / "README.md").read_text()
    assert "Between three departments" in next((made.root / "source").rglob("*.ipynb")).read_text()


@pytest.mark.parametrize(
    ("name", "only", "code"),
    [("used", [], "in_use"), ("in koop", [], "folder_name"), ("class", ["nowhere"], "unknown_assignment")],
)
def test_what_cannot_be_is_said_in_one_sentence(tmp_path: Path, name: str, only: list[str], code: str) -> None:
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "thesis.docx").write_text("mine")
    with pytest.raises(AutograderError) as problem:
        new_class(tmp_path / name, "nl", only=only)
    assert problem.value.code == code
    assert (tmp_path / "used" / "thesis.docx").read_text() == "mine"


def test_an_assignment_can_come_later(tmp_path: Path) -> None:
    made = new_class(tmp_path / "class", "nl", only=["purchasing"]).classroom
    add_assignment(made, "l1")
    assert made.assignments() == ("l1", "purchasing")
    assert made.keys_file("l1").is_file()
    assert "Opdracht 1" in (made.step("source", "l1") / "l1.ipynb").read_text()


@pytest.mark.parametrize(("name", "code"), [("purchasing", "assignment_there"), ("nowhere", "unknown_assignment")])
def test_an_assignment_is_never_written_over(tmp_path: Path, name: str, code: str) -> None:
    made = new_class(tmp_path / "class", "nl", only=["purchasing"]).classroom
    file = made.step("source", "purchasing") / "purchasing.ipynb"
    file.write_text("mine")
    with pytest.raises(ClassFolderError) as problem:
        add_assignment(made, name)
    assert problem.value.code == code
    assert file.read_text() == "mine"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "no_class_folder"),
        ("language: nl\nattempts: most\n", "setting"),
        ("language: nl\n", "no_setting"),
        ("attempts: best\n", "no_setting"),
        ("langauge: nl\nattempts: best\n", "unknown_setting"),
        ("language: nl\nattempts: best\nlate: 5\n", "unknown_setting"),
        ("language: [nl\n", "not_yaml"),
        ("nl", "no_settings"),
        ("language: nl\nattempts: best\ncourse_id: ../other\n", "course_id"),
    ],
)
def test_a_faulty_class_file_says_what_to_write(tmp_path: Path, content: str | None, code: str) -> None:
    if content is not None:
        (tmp_path / "class.yaml").write_text(content)
    with pytest.raises(ClassFolderError) as problem:
        Classroom.open(tmp_path)
    assert problem.value.code == code
    assert "class.yaml" in problem.value.text.nl


@pytest.mark.parametrize("name", ["anna", "s123", "a.b-c_d", "A" * 64])
def test_plain_names_are_student_ids(name: str) -> None:
    assert is_student_id(name)


@pytest.mark.parametrize("name", ["", ".", "..", "a b", "a/b", "<b>", "é", "A" * 65, "a\n", "a,b"])
def test_other_names_are_not(name: str) -> None:
    assert not is_student_id(name)
