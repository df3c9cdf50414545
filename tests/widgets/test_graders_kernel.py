"""Cells that a grader's kernel runs: they must fail, in one sentence, whatever stands in the folder.

nbgrader without this course's configuration gives full marks to a cell that ends well.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from course.widgets import GradedElsewhere, NotAnswered, ask, begin, criterion, record
from course.widgets.session import open_session
from tests.widgets.notebooks import Shown, write_items

CELLS: dict[str, Callable[[], None]] = {
    "ask": lambda: ask("goals"),
    "record": lambda: record("zopa-size", 22),
    "record nothing": lambda: record("zopa-size"),
    "criterion": lambda: criterion("purchasing", "mandate"),
    "unknown item": lambda: ask("nothing"),
    "unknown role-play": lambda: criterion("nothing", "mandate"),
}
EVERY = pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS)


@pytest.fixture
def autograde(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")


@pytest.fixture
def validate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")


@EVERY
@pytest.mark.parametrize("items", ["graded", "with keys", "damaged", "gone"])
@pytest.mark.usefixtures("autograde")
def test_for_points_every_cell_fails(folder: Path, shown: Shown, cell: Callable[[], None], items: str) -> None:
    if items == "with keys":
        write_items(folder, with_keys=True)
    elif items == "damaged":
        (folder / "items.json").write_text("{", encoding="utf-8")
    elif items == "gone":
        (folder / "items.json").unlink()
    begin("try", "nl")
    with pytest.raises(GradedElsewhere):
        cell()
    assert shown.outputs == []
    assert not (folder / "answers.jsonl").exists()


@EVERY
@pytest.mark.usefixtures("validate")
def test_validating_without_an_answer_fails_in_one_sentence(
    folder: Path, shown: Shown, cell: Callable[[], None]
) -> None:
    begin("try", "en")
    with pytest.raises(NotAnswered) as found:
        cell()
    assert len(found.value._render_traceback_()) == 1
    assert str(found.value).endswith((".", "cell."))
    assert not (folder / "answers.jsonl").exists()
    assert shown.widgets == []


def test_validating_with_an_answer_passes_and_writes_nothing(
    folder: Path, shown: Shown, monkeypatch: pytest.MonkeyPatch
) -> None:
    student = open_session("try", "en", folder)
    student.keep("goals", 1, {"chosen": "overrule"})
    student.keep("zopa-size", 1, {"number": 3})
    before = (folder / "answers.jsonl").read_bytes()
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    begin("try", "en")
    ask("goals")
    record("zopa-size", 22)
    assert (folder / "answers.jsonl").read_bytes() == before
    assert shown.widgets == []


@pytest.mark.usefixtures("validate")
def test_validating_passes_over_questions_for_yourself(folder: Path, shown: Shown) -> None:
    write_items(folder, with_keys=True)
    begin("try", "en")
    ask("goals")
    assert shown.outputs == []


@pytest.mark.parametrize("runner", ["autograde", "validate"])
def test_an_error_that_nobody_expected_fails_too(folder: Path, monkeypatch: pytest.MonkeyPatch, runner: str) -> None:
    begin("try", "en")
    monkeypatch.setenv("NBGRADER_EXECUTION", runner)
    monkeypatch.setattr("course.widgets.question.for_students", lambda *_: 1 / 0)
    with pytest.raises(NotAnswered):
        ask("goals")
    assert folder.is_dir()
