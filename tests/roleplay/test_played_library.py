"""Simulated players find nothing to mend in the role-plays of the course, in none of their variants."""

from pathlib import Path

import pytest

from course.roleplay.checks import lint
from course.roleplay.load import library
from tests.roleplay.spoilings.row import PLAYED


@pytest.mark.parametrize("file", library().values(), ids=lambda file: str(file.stem))
def test_clean(file: Path) -> None:
    found = [each.describe("en") for each in lint([file], played=True) if each.code.startswith(PLAYED)]
    assert found == []
