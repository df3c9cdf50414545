"""Which attempt counts, by which version of a role-play, and how points are shown."""

import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nbformat import v4

from autograder.class_folder.books import book_for
from autograder.class_folder.classroom import Attempts, Classroom
from autograder.class_folder.scenarios import keep
from autograder.marking.handin import prepare, score_hand_in
from autograder.marking.marking import Marked, mark, number, reasons_html, show
from autograder.marking.notes import Kind
from autograder.marking.reading import read_notebook
from autograder.marking.rebuild import read_release, rebuild
from course.answers.collect import collect
from course.locale import Text
from course.scoring import Book, score
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, grader, line, source
from tests.autograder.page import live


def points(classroom: Classroom) -> dict[str, float | None]:
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    prepared = prepare(classroom, ASSIGNMENT, "anna", ASSIGNMENT, release)
    graded = score_hand_in(classroom, prepared, prepared.notebook, book_for(classroom, ASSIGNMENT))
    return {name: each.points for name, each in graded.marked.items()}


@pytest.mark.parametrize(("attempts", "expected"), [("first", 0.0), ("best", 3.0), ("last", 3.0)])
def test_the_class_decides_which_attempt_counts(
    classroom: Classroom, hand_in: HandIn, attempts: Attempts, expected: float
) -> None:
    hand_in.answer([line("q-number", {"number": n}, second) for second, n in enumerate((5, 22, 21))])
    assert points(replace(classroom, attempts=attempts))["q-number"] == expected


def test_answers_that_only_the_notebook_has_join_those_of_the_journal(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD[:1])
    hand_in.embed(GOOD[1:])
    assert points(classroom) == {"q-choice": 4.0, "q-number": 6.0, "classic": None}


def test_a_torn_line_is_left_out_but_not_held_against_the_student(classroom: Classroom, hand_in: HandIn) -> None:
    hand_in.answer(GOOD)
    hand_in.journal.write_text(hand_in.journal.read_text() + '{"format": 1, "it')
    release = read_release(classroom.step("release", ASSIGNMENT) / f"{ASSIGNMENT}.ipynb")
    notes = prepare(classroom, ASSIGNMENT, "anna", ASSIGNMENT, release).notes
    assert [(note.kind, note.code) for note in notes] == [(Kind.IGNORED, "torn")]


def test_a_score_that_is_no_number_is_nobodys_points(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.marking.marking.score", lambda *args: replace(score(*args), points=float("nan")))
    marked = mark(source(), collect(None, None), Book(), "best")
    assert {each.points for each in marked.values()} == {None}
    assert all(each.reasons for each in marked.values())


def test_a_fault_in_one_item_leaves_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(call: Any, *rest: Any) -> Any:
        if call.item == "q-choice":
            raise ZeroDivisionError("a fault of ours")
        return replace(score(call, *rest), points=1e9)

    monkeypatch.setattr("autograder.marking.marking.score", faulty)
    marked = mark(source(), collect(None, None), Book(), "best")
    assert marked["q-choice"].points is None
    assert "ZeroDivisionError" in marked["q-choice"].notes[0].text.en
    assert marked["q-number"].points == 6.0, "never more than the maximum"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_reasons_are_text_whatever_is_in_them(language: str) -> None:
    evil = Text("<script>window.ran = 1</script>", "<img src=x onerror='window.ran = 1'>")
    html = reasons_html(Marked("q", 1.5, 4.0, (evil,)), language)  # type: ignore[arg-type]
    assert live(html) == []
    assert evil.of(language).replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#x27;") in html


def test_what_is_shown_is_at_most_what_was_given_also_to_stock_nbgrader() -> None:
    from nbgrader.utils import determine_grade  # noqa: PLC0415

    notebook = source()
    marked = {
        "q-choice": Marked("q-choice", 1.25, 4.0, ()),
        "q-number": Marked("q-number", 0.0, 6.0, ()),
        "classic": Marked("classic", None, 3.0, ()),
    }
    show(notebook, marked, "nl")
    found = {
        cell.metadata.nbgrader.grade_id: determine_grade(cell)[0]
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.metadata.nbgrader.grade
    }
    assert found == {"q-choice": 1.25, "q-number": 0.0, "classic": 0.0}


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [(12.5, "12,5", "12.5"), (3, "3", "3"), (0.333333, "0,33", "0.33"), (100, "100", "100")],
)
def test_points_are_written_as_people_of_that_language_do(value: float, dutch: str, english: str) -> None:
    assert (number(value, "nl"), number(value, "en")) == (dutch, english)


