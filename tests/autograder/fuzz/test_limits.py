"""What is too large, too deep or no file at all is refused with a reason or read as far as it goes; see `limits`."""

import pytest

from tests.autograder.fuzz.bounds import SECONDS
from tests.autograder.fuzz.judging import Judge
from tests.autograder.fuzz.limits import ALL, REFUSED, ROWS, Row, grade
from tests.autograder.fuzz.school import make_school

SLOW_MACHINE = 4
"""These are the slowest hand-ins that there are: a machine may be that many times as slow as it should be."""


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(make_school(tmp_path_factory.mktemp("limits") / "class"), SLOW_MACHINE * SECONDS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_what_becomes_of(judge: Judge, row: Row) -> None:
    try:
        found, original = grade(judge, row)
    except (PermissionError, NotImplementedError, AttributeError) as problem:
        pytest.skip(f"cannot be made here: {problem}")
    assert bool(found.refused) == (row.points == REFUSED), found.refused
    if not found.refused:
        # Written answers go with the notebook that they stood in; what a machine scores does not.
        scored = {cell: points for cell, points in judge.points_of(original).items() if points is not None}
        wanted = scored if row.points == ALL else dict.fromkeys(scored, 0.0)
        assert {cell: found.points[cell] for cell in scored} == wanted
    assert not row.code or row.code in found.codes, found.codes
