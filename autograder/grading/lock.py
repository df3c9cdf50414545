"""One run at a time: two graders of the same assignment would write the same files.

The lock belongs to the operating system and not to a file that somebody has to remove: it is gone with the processes
that hold it, also after ``kill -9`` or a power cut. Processes that work for a run hold it with it, so that a new run
waits until the last of them has let go.
"""

import json
import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import Classroom
from autograder.errors import ClassFolderError

PATIENCE: Final = 5.0
"""Seconds that a run waits for what a dead run left behind: workers that finish the hand-in they are at."""
# Windows keeps others from reading what is locked, so the lock lies behind the words.
_BEHIND: Final = 4096


@contextmanager
def locked(classroom: Classroom, assignment: str) -> Iterator[None]:
    """Holds the lock of one assignment of a class.

    Raises:
        ClassFolderError: somebody else is grading it; says who and since when.
    """
    file = classroom.lock_file(assignment)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait(handle, file)
        _write(handle, {"pid": os.getpid(), "host": socket.gethostname(), "since": datetime.now(UTC).isoformat()})
        yield
        os.truncate(handle, 0)
    finally:
        os.close(handle)


def _wait(handle: int, file: Path) -> None:
    end = time.monotonic() + PATIENCE
    while not _take(handle):
        holder = _read(file)
        if _is_alive(holder) or time.monotonic() > end:
            raise ClassFolderError(
                "busy", who=holder.get("host", "?"), pid=holder.get("pid", "?"), since=holder.get("since", "?")
            )
        time.sleep(0.05)


def _is_alive(holder: dict[str, Any]) -> bool:
    """Whether the run that took the lock still runs; on another machine we cannot know and believe it."""
    if holder.get("host") != socket.gethostname() or not isinstance(holder.get("pid"), int) or os.name != "posix":
        return bool(holder)
    try:
        os.kill(holder["pid"], 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _read(file: Path) -> dict[str, Any]:
    with suppress(OSError, ValueError):
        found = json.loads(file.read_bytes()[:_BEHIND])
        if isinstance(found, dict):
            return found
    return {}


def _write(handle: int, holder: dict[str, Any]) -> None:
    os.truncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, json.dumps(holder).encode())


if sys.platform == "win32":  # pragma: no cover - tried by hand only
    import msvcrt

    def _take(handle: int) -> bool:
        os.lseek(handle, _BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _take(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True
