"""A class folder that is only looked at: hand-ins are worked on as copies, outside it."""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from autograder.class_folder.classroom import Classroom, is_student_id


@dataclass(frozen=True, slots=True)
class LookedAt(Classroom):
    """The same class, with a desk elsewhere for everything that work on a hand-in writes."""

    desk: Path

    def step(self, step: str, assignment: str, student: str = ".") -> Path:
        """One of nbgrader's folders; of what was handed in, the copy."""
        root = self.desk if step == "submitted" else self.root
        return root / step / student / assignment

    def aside(self, assignment: str, student: str) -> Path:
        """Where raw files of the copy go."""
        return self.desk / "aside" / assignment / student

    @property
    def office(self) -> Path:
        """Where files are made."""
        return self.desk / "office"

    @contextmanager
    def at_hand(self, assignment: str, student: str) -> Iterator[None]:
        """Lays out a copy of a hand-in and clears it away; what was made of it stays in the staging folder."""
        if not is_student_id(student):
            yield
            return
        real = Classroom(self.root, self.language, self.attempts, self.course_id)
        places = [
            (real.step("submitted", assignment, student), self.step("submitted", assignment, student)),
            (real.aside(assignment, student), self.aside(assignment, student)),
            (real.undo(assignment) / student, self.undo(assignment) / student),
        ]
        try:
            for source, goal in places:
                lay_out(source, goal)
            yield
        finally:
            for _, goal in places:
                remove(goal)

    def real(self, text: str) -> str:
        """A message with the folders as they are for everybody else."""
        return text.replace(str(self.desk), str(self.root))


@contextmanager
def looked_at(classroom: Classroom) -> Iterator[LookedAt]:
    """The class with a desk that goes when the look is over."""
    with tempfile.TemporaryDirectory(prefix="achterban-", ignore_cleanup_errors=True) as desk:
        yield LookedAt(classroom.root, classroom.language, classroom.attempts, classroom.course_id, Path(desk))


def lay_out(source: Path, goal: Path) -> None:
    """Copies a folder as it is: links as links, and for what is no file or folder something just as odd."""
    if source.parent.is_symlink() and not os.path.lexists(goal.parent):
        # A student's own folder that is a link is not followed: whoever grades refuses it.
        goal.parent.parent.mkdir(parents=True, exist_ok=True)
        goal.parent.symlink_to(source.parent.readlink())
        return
    if not os.path.lexists(source):
        return
    goal.parent.mkdir(parents=True, exist_ok=True)
    kind = source.lstat().st_mode
    if stat.S_ISLNK(kind):
        goal.symlink_to(source.readlink())
    elif stat.S_ISDIR(kind):
        goal.mkdir()
        for each in source.iterdir():
            lay_out(each, goal / each.name)
    elif stat.S_ISREG(kind):
        shutil.copy2(source, goal)
        goal.chmod(0o644)
    elif hasattr(os, "mkfifo"):
        os.mkfifo(goal)


def remove(path: Path) -> None:
    """Removes what was laid out, never what a link points at."""
    if path.parent.is_symlink():
        path.parent.unlink()
    elif path.is_symlink():
        path.unlink()
    else:
        with suppress(OSError):
            shutil.rmtree(path)
