"""How far raters agree, question by question and over all."""

import pytest

from course.scoring.agreement import Advice, Agreement, agreements, overall
from tests.scoring.forms import question

KEYED = ("o0", "o1")
Choice = tuple[str, str]


def rated(*choices: Choice | None) -> Agreement:
    """One question with the key o0 and o1; ``None`` is a rater who left it open."""
    (found,) = agreements([question("q")], [{"q": choice} if choice else {} for choice in choices])
    return found


def test_all_as_the_key_is_full_agreement() -> None:
    found = rated(*[KEYED] * 5)
    assert (found.among, found.with_key, found.keep) == (1.0, 1.0, True)


@pytest.mark.parametrize(
    ("choices", "among", "with_key", "advice"),
    [
        ([KEYED] * 4 + [("o2", "o1")], 0.8, 0.8, Advice.KEEP),
        ([KEYED] * 7 + [("o2", "o1")] * 3, 0.7, 0.7, Advice.KEEP),  # exactly on the line
        ([KEYED] * 3 + [("o2", "o1")] * 2, 0.6, 0.6, Advice.REWRITE),
        ([("o2", "o1")] * 4 + [KEYED], 0.8, 0.2, Advice.LOOK_AT_KEY),
        ([KEYED, ("o2", "o1"), ("o2", "o1")], 2 / 3, 1 / 3, Advice.MORE_RATERS),
        ([("o2", "o1")], None, 0.0, Advice.MORE_RATERS),
        ([KEYED], None, 1.0, Advice.KEEP),
        ([], None, None, Advice.NOT_RATED),
        ([None, None], None, None, Advice.NOT_RATED),
    ],
)
def test_what_raters_chose_decides_what_to_do(
    choices: list[Choice | None], among: float | None, with_key: float | None, advice: Advice
) -> None:
    best = rated(*choices).best
    assert (best.among, best.with_key, best.advice) == (among, with_key, advice)


def test_best_and_worst_are_looked_at_apart_and_both_have_to_reach() -> None:
    found = rated(*[("o0", "o2")] * 4, KEYED)
    assert (found.best.with_key, found.worst.with_key) == (1.0, 0.2)
    assert (found.with_key, found.keep) == (0.2, False)


def test_with_a_tie_there_is_no_option_of_most() -> None:
    found = rated(KEYED, KEYED, ("o2", "o1"), ("o2", "o1"), ("o3", "o1"))
    assert found.best.most is None
    assert found.best.among == 0.4
    assert found.worst.most == "o1"


def test_who_left_a_question_open_does_not_count_there() -> None:
    assert rated(KEYED, None, KEYED).raters == 2


def test_over_all_chance_is_taken_away() -> None:
    authored = [question("q"), question("r")]
    same = [{"q": KEYED, "r": KEYED}] * 3
    assert overall(agreements(authored, same)) == overall(agreements(authored, same[:2]))
    whole = overall(agreements(authored, [{"q": KEYED}, {"q": ("o0", "o2")}]))
    assert (whole.among, whole.with_key) == (0.5, 0.75)
    assert whole.beyond_chance == pytest.approx((0.5 - 0.25) / 0.75)


def test_raters_who_throw_dice_agree_as_chance_has_it() -> None:
    """Every pair of best and worst once: one choice of each of twelve raters."""
    every = [(f"o{n}", f"o{m}") for n in range(4) for m in range(4) if n != m]
    whole = overall(agreements([question("q")], [{"q": choice} for choice in every]))
    assert whole.with_key == 0.25
    assert whole.beyond_chance == pytest.approx(0, abs=0.1)


def test_one_rater_has_nobody_to_agree_with() -> None:
    whole = overall(agreements([question("q")], [{"q": KEYED}]))
    assert (whole.among, whole.beyond_chance, whole.with_key) == (None, None, 1.0)
    assert overall(()).with_key is None
