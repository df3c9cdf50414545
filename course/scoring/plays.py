"""The score parts of a role-play: replay the attempts, choose the one that counts, take its part.

All parts of a role-play come from the same attempt; otherwise a student could be careful in one and bold in another.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from course.answers.call import Call
from course.answers.collect import Collected
from course.answers.line import Line
from course.answers.remark import Remark
from course.roleplay.record import Library, Run, read_run
from course.roleplay.score import Part, ScoreSheet, score_sheet
from course.scoring.reasons import counted
from course.scoring.shelf import as_library
from course.scoring.verdict import word

if TYPE_CHECKING:
    from course.roleplay.scenario import Scenario
    from course.scoring.cell import Book, CellScore, Policy


#: Nobody plays more often; a journal that says so must not hold up a class.
MAX_ATTEMPTS: Final = 100


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: what its replay gave, and its score when it was played to the end."""

    number: int
    run: Run
    sheet: ScoreSheet | None
    lost: bool = False
    """Whether the grader, and not the student, lacks the role-play."""

    @property
    def total(self) -> float:
        """The points together; less than nothing when there is no score."""
        return self.sheet.total if self.sheet else -1.0


def score_part(call: Call, maximum: float, collected: Collected, book: "Book", policy: "Policy") -> "CellScore":
    """The points of one score part."""
    from course.scoring.cell import CellScore, points_of  # noqa: PLC0415 - it imports this module when it needs it

    attempts = replay_all(call.item, collected, as_library(book.scenarios))
    if not attempts:
        return CellScore(0.0, maximum, (word("not_played"),))
    remarks = tuple(remark for attempt in attempts if (remark := _remark(call.item, attempt)) is not None)
    if len({line.attempt for line in collected.of(call.item)}) > MAX_ATTEMPTS:
        remarks = (*remarks, Remark("many_attempts", 0, {"item": call.item, "maximum": MAX_ATTEMPTS}))
    chosen = choose(attempts, policy)
    which = counted(attempts.index(chosen) + 1, len(attempts), policy, "run")
    if chosen.sheet is None:
        problem = chosen.run.problem
        why = word("not_finished") if problem is None else word("run_refused", why=problem)
        return CellScore(None if chosen.lost else 0.0, maximum, (why, *which), remarks)
    part = next((part for part in chosen.sheet.parts if part.id == call.part), None)
    if part is None:
        lost = Remark("no_part", 0, {"item": call.item, "part": call.part})
        return CellScore(None, maximum, (word("no_part", part=call.part),), (*remarks, lost))
    return CellScore(points_of(_share(part), maximum), maximum, (*part.reasons, *which), remarks)


def replay_all(item: str, collected: Collected, library: Library) -> tuple[Attempt, ...]:
    """Every attempt at a role-play, in order of its number; replayed once for all score parts."""
    by_number: dict[int, list[Line]] = {}
    for line in collected.of(item):
        by_number.setdefault(line.attempt, []).append(line)
    attempts = sorted(by_number.items())[:MAX_ATTEMPTS]
    return tuple(_replay(item, number, lines, collected, library) for number, lines in attempts)


def choose(attempts: tuple[Attempt, ...], policy: "Policy") -> Attempt:
    """The attempt that counts.

    The first counts as it stands: who stops half-way and begins again would otherwise have two chances. The last is the
    last that was played to the end, so that looking around once more costs nothing.
    """
    finished = [attempt for attempt in attempts if attempt.sheet is not None]
    if policy == "first":
        return attempts[0]
    if not finished:
        return attempts[-1]
    return finished[-1] if policy == "last" else max(finished, key=lambda attempt: attempt.total)


def _replay(item: str, number: int, lines: list[Line], collected: Collected, library: Library) -> Attempt:
    known = collected.replayed.get((item, number))
    if isinstance(known, Attempt):
        return known

    lost = False

    def only_this(name: str, variant: str | None, hashes: Mapping[str, object]) -> "Scenario | None":
        nonlocal lost
        if name != item:
            return None  # the lines of one role-play may not hold another, easier one
        found = library(name, variant, hashes)
        lost = found is None and (variant is None or library(name, None, hashes) is None)
        return found

    run = read_run([line.value for line in lines], only_this)
    sheet = score_sheet(run.play) if run.finished and run.play is not None else None
    attempt = Attempt(number, run, sheet, lost)
    collected.replayed[item, number] = attempt
    return attempt


def _share(part: Part) -> float:
    return part.points / part.maximum if part.maximum else 0.0


def _remark(item: str, attempt: Attempt) -> Remark | None:
    problem = attempt.run.problem
    if problem is None:
        return None
    values = {"item": item, "attempt": attempt.number, "why": problem}
    return Remark("run_refused", 0, values)
