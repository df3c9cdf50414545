"""The real nbgrader in a class folder: its own commands work, and give what ours give."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, line, make_class
from tests.autograder.commands import autograder, nbgrader, python
from tests.autograder.grades import everything, scores
from tests.autograder.nasty import NASTY
from tests.autograder.page import live

pytestmark = pytest.mark.nbgrader

FULL = {"q-choice": 4.0, "q-number": 6.0, "classic": None, "reflection": None}
SOME = {"q-choice": 0.0, "q-number": 3.0, "classic": None, "reflection": 0.0}
# nbgrader's own look at outputs would give all points to a cell that shows nothing.
NOTHING = {"q-choice": 0.0, "q-number": 0.0, "classic": None, "reflection": 0.0}
EXPECTED = {"anna": FULL, "bo": SOME, "cas": NOTHING, "dee": FULL, "eve": {**FULL, "reflection": 0.0}}


def hand_in_all(classroom: Classroom) -> None:
    anna = HandIn(classroom, "anna")
    anna.answer(GOOD)
    anna.write_answer("\n\n".join(NASTY))
    (anna.folder / "timestamp.txt").write_text("2026-11-21 10:15:02 UTC")
    bo = HandIn(classroom, "bo")
    bo.answer([line("q-choice", {"chosen": "refuse"}), line("q-number", {"number": 21})])
    HandIn(classroom, "cas")
    dee = HandIn(classroom, "dee")
    dee.embed(GOOD)
    dee.write_answer("Ik luisterde *meer*.")
    notebook = dee.read()
    notebook["cells"] += [dee.cell(notebook, "q-choice"), dee.cell(notebook, "reflection")]
    dee.write(notebook)
    eve = HandIn(classroom, "eve")
    eve.answer(GOOD)
    eve.file.rename(eve.folder / "eve's own.ipynb")
    (eve.folder / "timestamp.txt").write_text("half past ten")
    # nbgrader would put this name into its pages as it is; neither run gives it a row.
    HandIn(classroom, "<img src=x onerror=alert(1)>").answer(GOOD)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """A class that was graded by nbgrader's own commands, feedback included."""
    root = tmp_path_factory.mktemp("school") / "class"
    classroom = make_class(root)
    shutil.rmtree(root / "release")
    nbgrader(root, "generate_assignment", ASSIGNMENT)
    hand_in_all(classroom)
    shutil.copytree(root, root.with_name("copy"))
    log = nbgrader(root, "autograde", ASSIGNMENT)
    (root.parent / "autograde.log").write_text(log)
    nbgrader(root, "generate_feedback", ASSIGNMENT)
    return classroom


def test_nbgraders_own_run_gives_the_points_that_the_answers_are_worth(graded: Classroom) -> None:
    assert scores(graded.root) == EXPECTED


def test_our_run_leaves_the_same_grade_book_and_the_same_files(graded: Classroom) -> None:
    copy = graded.root.with_name("copy")
    told = autograder(copy, "grade", ASSIGNMENT, check=False)
    assert "Niet nagekeken: 1." in told
    assert everything(copy) == everything(graded.root)
    assert written(copy, "autograded", "reports") == written(graded.root, "autograded", "reports")


# As nbgrader comes, but for the two steps that would run code and read scores from outputs.
NBGRADERS_OWN = """
from nbgrader.preprocessors import *
from autograder.preprocessors import PrepareHandIn, SaveScores, ScoreAnswers
c.Autograde.sanitize_preprocessors = [
    PrepareHandIn, ClearOutput, DeduplicateIds, OverwriteKernelspec, OverwriteCells, CheckCellMetadata
]
c.Autograde.autograde_preprocessors = [ScoreAnswers, SaveScores, AssignLatePenalties, CheckCellMetadata]
"""


def test_nbgraders_own_steps_give_the_same_as_ours(graded: Classroom, tmp_path: Path) -> None:
    copy = shutil.copytree(graded.root.with_name("copy"), tmp_path / "class")
    for step in ("autograded", "reports", ".autograder"):
        shutil.rmtree(copy / step, ignore_errors=True)
    clear(copy)
    with (copy / "nbgrader_config.py").open("a") as config:
        config.write(NBGRADERS_OWN)
    nbgrader(copy, "autograde", ASSIGNMENT)
    assert everything(copy) == everything(graded.root)
    assert written(copy, "autograded", "reports") == written(graded.root, "autograded", "reports")


