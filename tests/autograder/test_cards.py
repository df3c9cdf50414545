"""The drills with the tactic cards in a real grade book: points, feedback, and a card of one's own that waits."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.api import Gradebook
from nbgrader.apps import NbGraderAPI
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading.batch import grade_class
from autograder.marking.rebuild import grader_metadata
from course.answers.as_data import read_file
from course.answers.kinds import BestWorstKey, ChoiceKey, ClassifyKey, Item, Key
from course.locale import say
from tests.autograder import real
from tests.autograder.grades import scores

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

CARDS = "cards"
OWN = "cards-own-card"
WRITTEN = "**Het geleende horloge.** 'Ik moet om vier uur weg, dus zeg maar ja.'"
DRILLS = 80


def all_wrong(item: Item, key: Key) -> dict[str, Any]:
    """An answer in which nothing is right: the best for the worst, and every sentence under another card."""
    match key:
        case ChoiceKey():
            return real.answer(item, key, right=False)
        case BestWorstKey():
            return {"best": key.worst, "worst": key.best}
        case ClassifyKey():
            names = list(dict.fromkeys(key.classes.values()))
            after = dict(zip(names, [*names[1:], names[0]], strict=True))
            return {"classes": {option: after[name] for option, name in key.classes.items()}}
        case _:
            raise NotImplementedError(type(key).__name__)


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    """Amira knows everything and wrote a card, Bram knows nothing and wrote one, Chantal stopped after one question."""
    with pytest.MonkeyPatch.context() as patch:
        # No question here is about a role-play, and reading all of them takes most of the time of a new class.
        patch.setattr("autograder.class_folder.new_class._keep_scenarios", lambda _: None)
        classroom = real.make(tmp_path_factory.mktemp("cards") / "class", "nl", CARDS)
    items, keys = read_file(json.loads(classroom.keys_file(CARDS).read_text(encoding="utf-8")))
    right = [real.line(name, real.answer(item, keys[name], right=True)) for name, item in items.items()]
    wrong = [real.line(name, all_wrong(item, keys[name])) for name, item in items.items()]
    for student, lines in (("amira", right), ("bram", wrong), ("chantal", right[:1])):
        folder = real.put(classroom, CARDS, student, lines, writes="")
        if student != "chantal":
            write(folder / f"{CARDS}.ipynb", WRITTEN)
    outcomes = list(grade_class(Classroom.open(classroom.root), load_config(classroom.root), CARDS, jobs=1))
    assert not [each for each in outcomes if each.problem]
    return classroom


def write(file: Path, text: str) -> None:
    notebook = json.loads(file.read_text(encoding="utf-8"))
    (cell,) = [each for each in notebook["cells"] if grader_metadata(each).get("grade_id") == OWN]
    cell["source"] = text
    file.write_text(json.dumps(notebook), encoding="utf-8")


def test_drills_are_worth_what_the_page_says_and_a_card_waits_for_a_person(graded: Classroom) -> None:
    found = scores(graded.root)
    own = {student: cells.pop(OWN) for student, cells in found.items()}
    earned = {student: sum(float(str(points)) for points in cells.values()) for student, cells in found.items()}
    assert earned == {"amira": DRILLS, "bram": 0, "chantal": 4}
    assert own == {"amira": None, "bram": None, "chantal": 0}


def test_the_formgrader_shows_the_card_beside_what_it_is_judged_by(graded: Classroom) -> None:
    app = FormgradeExtension()
    app.initialize([])
    place = dict.fromkeys(("assignment_id", "notebook_id", "submission_id", "base_url", "student"), "x")
    file = graded.step("autograded", CARDS, "amira") / f"{CARDS}.ipynb"
    exporter = HTMLExporter(config=load_config(graded.root))
    page = exporter.from_filename(str(file), resources={**place, "index": 0, "total": 1})[0]
    assert "Het geleende horloge" in page
    assert "twee zinnen van twee tafels, en allebei laten ze het echt zien" in page
    assert "De geleende menigte" not in page


def test_feedback_says_what_each_mistake_was_and_the_points_of_the_card_once_given(graded: Classroom) -> None:
    config = load_config(graded.root)
    config.NbGraderAPI.log_level = "ERROR"
    with Gradebook(f"sqlite:///{graded.root / 'gradebook.db'}") as book:
        book.find_grade(OWN, CARDS, CARDS, "amira").manual_score = 7
        book.find_comment(OWN, CARDS, CARDS, "amira").manual_comment = "Waar let je op?"
        book.db.commit()
    assert NbGraderAPI(config=config).generate_feedback(CARDS)["success"]
    pages = {
        student: (graded.step("feedback", CARDS, student) / f"{CARDS}.html").read_text(encoding="utf-8")
        for student in ("amira", "bram")
    }
    assert '<p class="total">87 ' in pages["amira"]
    assert "Waar let je op?" in pages["amira"]
    assert '<p class="total">0 ' in pages["bram"]
    assert all(why in pages["bram"] for why in ("Ze biedt tegen zichzelf", "Een tweede lek"))
    waiting = re.findall(r"Je eigen kaart <span>(.+?)</span>", pages["bram"])
    assert waiting == [say("autograder.waiting", "nl")]
