"""How often honest classes are listed, and how often copies are found: ``python -m tests.autograder.copied.figures``.

``--classes 25 --copies 10 --count 30`` are the classes of each kind, the copies of each kind, and the students in a
class. The figures stand in docs/figures.md.
"""

import argparse
from collections.abc import Callable, Iterator, Mapping
from random import Random
from typing import Final

from autograder.copied.survey import Survey
from autograder.copied.together import Together
from autograder.copied.weigh import Listing, weigh
from course.answers.line import Line
from course.roleplay.load import library
from course.scoring import Book
from tests.autograder.copied import questions
from tests.autograder.copied.people import (
    MIXES,
    Simulators,
    at_home,
    class_of,
    hand_in,
    reordered,
    shifted,
    with_changes,
    written,
)

NOBODY: Final = Together()
Copy = Callable[[str, list[Line], int], list[Line]]
"""From the name of a role-play, the lines of a game and a number for chance to the lines of the copy."""


def listed(name: str, people: Mapping[str, list[Line]], together: Together = NOBODY) -> Listing:
    """The list for a class that played a role-play."""
    survey = Survey((hand_in(who, lines) for who, lines in people.items()), frozenset({name}), Book())
    return weigh(survey, name, together, Simulators(name))


def listed_answers(people: Mapping[str, questions.Given], seed: int) -> Listing:
    """The list for a class that answered questions."""
    hand_ins = (questions.hand_in(who, given, seed) for who, given in people.items())
    return weigh(Survey(hand_ins, frozenset(), questions.book()), "l1", NOBODY, Simulators(""))


def _same(_name: str, lines: list[Line], _seed: int) -> list[Line]:
    return lines


def _later(_name: str, lines: list[Line], seed: int) -> list[Line]:
    return shifted(lines, 3600 + seed)


def _own_times(name: str, lines: list[Line], seed: int) -> list[Line]:
    values = [line.value for line in lines]
    return written(name, values, at_home(Random(seed), len(values)))


def _changed(share: float) -> Copy:
    def copy(name: str, lines: list[Line], seed: int) -> list[Line]:
        values = with_changes([line.value for line in lines], share, seed)
        return written(name, values, at_home(Random(seed), len(values)))

    return copy


def _in_its_time(share: float) -> Copy:
    """As somebody does it who changes the file: the times stay where they were, an hour later."""

    def copy(name: str, lines: list[Line], seed: int) -> list[Line]:
        values = with_changes([line.value for line in lines], share, seed)
        later = shifted(lines, 3600 + seed)
        times = [line.at for line in later] + [later[-1].at] * max(0, len(values) - len(later))
        return [Line(name, 1, value, at) for value, at in zip(values, times, strict=False)]

    return copy


def _reordered(name: str, lines: list[Line], seed: int) -> list[Line]:
    values = reordered([line.value for line in lines], seed)
    return written(name, values, at_home(Random(seed), len(values)))


PLANTED: Mapping[str, Copy] = {
    "the same file": _same,
    "all an hour later": _later,
    "10% changed, times kept": _in_its_time(0.1),
    "20% changed, times kept": _in_its_time(0.2),
    "played again, own times": _own_times,
    "played again, 10% changed": _changed(0.1),
    "played again, 20% changed": _changed(0.2),
    "played again, talks reordered": _reordered,
}


def false_alarms(classes: int, count: int) -> Iterator[tuple[str, int, int]]:
    """Role-play and kind of class; classes with an entry; classes."""
    for name in library():
        for mix in MIXES:
            found = sum(bool(listed(name, class_of(name, mix, count, seed)).entries) for seed in range(classes))
            yield f"{name}, {mix}", found, classes
    found = sum(bool(listed_answers(questions.answered(count, seed), seed).entries) for seed in range(classes))
    yield "questions", found, classes


def recall(classes: int, count: int) -> Iterator[tuple[str, int, int]]:
    """Role-play, kind of class and copy; copies that were listed with their source; copies."""
    for name in library():
        for mix in MIXES:
            for kind, copy in PLANTED.items():
                found = sum(_found(name, mix, count, seed, copy) for seed in range(classes))
                yield f"{name}, {mix}, {kind}", found, classes
    for share in (0.0, 0.1, 0.2):
        found = sum(_found_answers(count, seed, share) for seed in range(classes))
        yield f"questions, {share:.0%} changed", found, classes


def _found(name: str, mix: str, count: int, seed: int, copy: Copy) -> bool:
    people = class_of(name, mix, count - 1, 1000 + seed)
    source = Random(seed).choice(sorted(people))
    people["copier"] = copy(name, people[source], seed)
    return any({source, "copier"} <= set(entry.students) for entry in listed(name, people).entries)


def _found_answers(count: int, seed: int, share: float) -> bool:
    people = questions.answered(count - 1, 1000 + seed)
    source = Random(seed).choice(sorted(people))
    people["copier"] = questions.changed(people[source], share, seed)
    return any({source, "copier"} <= set(entry.students) for entry in listed_answers(people, seed).entries)


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--classes", type=int, default=25)
    parser.add_argument("--copies", type=int, default=10)
    parser.add_argument("--count", type=int, default=30)
    told = parser.parse_args()
    for heading, table, classes in (("false alarms", false_alarms, told.classes), ("found", recall, told.copies)):
        for what, found, of in table(classes, told.count):
            print(f"{heading}: {what}: {found} of {of}", flush=True)


if __name__ == "__main__":
    main()
