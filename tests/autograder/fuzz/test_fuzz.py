"""More than two thousand spoilt hand-ins: each is graded or refused with a reason, and costs no more than it may.

`python -m tests.autograder.fuzz --count 20000` does the same for as long as one likes.
"""

from dataclasses import replace
from random import Random

import pytest

from autograder.class_folder.classroom import JOURNAL
from tests.autograder.fuzz import spoil_bytes, spoil_files, spoil_markdown, spoil_notebook
from tests.autograder.fuzz.bounds import TooSlowError
from tests.autograder.fuzz.families import NAMES, case
from tests.autograder.fuzz.judging import Judge
from tests.autograder.fuzz.mutant import Mutant, Spoil, copies_in, dumps
from tests.autograder.fuzz.school import POLICIES, Original, make_school

EACH = 240
SEED = 4
AGAIN = 12
EMPTY = 8


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Judge:
    return Judge(make_school(tmp_path_factory.mktemp("fuzz") / "class"))


def test_there_are_more_than_two_thousand() -> None:
    assert EACH * len(NAMES) >= 2_000


def test_what_students_made_has_points_and_nothing_odd(judge: Judge) -> None:
    for original in judge.school.originals:
        found = judge.points_of(original)
        assert sum(points or 0.0 for points in found.values()) > 0.0, original.student
    assert {original.assignment for original in judge.school.originals} == set(POLICIES)


@pytest.mark.parametrize("family", NAMES)
def test_a_spoilt_hand_in_is_graded_or_refused_with_a_reason(judge: Judge, family: str) -> None:
    graded = 0
    for number in range(EACH):
        found = case(family, number, SEED, judge.school.originals)
        try:
            verdict = judge.judge(found)
            if number % AGAIN == 0 and not verdict.refused:
                assert judge.again(found.mutant.original.assignment) == verdict.points, "other points the second time"
        except (Exception, TooSlowError) as problem:
            raise AssertionError(f"seed {SEED}: {found.name}") from problem
        graded += not verdict.refused
    assert graded > EACH // 2


def _without_answers(original: Original) -> Original:
    mutant = Mutant(original, (original,), Random(0))
    notebook = mutant.notebook()
    for content in copies_in(notebook):
        content["lines"] = []
    files = {name: content for name, content in original.files.items() if name != JOURNAL}
    return replace(original, files={**files, mutant.name: dumps(notebook)})


@pytest.mark.parametrize(
    "spoils", [spoil_bytes.ALL, spoil_notebook.ALL, spoil_markdown.ALL, spoil_files.ALL], ids=lambda s: s[0].__module__
)
def test_without_answers_there_are_no_points(judge: Judge, spoils: tuple[Spoil, ...]) -> None:
    for number, spoil in enumerate(spoils * EMPTY):
        random = Random(f"{SEED} {number}")
        original = random.choice(judge.school.originals)
        mutant = Mutant(_without_answers(original), (original,), random)
        spoil(mutant)
        if len(mutant.played) > 1:
            continue  # then there is an answer in it: somebody else's
        points = judge.grade(original.assignment, mutant.files).points
        assert not any(points.values()), f"{spoil.__module__}.{spoil.__name__} {number}"
