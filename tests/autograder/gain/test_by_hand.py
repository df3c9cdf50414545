"""A class of four whose gains were computed with pencil and paper, and what its instructor reads.

Two goals with two questions of two points each, as the tests of the course have them (there with ten goals)::

              L1 before after  gain    L10 before after  gain    all before after   gain
    anna          1/4   3/4     2/3        2/4    2/4     0         3/8    5/8      2/5
    bo            4/4   4/4     none       4/4    3/4    -1/4       8/8    7/8     -1/8
    cas           3/4   2/4    -1/3        1/4    4/4     1         4/8    6/8      1/2
    mean          2/3   3/4                7/12   3/4               5/8    3/4
    of means                    1/4                       2/5                       1/3
    mean gain                   1/6                       1/4                       31/120

Dee did only the test before, Eva handed in the test after without an answer.
"""

import json
from fractions import Fraction

import pytest

from autograder.gain import show
from autograder.gain.measure import ALL
from autograder.gain.sittings import Left, Measured, lay_side_by_side
from course.locale import LANGUAGES, Language
from tests.autograder.gain.scores import GOALS, row, taken


@pytest.fixture
def class_of_four() -> Measured:
    before = taken(
        "test-before",
        *(row("anna", [1, 0, 1, 1]), row("bo", [2, 2, 2, 2]), row("cas", [2, 1, 1, 0])),
        *(row("dee", [1, 1, 1, 1]), row("eva", [1, 1, 1, 1])),
    )
    after = taken(
        "test-after",
        *(row("anna", [2, 1, 1, 1]), row("bo", [2, 2, 2, 1]), row("cas", [1, 1, 2, 2])),
        *(row("dee", None), row("eva", [0, 0, 0, 0])),
    )
    return lay_side_by_side(before, after, GOALS, GOALS, provisional=True)


@pytest.mark.parametrize(
    ("goal", "before", "after", "gain", "mean_gain", "full", "up", "down"),
    [
        ("L1", "2/3", "3/4", "1/4", "1/6", 1, 1, 1),
        ("L10", "7/12", "3/4", "2/5", "1/4", 0, 1, 1),
        (ALL, "5/8", "3/4", "1/3", "31/120", 0, 2, 1),
    ],
)
def test_the_class(
    class_of_four: Measured,
    goal: str,
    before: str,
    after: str,
    gain: str,
    mean_gain: str,
    full: int,
    up: int,
    down: int,
) -> None:
    found = next(each for each in class_of_four.gains if each.goal == goal)
    by_hand = [float(Fraction(each)) for each in (before, after, gain, mean_gain)]
    assert [found.before, found.after, found.gain, found.mean_gain] == pytest.approx(by_hand)
    assert (found.students, found.full, found.up, found.down) == (3, full, up, down)
    assert (found.low, found.high) == (None, None)


@pytest.mark.parametrize(
    ("student", "gains"),
    [("anna", ("2/3", "0", "2/5")), ("bo", (None, "-1/4", "-1/8")), ("cas", ("-1/3", "1", "1/2"))],
)
def test_each_student(class_of_four: Measured, student: str, gains: tuple[str | None, ...]) -> None:
    found = next(each for each in class_of_four.sittings if each.student == student)
    for goal, gain in zip(("L1", "L10", ALL), gains, strict=True):
        assert found.gain(goal) == (None if gain is None else pytest.approx(float(Fraction(gain))))


def test_who_is_left_out(class_of_four: Measured) -> None:
    assert class_of_four.left == {Left.ONLY_BEFORE: ("dee",), Left.NOTHING: ("eva",)}


READ = {
    "en": [
        "L1 two tables 67% 75% +0.25 – +0.17 1 / 1",
        "L10 tactics 58% 75% +0.40 – +0.25 1 / 1",
        "All goals 62% 75% +0.33 – +0.26 2 / 1",
        "bo 100% 88% -0.12",
        "Below zero it is the part that was lost.",
        "report one of the two, and say which",
        "nothing to gain there, and gets a dash",
        "the smallest 2 in a test",
        "With 3 students there is no interval; that takes 10.",
        "Not all keys have been rated by practitioners yet.",
        "Only test-before (1): dee",
        "Not a single point in one of the two, so probably nothing filled in (1): eva",
    ],
    "nl": [
        "L1 twee tafels 67% 75% +0,25 – +0,17 1 / 1",
        "L10 tactieken 58% 75% +0,40 – +0,25 1 / 1",
        "Alle doelen 62% 75% +0,33 – +0,26 2 / 1",
        "bo 100% 88% -0,12",
        "Onder nul is het het deel dat verloren ging.",
        "noem er in een verslag één, en zeg welke",
        "kon daar niets winnen, en krijgt een streepje",
        "het kleinste 2 per meting",
        "Met 3 studenten is er geen interval; daarvoor zijn er 10 nodig.",
        "Nog niet alle sleutels zijn door mensen uit de praktijk beoordeeld.",
        "Alleen test-before (1): dee",
        "Geen enkel punt bij een van de twee, dus waarschijnlijk niets ingevuld (1): eva",
    ],
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_instructor_reads(class_of_four: Measured, language: Language) -> None:
    text = " ".join(show.as_text(class_of_four, language).split())
    assert [sentence for sentence in READ[language] if sentence not in text] == []


def test_a_program_gets_the_same_figures(class_of_four: Measured) -> None:
    data = json.loads(show.as_json(class_of_four))
    assert [round(each["gain"], 4) for each in data["class"]] == [0.25, 0.4, 0.3333]
    assert data["left_out"] == {"only_before": ["dee"], "nothing": ["eva"]}


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "Here the class had 90% or more before: L1."), ("nl", "Hier had de klas vooraf al 90% of meer: L1.")],
)
def test_a_goal_at_its_ceiling_is_named(language: Language, says: str) -> None:
    high = lay_side_by_side(
        taken("one", row("anna", [2, 2, 1, 1]), row("bo", [2, 2, 1, 1])),
        taken("two", row("anna", [2, 1, 1, 1]), row("bo", [2, 2, 1, 1])),
        GOALS,
        GOALS,
    )
    text = " ".join(show.as_text(high, language).split())
    assert says in text
    assert "practitioners" not in text
    assert "praktijk" not in text
