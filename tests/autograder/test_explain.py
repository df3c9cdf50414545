"""`autograder explain`: every point has a decision, a rule and a source, and the points are those of the grade book."""

import json
import re
import shutil
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from rich.console import Console

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.errors import AutograderError
from autograder.explain import explanation as shape
from autograder.explain.explanation import Cell, Explanation
from autograder.explain.run import explain, only
from autograder.explain.show import show
from autograder.explain.traces import PARTS, TRACES, parts_of
from autograder.grading.batch import grade_class
from autograder.marking.marking import number
from course.answers.as_data import read_file
from course.answers.kinds import Asked
from course.locale import LANGUAGES, area, both
from course.negotiation import checks
from course.negotiation.score import outcome
from course.negotiation.state import FactionState
from course.roleplay.load import library, load
from course.roleplay.players import player, run
from course.roleplay.score import score_sheet
from tests.autograder import real
from tests.autograder.commands import autograder, environment
from tests.autograder.grades import through_nbgrader
from tests.autograder.tree import tree
from tests.played import PLAYED, ways

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

REPOSITORY = Path(shape.__file__).parents[2]
SCHEMA = json.loads((Path(shape.__file__).parent / "explanation.schema.json").read_text())
STUDENTS = ("amira", "bram", "chantal", "daan", "esra")
PLAYS = dict(zip(STUDENTS, real.KINDS, strict=True))
PLAYERS = {story: [STUDENTS[0], *(who for who in ways(story, STUDENTS, 2) if who != STUDENTS[0])] for story in PLAYED}
"""Who plays what: everybody plays the thorough ones; every other one is played by the expert and by some, in turn."""
FEEDBACK = [(story, who) for story in ("purchasing", "merger") for who in PLAYERS[story] if who != "bram"]
"""Hand-ins of which the page that a student gets is read: a short role-play, and the longest, with most in it."""
CASES = [*((story, who) for story, them in PLAYERS.items() for who in them), *(("l1", who) for who in STUDENTS)]


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """Five students on every role-play and on questions; Bram played three times, and answered twice."""
    classroom = real.make(tmp_path_factory.mktemp("explain") / "class", "en", *PLAYED, "l1")
    for story, students in PLAYERS.items():
        for student in students:
            kinds = ["egged-on", PLAYS[student], "silent"] if student == "bram" else [PLAYS[student]]
            real.put(classroom, story, student, real.games(story, kinds))
    items, keys = read_file(json.loads(classroom.keys_file("l1").read_text()))
    for know, student in enumerate(STUDENTS, 1):
        lines = real.answers(classroom, "l1", know)
        if student == "bram":
            lines.append(real.line("e1a-3", real.answer(items["e1a-3"], keys["e1a-3"], right=False), 40))
        real.put(classroom, "l1", student, lines)
    for assignment in (*PLAYED, "l1"):
        if assignment != "merger":
            grade(classroom, assignment)
    autograder(classroom.root, "grade", "merger")
    return classroom


@pytest.fixture
def school(graded: Classroom, tmp_path: Path) -> Classroom:
    """The same class, to spoil."""
    return Classroom.open(shutil.copytree(graded.root, tmp_path / "class", symlinks=True))


def grade(classroom: Classroom, assignment: str) -> None:
    outcomes = list(grade_class(Classroom.open(classroom.root), load_config(classroom.root), assignment, jobs=2))
    assert outcomes
    assert not [each for each in outcomes if each.problem]


def explained(classroom: Classroom, student: str, assignment: str, language: str = "en") -> Explanation:
    opened = Classroom.open(classroom.root)
    return explain(opened, load_config(opened.root, look=True), student, assignment, language)


@cache
def _once(root: Path, student: str, assignment: str, language: str) -> Explanation:
    return explained(Classroom.open(root), student, assignment, language)


def once(graded: Classroom, student: str, assignment: str, language: str = "en") -> Explanation:
    """The same, of the class that no test spoils."""
    return _once(graded.root, student, assignment, language)