def test_feedback_and_the_pages_of_the_formgrader_are_the_same(graded: Classroom, tmp_path: Path) -> None:
    copy = shutil.copytree(graded.root, tmp_path / "class")
    for step in ("autograded", "reports", "feedback"):
        shutil.rmtree(copy / step)
    clear(copy)
    autograder(copy, "grade", ASSIGNMENT, check=False)
    nbgrader(copy, "generate_feedback", ASSIGNMENT)
    assert written(copy, "feedback") == written(graded.root, "feedback")
    assert python(copy, FORMGRADER) == python(graded.root, FORMGRADER)


# What the pages of the formgrader are made of: the lists through nbgrader's API, and the page of each hand-in.
FORMGRADER = f"""
import json
from pathlib import Path
from nbconvert.exporters import HTMLExporter
from nbgrader.apps import NbGraderAPI
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from traitlets.config import PyFileConfigLoader
def show(found):
    if isinstance(found, list):
        return sorted((show(each) for each in found), key=str)
    return {{k: show(v) for k, v in found.items() if k not in {{"id", "index"}}}} if isinstance(found, dict) else found
api = NbGraderAPI(config=PyFileConfigLoader("nbgrader_config.py", ".").load_config())
lists = [api.get_assignment({ASSIGNMENT!r}), api.get_students(), api.get_submissions({ASSIGNMENT!r})]
lists += [api.get_notebook_submissions({ASSIGNMENT!r}, {ASSIGNMENT!r}), api.get_notebooks({ASSIGNMENT!r})]
print(json.dumps(show(lists), default=str, sort_keys=True))
app = FormgradeExtension()
app.initialize([])
place = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "student"), "x")
place |= {{"index": 0, "total": 1}}
for file in sorted(Path("autograded").rglob("*.ipynb")):
    print(file, HTMLExporter(config=app.config).from_filename(str(file), resources=dict(place))[0])
"""


def written(root: Path, *steps: str) -> dict[str, bytes]:
    """Every file of these steps."""
    files = [path for step in steps for path in (root / step).rglob("*") if path.is_file()]
    assert files
    return {str(path.relative_to(root)): path.read_bytes() for path in files}


def clear(root: Path) -> None:
    """Takes every hand-in out of the grade book."""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        for table in ("grade", "comment", "submitted_notebook", "submitted_assignment", "student"):
            book.execute(f"delete from {table}")  # noqa: S608 - names of our own
        book.commit()


def test_the_api_and_the_button_of_the_formgrader_give_the_same(graded: Classroom, tmp_path: Path) -> None:
    copy = shutil.copytree(graded.root, tmp_path / "again")
    before = everything(copy)
    shutil.rmtree(copy / "autograded")
    shutil.copytree(graded.root.with_name("copy") / "submitted" / "bo", copy / "submitted" / "bo", dirs_exist_ok=True)
    told = python(
        copy,
        "from traitlets.config import PyFileConfigLoader\n"
        "from nbgrader.apps import NbGraderAPI\n"
        "api = NbGraderAPI(config=PyFileConfigLoader('nbgrader_config.py', '.').load_config())\n"
        f"result = api.autograde('{ASSIGNMENT}', 'bo')\n"
        "print(result['success'], result.get('error'))",
    )
    assert told.startswith("True")
    assert everything(copy) == before


def test_feedback_shows_the_reasons_in_the_language_of_the_class(graded: Classroom) -> None:
    page = (graded.step("feedback", ASSIGNMENT, "bo") / f"{ASSIGNMENT}.html").read_text()
    assert '<html lang="nl">' in page
    assert page.count("3 van 6 punten") == 1
    assert page.count("hoogstens 3 punten") == 1
    assert "van 23 punten" in page
    assert "What should you do? (nl)" in page
    assert "why refuse (nl)" in page
    assert "wacht op je docent" in page
    assert "Er is geen antwoord ingeleverd." in page


def test_nothing_of_a_students_text_is_live_in_the_feedback(graded: Classroom) -> None:
    nasty, plain = (
        (graded.step("feedback", ASSIGNMENT, student) / f"{ASSIGNMENT}.html").read_text() for student in ("anna", "dee")
    )
    assert live(nasty) == live(plain)
    assert "script" not in live(nasty)
    assert "Content-Security-Policy" in nasty
    assert "cdnjs" not in nasty


