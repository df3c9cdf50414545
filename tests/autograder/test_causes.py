"""What is named as the cause when points change: as precisely as can be known, and never nothing."""

import shutil
import sys
from dataclasses import fields, replace
from pathlib import Path

import pytest

from autograder.class_folder.books import _book
from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading.basis import Basis, basis_of
from autograder.grading.batch import grade_class
from autograder.grading.seal import class_parts, our_parts
from autograder.preview.causes import Since
from autograder.preview.changes import Changes, Kind
from course.answers.call import Call
from course.negotiation.calibration import Calibration
from course.scoring import shelf
from tests.autograder import real
from tests.autograder.classes import ASSIGNMENT
from tests.autograder.test_preview import codes, look, printed, totals
from tests.autograder.tree import tree

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]

COFFEE = "coffee-afterwards"


@pytest.fixture
def basis(classroom: Classroom) -> Basis:
    return basis_of(classroom, ASSIGNMENT, class_parts(classroom, ASSIGNMENT))


def changed(basis: Basis, *parts: str, **values: object) -> Since:
    old = replace(basis, parts={**basis.parts, **dict.fromkeys(parts, "other")}, **values)  # type: ignore[arg-type]
    return Since(old, basis)


QUESTION, PART = Call("ask", "q-choice"), Call("criterion", "purchasing", "relation")


def test_changed_sizes_are_named_with_their_values(basis: Basis) -> None:
    old = {**basis.calibration, "listen_trust": 0.2, "known_limit": 0.4}
    [found] = changed(basis, "engine", calibration=old).of_cell(PART, several=False)
    assert found.code == "calibration"
    assert "“listen_trust” was 0.2, is now 0.1" in found.text.en
    assert "‘listen_trust’ was 0,2, is nu 0,1" in found.text.nl


@pytest.mark.parametrize(
    ("parts", "call", "named"),
    [
        (("engine",), PART, {"program"}),
        (("scoring",), QUESTION, {"program"}),
        (("version", "scoring"), QUESTION, {"version"}),
        (("release",), QUESTION, {"release"}),
        (("config",), PART, {"config"}),
        (("grader",), PART, {"program"}),
        (("settings",), QUESTION, set()),
    ],
)
def test_what_cannot_be_named_precisely_is_still_named(
    basis: Basis, parts: tuple[str, ...], call: Call, named: set[str]
) -> None:
    assert {each.code for each in changed(basis, *parts).of_cell(call, several=False)} == named


def test_a_changed_story_matters_to_its_own_cells_only(basis: Basis) -> None:
    since = changed(basis, "stories", stories={**basis.stories, "purchasing": "other"})
    assert {each.code for each in since.of_cell(PART, several=False)} == {"story"}
    assert {each.code for each in since.of_cell(Call("criterion", "coffee-afterwards", "relation"))} == set()
    assert {each.code for each in since.of_cell(QUESTION)} == set()


@pytest.fixture(scope="module")
def coffee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Amira played well, and that is graded."""
    classroom = real.make(tmp_path_factory.mktemp("coffee") / "class", "en", COFFEE)
    real.put(classroom, COFFEE, "amira", real.games(COFFEE, ["expert"]))
    outcomes = list(grade_class(classroom, load_config(classroom.root), COFFEE))
    assert [each.problem for each in outcomes] == [""]
    return classroom.root


def test_a_role_play_that_was_kept_and_changed_is_named_and_its_loss_foreseen(coffee: Path, tmp_path: Path) -> None:
    classroom = Classroom.open(shutil.copytree(coffee, tmp_path / "class"))
    for kept in classroom.scenarios.glob(f"{COFFEE}-*.yaml"):
        words = kept.read_text()
        assert "relation: 0.6" in words
        kept.write_text(words.replace("relation: 0.6", "relation: 0.5"))
    before = tree(classroom.root)
    found = look(classroom, COFFEE)["amira"]
    assert tree(classroom.root) == before
    assert (found.kind, totals(found)[1], codes(found)) == (Kind.REGRADED, 0, {"story"})
    told = printed(Changes(COFFEE, (found,)))
    assert told.count("could not be replayed") == 1, "said once, not for each of three parts"


@pytest.mark.skipif(sys.platform != "linux", reason="the other rules are put into forked workers")
def test_a_changed_calibration_is_named_before_it_takes_a_class_its_points(
    coffee: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defaults = list(Calibration.__init__.__defaults__ or ())
    place = [each.name for each in fields(Calibration)].index("listen_trust")
    defaults[place] = 0.2
    monkeypatch.setattr(Calibration.__init__, "__defaults__", tuple(defaults))
    ours = {**our_parts(), "engine": "other"}  # as after a new version of the course
    monkeypatch.setattr("autograder.grading.seal.our_parts", lambda: ours)
    for kept in (shelf._read, _book):
        kept.cache_clear()
    try:
        found = look(Classroom.open(coffee), COFFEE)["amira"]
    finally:
        monkeypatch.undo()
        for kept in (shelf._read, _book):
            kept.cache_clear()
    assert (found.kind, codes(found)) == (Kind.REGRADED, {"calibration"})
    assert totals(found)[1] == 0, "a run is replayed by the rules that it was played with, or not at all"
    told = printed(Changes(COFFEE, (found,)))
    assert "“listen_trust” was 0.1, is now 0.2" in told
    assert "could not be replayed" in told
