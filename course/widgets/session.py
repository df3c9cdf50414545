"""What the cells of one notebook share: the language, the journal, the questions, and who is running them."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

from course.answers import Item, ItemsError, Journal, Key, Line, collect, read_file
from course.answers.line import MAX_ATTEMPT, Value
from course.locale import LANGUAGES, Language

ITEMS: Final = "items.json"
#: A notebook larger than this is not searched for answers.
_MAX_NOTEBOOK: Final = 50 * 1024 * 1024


class Runner(Enum):
    """Who runs the notebook."""

    STUDENT = ""
    VALIDATE = "validate"
    AUTOGRADE = "autograde"

    @classmethod
    def now(cls) -> "Runner":
        """As nbgrader says it in the environment."""
        found = os.environ.get("NBGRADER_EXECUTION", "")
        return cls(found) if found in {each.value for each in cls} else cls.STUDENT


class _Sentence(Exception):  # noqa: N818 - the base of two names that notebooks and graders know
    """An exception that shows as one sentence in a notebook."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class GradedElsewhere(_Sentence):
    """A graded cell was run by a grader's kernel; points come from the answers, never from running a notebook."""


class NotAnswered(_Sentence):
    """``nbgrader validate`` found a graded cell without an answer."""


@dataclass(slots=True)
class Session:
    """One notebook at work in one kernel. Holds nothing that is not in the journal or beside it."""

    assignment: str
    language: Language
    folder: Path
    items: Mapping[str, Item] = field(default_factory=dict)
    keys: Mapping[str, Key] = field(default_factory=dict)
    broken: ItemsError | None = None
    """Why the questions beside the notebook cannot be read, when they cannot."""
    restored: int = 0
    """How many answers came back from the notebook into an empty journal."""
    _listeners: dict[tuple[str, str], Callable[[], None]] = field(default_factory=dict)

    @property
    def journal(self) -> Journal:
        """The answers beside the notebook."""
        return Journal(self.folder / "answers.jsonl")

    def lines(self, item: str) -> tuple[Line, ...]:
        """The answers to one item so far."""
        return self.journal.lines(item)

    def next_attempt(self, item: str) -> int:
        """The number of a new attempt."""
        return min(MAX_ATTEMPT, 1 + max((line.attempt for line in self.lines(item)), default=0))

    def keep(self, item: str, attempt: int, value: Value) -> Line:
        """Put an answer on the disk; then, and only then, tell everything that shows it.

        Raises:
            JournalError: it could not be kept, and nobody was told.
        """
        line = self.journal.append(item, attempt, value)
        for (about, _), listener in list(self._listeners.items()):
            if about == item:
                listener()
        return line

    def listen(self, item: str, who: str, listener: Callable[[], None]) -> None:
        """Call ``listener`` after every answer to ``item`` that was kept; a new one of the same name replaces it."""
        self._listeners[item, who] = listener


_session: Session | None = None


def begin(assignment: str, language: str = "en") -> None:
    """Begin a notebook: the first cell of each calls this. Answers are kept in its folder, as ``answers.jsonl``."""
    global _session  # noqa: PLW0603 - a kernel has one notebook, and its cells have no other way to share this
    _session = open_session(assignment, language, Path.cwd())


def current() -> Session:
    """The session of this kernel; begun without a name when the first cell was not run."""
    if _session is None:
        begin("", _language_of_folder(Path.cwd()))
    assert _session is not None
    return _session


def language_now() -> Language:
    """The language to speak, also where nothing else works."""
    try:
        return current().language
    except Exception:  # noqa: BLE001 - the session itself may be what went wrong
        return "en"


def open_session(assignment: str, language: str, folder: Path) -> Session:
    """A session in a folder, with its questions, and with the answers of the notebook when the journal is gone."""
    known: Language = "nl" if language == "nl" else "en"
    session = Session(assignment, known, folder)
    try:
        session.items, session.keys = _read_items(folder / ITEMS)
    except ItemsError as error:
        session.broken = error
    if Runner.now() is Runner.STUDENT:
        session.restored = _restore(session)
    return session


def _read_items(path: Path) -> tuple[dict[str, Item], dict[str, Key]]:
    try:
        return read_file(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return {}, {}
    except (OSError, ValueError, RecursionError) as error:
        raise ItemsError(f"{path.name}: {error}") from error


def _restore(session: Session) -> int:
    """Put answers that only the notebook still holds back into a journal that is missing or empty."""
    if not session.assignment or session.journal.read():
        return 0
    path = session.folder / f"{session.assignment}.ipynb"
    try:
        if path.stat().st_size > _MAX_NOTEBOOK:
            return 0
        notebook = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return 0
    lines = list(collect(None, notebook if isinstance(notebook, dict) else None).lines)
    if lines:
        session.journal.append_all(lines)
    return len(lines)


def _language_of_folder(folder: Path) -> str:
    """The language that the built notebook begins with, when its first cell was not run."""
    for path in sorted(folder.glob("*.ipynb"))[:5]:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            continue
        for language in LANGUAGES:
            if f'language=\\"{language}\\"' in text:
                return language
    return "en"