def printed(found: Explanation) -> str:
    console = Console(file=open("/dev/null", "w"), record=True, width=300)  # noqa: SIM115, PTH123
    show(found, console)
    return console.export_text()


def of(found: Explanation, cell: str) -> Cell:
    return next(each for each in found.cells if each.cell == cell)


def sql(classroom: Classroom, statement: str) -> None:
    with closing(sqlite3.connect(classroom.root / "gradebook.db")) as book:
        book.execute(statement)
        book.commit()


@pytest.mark.parametrize(("assignment", "student"), CASES)
def test_the_points_explained_are_those_of_the_grade_book(graded: Classroom, assignment: str, student: str) -> None:
    found = once(graded, student, assignment)
    book = through_nbgrader(f"sqlite:///{graded.root / 'gradebook.db'}", assignment)[student]
    assert found.graded
    assert found.book == pytest.approx(book["score"], abs=1e-3)
    assert found.explained == pytest.approx(book["score"], abs=1e-3)
    assert sum(cell.counts for cell in found.cells) == pytest.approx(book["score"], abs=1e-3)
    assert {cell.cell: cell.counts for cell in found.cells} == pytest.approx(
        {name: columns[-1] for (_, name), columns in book["scores"].items()}, abs=1e-3
    )
    assert found.differences == ()


@pytest.mark.parametrize(("assignment", "student"), CASES)
def test_every_point_of_a_role_play_has_a_decision(graded: Classroom, assignment: str, student: str) -> None:
    for cell in once(graded, student, assignment).cells:
        if cell.part is None:
            continue
        part, now = cell.part, cell.part.start
        for decision in part.decisions:
            assert decision.before == now, "nothing moves in between"
            assert decision.said
            assert decision.place
            now = decision.after
        assert now == pytest.approx(cell.points, abs=1e-3)
        met = [check for check in part.checks if check.status == "met"]
        if part.checks:
            assert sum(check.points for check in met) == pytest.approx(cell.points, abs=1e-2)
            assert all(check.decisions for check in met), "what was met was met by somebody's doing"


@pytest.fixture(scope="module")
def pages(graded: Classroom, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], str]:
    """The words on the page that each student gets back."""
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415 - importing nbgrader takes a second

    opened = Classroom.open(shutil.copytree(graded.root, tmp_path_factory.mktemp("pages") / "class", symlinks=True))
    config = load_config(opened.root)
    config.NbGraderAPI.log_level = "ERROR"
    found = {}
    for story, who in FEEDBACK:
        assert NbGraderAPI(config=config).generate_feedback(story, who)["success"]
        page = (opened.step("feedback", story, who) / f"{story}.html").read_text(encoding="utf-8")
        found[story, who] = " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())
    return found


@pytest.mark.parametrize(("story", "student"), FEEDBACK)
def test_the_page_of_a_student_names_each_part_and_how_it_ended(
    pages: Mapping[tuple[str, str], str], story: str, student: str
) -> None:
    play = run(load(library()[story]), player(PLAYS[student]), 1)
    text, sheet = pages[story, student], score_sheet(play)
    assert f"{number(sheet.total, 'en')} of 110 points" in text
    for part in sheet.parts:
        assert f"{both(f'score.{part.id}').en} {number(part.points, 'en')} / {number(part.maximum, 'en')}" in text
        assert " ".join(reason.en for reason in part.reasons) in text
    assert (outcome(play.state) == "ratified") == (PLAYS[student] == "expert")
    bodies = [play.scenario.own.bodies[body.id].en for body in play.game.bodies]
    if play.state.votes and len(bodies) > 1:
        assert all(f"{name[0].upper()}{name[1:]}: " in text for name in bodies), "each vote is told"