def test_nothing_of_a_students_text_is_live_in_the_formgrader(graded: Classroom) -> None:
    files = [str(graded.step("autograded", ASSIGNMENT, student) / f"{ASSIGNMENT}.ipynb") for student in ("anna", "dee")]
    told = python(
        graded.root,
        "from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension\n"
        "from nbconvert.exporters import HTMLExporter\n"
        "app = FormgradeExtension()\n"
        "app.initialize([])\n"
        "place = dict.fromkeys(('assignment_id', 'notebook_id', 'submission_id', 'base_url', 'student'), 'x')\n"
        "place |= {'index': 0, 'total': 1}\n"
        f"for file in {files!r}:\n"
        "    print(HTMLExporter(config=app.config).from_filename(file, resources=dict(place))[0])",
    )
    nasty, plain = told.split("</html>")[:2]
    assert "van 6 punten" in nasty
    assert "cdnjs" not in nasty
    assert live(nasty) == live(plain)


def test_keys_never_reach_release_autograded_or_feedback(graded: Classroom) -> None:
    for step in ("release", "autograded", "feedback"):
        for file in (graded.root / step).rglob("*"):
            assert "keys" not in file.name
            if file.is_file() and step == "release":
                assert "why ask" not in file.read_text(errors="replace")
                assert "Een modelantwoord" not in file.read_text(errors="replace")


def test_the_report_file_says_what_was_done(graded: Classroom) -> None:
    report = json.loads(graded.report_file(ASSIGNMENT, "eve").read_text())
    assert {entry["code"] for entry in report["repaired"]} == {"renamed", "timestamp"}
    assert [entry["points"] for entry in report["scores"]] == [4.0, 6.0, None]
    assert all(entry["reasons"] for entry in report["scores"])
    assert not list((graded.root / "autograded").rglob("*report*"))


def test_report_and_exports_are_made_of_the_grade_book(graded: Classroom) -> None:
    autograder(graded.root, "report")
    page = (graded.root / "report.html").read_text()
    assert page.count('<th scope="row">') == len(EXPECTED) + 1
    assert "5 inleveringen, van 0 tot 10 van de 23 punten; de helft heeft 10 of meer." in page
    autograder(graded.root, "export", "--to", "csv")
    nbgrader(graded.root, "export", "--to", "own.csv")
    assert (graded.root / "own.csv").read_bytes() == (graded.root / "grades.csv").read_bytes()


def test_the_log_counts_written_answers_among_what_waits(graded: Classroom) -> None:
    log = (graded.root.parent / "autograde.log").read_text()
    assert log.count("10 punten, 2 met de hand na te kijken") == 2, "anna and dee wrote something"
    assert "10 punten, 1 met de hand na te kijken" in log, "eve did not"


OURS = """
from nbgrader.plugins import LateSubmissionPlugin
class ADayCosts(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return {"anna": 1.1, "bo": 99.0, "dee": -1.0}.get(student_id)
c.AssignLatePenalties.plugin_class = ADayCosts
"""


@pytest.mark.parametrize(
    ("setting", "penalties"),
    [
        ("c.LateSubmissionPlugin.penalty_method = 'zero'\n", {"anna": 10.0, "bo": 3.0, "dee": 10.0, "cas": None}),
        (OURS, {"anna": 1.1, "bo": 3.0, "dee": 0.0, "cas": None}),
    ],
)
def test_a_late_penalty_is_the_same_in_every_run(
    graded: Classroom, tmp_path: Path, setting: str, penalties: dict[str, float | None]
) -> None:
    found: list[dict[str, list[tuple[object, ...]]]] = []
    for way in ("nbgraders own", "nbgrader", "autograder"):
        root = shutil.copytree(graded.root, tmp_path / way / "class")
        with (root / "nbgrader_config.py").open("a") as config:
            config.write(setting + (NBGRADERS_OWN if way == "nbgraders own" else ""))
        with closing(sqlite3.connect(root / "gradebook.db")) as book:
            book.execute("update assignment set duedate = '2026-11-20 00:00:00.000000'")
            book.execute("update submitted_assignment set timestamp = '2026-11-21 00:00:00.000000' where "
                         "student_id in ('bo', 'dee')")  # fmt: skip
            book.commit()
        if way == "autograder":
            autograder(root, "grade", ASSIGNMENT, "--force", "--yes", check=False)
        else:
            nbgrader(root, "autograde", ASSIGNMENT, "--force")
        found.append(everything(root))
    assert found[0] == found[1] == found[2]
    assert {str(row[0]): row[2] for row in found[0]["hand-ins"] if row[0] in penalties} == penalties
