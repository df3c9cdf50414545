"""What a graded cell is called where people read it."""

from typing import Any

from autograder.rebuild import grader_metadata
from course.locale import Text, both


def part_label(cell: Any, language: str) -> str:
    """A cell's name on a page: the part of a role-play in words, the id of a question otherwise."""
    return label(str(grader_metadata(cell).get("grade_id")), language)


def label(grade_id: str, language: str) -> str:
    """The name of a part by its grade id (``purchasing-mandate`` is "Your mandate")."""
    _, _, part = grade_id.rpartition("-")
    for key in (f"score.{part}", f"autograder.part_{grade_id}", f"autograder.part_{part}"):
        known = _known(key)
        if known is not None:
            return known.of(language)
    return grade_id


def _known(key: str) -> Text | None:
    try:
        return both(key)
    except KeyError:
        return None