@pytest.mark.parametrize("assignment", PLAYED)
def test_every_change_has_a_rule_a_seed_point_and_a_source(graded: Classroom, assignment: str) -> None:
    changes = [
        change
        for student in PLAYERS[assignment]
        for cell in once(graded, student, assignment).cells
        for decision in (cell.part.decisions if cell.part is not None else ())
        for change in decision.changes
    ]
    assert len(changes) > 40
    assert all(change.rule and change.source and change.what for change in changes)
    assert all(re.fullmatch(r"[CO]\d+", change.seed_point) for change in changes)


def test_every_part_of_a_question_says_answer_key_and_source(graded: Classroom) -> None:
    for cell in once(graded, "bram", "l1").cells:
        assert cell.question is not None
        assert cell.question.parts
        assert cell.question.seed_points
        assert cell.question.source
        assert any(part.said for part in cell.question.parts)
        assert any(part.wanted for part in cell.question.parts)
        assert cell.question.share is not None
        assert cell.points == pytest.approx(cell.question.share * cell.maximum, abs=1e-3)
        if cell.question.kind == "classify":
            assert cell.question.share == pytest.approx(
                sum(part.share or 0 for part in cell.question.parts) / len(cell.question.parts)
            )


# (policy, the attempt of Bram that counts, the answer of Bram that counts)
@pytest.mark.parametrize(("policy", "run", "answer"), [("best", 2, 2), ("last", 3, 2), ("first", 1, 1)])
def test_the_policy_says_which_attempt_counts(school: Classroom, policy: str, run: int, answer: int) -> None:
    (school.root / "class.yaml").write_text(f"language: en\nattempts: {policy}\n")
    for assignment, cell, counting in (("purchasing", "purchasing-process", run), ("l1", "e1a-3", answer)):
        found = of(explained(school, "bram", assignment), cell)
        assert [each.number for each in found.attempts if each.counts] == [counting]
        chosen = next(each for each in found.attempts if each.counts)
        assert chosen.points == pytest.approx(found.points, abs=1e-3)
        assert all(each.why for each in found.attempts)
        assert len({each.why for each in found.attempts}) == 2


def test_a_changed_key_is_named_with_the_points_of_before_and_now(school: Classroom) -> None:
    data = json.loads(school.keys_file("l1").read_text())
    key = next(each for each in data["keys"] if each["item"] == "e1a-3")
    options = [each["id"] for item in data["items"] if item["id"] == "e1a-3" for each in item["options"]]
    was, key["key"] = key["key"], next(each for each in options if each != key["key"])
    school.keys_file("l1").write_text(json.dumps(data))
    found = explained(school, "amira", "l1")
    assert found.book == 60.0
    assert found.explained == 57.0
    [difference] = found.differences
    assert (difference.cell, difference.book, difference.now) == ("e1a-3", 3.0, 0.0)
    assert [cause.code for cause in difference.causes] == ["key"]
    text = printed(found)
    assert was in text
    assert key["key"] in text
    assert "60" in text
    assert "57" in text


def test_a_changed_agreement_on_attempts_is_named(school: Classroom) -> None:
    (school.root / "class.yaml").write_text("language: en\nattempts: first\n")
    found = explained(school, "bram", "purchasing")
    assert found.explained != found.book
    assert {cause.code for each in found.differences for cause in each.causes} == {"attempts"}
    assert explained(school, "amira", "purchasing").differences == (), "who played once loses nothing by it"


def test_points_of_a_person_are_named_and_count(school: Classroom) -> None:
    sql(school, "update grade set manual_score = 7, needs_manual_grade = 0 where cell_id in "
        "(select id from base_cell where name = 'reflection')")  # fmt: skip
    found = explained(school, "amira", "purchasing")
    cell = of(found, "reflection")
    assert cell.kind == "written"
    assert cell.counts == 7
    assert found.explained == found.book
    assert "Given by hand: 7." in printed(found)
    assert "Given by hand: Reflection (reflection)." in printed(found)


