import gc
import logging
import shutil
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from tests.autograder.classes import ASSIGNMENT, HandIn, make_class


@pytest.fixture
def classroom(tmp_path: Path) -> Classroom:
    return make_class(tmp_path / "class")


@pytest.fixture
def hand_in(classroom: Classroom) -> HandIn:
    return HandIn(classroom)


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class folder with a grade book that knows the assignment."""
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415

    classroom = make_class(tmp_path_factory.mktemp("generated") / "class")
    shutil.rmtree(classroom.root / "release")
    config = load_config(classroom.root)
    config.NbGraderAPI.log_level = "ERROR"
    assert NbGraderAPI(config=config).generate_assignment(ASSIGNMENT)["success"]
    return classroom.root


@pytest.fixture(autouse=True)
def _workers_that_begin_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Those who run tests have threads, so that workers would be started afresh: that takes seconds each time."""
    if sys.platform == "linux":
        monkeypatch.setattr("autograder.grading.crew._method", lambda: "fork")
        # Those who run tests have frozen what they read: a crew must not thaw it.
        frozen = SimpleNamespace(collect=gc.collect, freeze=lambda: None, unfreeze=lambda: None)
        monkeypatch.setattr("autograder.grading.crew.gc", frozen)


@pytest.fixture(autouse=True)
def _log_that_tests_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once an nbgrader program ran in this process, traitlets logs through it, and pytest's caplog sees nothing.

    What earlier tests did to it is undone: nbgrader sets its level, and the upgrade of a grade book switches it off.
    """
    log = logging.getLogger("tests.nbgrader")
    log.setLevel(logging.NOTSET)
    log.disabled, log.propagate = False, True
    monkeypatch.setattr("traitlets.log.get_logger", lambda: log)
