"""The journal on disk: kept before it is shown, never corrupted, repaired when a crash tore a line off."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.answers import Journal, JournalError, JournalFullError, Line
from course.answers import journal as module

WRITER = """
import sys
from course.answers import Journal
journal = Journal(sys.argv[1])
for number in range(1, 61):
    journal.append(sys.argv[2], number, {"text": "x" * 900})
"""


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    return Journal(tmp_path / "answers.jsonl")


def test_a_line_has_the_form_of_the_contract(journal: Journal) -> None:
    line = journal.append("e1c-1", 1, {"chosen": "ask"})
    written = json.loads(journal.path.read_text(encoding="utf-8"))
    assert written == {"format": 1, "item": "e1c-1", "attempt": 1, "value": {"chosen": "ask"}, "at": line.at}
    assert journal.path.read_bytes().endswith(b"}\n")


def test_lines_come_back_in_order(journal: Journal) -> None:
    for number in (1, 2, 3):
        journal.append("a", number, {"number": number})
    journal.append("b", 1, {"text": "één ‘regel’\nmet een nieuwe regel"})
    assert [(line.item, line.attempt) for line in journal.lines()] == [("a", 1), ("a", 2), ("a", 3), ("b", 1)]
    assert [line.value for line in journal.lines("b")] == [{"text": "één ‘regel’\nmet een nieuwe regel"}]


def test_a_missing_file_is_an_empty_journal(journal: Journal) -> None:
    assert journal.lines() == ()
    assert journal.read() == b""


def test_a_line_is_synced_before_append_returns(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[bytes] = []
    sync = os.fsync

    def watched(handle: int) -> None:
        sync(handle)
        synced.append(journal.path.read_bytes())

    monkeypatch.setattr(os, "fsync", watched)
    line = journal.append("a", 1, {})
    assert synced == [f"{line.as_json()}\n".encode()]


@pytest.mark.parametrize(
    "torn",
    [b"{", b'{"format": 1, "item": "a", "att', b"\x00\x00\x00", b'{"format": 1}', b"\xff\xfe"],
)
def test_a_torn_line_is_ignored_and_then_repaired(journal: Journal, torn: bytes) -> None:
    first = journal.append("a", 1, {"number": 1})
    with journal.path.open("ab") as file:
        file.write(torn)
    assert journal.lines() == (first,)
    second = journal.append("a", 2, {"number": 2})
    assert journal.lines() == (first, second)
    assert journal.path.read_text(encoding="utf-8") == f"{first.as_json()}\n{second.as_json()}\n"


@given(cut=st.integers(min_value=0, max_value=200))
def test_wherever_a_line_is_torn_nothing_before_it_is_lost(tmp_path_factory: pytest.TempPathFactory, cut: int) -> None:
    journal = Journal(tmp_path_factory.mktemp("torn") / "answers.jsonl")
    first = journal.append("a", 1, {"text": "Financiën"})
    second = journal.append("a", 2, {"text": "achterban"})
    whole = journal.path.read_bytes()
    kept = len(first.as_json().encode()) + 1
    journal.path.write_bytes(whole[: kept + cut])
    third = journal.append("a", 3, {})
    survived = cut >= len(second.as_json().encode())
    assert journal.lines() == ((first, second, third) if survived else (first, third))


def test_a_whole_line_that_lost_its_line_break_is_kept(journal: Journal) -> None:
    first = journal.append("a", 1, {})
    journal.path.write_bytes(journal.path.read_bytes().rstrip())
    second = journal.append("a", 2, {})
    assert journal.lines() == (first, second)


def test_something_long_that_is_not_ours_is_closed_and_not_thrown_away(journal: Journal) -> None:
    journal.path.write_bytes(b"x" * 200_000)
    line = journal.append("a", 1, {})
    assert journal.path.read_bytes().startswith(b"x" * 200_000 + b"\n")
    assert journal.lines() == (line,)


def test_two_kernels_writing_at_once_do_not_corrupt(journal: Journal) -> None:
    root = Path(__file__).parent.parent.parent
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, str(journal.path), name], cwd=root) for name in ("one", "two")
    ]
    assert [writer.wait() for writer in writers] == [0, 0]
    for name in ("one", "two"):
        assert [line.attempt for line in journal.lines(name)] == list(range(1, 61))
    assert len(journal.path.read_bytes().splitlines()) == 120


@pytest.mark.parametrize(
    ("item", "attempt", "value"),
    [
        ("with space", 1, {}),
        ("a" * 65, 1, {}),
        ("a", 0, {}),
        ("a", 10_001, {}),
        ("a", 1, {"number": float("nan")}),
        ("a", 1, {"number": float("inf")}),
        ("a", 1, {"number": 10**400}),
        ("a", 1, {"text": "\ud800"}),
        ("a", 1, {"text": "x" * 70_000}),
        ("a", 1, {"set": {1, 2}}),
        ("a", 1, {1: "a key that is no text"}),
    ],
)
def test_what_no_grader_accepts_is_not_written(
    journal: Journal, item: str, attempt: int, value: dict[str, object]
) -> None:
    with pytest.raises(JournalError):
        journal.append(item, attempt, value)
    assert not journal.path.exists()


def test_a_full_journal_refuses_and_keeps_what_it_has(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_JOURNAL", 200)
    first = journal.append("a", 1, {})
    with pytest.raises(JournalFullError):
        journal.append("a", 2, {"text": "x" * 200})
    assert journal.lines() == (first,)


def test_a_folder_that_is_not_there_is_an_error_with_a_name(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"answers\.jsonl"):
        Journal(tmp_path / "gone" / "answers.jsonl").append("a", 1, {})


def test_a_disk_that_fills_up_is_an_error_and_the_next_append_repairs(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = journal.append("a", 1, {})

    def full(file: object, data: bytes) -> None:
        assert hasattr(file, "write")
        file.write(data[:10])
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_write", full)
        with pytest.raises(JournalError, match="No space left"):
            journal.append("a", 2, {})
    assert journal.append("a", 2, {}) in journal.lines()
    assert journal.lines()[0] == first


def test_several_lines_come_back_at_once(journal: Journal) -> None:
    lines = [Line("a", 1, {"n": 1}, "2026-11-21T10:15:02Z"), Line("a", 1, {"n": 2}, "2026-11-21T10:15:03Z")]
    journal.append_all(lines)
    assert journal.lines() == tuple(lines)