def test_what_lateness_takes_off_is_part_of_the_sum(school: Classroom) -> None:
    with (school.root / "nbgrader_config.py").open("a") as config:
        config.write("c.LateSubmissionPlugin.penalty_method = 'zero'\n")
    sql(school, "update assignment set duedate = '2026-11-15 00:00:00.000000' where name = 'l1'")
    before = explained(school, "amira", "l1")
    assert before.book == 60.0
    assert before.explained == 0.0
    assert [(each.cell, each.now) for each in before.differences] == [("", -60.0)]
    assert {"due", "config"} <= {cause.code for cause in before.differences[0].causes}
    grade(school, "l1")
    after = explained(school, "amira", "l1")
    assert after.book == after.explained == 0.0
    assert after.lateness is not None
    assert after.lateness.points == 60.0
    assert "Taken off: 60." in printed(after)


def test_without_a_grade_book_it_says_so_and_explains_all_the_same(school: Classroom) -> None:
    (school.root / "gradebook.db").unlink()
    found = explained(school, "amira", "purchasing")
    assert not found.graded
    assert found.book is None
    assert found.explained > 85
    assert "nothing about this hand-in yet" in printed(found)
    assert not (school.root / "gradebook.db").exists()


def test_a_hand_in_that_was_never_graded_is_explained(school: Classroom) -> None:
    real.put(school, "l1", "floor", real.answers(school, "l1", 1))
    found = explained(school, "floor", "l1")
    assert (found.graded, found.book, found.explained) == (False, None, 60.0)


def test_a_hand_in_that_changed_since_is_said_to_have_changed(school: Classroom) -> None:
    real.put(school, "l1", "amira", real.answers(school, "l1", 2))
    found = explained(school, "amira", "l1")
    assert found.is_new
    assert found.book == 60.0
    assert found.explained < 60.0
    assert "the hand-in changed after it was graded" in printed(found)


def test_what_was_repaired_is_told(school: Classroom) -> None:
    folder = school.step("submitted", "l1", "amira")
    (folder / "l1.ipynb").rename(folder / "mine.ipynb")
    before = tree(school.root)
    found = explained(school, "amira", "l1")
    assert "repaired" in {note.kind for note in found.notes}
    assert "mine.ipynb" in printed(found)
    assert tree(school.root) == before, "and mended in a copy only"


@pytest.mark.parametrize(
    ("student", "assignment", "code", "said"),
    [
        ("amirra", "purchasing", "explain_near_students", "amira (Amira Haddad)"),
        ("visser", "purchasing", "explain_near_students", "chantal (Chantal Visser)"),
        ("nobody-like-this", "purchasing", "explain_unknown_student", "class list"),
        ("floor", "purchasing", "explain_nothing", "handed in nothing"),
        ("../../amira", "purchasing", "explain_near_students", "amira"),
        ("amira", "nowhere", "unknown_assignment", ", ".join(sorted((*PLAYED, "l1")))),
    ],
)
def test_what_is_not_there_is_said_in_one_sentence(
    graded: Classroom, student: str, assignment: str, code: str, said: str
) -> None:
    with pytest.raises(AutograderError) as problem:
        once(graded, student, assignment)
    assert problem.value.code == code
    assert said in problem.value.text.en


def test_an_unknown_cell_names_those_there_are_the_nearest_first(graded: Classroom) -> None:
    with pytest.raises(AutograderError) as problem:
        only(once(graded, "amira", "l1"), "e1b-9")
    assert "There are: e1b-" in problem.value.text.en


def test_one_cell_alone(graded: Classroom) -> None:
    found = only(once(graded, "bram", "purchasing"), "purchasing-relation")
    assert [cell.cell for cell in found.cells] == ["purchasing-relation"]
    assert {loss.cell for loss in found.losses} == {"purchasing-relation"}


def test_the_largest_losses_come_first_and_name_who_said_what(graded: Classroom) -> None:
    found = once(graded, "bram", "purchasing")
    sizes = [loss.points for loss in found.losses]
    assert sizes == sorted(sizes, reverse=True)
    assert found.losses[0].cell == "purchasing-substance"
    relation = next(loss for loss in found.losses if loss.cell == "purchasing-relation")
    part = of(found, "purchasing-relation").part
    assert part is not None
    worst = min(part.decisions, key=lambda each: each.after - each.before)
    assert relation.decision == worst.number


