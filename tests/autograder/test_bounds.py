"""What is said to be huge is never read: seals, ways back and names of what is set aside stay quick."""

import os
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.grading import seal
from autograder.grading.seal import NOTHING, folder_seal
from autograder.inbox.intake import mend
from autograder.inbox.leftovers import set_aside
from autograder.inbox.undo import Undo
from tests.autograder.broken.case import FULL
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn
from tests.autograder.test_broken_hand_ins import grade

TERABYTE = 1_000_000_000_000


def sparse(file: Path) -> None:
    with file.open("ab") as stream:
        stream.truncate(TERABYTE)


def test_a_folder_with_a_file_said_to_be_huge_has_no_seal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    assert folder_seal(tmp_path) != NOTHING
    sparse(tmp_path / "b.txt")
    assert folder_seal(tmp_path) == NOTHING


def test_a_folder_with_too_many_files_or_too_deep_has_no_seal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(4):
        (tmp_path / f"{number}.txt").touch()
    assert folder_seal(tmp_path) != NOTHING
    monkeypatch.setattr(seal, "MOST_FILES", 3)
    assert folder_seal(tmp_path) == NOTHING
    monkeypatch.undo()
    deep = tmp_path / "/".join(["a"] * 120)
    deep.mkdir(parents=True)
    (deep / "x").touch()
    assert folder_seal(tmp_path) == NOTHING


def test_a_half_mended_folder_with_a_huge_file_goes_back_without_reading_it(
    classroom: Classroom, hand_in: HandIn
) -> None:
    hand_in.answer(GOOD)
    sparse(hand_in.folder / "movie.bin")
    undo = Undo(classroom, ASSIGNMENT, "anna")
    undo()
    hand_in.journal.rename(hand_in.folder / "away.jsonl")  # cut off here
    Undo(classroom, ASSIGNMENT, "anna").take_back()
    assert hand_in.journal.is_file()
    assert not (hand_in.folder / "away.jsonl").exists()


def test_a_folder_that_came_anew_with_a_huge_file_stays(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    Undo(classroom, ASSIGNMENT, "anna")()
    sparse(hand_in.folder / "new.bin")
    Undo(classroom, ASSIGNMENT, "anna").take_back()
    assert (hand_in.folder / "new.bin").exists()


@pytest.mark.parametrize("name", ["a" * 251 + ".txt", "é" * 120 + ".txt", "\U0001f600" * 63, "x.txt", "." + "y" * 200])
def test_the_same_name_can_be_set_aside_again_and_again(tmp_path: Path, name: str) -> None:
    kept = set()
    for number in range(4):
        (tmp_path / name).write_text(str(number))
        kept.add(set_aside(tmp_path / name, tmp_path / "aside"))
    assert len(kept) == 4
    assert {path.read_text() for path in kept} == set("0123")
    assert all(len(os.fsencode(path.name)) <= 255 for path in kept)


def test_long_names_that_begin_alike_do_not_try_each_others_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    names = ["a" * 240 + f"{number:03}" for number in range(40)]
    for _ in range(2):
        for name in names:
            (tmp_path / name).touch()
            set_aside(tmp_path / name, tmp_path / "aside")

    def lexists(path: str) -> bool:
        tried.append(path)
        return exists(path)

    exists = os.path.lexists
    monkeypatch.setattr("os.path.lexists", lexists)
    for name in names:
        (tmp_path / name).touch()
        set_aside(tmp_path / name, tmp_path / "aside")
    assert len(tried) <= 3 * len(names)


def test_a_crowded_folder_is_refused_and_left_as_it_came(
    classroom: Classroom, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    from autograder.errors import HandInError  # noqa: PLC0415

    hand_in.answer(GOOD)
    (hand_in.folder / "venv").mkdir()
    for number in range(20):
        (hand_in.folder / "venv" / f"{number}.py").touch()
    monkeypatch.setattr("autograder.inbox.intake.MOST_ENTRIES", 15)
    before = sorted(hand_in.folder.rglob("*"))
    with pytest.raises(HandInError) as refused:
        mend(classroom, ASSIGNMENT, "anna")
    assert refused.value.code == "too_many_files"
    assert sorted(hand_in.folder.rglob("*")) == before
    monkeypatch.undo()
    assert grade(classroom)[0] == FULL
