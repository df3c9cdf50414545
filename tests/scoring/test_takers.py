"""Simulated test-takers: what they can see, and what they say about two forms of a test."""

from collections.abc import Sequence

import pytest

from course.answers.kinds import Authored
from course.notebooks import find, forms
from course.scoring.takers import MEAN_BOUND, PAYS, Compared, compare
from tests.scoring.forms import PLAIN, balanced, question

LONG = "Go to the market and to the bakery today"
ASKING = "Go to the mayor today?"


def by_name(one: Sequence[Authored], other: Sequence[Authored], people: int = 200) -> dict[str, Compared]:
    return {each.taker: each for each in compare((one, other), ["en"], people)}


def leaning(texts: tuple[str, ...], best: int, worst: int) -> list[Authored]:
    return [question(f"l{n}", best, worst, texts) for n in range(12)]


def test_who_knows_more_scores_more_and_chance_is_a_quarter() -> None:
    found = by_name(balanced("a"), balanced("b"))
    assert found["expert"].means[0] > 0.85
    assert 0.4 < found["average"].means[0] < 0.65
    assert found["random"].means[0] == pytest.approx(0.25, abs=0.03)


def test_forms_of_one_make_are_parallel_for_everybody() -> None:
    assert all(each.parallel for each in by_name(balanced("a"), balanced("b")).values())


def test_a_form_in_which_looks_pay_is_not_parallel_with_one_in_which_they_do_not() -> None:
    found = by_name(balanced("a"), leaning((LONG, *PLAIN[1:]), 0, 1))
    assert found["random"].parallel
    assert not found["testwise"].parallel
    assert found["testwise"].apart[1] > MEAN_BOUND


@pytest.mark.parametrize("texts", [(LONG, *PLAIN[1:]), (ASKING, *PLAIN[1:])])
def test_a_best_that_stands_out_makes_looking_pay(texts: tuple[str, ...]) -> None:
    found = by_name(leaning(texts, 0, 1), leaning(texts, 0, 1))
    assert found["testwise"].pays
    assert found["testwise"].over_chance[0] > PAYS


def test_a_worst_that_stands_out_does_not() -> None:
    assert not by_name(leaning((LONG, *PLAIN[1:]), 1, 0), leaning((LONG, *PLAIN[1:]), 1, 0))["testwise"].pays


def test_few_people_leave_room_for_a_difference_and_so_prove_nothing() -> None:
    assert not by_name(balanced("a"), balanced("b"), people=5)["random"].parallel


def test_the_same_number_gives_the_same_people() -> None:
    forms_ = (balanced("a"), balanced("b"))
    assert list(compare(forms_, ["en"], 20, seed=3)) == list(compare(forms_, ["en"], 20, seed=3))
    assert list(compare(forms_, ["en"], 20, seed=3)) != list(compare(forms_, ["en"], 20, seed=4))


@pytest.mark.parametrize(("one", "people"), [([], 10), (balanced("a"), 1)])
def test_too_little_is_refused(one: list[Authored], people: int) -> None:
    with pytest.raises(ValueError, match="least"):
        list(compare((one, balanced("b")), ["en"], people))


def test_the_tests_of_the_course_are_parallel_and_being_test_wise_does_not_pay() -> None:
    pair = forms.takers(find(), "test-before", "test-after", people=250, seed=1)
    assert [(each.taker, each.language) for each in pair.takers if not each.parallel] == []
    assert [each.language for each in pair.takers if each.taker == "testwise" and each.pays] == []
    assert [each.even for each in pair.balances] == [True, True]
    assert pair.fair


def test_the_figures_in_the_documentation_are_those_of_the_command() -> None:
    """When questions changed: `course takers --language en`, and put what it prints into docs/figures.md."""
    shelf = find()
    printed = forms.takers_as_text(forms.takers(shelf, "test-before", "test-after", people=500, seed=1), "en")
    written = (shelf.root / "docs" / "figures.md").read_text(encoding="utf-8").splitlines()
    # The first line says what the figures are and the last judges them; between them stand the tables.
    assert [line for line in printed.splitlines()[2:-2] if line not in written] == []
