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
