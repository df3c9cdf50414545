"""A source that a teacher opens as a notebook in JupyterLab and saves unchanged stays the same, byte for byte."""

from pathlib import Path

import pytest

from course.notebooks import Shelf
from course.notebooks.checks.text import round_trip
from tests.notebooks.material import FIXTURE, REPOSITORY

PAGES = {f"{root.name}-{page.name}": page.path for root in (REPOSITORY, FIXTURE) for page in Shelf(root).pages}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_round_trip(path: Path) -> None:
    text = path.read_bytes().decode("utf-8")
    assert round_trip(text) == text
