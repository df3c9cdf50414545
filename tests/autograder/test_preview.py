"""Who changes and why, before anything is written; and nobody's points change without somebody saying yes."""

import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from sqlalchemy import text
from sqlalchemy.exc import InternalError

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading.batch import Outcome, grade_class
from autograder.grading.ledger import Ledger, read_ledger
from autograder.preview.book import look_into
from autograder.preview.changes import Change, Changes, Kind, causes_of, net
from autograder.preview.data import as_data
from autograder.preview.run import preview_class
from autograder.preview.show import show
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, line, make_class
from tests.autograder.commands import autograder, environment, nbgrader
from tests.autograder.grades import GRADES, everything, rows, through_nbgrader
from tests.autograder.grading.test_crew import set_duedate
from tests.autograder.tree import tree

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

REFUSES = [line("q-choice", {"chosen": "refuse"})]
TWICE = [line("q-choice", {"chosen": "refuse"}, 1), *GOOD]


@pytest.fixture
def school(generated: Path, tmp_path: Path) -> Classroom:
    """Anna knows all, Bo chose wrongly, Cas changed his mind; all are graded."""
    classroom = Classroom.open(shutil.copytree(generated, tmp_path / "class"))
    for student, lines in {"anna": GOOD, "bo": REFUSES, "cas": TWICE}.items():
        HandIn(classroom, student).answer(lines)
    grade(classroom)
    return classroom


class Gate:
    """Says yes or no, and remembers what it was shown."""

    def __init__(self, *, yes: bool) -> None:
        self.yes = yes
        self.shown: list[Changes] = []

    def looked(self, done: int, count: int) -> None:
        assert done <= count

    def ask(self, changes: Changes) -> None:
        self.shown.append(changes)
        if not self.yes:
            raise PermissionError("no")


def grade(school: Classroom, gate: Gate | None = None, *, force: bool = False) -> dict[str, Outcome]:
    config = load_config(school.root)
    done = grade_class(Classroom.open(school.root), config, ASSIGNMENT, jobs=2, gate=gate, force=force)
    return {each.student: each for each in done}


def look(school: Classroom, assignment: str = ASSIGNMENT, *, force: bool = False) -> dict[str, Change]:
    opened, config = Classroom.open(school.root), load_config(school.root, look=True)
    return {each.student: each for each in preview_class(opened, config, assignment, jobs=2, force=force).all}


def codes(change: Change) -> set[str]:
    return {each.code for each in causes_of(change)}


def totals(change: Change) -> tuple[float | None, float | None]:
    before, after = (None if each is None else net(each) for each in (change.before, change.after))
    return before, after


def printed(changes: Changes, language: str = "en") -> str:
    console = Console(file=open(os.devnull, "w"), record=True, width=200)  # noqa: SIM115, PTH123
    show(changes, language, console)
    return console.export_text()


def change_key(school: Classroom, right: str = "refuse", assignment: str = ASSIGNMENT, item: str = "q-choice") -> None:
    file = school.keys_file(assignment)
    data = json.loads(file.read_text())
    next(each for each in data["keys"] if each["item"] == item)["key"] = right
    file.write_text(json.dumps(data))


def agree(school: Classroom, attempts: str) -> None:
    (school.root / "class.yaml").write_text(f"language: nl\nattempts: {attempts}\n")


