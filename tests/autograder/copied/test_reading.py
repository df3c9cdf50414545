"""What of a hand-in is compared: what the assignment asks, wherever it stands, and nothing that came with it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.class_folder.classroom import JOURNAL, Classroom
from autograder.copied import prints
from autograder.copied.odd import OddKind
from autograder.copied.prints import HandIn as Read
from autograder.copied.prints import read_asked, read_hand_in
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, line
from tests.autograder.copied.folders import a_class, handed_in, played


def read(classroom: Classroom, student: str = "anna") -> Read:
    return read_hand_in(classroom, read_asked(classroom, ASSIGNMENT), ASSIGNMENT, student)


def test_the_journal_is_read(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    found = read(classroom)
    assert [step.item for step in found.steps] == ["q-choice", "q-number"]
    assert found.digest
    assert found.odd == ()


def test_without_a_journal_the_copy_in_the_notebook_is_read(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    journal = read(classroom).steps
    hand_in.journal.unlink()
    hand_in.embed(GOOD)
    assert read(classroom).steps == journal


def test_a_notebook_with_other_lines_than_the_journal_is_told(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.embed([*GOOD, line("q-choice", {"chosen": "refuse"}, 9), line("q-number", {"number": 7}, 11)])
    found = read(classroom)
    assert len(found.steps) == 4
    assert [(odd.kind, odd.count) for odd in found.odd] == [(OddKind.TWO_COPIES, 2)]


def test_an_older_copy_in_the_notebook_is_nothing(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.embed(GOOD[:1])
    assert read(classroom).odd == ()


def test_what_is_not_asked_is_not_compared(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer([*GOOD, line("elsewhere", {"chosen": "ask"}, 3)])
    assert len(read(classroom).steps) == 2


def test_a_journal_that_was_handed_out_belongs_to_nobody(classroom: Classroom, hand_in: HandIn) -> None:
    (classroom.step("release", ASSIGNMENT) / JOURNAL).write_text(json.dumps(GOOD[0]) + "\n")
    hand_in.answer(GOOD)
    assert [step.item for step in read(classroom).steps] == ["q-number"]


def test_a_notebook_under_another_name_is_read(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.write_answer("What I wrote.")
    hand_in.file.rename(hand_in.folder / "my version (2).ipynb")
    assert read(classroom).texts == {"reflection": "What I wrote."}


def test_a_written_answer_without_nbgraders_metadata_is_known_by_its_cell(
    classroom: Classroom, hand_in: HandIn
) -> None:
    hand_in.write_answer("What I wrote.")
    notebook = hand_in.read()
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    hand_in.write(notebook)
    assert read(classroom).texts == {"reflection": "What I wrote."}


def test_an_answer_that_was_never_written_is_no_text(classroom: Classroom, hand_in: HandIn) -> None:
    assert read(classroom).texts == {}


def test_a_long_journal_is_cut_and_told(classroom: Classroom, hand_in: HandIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prints, "MOST_STEPS", 5)
    hand_in.answer([line("q-number", {"number": n}, n) for n in range(20)])
    found = read(classroom)
    assert len(found.steps) == 5
    assert (found.odd[0].kind, found.odd[0].count) == (OddKind.LEFT_OUT, 15)


def test_a_link_to_another_folder_is_not_followed(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    link = classroom.root / "submitted" / "bob"
    link.mkdir()
    (link / ASSIGNMENT).symlink_to(hand_in.folder)
    assert read(classroom, "bob").steps == ()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 100_000, b'{"format": 1}\n' * 1000, b"{}", b"null"])
def test_whatever_stands_in_a_hand_in_is_read_without_a_fault(
    classroom: Classroom, hand_in: HandIn, content: bytes
) -> None:
    hand_in.file.write_bytes(content)
    hand_in.journal.write_bytes(content)
    assert read(classroom).steps == ()


def test_the_language_of_the_notebook_makes_no_difference(classroom: Classroom, tmp_path: Path) -> None:
    a_class(classroom, 1)
    other = handed_in(classroom, "other", played(0))
    notebook = other.read()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            cell["source"] = f"In another language: {cell['source']}"
    other.write(notebook)
    assert replace(read(classroom, "other"), student="s0", texts={}) == replace(read(classroom, "s0"), texts={})