def play(player_name: str) -> list[dict[str, object]]:
    from course.roleplay.load import library, load  # noqa: PLC0415
    from course.roleplay.players import journal_values, player  # noqa: PLC0415

    values = journal_values(load(library()["purchasing"]), player(player_name), 1)
    return [line("purchasing", value, n % 60) for n, value in enumerate(values)]


def role_play() -> Any:
    parts = {"substance": 30, "mandate": 15}
    cells = [
        v4.new_code_cell(f'criterion("purchasing", "{part}")', metadata=grader(f"purchasing-{part}", points=points))
        for part, points in parts.items()
    ]
    return v4.new_notebook(cells=cells)


def test_a_run_is_scored_by_the_role_play_as_it_was_released(
    classroom: Classroom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from course.roleplay import load as loading  # noqa: PLC0415

    answers = collect("".join(f"{line_as_json(each)}\n" for each in play("expert")).encode(), None)
    keep(classroom.scenarios)
    before = mark(role_play(), answers, book_for(classroom, ASSIGNMENT), "best")
    assert before["purchasing-substance"].points == pytest.approx(30.0)

    today = tmp_path / "purchasing.yaml"
    text = loading.library()["purchasing"].read_text()
    changed = text.replace("talks: 6", "talks: 5", 1) if "talks: 6" in text else text.replace("home: 6", "home: 5", 1)
    assert changed != text
    today.write_text(changed)
    monkeypatch.setattr(loading, "library", lambda: {"purchasing": today})
    from autograder.class_folder import books  # noqa: PLC0415

    books._book.cache_clear()
    again = collect("".join(f"{line_as_json(each)}\n" for each in replay_of(answers)).encode(), None)
    kept = mark(role_play(), again, book_for(classroom, ASSIGNMENT), "best")
    assert {n: m.points for n, m in kept.items()} == {n: m.points for n, m in before.items()}

    shutil.rmtree(classroom.scenarios)
    books._book.cache_clear()
    fresh = collect("".join(f"{line_as_json(each)}\n" for each in replay_of(answers)).encode(), None)
    lost = mark(role_play(), fresh, book_for(classroom, ASSIGNMENT), "best")
    assert lost["purchasing-substance"].points == 0.0
    assert lost["purchasing-substance"].reasons
    books._book.cache_clear()


def line_as_json(data: Mapping[str, object]) -> str:
    import json  # noqa: PLC0415

    return json.dumps(data)


def replay_of(collected: Any) -> list[dict[str, object]]:
    return [each.as_data() for each in collected.lines]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)
CELL = st.fixed_dictionaries(
    {},
    optional={
        "cell_type": st.sampled_from(["code", "markdown", "raw"]) | JSON,
        "source": st.text(max_size=30) | st.lists(st.text(max_size=5), max_size=3) | JSON,
        "id": st.sampled_from(["q-choice", "reflection"]) | JSON,
        "metadata": st.fixed_dictionaries({"nbgrader": st.fixed_dictionaries({"grade_id": JSON})}) | JSON,
        "outputs": st.lists(st.fixed_dictionaries({"output_type": JSON, "data": JSON}) | JSON, max_size=2) | JSON,
        "attachments": JSON,
    },
)
NOTEBOOK = st.fixed_dictionaries(
    {"cells": st.lists(CELL | JSON, max_size=5)}, optional={"nbformat": JSON, "metadata": JSON}
)


@settings(max_examples=400)
@given(NOTEBOOK | JSON)
def test_no_notebook_is_too_odd_to_be_rebuilt(document: object) -> None:
    reading = read_notebook(
        line_as_json(document).encode() if isinstance(document, dict) else repr(document).encode(), "x"
    )
    rebuilt = rebuild(source(), reading.notebook)
    assert [cell.cell_type for cell in rebuilt.notebook.cells] == [cell.cell_type for cell in source().cells]
    collect(None, reading.notebook)


@given(st.binary(max_size=200))
def test_no_bytes_are_too_odd_to_be_read(raw: bytes) -> None:
    assert read_notebook(raw, "x").notebook is None or raw