def penalise(school: Classroom) -> None:
    with (school.root / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")


def late(school: Classroom) -> None:
    penalise(school)
    for student in ("anna", "bo", "cas"):
        (school.step("submitted", ASSIGNMENT, student) / "timestamp.txt").write_text("2026-11-21 10:00:00 UTC")
    grade(school)
    set_duedate(school, "2026-11-20 00:00:00")


def forget(school: Classroom) -> None:
    school.ledger_file(ASSIGNMENT).unlink()
    change_key(school)


def put_back(school: Classroom) -> None:
    sql(school, "update grade set auto_score = 1 where auto_score = 4.0")


def nothing(school: Classroom) -> None:
    pass


def sql(school: Classroom, statement: str) -> None:
    with closing(sqlite3.connect(school.root / "gradebook.db")) as book:
        book.execute(statement)
        book.commit()


# What was done -> whose points change (before, after), and every cause that is named.
CHANGES: dict[str, tuple[Callable[[Classroom], None], dict[str, tuple[float, float]], set[str]]] = {
    "nothing": (nothing, {}, set()),
    "another key": (change_key, {"anna": (10, 6), "bo": (0, 4), "cas": (10, 6)}, {"key"}),
    "another attempt counts": (lambda s: agree(s, "first"), {"cas": (10, 6)}, {"attempts"}),
    "the due date passed": (late, {"anna": (10, 0), "cas": (10, 0)}, {"due"}),
    "nobody knows how it was graded": (forget, {"anna": (10, 6), "bo": (0, 4), "cas": (10, 6)}, {"unrecorded"}),
    "the grade book was put back": (put_back, {"anna": (7, 10), "cas": (7, 10)}, {"book"}),
}


@pytest.mark.parametrize("what", CHANGES)
def test_who_changes_and_why(school: Classroom, what: str) -> None:
    do, moved, named = CHANGES[what]
    do(school)
    before = tree(school.root)
    found = look(school)
    assert tree(school.root) == before, "and nothing in the class folder was touched"
    assert {s: totals(each) for s, each in found.items() if each.kind is Kind.REGRADED} == moved
    assert set().union(*(codes(each) for each in found.values())) == named
    assert {each.kind for s, each in found.items() if s not in moved} <= {Kind.SAME}


@pytest.mark.parametrize("what", CHANGES)
def test_a_run_does_what_was_foreseen_and_only_when_somebody_says_yes(school: Classroom, what: str) -> None:
    do, moved, _ = CHANGES[what]
    do(school)
    foreseen = look(school)
    book, ledger = everything(school.root), read_ledger(school.ledger_file(ASSIGNMENT)).entries
    files = {name: seal for name, seal in tree(school.root).items() if not name.startswith(".autograder")}
    no = Gate(yes=False)
    if moved:
        with pytest.raises(PermissionError):
            grade(school, no)
        assert [{each.student for each in shown.asked} for shown in no.shown] == [set(moved)]
        assert everything(school.root) == book, "the grade book holds what it held"
        assert read_ledger(school.ledger_file(ASSIGNMENT)).entries == ledger
        now = {name: seal for name, seal in tree(school.root).items() if not name.startswith(".autograder")}
        assert {n: s[0] for n, s in now.items()} == {n: s[0] for n, s in files.items()}
    outcomes = grade(school, Gate(yes=True))
    for student, outcome in outcomes.items():
        assert outcome.total is not None
        assert net(outcome.total) == totals(foreseen[student])[1], student
    again = Gate(yes=False)
    assert all(outcome.unchanged for outcome in grade(school, again).values())
    assert again.shown == [], "asked once"


def test_the_key_and_the_option_are_named(school: Classroom) -> None:
    change_key(school)
    changes = Changes(ASSIGNMENT, tuple(look(school).values()))
    [cause] = changes.causes
    assert (cause.code, cause.item) == ("key", "q-choice")
    for language, words in {"en": ("was “ask” (ask)", "is now “refuse”"), "nl": ("ask (nl)", "is nu")}.items():
        assert all(each in cause.text.of(language) for each in words)
        assert cause.text.of(language) in printed(changes, language)


def test_only_the_causes_that_explain_a_change_are_named(school: Classroom) -> None:
    """The key and the agreement changed, and our programs too: each explains its own."""
    change_key(school, "promise")
    agree(school, "first")
    _renew(school, "engine", "scoring", "texts")
    found = look(school)
    assert codes(found["anna"]) == {"key"}
    assert codes(found["cas"]) == {"key", "attempts"}, "neither alone gives the points of before"
    agree(school, "best")
    change_key(school, "ask")
    agree(school, "first")
    assert codes(look(school)["cas"]) == {"attempts"}


def test_new_and_changed_hand_ins_are_foreseen_and_never_asked_about(school: Classroom) -> None:
    HandIn(school, "dirk").answer(GOOD)
    shutil.rmtree(school.step("submitted", ASSIGNMENT, "bo"))
    HandIn(school, "bo").answer(GOOD)
    school.step("submitted", ASSIGNMENT, "empty").mkdir(parents=True)
    found = look(school)
    assert {s: each.kind for s, each in found.items()} == {
        "anna": Kind.SAME, "bo": Kind.ANEW, "cas": Kind.SAME, "dirk": Kind.FIRST, "empty": Kind.FAILED,
    }  # fmt: skip
    assert totals(found["bo"]) == (0, 10)
    assert codes(found["bo"]) == {"hand_in"}
    assert totals(found["dirk"]) == (None, 10)
    gate = Gate(yes=False)
    outcomes = grade(school, gate)
    assert gate.shown == []
    assert outcomes["dirk"].total is not None
    assert outcomes["bo"].total is not None
    assert outcomes["bo"].total.score == 10


def test_a_changed_hand_in_is_never_asked_about_though_the_key_changed_too(school: Classroom) -> None:
    shutil.rmtree(school.step("submitted", ASSIGNMENT, "bo"))
    HandIn(school, "bo").answer([line("q-number", {"number": 22})])
    change_key(school, "promise")
    gate = Gate(yes=True)
    grade(school, gate)
    assert [{each.student for each in shown.asked} for shown in gate.shown] == [{"anna", "cas"}]


def test_points_of_a_person_stay_and_the_preview_says_so(school: Classroom) -> None:
    sql(school, "update grade set manual_score = 3, needs_manual_grade = 0 where auto_score = 4.0")
    change_key(school)
    found = look(school)
    assert found["anna"].kind is Kind.SAME, "nobody's total changes"
    assert totals(found["anna"]) == (9, 9)
    [cell] = found["anna"].cells
    assert (cell.before, cell.after, cell.person) == (4.0, 0.0, 3.0)
    assert "the 3 given by hand stay and count" in printed(Changes(ASSIGNMENT, tuple(found.values())))
    gate = Gate(yes=True)
    grade(school, gate)
    assert [{each.student for each in shown.asked} for shown in gate.shown] == [{"bo"}]
    assert ("anna", "q-choice", 0.0, 3.0, 1) in rows(school.root, GRADES)


def test_what_lateness_takes_off_after_a_person_gave_points_is_not_asked_about(school: Classroom) -> None:
    late(school)
    grade(school)
    sql(school, "update grade set manual_score = 3 where cell_id in (select id from base_cell where name = 'classic')")
    found = look(school)
    assert codes(found["anna"]) == {"person"}
    gate = Gate(yes=False)
    grade(school, gate)
    assert gate.shown == []


def test_force_asks_too_and_only_when_points_change(school: Classroom) -> None:
    gate = Gate(yes=False)
    grade(school, gate, force=True)
    assert gate.shown == []
    change_key(school)
    with pytest.raises(PermissionError):
        grade(school, gate, force=True)


def test_without_a_gate_points_just_change(school: Classroom) -> None:
    change_key(school)
    outcomes = grade(school)
    assert outcomes["anna"].total is not None
    assert outcomes["anna"].total.score == 6


def _mess(school: Classroom) -> None:
    """Everything that a run would mend or move."""
    renamed = HandIn(school, "eva")
    renamed.file.rename(renamed.folder / "mine.ipynb")
    renamed.answer(GOOD)
    broken = HandIn(school, "fleur")
    broken.file.write_text("{")
    broken.answer(GOOD)
    (broken.folder / "timestamp.txt").write_text("half past ten")
    (broken.folder / "photo.png").write_bytes(b"x")
    (broken.folder / "link").symlink_to("/")
    if hasattr(os, "mkfifo"):
        os.mkfifo(broken.folder / "pipe")
    (school.root / "submitted" / "a, b" / ASSIGNMENT).mkdir(parents=True)
    (school.root / "elsewhere").mkdir()
    (school.root / "submitted" / "gone").mkdir()
    (school.root / "submitted" / "gone" / ASSIGNMENT).symlink_to(school.root / "elsewhere")


def test_hand_ins_are_mended_in_a_copy_only(school: Classroom) -> None:
    _mess(school)
    before = tree(school.root)
    found = look(school, force=True)
    assert tree(school.root) == before
    assert totals(found["eva"])[1] == totals(found["fleur"])[1] == 10
    assert found["gone"].kind is Kind.FAILED
    assert str(school.root) in found["gone"].problem, "the folder by the name that the instructor knows"
    outcomes = grade(school, force=True)
    assert {s: each.problem for s, each in outcomes.items() if not each.problem} == {
        s: each.problem for s, each in found.items() if not each.problem
    }


def test_the_command_shows_it_and_writes_nothing(school: Classroom) -> None:
    _mess(school)
    change_key(school)
    before = tree(school.root)
    told = autograder(school.root, "grade", ASSIGNMENT, "--preview")
    assert tree(school.root) == before
    assert "Er is nog niets geschreven" in told
    assert "anna: 10 → 6 van 23 (−4)" in told
    assert "\x1b" not in told
    data = json.loads(autograder(school.root, "grade", ASSIGNMENT, "--preview", "--format", "json"))
    assert tree(school.root) == before
    assert data["format"] == 1
    assert data["summary"]["regraded"] == 3
    assert (data["summary"]["up"], data["summary"]["down"]) == (1, 2)
    anna = next(each for each in data["students"] if each["student"] == "anna")
    assert (anna["before"]["total"], anna["after"]["total"]) == (10, 6)
    assert [data["causes"][n]["code"] for n in anna["cells"][0]["causes"]] == ["key"]
    assert anna["cells"][0]["reasons_before"] != anna["cells"][0]["reasons_after"]


def test_without_a_terminal_nobody_can_say_yes(school: Classroom) -> None:
    change_key(school)
    HandIn(school, "dirk").answer(GOOD)
    book = everything(school.root)
    told = autograder(school.root, "grade", ASSIGNMENT, check=False, env=environment(LANG="C"))
    assert "--preview" in told
    assert "--yes" in told
    assert "anna: 10 → 6" in told
    assert "Traceback" not in told
    assert everything(school.root) == book, "nothing at all was written"
    told = autograder(school.root, "grade", ASSIGNMENT, "--yes", env=environment(LANG="C"))
    assert "anna: 10 → 6" in told, "listed all the same"
    assert everything(school.root) != book
    assert "anna: 10" not in autograder(school.root, "grade", ASSIGNMENT, env=environment(LANG="C"))


def test_the_exit_status_tells_a_script(school: Classroom) -> None:
    import subprocess  # noqa: PLC0415

    command = [sys.executable, "-m", "autograder.cli", "grade", ASSIGNMENT]
    settings = {"cwd": school.root, "env": environment(), "stdin": subprocess.DEVNULL, "capture_output": True}
    assert subprocess.run(command, check=False, **settings).returncode == 0  # type: ignore[call-overload]
    change_key(school)
    assert subprocess.run(command, check=False, **settings).returncode == 3  # type: ignore[call-overload]


def test_a_preview_before_anything_was_graded(generated: Path, tmp_path: Path) -> None:
    school = Classroom.open(shutil.copytree(generated, tmp_path / "class"))
    HandIn(school, "anna").answer(GOOD)
    before = tree(school.root)
    assert {s: each.kind for s, each in look(school).items()} == {"anna": Kind.FIRST}
    assert tree(school.root) == before


@pytest.mark.skipif(sys.platform == "win32", reason="the server is started with the users and sockets of POSIX")
def test_a_grade_book_on_a_server_is_looked_into_and_not_written(tmp_path: Path) -> None:
    from tests.autograder.server import postgres  # noqa: PLC0415 - POSIX only

    school = make_class(tmp_path / "class")
    shutil.rmtree(school.root / "release")
    with postgres() as url:
        with (school.root / "nbgrader_config.py").open("a") as config:
            config.write(f"c.CourseDirectory.db_url = {url!r}\n")
        nbgrader(school.root, "generate_assignment", ASSIGNMENT)
        HandIn(school, "anna").answer(GOOD)
        assert {s: each.kind for s, each in look(school).items()} == {"anna": Kind.FIRST}
        assert through_nbgrader(url, ASSIGNMENT) == {}
        grade(school)
        before = through_nbgrader(url, ASSIGNMENT)
        change_key(school)
        found = look(school)["anna"]
        assert (found.kind, totals(found), codes(found)) == (Kind.REGRADED, (10, 6), {"key"})
        with pytest.raises(PermissionError):
            grade(school, Gate(yes=False))
        assert through_nbgrader(url, ASSIGNMENT) == before
        with look_into(load_config(school.root, look=True), ASSIGNMENT) as view:
            assert view is not None
            with pytest.raises(InternalError, match="read-only"):
                view._session.execute(text("delete from student"))


def test_the_json_names_every_cause_once_and_every_student(school: Classroom) -> None:
    change_key(school)
    changes = Changes(ASSIGNMENT, tuple(look(school).values()))
    data = as_data(changes, "nl")
    assert [each["student"] for each in data["students"]] == ["anna", "bo", "cas"]
    assert len(data["causes"]) == len({each["text"] for each in data["causes"]})
    assert json.loads(json.dumps(data)) == data


def _renew(school: Classroom, *parts: str, **values: object) -> None:
    """As if the class had been graded with other programs, or other sizes in the rules."""
    file = school.ledger_file(ASSIGNMENT)
    ledger = Ledger(file)
    entries, [(name, basis)] = dict(ledger.entries), ledger.bases.items()
    old = replace(basis, parts={**basis.parts, **dict.fromkeys(parts, "other")}, **values)  # type: ignore[arg-type]
    file.unlink()
    written = Ledger(file)
    written.describe(f"{name}-old", old)
    written.add({student: replace(entry, basis=f"{name}-old") for student, entry in entries.items()})
