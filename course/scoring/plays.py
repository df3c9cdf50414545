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
from course.roleplay.fingerprint import changed, fingerprint
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
#: Decisions of all attempts together: some sixty games from the first decision to the last.
MAX_REPLAYED: Final = 3_000
#: Comparing a state with what the run says takes as long as this many decisions.
COMPARING: Final = 3


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt: what its replay gave, and its score when it was played to the end."""

    number: int
    run: Run
    sheet: ScoreSheet | None
    lost: bool = False
    """Whether the grader, and not the student, lacks the role-play."""
    cost: int = 1
    """How much work replaying it was, in decisions."""

    @property
    def total(self) -> float:
        """The points together; less than nothing when there is no score."""
        return self.sheet.total if self.sheet else -1.0


def score_part(call: Call, maximum: float, collected: Collected, book: "Book", policy: "Policy") -> "CellScore":
    """The points of one score part."""
    from course.scoring.cell import CellScore, points_of  # noqa: PLC0415 - it imports this module when it needs it

    attempts = replay_all(call.item, collected, as_library(book.scenarios), policy)
    if not attempts:
        return CellScore(0.0, maximum, (word("not_played"),))
    remarks = tuple(remark for attempt in attempts if (remark := _remark(call.item, attempt)) is not None)
    count = len({line.attempt for line in collected.of(call.item)})
    if len(attempts) < count:
        code = "many_attempts_last" if policy == "last" else "many_attempts"
        remarks = (*remarks, Remark(code, 0, {"item": call.item, "count": count, "kept": len(attempts)}))
    chosen = choose(attempts, policy)
    left_out = count - len(attempts) if policy == "last" else 0
    which = counted(left_out + attempts.index(chosen) + 1, count, policy, "run")
    if chosen.sheet is None:
        problem = chosen.run.problem
        why = word("not_finished") if problem is None else word("run_refused", why=problem)
        return CellScore(None if chosen.lost else 0.0, maximum, (why, *which), remarks)
    part = next((part for part in chosen.sheet.parts if part.id == call.part), None)
    if part is None:
        lost = Remark("no_part", 0, {"item": call.item, "part": call.part})
        return CellScore(None, maximum, (word("no_part", part=call.part),), (*remarks, lost))
    drawn = chosen.run.play.scenario.drawn if chosen.run.play is not None else None
    # Said once, with the first part: which variant it was, and what a good end was in it.
    about = (drawn.told,) if drawn is not None and part is chosen.sheet.parts[0] else ()
    reasons = (*about, *part.reasons, *which)
    return CellScore(points_of(_share(part), maximum), maximum, reasons, remarks, drawn.name if drawn else None)


def replay_all(item: str, collected: Collected, library: Library, policy: "Policy" = "best") -> tuple[Attempt, ...]:
    """The attempts at a role-play, in order of their number; replayed once for all score parts.

    Of more than anybody plays only some are replayed: the last ones where the last one counts, otherwise the first.
    """
    by_number: dict[int, list[Line]] = {}
    for line in collected.of(item):
        by_number.setdefault(line.attempt, []).append(line)
    found: list[Attempt] = []
    room = MAX_REPLAYED
    for number in sorted(by_number, reverse=policy == "last")[:MAX_ATTEMPTS]:
        if room <= 0:
            break
        found.append(_replay(item, number, by_number[number], collected, library))
        room -= found[-1].cost
    return tuple(sorted(found, key=lambda attempt: attempt.number))


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
    each = 1

    def only_this(name: str, variant: str | None, hashes: Mapping[str, object]) -> "Scenario | None":
        nonlocal lost, each
        if name != item:
            return None  # the lines of one role-play may not hold another, easier one
        found = library(name, variant, hashes)
        lost = found is None and (variant is None or library(name, None, hashes) is None)
        if found is not None and changed(fingerprint(found), hashes):
            each += COMPARING  # then every state is compared, and not only the last
        return found

    run = read_run([line.value for line in lines], only_this)
    sheet = score_sheet(run.play) if run.finished and run.play is not None else None
    attempt = Attempt(number, run, sheet, lost, 1 + each * run.decisions)
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
