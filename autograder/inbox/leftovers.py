"""Sets aside what is in a hand-in beside the work: nbgrader would copy every file twice, whatever its size."""

import os
import re
import shutil
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from autograder.class_folder.classroom import JOURNAL
from autograder.grading.seal import seal
from autograder.marking.notes import Kind, Note, note

EXTRA: Final = "extra"
LARGEST_EXTRA: Final = 10_000_000
LONGEST_NAME: Final = 250
LONGEST_STEM: Final = 180
LONGEST_SUFFIX: Final = 20
# What a program runs or a browser opens by its name alone. With .txt behind it, it is there to be read only: nbgrader
# and Jupyter run the settings of any folder that a link names, and Python what stands beside a notebook.
ARMED: Final = re.compile(
    r".*(\.(py[cdw]?|pth|so|sh|command|bat|cmd|com|exe|msi|scr|ps1|vbs|jse?|jar|hta|lnk|desktop|x?html?|xml|svgz?)"
    r"|_config\.json)",
    re.IGNORECASE,
)
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
    """Moves a file or folder to ``aside``, under a name that is still free there; gives back where it is now.

    Nothing in ``aside`` can be started, and what has a name that a program would obey gets ``.txt`` behind it.
    """
    aside.mkdir(parents=True, exist_ok=True)
    target = aside / _disarmed(file.name)
    number = 1
    while os.path.lexists(target):
        number += 1
        target = aside / _disarmed(_numbered(file.name, number))
    for folder, _, names in os.walk(file) if file.is_dir() and not file.is_symlink() else ():
        for name in names:
            _disarm(Path(folder) / name, _disarmed(name))
    _disarm(file, file.name)
    return Path(shutil.move(file, target))


def _numbered(name: str, number: int) -> str:
    """The name with a number, within the length that systems know; a long one gets a hash in the place of its rest."""
    path = Path(name)
    stem, suffix = _head(path.stem, LONGEST_STEM), _head(path.suffix, LONGEST_SUFFIX)
    if stem == path.stem and suffix == path.suffix:
        return f"{stem}-{number}{suffix}"
    # Otherwise thousands of long names that begin alike would each try all the numbers of the others.
    return f"{stem}-{seal(name)[:12]}-{number}{suffix}"


def _head(text: str, most: int) -> str:
    return os.fsencode(text)[:most].decode("utf-8", "ignore") if len(os.fsencode(text)) > most else text


def _disarmed(name: str) -> str:
    if not ARMED.fullmatch(name):
        return name
    return f"{name}.txt" if len(os.fsencode(name)) < LONGEST_NAME else f"{name[:60]}.txt"


def _disarm(file: Path, name: str) -> None:
    with suppress(OSError):
        if stat.S_ISREG(file.lstat().st_mode):
            file.chmod(0o644)
    if name != file.name:
        with suppress(OSError):
            file.rename(file.with_name(name))


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
