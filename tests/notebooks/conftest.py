"""A course of three pages to try things on, and copies of it to break."""

import shutil
from pathlib import Path

import pytest

from course.notebooks import Shelf
from tests.notebooks.material import FIXTURE, REPOSITORY


@pytest.fixture
def small() -> Shelf:
    """A start page, the lesson `ferry` and the exercise `talks`."""
    return Shelf(FIXTURE)


@pytest.fixture
def copied(tmp_path: Path) -> Shelf:
    """The same in a folder of its own, to be changed by a test."""
    return Shelf(Path(shutil.copytree(FIXTURE, tmp_path / "sources")))


@pytest.fixture(scope="session")
def real() -> Shelf:
    """The lessons and exercises of the course."""
    return Shelf(REPOSITORY)
