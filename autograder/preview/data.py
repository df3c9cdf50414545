"""A preview as JSON: ``autograder grade ASSIGNMENT --preview --format json``.

Format 1 has these fields; later versions add fields and keep these, or raise the number:

- ``format``, ``assignment``, ``language`` (of every text);
- ``summary``: for each kind how many hand-ins: ``first`` (graded for the first time), ``anew`` (came anew),
  ``regraded`` (the same hand-in, other points), ``same``, ``failed``; and how many regraded go ``up`` and ``down``;
- ``causes``: every cause once, with ``code``, ``item`` (or null) and ``text``;
- ``students``: all of them in order, each with ``student``, ``name``, ``kind``, ``before`` and ``after`` (``score``,
  ``penalty``, ``total``, ``maximum``, ``waiting``; or null), ``causes`` (places in the list of causes, from 0),
  ``problem`` (or null) and ``cells``: those whose automatic points change, with ``cell``, ``maximum``, ``before`` and
  ``after`` (null: waits for a person), ``person`` (points that a person gave and that stay, or null), ``causes``,
  ``reasons_before`` and ``reasons_after``.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from autograder.grading.gradebook import Total
from autograder.preview.causes import Cause
from autograder.preview.changes import Change, Changes, Kind, net

FORMAT: Final = 1


def as_data(changes: Changes, language: str) -> dict[str, Any]:
    """The preview as JSON data, its texts in one language."""
    places = {cause: place for place, cause in enumerate(changes.causes)}
    regraded = [each.moved for each in changes.of(Kind.REGRADED)]
    return {
        "format": FORMAT,
        "assignment": changes.assignment,
        "language": language,
        "summary": {
            **{str(kind): len(changes.of(kind)) for kind in Kind},
            "up": sum(moved > 0 for moved in regraded),
            "down": sum(moved < 0 for moved in regraded),
        },
        "causes": [
            {"code": each.code, "item": each.item or None, "text": each.text.of(language)} for each in changes.causes
        ],
        "students": [_student(each, places) for each in changes.all],
    }


def _student(change: Change, places: Mapping[Cause, int]) -> dict[str, Any]:
    return {
        "student": change.student,
        "name": change.name,
        "kind": str(change.kind),
        "before": _total(change.before),
        "after": _total(change.after),
        "causes": _places(change.causes, places),
        "problem": change.problem or None,
        "cells": [
            {
                "cell": cell.cell,
                "maximum": cell.maximum,
                "before": cell.before,
                "after": cell.after,
                "person": cell.person,
                "causes": _places(cell.causes, places),
                "reasons_before": list(cell.reasons_before),
                "reasons_after": list(cell.reasons_after),
            }
            for cell in change.cells
        ],
    }


def _places(causes: Iterable[Cause], places: Mapping[Cause, int]) -> list[int]:
    return sorted({places[each] for each in causes})


def _total(total: Total | None) -> dict[str, Any] | None:
    if total is None:
        return None
    points = {"score": total.score, "penalty": total.penalty, "total": net(total), "maximum": total.maximum}
    return {**points, "waiting": total.by_hand}