@pytest.mark.parametrize(("assignment", "student"), CASES[::3])
def test_both_languages_have_the_same_numbers(graded: Classroom, assignment: str, student: str) -> None:
    one, other = (once(graded, student, assignment, language) for language in LANGUAGES)
    assert list(_numbers(one.as_data())) == list(_numbers(other.as_data()))
    assert printed(one) != printed(other)


@pytest.mark.parametrize(("assignment", "student"), CASES)
def test_the_json_is_as_the_schema_says(graded: Classroom, assignment: str, student: str) -> None:
    data = json.loads(json.dumps(once(graded, student, assignment).as_data()))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(data)] == []


def test_explaining_never_writes(graded: Classroom) -> None:
    before = tree(graded.root)
    for assignment, student in CASES[::4]:
        explained(graded, student, assignment)
    told = autograder(graded.root, "explain", "bram", "works-council", "--language", "nl")
    assert "het puntenboek zegt hetzelfde" in told.lower()
    assert tree(graded.root) == before


def test_in_a_pipe_it_is_plain_and_whole_lines(graded: Classroom) -> None:
    told = autograder(graded.root, "explain", "amira", "purchasing")
    assert "\x1b" not in told
    assert max(map(len, told.splitlines())) > 200, "nobody wrapped them"
    data = json.loads(autograder(graded.root, "explain", "amira", "purchasing", "--format", "json", "--language", "nl"))
    assert (data["format"], data["language"]) == (1, "nl")


def test_a_mistake_on_the_command_line_is_one_line(graded: Classroom) -> None:
    told = autograder(graded.root, "explain", "amir", "purchasing", check=False, env=environment(LANG="nl"))
    assert told.startswith('autograder: Er is geen student "amir". Bedoel je: amira (Amira Haddad)')
    assert len(told.splitlines()) == 1


def test_names_that_a_terminal_would_obey_are_shown_and_not_obeyed(graded: Classroom) -> None:
    found = replace(once(graded, "amira", "l1"), name="[red]x[/]\x1b[2J")
    assert "[red]x[/]" in printed(found)
    assert "\x1b" not in printed(found)


def test_every_check_says_which_decisions_had_to_do_with_it() -> None:
    assert set(TRACES) == {check.name for check in checks.CHECKS}


def test_everything_that_can_change_belongs_to_a_part() -> None:
    code = "\n".join(path.read_text() for path in (REPOSITORY / "course" / "negotiation").glob("*.py"))
    noted = set(re.findall(r'turn\.note\("(\w+)"', code)) | set(re.findall(r'self\.note\("(\w+)"', code))
    # What changes about a faction is noted by the name of the magnitude.
    noted |= {name for name in FactionState.__annotations__ if name in area("changes")}
    known = {name for names in PARTS.values() for name in names}
    assert noted <= known, noted - known


@pytest.mark.parametrize("story", PLAYED)
def test_every_change_is_told_under_a_part_that_is_scored(graded: Classroom, story: str) -> None:
    scored = {
        cell.part.part: cell.maximum for cell in once(graded, PLAYERS[story][0], story).cells if cell.part is not None
    }
    for names in PARTS.values():
        for name in names:
            assert parts_of(name, scored) <= set(scored)
    assert parts_of("relation", scored) == {"relation"}


def test_every_kind_of_question_and_every_part_has_its_rule_in_words() -> None:
    known = set(area("explain"))
    names = {each.kind for each in Asked.__subclasses__()} - {"classify"}
    assert {f"formula_{name}" for name in names | {"classify_nominal", "classify_ordinal"}} <= known
    assert {f"part_{name}" for name in (*PARTS, "process")} <= known


def _numbers(data: Any) -> Iterator[float]:
    if isinstance(data, dict):
        for each in data.values():
            yield from _numbers(each)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _numbers(each)
    elif isinstance(data, int | float):
        yield data
