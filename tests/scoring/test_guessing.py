"""What guessing earns beside chance; and that over the graded questions of the course it earns no more."""

from itertools import permutations

import pytest

from course.answers.answer import check_answer
from course.answers.kinds import Authored, BestWorst, BestWorstKey, Choice, ChoiceKey, Option
from course.locale import LANGUAGES, Text
from course.notebooks import Shelf
from course.notebooks.tables import ALL, guesses, guesses_as_text, measures_as_text
from course.scoring import judge
from course.scoring.guessing import guess, score
from tests.answers.samples import authored
from tests.notebooks.material import REPOSITORY

SAMPLES = {each.item.kind: each for each in authored() if each.item.id != "kinds-of-claim"}
TEXTS = ("Ask why it is so now", "Say it is so", "Wait a day", "Leave")


def choice(number: int, right: int, turn: int = 0) -> Authored:
    texts = (*TEXTS[turn:], *TEXTS[:turn])
    options = tuple(Option(f"o{n}", Text(text, text)) for n, text in enumerate(texts))
    item = Choice(id=f"q{number}", question=Text("q", "q"), options=options)
    return Authored(item, ChoiceKey(item=item.id, right=f"o{right}"))


def test_a_key_that_is_always_first_is_found_out() -> None:
    found = score([choice(n, 0, n % 4) for n in range(8)], "first", "en")
    assert found is not None
    assert (found.share, found.chance, found.fair) == (1.0, 0.25, False)


def test_a_key_that_goes_round_is_not() -> None:
    found = score([choice(n, n % 4) for n in range(8)], "first", "en")
    assert found is not None
    assert (found.share, found.fair) == (0.25, True)


def test_the_interval_is_that_of_random_answers() -> None:
    """Sixteen questions with four options: 4 right of 16, give or take 1.96 times the root of 16 x 1/4 x 3/4."""
    found = score([choice(n, 0) for n in range(16)], "longest", "en")
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.25 - 0.2122, 0.25 + 0.2122), abs=1e-3)


def test_options_that_look_alike_share_the_guess() -> None:
    item = Choice(id="q", question=Text("q", "q"), options=tuple(Option(n, Text("Same", "Zelfde")) for n in "abcd"))
    found = guess(Authored(item, ChoiceKey(item="q", right="c")), "longest", "en")
    assert found is not None
    assert (found.share, found.chance) == (0.25, 0.25)


def test_best_and_worst_are_guessed_from_both_ends() -> None:
    each = choice(1, 0)
    item = BestWorst(id="q", question=each.item.question, options=each.item.options)  # type: ignore[union-attr]
    found = guess(Authored(item, BestWorstKey(item="q", best="o0", worst="o3")), "longest", "en")
    assert found is not None
    assert found.share == 1.0


@pytest.mark.parametrize("kind", ["best_worst", "order"])
def test_chance_is_the_mean_over_all_answers(kind: str) -> None:
    each = SAMPLES[kind]
    ids = [option.id for option in each.item.options]  # type: ignore[union-attr]
    if kind == "order":
        answers: list[dict[str, object]] = [{"order": list(order)} for order in permutations(ids)]
    else:
        answers = [{"best": best, "worst": worst} for best, worst in permutations(ids, 2)]
    shares = []
    for answer in answers:
        check_answer(each.item, answer)
        shares.append(judge(each.item, each.key, answer).share)
    found = guess(each, "first", "en")
    assert found is not None
    mean = sum(shares) / len(shares)
    assert found.chance == pytest.approx(mean)
    assert found.variance == pytest.approx(sum((share - mean) ** 2 for share in shares) / len(shares))


@pytest.mark.parametrize(
    ("kind", "guessed"), [("number", False), ("rating", False), ("estimate", False), ("table", True)]
)
def test_what_there_is_nothing_to_pick_in_is_left_out(kind: str, guessed: bool) -> None:  # noqa: FBT001
    assert (guess(SAMPLES[kind], "first", "en") is not None) is guessed
    assert guess(SAMPLES[kind], "longest", "en") is None


def test_guessing_the_graded_questions_of_the_course_earns_what_chance_does() -> None:
    rows = [row for name, row in guesses(Shelf(REPOSITORY)) if name == ALL]
    assert {row.language for row in rows} == set(LANGUAGES)
    assert {"first", "longest", "qualified", "politest"} <= {row.look for row in rows}
    unfair = [
        f"{row.look} ({row.language}): {row.share:.0%}, chance {row.low:.0%}-{row.high:.0%}"
        for row in rows
        if not row.fair
    ]
    assert unfair == [], guesses_as_text(Shelf(REPOSITORY), "en")


def test_the_tables_name_every_exercise_and_lesson() -> None:
    shelf = Shelf(REPOSITORY)
    text, measured = guesses_as_text(shelf, "nl"), measures_as_text(shelf, "en")
    assert "alle beoordeelde vragen" in text
    assert all(page.name in measured for page in shelf.pages if page.number is not None)
