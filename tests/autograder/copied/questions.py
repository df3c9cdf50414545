"""Classes who answer the questions of the first exercise apart: some know more, and some mistakes are common."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache
from random import Random
from typing import Final

from autograder.copied.prints import HandIn
from autograder.copied.steps import step_of
from course.answers.items import load_items
from course.answers.kinds import (
    BestWorst,
    BestWorstKey,
    Choice,
    ChoiceKey,
    Classify,
    ClassifyKey,
    Item,
    Key,
    Order,
    OrderKey,
)
from course.answers.line import Line
from course.notebooks import find
from course.scoring import Book
from tests.autograder.copied.people import LAB

Given = Mapping[str, Mapping[str, object]]
"""The answer of a student to each question."""
SPREAD: Final = 0.2
"""How much what students know differs."""


@cache
def book() -> Book:
    path = find().exercise("l1").items
    assert path is not None
    authored = load_items(path)
    return Book(
        items={each.item.id: each.item for each in authored}, keys={each.key.item: each.key for each in authored}
    )


def answered(count: int, seed: int) -> dict[str, Given]:
    """A class whose students answer every question by themselves."""
    random = Random(f"questions {count} {seed}")
    return {
        f"s{number:04}": answers(min(0.98, max(0.1, random.gauss(0.65, SPREAD))), random) for number in range(count)
    }


def answers(knows: float, random: Random) -> Given:
    return {name: _answer(item, book().keys[name], knows, random) for name, item in book().items.items()}


def changed(given: Given, share: float, seed: int) -> Given:
    """Somebody else's answers, a share of them given anew by somebody who knows little."""
    random = Random(seed)
    return {
        name: value if random.random() >= share else _answer(book().items[name], book().keys[name], 0.3, random)
        for name, value in given.items()
    }


def hand_in(student: str, given: Given, seed: int) -> HandIn:
    """The answers of a student, each at a moment of their own."""
    random = Random(f"{student} {seed}")
    at = LAB
    steps = []
    for name, value in given.items():
        at += timedelta(seconds=max(2.0, random.lognormvariate(4.0, 0.6)))
        steps.append(step_of(Line(name, 1, value, at.strftime("%Y-%m-%dT%H:%M:%SZ"))))
    return HandIn(student, tuple(steps))


def _answer(item: Item, key: Key, knows: float, random: Random) -> Mapping[str, object]:
    def one(right: str, others: Sequence[str], about: str) -> str:
        return right if random.random() < knows else random.choices(others, [_lure(about, each) for each in others])[0]

    match item, key:
        case Choice(), ChoiceKey():
            return {"chosen": one(key.right, [option.id for option in item.options], item.id)}
        case BestWorst(), BestWorstKey():
            names = [option.id for option in item.options]
            best = one(key.best, names, f"{item.id} best")
            rest = [name for name in names if name != best]
            worst = one(key.worst if key.worst != best else rest[0], rest, f"{item.id} worst")
            return {"best": best, "worst": worst}
        case Classify(), ClassifyKey():
            kinds = [each.id for each in item.classes]
            return {"classes": {o.id: one(key.classes[o.id], kinds, f"{item.id} {o.id}") for o in item.options}}
        case Order(), OrderKey():
            order = list(key.order)
            while random.random() > knows:
                place = random.randrange(len(order) - 1)
                order[place : place + 2] = reversed(order[place : place + 2])
            return {"order": order}
    raise NotImplementedError(type(item))


def _lure(about: str, option: str) -> float:
    """How tempting a wrong option is, for everybody alike."""
    found: float = Random(f"{about} {option}").random() ** 3 + 0.02
    return found
