"""A class folder: where everything stands, and what the class has agreed on."""

import re
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, cast

import yaml

from autograder.errors import AssignmentError, ClassFolderError
from course.locale import LANGUAGES, Language

Attempts = Literal["best", "last", "first"]
ATTEMPTS: Final[tuple[Attempts, ...]] = ("best", "last", "first")
SETTINGS_FILE: Final = "class.yaml"
SETTINGS: Final = ("language", "attempts", "course_id")
JOURNAL: Final = "answers.jsonl"
# nbgrader puts student ids into pages and paths as they are, so these characters are all there may be.
STUDENT_ID: Final = re.compile(r"[A-Za-z0-9._-]{1,64}")
# An assignment may have any name that is one folder, on every system, and that no pattern of nbgrader's means more by.
ASSIGNMENT: Final = re.compile(r"[^./\\:*?\"<>|\[\]{}+~\s-][^/\\:*?\"<>|\[\]{}+]{0,127}")
_DOTS: Final = re.compile(r"\.+")


def is_student_id(name: str) -> bool:
    """Whether a folder name may stand for a student."""
    return STUDENT_ID.fullmatch(name) is not None and not _DOTS.fullmatch(name)


def is_assignment(name: str) -> bool:
    """Whether a folder name may stand for an assignment: it leads nowhere but into the folder of that name."""
    return ASSIGNMENT.fullmatch(name) is not None and name.isprintable()


@dataclass(frozen=True, slots=True)
class Classroom:
    """One class: its folder, its language and which attempt counts."""

    root: Path
    language: Language
    attempts: Attempts
    course_id: str

    @classmethod
    def open(cls, root: Path) -> "Classroom":
        """Reads ``class.yaml`` in ``root``.

        Raises:
            ClassFolderError: there is no such file, or it says something that cannot be.
        """
        file = root / SETTINGS_FILE
        if not file.is_file():
            raise ClassFolderError("no_class_folder", folder=root, file=SETTINGS_FILE)
        around = next((above for above in root.resolve().parents if (above / SETTINGS_FILE).is_file()), None)
        if around is not None:
            # A hand-in that looks like a class folder: its configuration would be run.
            raise ClassFolderError("class_within", folder=root, around=around)
        try:
            settings = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as problem:
            mark = getattr(problem, "problem_mark", None)
            raise ClassFolderError("not_yaml", file=file, line=mark.line + 1 if mark is not None else 1) from problem
        if not isinstance(settings, Mapping):
            raise ClassFolderError("no_settings", file=file)
        unknown = [str(name) for name in settings if name not in SETTINGS]
        if unknown:
            raise ClassFolderError("unknown_setting", file=file, name=unknown[0], known=", ".join(SETTINGS))
        language = _one_of(file, settings, "language", LANGUAGES)
        attempts = _one_of(file, settings, "attempts", ATTEMPTS)
        course_id = str(settings.get("course_id") or root.name)
        if not is_student_id(course_id):
            raise ClassFolderError("course_id", file=file)
        return cls(root, cast("Language", language), cast("Attempts", attempts), course_id)

    @property
    def keys(self) -> Path:
        """The folder with what only graders may see."""
        return self.root / "keys"

    def keys_file(self, assignment: str) -> Path:
        """The key of the graded questions of one assignment."""
        return self.keys / f"{assignment}.keys.json"

    @property
    def scenarios(self) -> Path:
        """The scenarios as they were released, each under its hash."""
        return self.keys / "scenarios"

    def step(self, step: str, assignment: str, student: str = ".") -> Path:
        """One of nbgrader's folders, for example ``submitted/<student>/<assignment>``."""
        return self.root / step / student / assignment

    def report_file(self, assignment: str, student: str) -> Path:
        """Where it stands what was repaired, ignored or distrusted in one hand-in.

        Outside ``autograded/``: every file in there reaches the student with the feedback.
        """
        return self.root / "reports" / assignment / f"{student}.json"

    def aside(self, assignment: str, student: str) -> Path:
        """Where the raw files of a mended hand-in are kept."""
        return self.root / "aside" / assignment / student

    @property
    def office(self) -> Path:
        """What a run of ours needs for itself and keeps for the next; nothing in it reaches a student."""
        return self.root / ".autograder"

    def lock_file(self, assignment: str) -> Path:
        """Held by whoever grades the assignment."""
        return self.office / f"{assignment}.lock"

    def ledger_file(self, assignment: str) -> Path:
        """What was graded from what."""
        return self.office / f"{assignment}.jsonl"

    def staging(self, assignment: str) -> Path:
        """Where files of hand-ins are made before they are put in their place whole."""
        return self.office / "staging" / assignment

    def undo(self, assignment: str) -> Path:
        """The way back for hand-ins that are being mended."""
        return self.office / "undo" / assignment

    def at_hand(self, assignment: str, student: str) -> AbstractContextManager[None]:
        """Stands around the work on one hand-in. Where a class is only looked at, a copy is laid out meanwhile."""
        return nullcontext()

    def assignments(self) -> tuple[str, ...]:
        """The assignments that have a source in this folder."""
        source = self.root / "source"
        if not source.is_dir():
            return ()
        return tuple(sorted(p.name for p in source.iterdir() if p.is_dir() and any(p.glob("*.ipynb"))))

    def notebooks(self, assignment: str) -> tuple[str, ...]:
        """The notebooks of a released assignment, without their ending.

        Raises:
            AssignmentError: the assignment is unknown or not released yet.
        """
        released = self.step("release", assignment)
        found = tuple(sorted(p.stem for p in released.glob("*.ipynb"))) if is_assignment(assignment) else ()
        if found:
            return found
        if assignment not in self.assignments():
            known = ", ".join(self.assignments()) or "–"
            raise AssignmentError("unknown_assignment", assignment=assignment, known=known)
        raise AssignmentError("not_generated", assignment=assignment)

    def handed_in(self, assignment: str) -> tuple[str, ...]:
        """The students with a folder for this assignment in ``submitted/``, whatever is in it."""
        submitted = self.root / "submitted"
        if not submitted.is_dir():
            return ()
        return tuple(sorted(p.name for p in submitted.iterdir() if (p / assignment).is_dir() and not p.is_symlink()))


def _one_of(file: Path, settings: Mapping[object, object], key: str, allowed: tuple[str, ...]) -> str:
    if key not in settings:
        raise ClassFolderError("no_setting", file=file, name=key, allowed=", ".join(allowed))
    value = settings[key]
    if value not in allowed:
        raise ClassFolderError("setting", file=file, name=key, allowed=", ".join(allowed), value=repr(value))
    return str(value)
