"""One graded cell: from the answers of a student to points, reasons and remarks. Pure, and never an exception."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from course.answers.answer import check_answer
from course.answers.call import Call
from course.answers.collect import Collected
from course.answers.kinds import Item, Key
from course.answers.line import Line
from course.answers.remark import DistrustedError, Remark
from course.locale import Text
from course.scoring.judge import KeyMismatchError, judge
from course.scoring.reasons import basis, counted, explain
from course.scoring.verdict import Verdict, word

if TYPE_CHECKING:
    from pathlib import Path

    from course.roleplay.record import Library

Policy = Literal["best", "last", "first"]

_DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Book:
    """What a grader holds: the questions, their keys, and the role-plays, as files by id or as a function."""

    items: Mapping[str, Item] = field(default_factory=dict)
    keys: Mapping[str, Key] = field(default_factory=dict)
    scenarios: "Mapping[str, Path] | Library" = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CellScore:
    """What a graded cell is worth. ``points`` is ``None`` when a person has to look."""

    points: float | None
    maximum: float
    reasons: tuple[Text, ...] = ()
    remarks: tuple[Remark, ...] = ()
    drawn: Text | None = None
    """The name of the variant that was played, where a role-play has such names."""


def score(call: Call | None, maximum: float, collected: Collected, book: Book, policy: Policy = "best") -> CellScore:
    """The points of one graded cell.

    ``call`` is what :func:`course.answers.read_call` found in the cell as it was released; ``None``, and the stage
    itself, are for a person to look at. Of several attempts the policy says which one counts.
    """
    if call is None or call.name == "roleplay":
        return CellScore(None, maximum, (word("by_hand"),))
    if call.name == "criterion":
        # Imported when needed: most cells ask questions, and the engine need not load for these.
        from course.scoring.plays import score_part  # noqa: PLC0415

        return score_part(call, maximum, collected, book, policy)
    return _score_item(call.item, maximum, collected, book, policy)


def points_of(share: float, maximum: float) -> float:
    """A share of the maximum, without the dust of binary fractions."""
    return round(min(1.0, max(0.0, share)) * maximum, _DECIMALS)


def _score_item(name: str, maximum: float, collected: Collected, book: Book, policy: Policy) -> CellScore:
    item, key = book.items.get(name), book.keys.get(name)
    if item is None or key is None:
        return CellScore(None, maximum, (word("no_key"),), (Remark("no_key", 0, {"item": name}),))
    lines = collected.of(name)
    if not lines:
        return CellScore(0.0, maximum, (word("no_answer"), *basis(item)))
    remarks: list[Remark] = []
    counts: Verdict | DistrustedError | None = None
    number = 0
    for place in _candidates(len(lines), policy):
        try:
            counts, number = _verdict(item, key, lines[place]), place + 1
        except KeyMismatchError:
            return CellScore(None, maximum, (word("no_key"),), (Remark("key_mismatch", 0, {"item": name}),))
        if isinstance(counts, Verdict):
            break
        remarks.append(Remark("impossible", 0, {"item": name, "why": counts.remark().text}))
    which = counted(number, len(lines), "first" if policy == "first" else "last")
    if not isinstance(counts, Verdict):
        why = remarks[0].values["why"]
        return CellScore(0.0, maximum, (word("impossible", why=why), *which), tuple(remarks))
    return CellScore(
        points_of(counts.share, maximum), maximum, (*explain(counts), *which, *basis(item)), tuple(remarks)
    )


_LOOK_BACK = 50
"""Impossible answers that are passed over in search of a possible one."""


def _candidates(count: int, policy: Policy) -> Sequence[int]:
    """Which answers to a question may count, the one that should first.

    Under "best", too, the last answer counts: a changed answer replaces the one before. Otherwise giving every answer
    once would earn everything.
    """
    return (0,) if policy == "first" else range(count - 1, max(-1, count - 1 - _LOOK_BACK), -1)


def _verdict(item: Item, key: Key, line: Line) -> Verdict | DistrustedError:
    try:
        check_answer(item, line.value)
    except DistrustedError as error:
        return error
    return judge(item, key, line.value)
