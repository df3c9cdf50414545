"""Lets the mending of a hand-in be cut off at any moment: the next run begins with the folder as it came.

Mending moves and rewrites files in ``submitted/``, the one place that cannot be made again. So before the first change
a second tree of links to the same files is put beside it, and it goes when the mending is done.
"""

import hashlib
import os
import shutil
from pathlib import Path
from typing import Final

from autograder.class_folder.classroom import Classroom
from autograder.grading.seal import file_seal

LARGEST: Final = 100_000_000
_OURS: Final = "ours"
_FRESH: Final = "fresh"


class Undo:
    """One hand-in's way back. Call it before a change; call :meth:`done` when all changes are made."""

    def __init__(self, classroom: Classroom, assignment: str, student: str) -> None:
        self._place = classroom.undo(assignment) / student
        self._folders = {
            "submitted": classroom.step("submitted", assignment, student),
            "aside": classroom.aside(assignment, student),
        }
        self._taken = False

    def __call__(self) -> None:
        """Keeps the folder as it is now, the first time; later calls do nothing."""
        if self._taken:
            return
        fresh = self._place.with_name(f".{self._place.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, folder in self._folders.items():
            if folder.is_dir():
                shutil.copytree(folder, fresh / name, symlinks=True, copy_function=_link)
        fresh.rename(self._place)
        self._taken = True

    def write(self, file: Path, raw: bytes) -> None:
        """Writes a file of the folder whole, and remembers that it is ours."""
        self()
        with (self._place / _OURS).open("a", encoding="ascii") as stream:
            stream.write(hashlib.sha256(raw).hexdigest() + "\n")
        fresh = self._place / _FRESH
        fresh.write_bytes(raw)
        shutil.move(fresh, file)

    def done(self) -> None:
        """Nothing needs to be taken back any more."""
        if self._taken:
            self._forget()

    def take_back(self) -> None:
        """Puts everything back as it was before a mending that was cut off.

        A folder that came anew since then is left as it is.
        """
        if not self._place.is_dir():
            return
        if self._is_half_mended():
            for name, folder in self._folders.items():
                _put_back(self._place / name, folder)
        self._forget()

    def _is_half_mended(self) -> bool:
        """Whether all files in the folder are ones that came before or that we wrote."""
        ours = self._place / _OURS
        known = set(ours.read_text(encoding="ascii").split()) if ours.is_file() else set()
        kept = _plain(self._place / "submitted")
        known |= {file_seal(file) for file in kept if file.stat().st_size <= LARGEST}
        same = {_identity(file) for file in kept}
        return all(_identity(file) in same or _is_known(file, known) for file in _plain(self._folders["submitted"]))

    def _forget(self) -> None:
        # Under another name first: half of it would be taken for all of it.
        gone = self._place.with_name(f".{self._place.name}.done")
        shutil.rmtree(gone, ignore_errors=True)
        self._place.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)
        self._taken = False


def take_back_all(classroom: Classroom, assignment: str) -> None:
    """What an earlier run left half mended, also when the student's folder is not there at the moment."""
    folder = classroom.undo(assignment)
    if not folder.is_dir():
        return
    for place in sorted(folder.iterdir()):
        if not place.name.startswith("."):
            Undo(classroom, assignment, place.name).take_back()
    shutil.rmtree(folder, ignore_errors=True)


def _put_back(kept: Path, folder: Path) -> None:
    """Copied and not moved: this, too, may be cut off and begin again."""
    fresh = folder.with_name(f".{folder.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    if kept.is_dir():
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(kept, fresh, symlinks=True, copy_function=_link)
    shutil.rmtree(folder, ignore_errors=True)
    if kept.is_dir():
        fresh.rename(folder)


def _identity(file: Path) -> tuple[int, int]:
    """Equal for two links to one file."""
    found = file.stat()
    return found.st_dev, found.st_ino


def _is_known(file: Path, known: set[str]) -> bool:
    # Nothing that we write is larger, and a file may be said to have any size.
    return file.stat().st_size <= LARGEST and file_seal(file) in known


def _plain(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]


def _link(source: str, target: str) -> str:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):
        # No links here, or not to the files of somebody else. A thing that is no file is lost; it never counts.
        if os.path.isfile(source):  # noqa: PTH113 - what copytree hands over
            shutil.copy2(source, target, follow_symlinks=False)
    return target
