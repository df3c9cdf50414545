"""Sets aside what is in a hand-in beside the work: nbgrader would copy every file twice, whatever its size."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from autograder.classroom import JOURNAL
from autograder.notes import Kind, Note, note

EXTRA: Final = "extra"
LARGEST_EXTRA: Final = 10_000_000
# What Jupyter and systems leave behind by themselves is not worth a note.
UNSAID: Final = frozenset({".ipynb_checkpoints", "__pycache__", "__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini"})


def tidy_up(folder: Path, aside: Path, release: Path, *kept: str, before: Callable[[], None]) -> list[Note]:
    """Leaves the released notebooks, the journal, the files that the release holds too, and those in ``kept``.

    Calls ``before`` whenever it is about to change something.
    """
    names = {str(file.relative_to(release)) for file in release.rglob("*") if file.is_file()}
    wanted = {folder / name for name in (*names, *kept, _journal(folder))}
    count = _sweep(folder, aside / EXTRA, wanted, {parent for file in wanted for parent in file.parents}, before)
    return [note(Kind.IGNORED, "files_aside", count=count)] if count else []


def set_aside(file: Path, aside: Path) -> Path:
    """Moves a file or folder to ``aside``, under a name that is still free there; gives back where it is now."""
    aside.mkdir(parents=True, exist_ok=True)
    target = aside / file.name
    number = 1
    while os.path.lexists(target):
        number += 1
        target = aside / f"{file.stem[:200]}-{number}{file.suffix[:20]}"
    return Path(shutil.move(file, target))


def is_plain(file: Path) -> bool:
    """Whether this is a file and no link to one."""
    return file.is_file() and not file.is_symlink()


def _journal(folder: Path) -> str:
    """The journal, also when a download has renamed it: the one that is read."""
    others = sorted(each.name for each in folder.glob("*.jsonl") if is_plain(each))
    return JOURNAL if is_plain(folder / JOURNAL) or not others else others[0]


def _sweep(folder: Path, aside: Path, wanted: set[Path], on_the_way: set[Path], before: Callable[[], None]) -> int:
    count = 0
    for path in sorted(folder.iterdir()):
        if path in wanted and path.is_file() and (path.suffix == ".ipynb" or path.stat().st_size <= _most(path)):
            continue
        if path.is_dir() and path in on_the_way:
            count += _sweep(path, aside, wanted, on_the_way, before)
            continue
        if path.name not in UNSAID:
            count += sum(len(files) for _, _, files in os.walk(path)) if path.is_dir() else 1
        before()
        set_aside(path, aside)
    return count


def _most(path: Path) -> int:
    return LARGEST_EXTRA * 3 if path.suffix == ".jsonl" else LARGEST_EXTRA
