"""What raters send back, in every shape in which it may come."""

import json
from pathlib import Path

import pytest

from course.answers import MIME, Journal
from course.answers.kinds import BestWorst
from course.answers.raters import RatingsError, read_raters
from tests.scoring.forms import question

ITEMS = {name: item for name in ("q", "r") if isinstance(item := question(name).item, BestWorst)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Anna rated two questions, and changed her mind about one."""
    made = tmp_path / "anna"
    made.mkdir()
    journal = Journal(made / "answers.jsonl")
    for item, best, worst in (("q", "o0", "o1"), ("r", "o2", "o3"), ("q", "o3", "o1")):
        journal.append(item, 1, {"best": best, "worst": worst})
    return made


def notebook(folder: Path) -> Path:
    """The notebook alone, with the copy that it carries."""
    lines = [line.as_data() for line in Journal(folder / "answers.jsonl").lines()]
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: {"format": 1, "lines": lines}}}
    file = folder / "rate.ipynb"
    file.write_text(json.dumps({"cells": [{"cell_type": "code", "outputs": [output]}]}))
    return file


def test_the_last_answer_counts_and_the_folder_gives_the_name(folder: Path) -> None:
    (rater,) = read_raters([folder], ITEMS)
    assert (rater.name, rater.unread) == ("anna", 0)
    assert rater.choices == {"q": ("o3", "o1"), "r": ("o2", "o3")}


def test_a_journal_a_notebook_and_a_folder_say_the_same(folder: Path) -> None:
    whole = read_raters([folder], ITEMS)[0].choices
    alone = notebook(folder)
    assert read_raters([folder / "answers.jsonl"], ITEMS)[0].choices == whole
    assert read_raters([alone], ITEMS)[0].choices == whole
    (folder / "answers.jsonl").unlink()
    assert read_raters([folder], ITEMS)[0].choices == whole


def test_who_is_named_twice_counts_once(folder: Path) -> None:
    assert len(read_raters([folder, folder / "answers.jsonl"], ITEMS)) == 1


@pytest.mark.parametrize(
    "line",
    [
        {"format": 1, "item": "elsewhere", "attempt": 1, "value": {"best": "o0", "worst": "o1"}},
        {"format": 1, "item": "q", "attempt": 1, "value": {"best": "o0", "worst": "o0"}},
        {"format": 1, "item": "q", "attempt": 1, "value": {"best": "o9", "worst": "o1"}},
        {"format": 1, "item": "q", "attempt": 1, "value": {"best": ["o0"], "worst": "o1"}},
    ],
)
def test_what_fits_no_question_is_counted_and_left_out(folder: Path, line: dict[str, object]) -> None:
    with (folder / "answers.jsonl").open("a") as file:
        file.write(json.dumps({**line, "at": "2026-11-21T10:15:02Z"}) + "\n")
    (rater,) = read_raters([folder], ITEMS)
    assert (rater.unread, len(rater.choices)) == (1, 2)


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"not json\n", b"[" * 10_000])
@pytest.mark.parametrize("name", ["answers.jsonl", "rate.ipynb"])
def test_a_file_without_ratings_is_named(tmp_path: Path, content: bytes | None, name: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RatingsError) as caught:
        read_raters([file], ITEMS)
    assert caught.value.file == file


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RatingsError):
        read_raters([tmp_path], ITEMS)
