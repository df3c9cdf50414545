"""The same mistakes: rarer ones weigh more, right answers nothing, and different answers speak against it."""

from collections.abc import Mapping
from random import Random

from autograder.copied.answers import Answers
from autograder.copied.steps import Step, token_of
from course.answers.kinds import Choice
from tests.autograder.copied.questions import answers, book

RIGHT = answers(1.0, Random(1))
WRONG = ("e1a-3", "e1c-5", "e1c-6")


def wrong(item: str, place: int) -> dict[str, object]:
    """One of the wrong options of a question."""
    key = RIGHT[item]["chosen"]
    question = book().items[item]
    assert isinstance(question, Choice)
    names = [option.id for option in question.options if option.id != key]
    return {"chosen": names[place % len(names)]}


def class_with(*given: Mapping[str, Mapping[str, object]]) -> Answers:
    found = Answers(book())
    for number, each in enumerate(given):
        found.add(f"s{number}", steps({**RIGHT, **each}))
    return found


def steps(given: Mapping[str, Mapping[str, object]]) -> tuple[Step, ...]:
    return tuple(Step(item, 1, item, token_of(item, value), 1) for item, value in given.items())


THREE = {item: wrong(item, 0) for item in WRONG}


def test_right_answers_say_only_that_both_know_it() -> None:
    found = class_with({}, {}).compare("s0", "s1")
    assert found.bits == 0
    assert found.right == len(book().items)
    assert found.wrong == ()


def test_a_mistake_that_many_make_says_little() -> None:
    others = [{item: wrong(item, 1) for item in WRONG}] * 10
    rare = class_with(THREE, THREE, *others).compare("s0", "s1")
    common = class_with(THREE, THREE, *[THREE] * 10).compare("s0", "s1")
    assert rare.bits > 9
    assert common.bits < 2
    assert rare.wrong == common.wrong == WRONG


def test_different_answers_speak_against_it() -> None:
    others = [{item: wrong(item, 1) for item in WRONG}] * 10
    same = class_with(THREE, THREE, *others).compare("s0", "s1")
    less = class_with(THREE, {**THREE, "e1a-3": wrong("e1a-3", 1)}, *others).compare("s0", "s1")
    assert less.bits < same.bits - 3
    assert less.different == 1


def test_the_last_answer_to_a_question_counts() -> None:
    found = Answers(book())
    for student in ("a", "b"):
        found.add(student, (*steps(THREE), *steps(RIGHT)))
    assert found.compare("a", "b").wrong == ()


def test_what_is_no_answer_is_left_out() -> None:
    nonsense: dict[str, dict[str, object]] = {"e1a-3": {"chosen": "nowhere"}, "e1c-5": {"number": 3}}
    found = class_with(nonsense, nonsense).compare("s0", "s1")
    assert found.wrong == ()
    assert found.right == len(book().items) - 2
