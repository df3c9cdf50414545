"""What a whole class is graded by, kept with the scores, so that a later change can be named to the option of a key."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Self

from autograder.class_folder.classroom import Classroom
from autograder.grading.seal import file_seal
from course.answers.as_data import ItemsError, read_file
from course.answers.kinds import Item, Key


@dataclass(frozen=True)
class Basis:
    """What the scores of a class rest on, apart from the hand-ins."""

    parts: Mapping[str, str]
    """A hash of each thing, by the names of :func:`autograder.seal.class_parts`."""
    attempts: str
    """Which attempt counted."""
    keys: Mapping[str, Any] | None
    """The content of the keys file; ``None`` for an assignment without questions."""
    calibration: Mapping[str, float]
    """Every magnitude of the model, by name."""
    rules_version: int
    stories: Mapping[str, str]
    """A hash of each role-play: today's by its id, those kept at release by the name of their file."""

    def as_data(self) -> dict[str, Any]:
        """The basis as JSON data."""
        return asdict(self)

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """The basis from its data.

        Raises:
            KeyError: something is missing.
            TypeError: it is no such data.
        """
        keys = data["keys"]
        return cls(
            dict(data["parts"]),
            str(data["attempts"]),
            dict(keys) if keys is not None else None,
            dict(data["calibration"]),
            int(data["rules_version"]),
            dict(data["stories"]),
        )

    @cached_property
    def questions(self) -> tuple[Mapping[str, Item], Mapping[str, Key]]:
        """The items and keys by id; none when they were of a form that is no longer read."""
        try:
            return read_file(self.keys) if self.keys is not None else ({}, {})
        except ItemsError:
            return {}, {}


def basis_of(classroom: Classroom, assignment: str, parts: Mapping[str, str]) -> Basis:
    """What the class is graded by now; ``parts`` are the hashes that its seal was made of."""
    from course.negotiation.calibration import Calibration  # noqa: PLC0415 - the engine loads when it is needed
    from course.roleplay.fingerprint import RULES_VERSION  # noqa: PLC0415
    from course.roleplay.load import library  # noqa: PLC0415

    kept = sorted(classroom.scenarios.glob("*.yaml")) if classroom.scenarios.is_dir() else []
    return Basis(
        dict(parts),
        classroom.attempts,
        _content(classroom.keys_file(assignment)),
        asdict(Calibration()),
        RULES_VERSION,
        {**{name: file_seal(file) for name, file in library().items()}, **{f.name: file_seal(f) for f in kept}},
    )


def _content(file: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
