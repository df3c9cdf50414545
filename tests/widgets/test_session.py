"""What the cells of a notebook share."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from course.answers import MIME, ItemsError, JournalError, Line
from course.widgets import session
from course.widgets.embed import bundle
from course.widgets.session import GradedElsewhere, NotAnswered, Runner, Session

LINES = (
    Line("goals", 1, {"chosen": "overrule"}, "2026-11-21T10:15:02Z"),
    Line("goals", 2, {"chosen": "ask-cost"}, "2026-11-21T10:16:02Z"),
)


def write_notebook(path: Path, *lines: Line) -> None:
    outputs = [{"output_type": "display_data", "metadata": {}, "data": bundle("goals", lines, "nl")}]
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "outputs": outputs}]}), encoding="utf-8")


def test_beginning_reads_the_questions(begun: Session) -> None:
    assert begun.assignment == "try"
    assert begun.language == "en"
    assert len(begun.items) == 9
    assert begun.keys == {}


def test_a_language_that_the_course_does_not_have_is_english(folder: Path) -> None:
    session.begin("try", "fr")
    assert session.current().language == "en"
    assert session.current().folder == folder


def test_without_a_first_cell_the_language_is_that_of_the_notebook(folder: Path) -> None:
    (folder / "try.ipynb").write_text(json.dumps({"cells": [{"source": 'begin("try", language="nl")'}]}))
    assert session.current().language == "nl"


def test_a_folder_without_questions(tmp_path: Path) -> None:
    opened = session.open_session("try", "nl", tmp_path)
    assert (opened.items, opened.broken) == ({}, None)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 9}', '{"format": 1, "items": [{"id": 3}]}', "[" * 100_000])
def test_a_damaged_file_of_questions_is_remembered_and_not_raised(tmp_path: Path, text: str) -> None:
    (tmp_path / "items.json").write_text(text, encoding="utf-8")
    assert isinstance(session.open_session("try", "nl", tmp_path).broken, ItemsError)


def test_an_answer_is_on_disk_before_anybody_hears_of_it(begun: Session) -> None:
    heard: list[int] = []
    begun.listen("goals", "screen", lambda: heard.append(len(begun.journal.lines("goals"))))
    begun.listen("errand", "screen", lambda: heard.append(-1))
    begun.keep("goals", 1, {"chosen": "overrule"})
    begun.keep("goals", 2, {"chosen": "ask-cost"})
    assert heard == [1, 2]


def test_what_could_not_be_kept_nobody_hears_of(begun: Session) -> None:
    heard: list[int] = []
    begun.listen("goals", "screen", lambda: heard.append(1))
    with pytest.raises(JournalError):
        begun.keep("goals", 1, {"number": float("nan")})
    assert heard == []


def test_attempts_go_on_where_they_were(begun: Session) -> None:
    assert begun.next_attempt("goals") == 1
    begun.keep("goals", 1, {"chosen": "overrule"})
    begun.keep("errand", 4, {})
    assert begun.next_attempt("goals") == 2
    assert begun.next_attempt("errand") == 5


def test_a_journal_that_is_gone_comes_back_from_the_notebook(folder: Path) -> None:
    write_notebook(folder / "try.ipynb", *LINES)
    session.begin("try", "nl")
    assert session.current().restored == 2
    assert session.current().lines("goals") == LINES
    session.begin("try", "nl")
    assert session.current().restored == 0
    assert session.current().lines("goals") == LINES


def test_a_journal_that_is_there_is_left_as_it_is(begun: Session, folder: Path) -> None:
    begun.keep("goals", 1, {"chosen": "note-down"})
    write_notebook(folder / "try.ipynb", *LINES)
    session.begin("try", "nl")
    assert len(session.current().lines("goals")) == 1


@pytest.mark.parametrize("text", ["", "{", "[]", '{"cells": 3}', "[" * 100_000])
def test_a_damaged_notebook_gives_nothing_back(folder: Path, text: str) -> None:
    (folder / "try.ipynb").write_text(text, encoding="utf-8")
    session.begin("try", "nl")
    assert session.current().restored == 0


@pytest.mark.parametrize("runner", ["autograde", "validate"])
def test_nobody_but_a_student_writes_the_journal(folder: Path, monkeypatch: pytest.MonkeyPatch, runner: str) -> None:
    monkeypatch.setenv("NBGRADER_EXECUTION", runner)
    write_notebook(folder / "try.ipynb", *LINES)
    session.begin("try", "nl")
    assert not (folder / "answers.jsonl").exists()


def test_who_runs_the_notebook(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Runner.now() is Runner.STUDENT
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert Runner.now() is Runner.AUTOGRADE
    monkeypatch.setenv("NBGRADER_EXECUTION", "something new")
    assert Runner.now() is Runner.STUDENT


@pytest.mark.parametrize("kind", [GradedElsewhere, NotAnswered])
def test_our_exceptions_show_as_one_sentence(kind: type[GradedElsewhere | NotAnswered]) -> None:
    assert kind("One sentence.")._render_traceback_() == ["One sentence."]


def test_the_copy_has_the_form_of_the_contract() -> None:
    output = bundle("goals", LINES, "nl", word="decisions")
    assert output[MIME] == {"format": 1, "item": "goals", "lines": [line.as_data() for line in LINES]}
    assert output["text/plain"] == "2 beslissingen bewaard."
    assert 'role="status"' in output["text/html"]
    assert bundle("goals", (), "en")["text/plain"] == "No answer kept yet."
    assert bundle("goals", LINES[:1], "en")["text/plain"] == "1 answer kept."


def test_a_beginning_is_kept_and_is_no_decision() -> None:
    begun = replace(LINES[0], value={"kind": "start", "scenario": "goals"})
    output = bundle("goals", (begun,), "en", word="decisions")
    assert output["text/plain"] == "No decision kept yet."
    assert output[MIME]["lines"] == [begun.as_data()]
    assert bundle("goals", (begun, *LINES), "en", word="decisions")["text/plain"] == "2 decisions kept."
