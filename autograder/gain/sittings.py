"""Who did both tests, from the scores in the grade book; nothing is graded anew."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.names import straight
from autograder.errors import AssignmentError
from autograder.gain.measure import ALL, ClassGain, Sitting, class_gains
from autograder.grading.scores import AssignmentScores, Row, read_scores
from course.answers.as_data import ItemsError, read_file
from course.answers.kinds import PROVISIONAL, Item


class Left(StrEnum):
    """Why a student has no gain."""

    ONLY_BEFORE = "only_before"
    ONLY_AFTER = "only_after"
    NEITHER = "neither"
    NOTHING = "nothing"
    """No point at all in one of the tests: even who guesses has some, so that nothing was filled in."""
    WAITING = "waiting"
    """Something waits for a person, or the grade book holds no number for it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """The two tests of a class, laid side by side."""

    before: str
    after: str
    goals: tuple[str, ...]
    sittings: tuple[Sitting, ...]
    left: Mapping[Left, tuple[str, ...]]
    """Who is left out and why, by id; only reasons that somebody has."""
    names: Mapping[str, str]
    """Everybody's name as people read it, by id."""
    gains: tuple[ClassGain, ...]
    questions: int
    """How many questions the goal with the fewest has, in the shorter of the two tests."""
    provisional: bool
    """Whether the key of some question waits for people who rate it."""


def measure(classroom: Classroom, config: Any, before: str, after: str) -> Measured:
    """The gain of a class between two assignments whose questions name their goals.

    Points are taken as they were given; what was taken off for being late does not count.

    Raises:
        AutograderError: the two are one, one of them is unknown, has no scores yet, or shares no goal with the other.
    """
    if before == after:
        raise AssignmentError("gain_same", assignment=before)
    found = {scores.name: scores for scores in read_scores(config, [before, after])}
    for name in (before, after):
        if not found[name].graded:
            raise AssignmentError("gain_not_graded", assignment=name)
    items = [_items(classroom, name) for name in (before, after)]
    goals = [{item.id: item.goal for item in each} for each in items]
    provisional = any(item.status == PROVISIONAL for each in items for item in each)
    return lay_side_by_side(found[before], found[after], *goals, provisional=provisional)


def lay_side_by_side(
    before: AssignmentScores,
    after: AssignmentScores,
    goals_before: Mapping[str, str],
    goals_after: Mapping[str, str],
    *,
    provisional: bool = False,
) -> Measured:
    """The same from scores: ``goals_before`` and ``goals_after`` name the goal of each question.

    Raises:
        AssignmentError: no goal is in both.
    """
    one, other = _parts(before, goals_before), _parts(after, goals_after)
    goals = tuple(sorted(one.keys() & other.keys(), key=_in_order))
    if not goals:
        raise AssignmentError("gain_no_goals", before=before.name, after=after.name)
    first = {row.student: row for row in before.rows}
    second = {row.student: row for row in after.rows}
    sittings: list[Sitting] = []
    left: dict[Left, list[str]] = {}
    names: dict[str, str] = {}
    for student in sorted(first.keys() | second.keys()):
        rows = first.get(student), second.get(student)
        names[student] = _name(student, rows)
        outcome = _sitting(student, names[student], rows, (one, other), goals)
        if isinstance(outcome, Left):
            left.setdefault(outcome, []).append(student)
        else:
            sittings.append(outcome)
    reasons = {reason: tuple(left[reason]) for reason in Left if reason in left}
    gains = class_gains(sittings, goals)
    fewest = min(len(parts[goal]) for parts in (one, other) for goal in goals)
    return Measured(before.name, after.name, goals, tuple(sittings), reasons, names, gains, fewest, provisional)


#: For each goal, its questions with their points.
_Parts = Mapping[str, Mapping[str, float]]


def _items(classroom: Classroom, assignment: str) -> tuple[Item, ...]:
    """The questions of an assignment that name a goal, as the class was given them."""
    file = classroom.keys_file(assignment)
    try:
        items, _ = read_file(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, ItemsError, RecursionError) as problem:
        raise AssignmentError("gain_no_keys", file=file) from problem
    return tuple(item for item in items.values() if item.goal)


def _parts(scores: AssignmentScores, goals: Mapping[str, str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = {}
    for part in scores.parts:
        if part.name in goals and part.maximum > 0:
            found.setdefault(goals[part.name], {})[part.name] = part.maximum
    return found


def _in_order(goal: str) -> tuple[int, str]:
    """L10 after L9."""
    digits = "".join(filter(str.isdecimal, goal))
    return int(digits) if digits else 0, goal


def _name(student: str, rows: Sequence[Row | None]) -> str:
    row = next((each for each in rows if each is not None), None)
    name = straight(f"{row.first_name} {row.last_name}").strip() if row else ""
    return f"{name} ({student})" if name else student


def _sitting(
    student: str, name: str, rows: tuple[Row | None, Row | None], parts: tuple[_Parts, _Parts], goals: Sequence[str]
) -> Sitting | Left:
    before, after = (row if row is not None and row.handed_in else None for row in rows)
    if before is None or after is None:
        return Left.NEITHER if before is after else Left.ONLY_AFTER if before is None else Left.ONLY_BEFORE
    shares = _shares(before, parts[0], goals), _shares(after, parts[1], goals)
    if shares[0] is None or shares[1] is None:
        return Left.WAITING
    if shares[0][ALL] <= 0 or shares[1][ALL] <= 0:
        return Left.NOTHING
    return Sitting(student, name, shares[0], shares[1])


def _shares(row: Row, parts: _Parts, goals: Sequence[str]) -> dict[str, float] | None:
    """The share of the points for each goal and for all; None when something has no number yet."""
    found: dict[str, float] = {}
    got = maximum = 0.0
    for goal in goals:
        points = {name: row.scores.get(name, 0.0) for name in parts[goal]}
        if row.waiting & parts[goal].keys() or not all(map(math.isfinite, points.values())):
            return None
        # Extra points that a person gave do not count beyond what there is, nor below nothing.
        sure = sum(min(max(points[name], 0.0), most) for name, most in parts[goal].items())
        found[goal] = sure / sum(parts[goal].values())
        got, maximum = got + sure, maximum + sum(parts[goal].values())
    found[ALL] = got / maximum
    return found
