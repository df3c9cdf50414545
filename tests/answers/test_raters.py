"""What raters send back, in every shape in which it may come."""

import json
import shutil
from pathlib import Path

import pytest

from course.answers import MIME, Journal
from course.answers.as_data import public_file
from course.answers.kinds import Authored, BestWorst, BestWorstKey
from course.answers.raters import Problem, RatingsError, read_raters
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
def test_a_file_without_ratings_is_named_with_the_reason(tmp_path: Path, content: bytes | None, name: str) -> None:
    file = tmp_path / name
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(RatingsError) as caught:
        read_raters([file], ITEMS)
    assert caught.value.problems == {file: Problem.MISSING if content is None else Problem.UNREADABLE}


def test_every_file_without_ratings_is_named_at_once(folder: Path, tmp_path: Path) -> None:
    empty, other = tmp_path / "empty", tmp_path / "other"
    for made in (empty, other):
        made.mkdir()
    Journal(other / "answers.jsonl").append("e1c-1", 1, {"chosen": "ask"})
    with pytest.raises(RatingsError) as caught:
        read_raters([empty, folder, other], ITEMS)
    assert caught.value.problems == {empty: Problem.UNREADABLE, other: Problem.FOREIGN}


def test_a_broken_notebook_beside_a_whole_journal_costs_nothing(folder: Path) -> None:
    (folder / "rate.ipynb").write_text('{"torn')
    (rater,) = read_raters([folder], ITEMS)
    assert (len(rater.choices), rater.damaged) == (2, 1)


def test_a_line_that_was_torn_off_is_said_and_the_rest_counts(folder: Path) -> None:
    file = folder / "answers.jsonl"
    file.write_bytes(file.read_bytes()[:-20])
    (rater,) = read_raters([folder], ITEMS)
    assert (rater.choices["q"], rater.damaged) == (("o0", "o1"), 1)


def test_a_copy_under_another_name_is_the_same_person(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / "annas-second-mail"))
    (rater,) = read_raters([folder, copy], ITEMS)
    assert (rater.name, rater.same) == ("anna", (str(copy),))


def test_half_an_evening_and_the_whole_of_it_are_one_person_and_the_later_answer_counts(
    folder: Path, tmp_path: Path
) -> None:
    half = Path(shutil.copytree(folder, tmp_path / "half")) / "answers.jsonl"
    half.write_text("".join(half.read_text().splitlines(keepends=True)[:2]))
    for files in ([half, folder], [folder, half]):
        (rater,) = read_raters(files, ITEMS)
        assert rater.choices == {"q": ("o3", "o1"), "r": ("o2", "o3")}


def test_two_people_of_one_mind_stay_two(folder: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(folder, tmp_path / "bo" / "anna")) / "answers.jsonl"
    other.write_text(other.read_text().replace('"at": "20', '"at": "19'))
    found = read_raters([folder, other.parent], ITEMS)
    assert [each.name for each in found] == [str(folder), str(other.parent)], "two folders of one name"
    assert found[0].choices == found[1].choices


@pytest.mark.parametrize(
    ("texts", "language", "reworded"),
    [
        (("a", "b", "c", "d"), "en", ("q",)),
        (("a", "b", "c", "d"), None, ("q",)),
        (None, "en", ()),  # another order is no other text
    ],
)
def test_what_was_rated_in_other_words_is_told(
    folder: Path, texts: tuple[str, ...] | None, language: str | None, reworded: tuple[str, ...]
) -> None:
    then = question("q", texts=texts).item if texts else ITEMS["q"]
    assert isinstance(then, BestWorst)
    turned = BestWorst(id="q", question=then.question, options=then.options[::-1])
    data = public_file([Authored(turned, BestWorstKey(item="q", best="o0", worst="o1"))], with_keys=False)
    (folder / "items.json").write_text(json.dumps(data))
    about = {"metadata": {"achterban": {"language": language}}, "cells": []}
    (folder / "rate.ipynb").write_text(json.dumps(about))
    (rater,) = read_raters([folder], ITEMS)
    assert rater.reworded == reworded


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"format": 1, "items": [3]}'])
def test_a_list_of_questions_that_cannot_be_read_says_nothing(folder: Path, content: bytes) -> None:
    (folder / "items.json").write_bytes(content)
    assert read_raters([folder], ITEMS)[0].reworded == ()
