import logging
from pathlib import Path

import pytest

from autograder.classroom import Classroom
from tests.autograder.classes import HandIn, make_class


@pytest.fixture
def classroom(tmp_path: Path) -> Classroom:
    return make_class(tmp_path / "class")


@pytest.fixture
def hand_in(classroom: Classroom) -> HandIn:
    return HandIn(classroom)


@pytest.fixture(autouse=True)
def _log_that_tests_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once an nbgrader program ran in this process, traitlets logs through it, and pytest's caplog sees nothing."""
    monkeypatch.setattr("traitlets.log.get_logger", lambda: logging.getLogger("tests.nbgrader"))
