"""One writer at a time, where the system can promise that."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Final

#: Windows locks bytes, and keeps others from reading them; a byte far behind the end of the file is in nobody's way.
_BYTE: Final = 0x7FFF0000


@contextmanager
def locked(file: IO[bytes]) -> Iterator[None]:
    """Hold the file for one writer. Some network drives know no locks: then a single write at the end must do."""
    held = _take(file)
    try:
        yield
    finally:
        if held:
            _give(file)


if sys.platform == "win32":  # pragma: no cover - run on Windows only
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        here = file.tell()
        try:
            file.seek(_BYTE)
            # Waits up to ten seconds, then gives up with an OSError.
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        except OSError:
            return False
        finally:
            file.seek(here, os.SEEK_SET)
        return True

    def _give(file: IO[bytes]) -> None:
        here = file.tell()
        file.seek(_BYTE)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)
        except OSError:
            pass
        finally:
            file.seek(here, os.SEEK_SET)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX)
        except OSError:
            return False
        return True

    def _give(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)
