"""The journal: a student's answers on disk, one line each, only ever added to.

A line is on the disk before :meth:`Journal.append` returns, so that whatever the screen shows afterwards cannot be
lost by a crash. A line that a crash tore off half-way was never shown; it is ignored, and removed at the next append.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from course.answers.line import MAX_LINE, Line, Value, check_line, now, parse_line
from course.answers.lock import locked
from course.answers.remark import DistrustedError

NAME: Final = "answers.jsonl"
MAX_JOURNAL: Final = 2 * 1024 * 1024
MAX_LINES: Final = 10_000


class JournalError(Exception):
    """An answer could not be kept. The message is for people who look for the cause; the screen has its own."""


class JournalFullError(JournalError):
    """The journal has reached the size that a grader still reads."""


class Journal:
    """The answers in one folder."""

    def __init__(self, path: Path | str = NAME) -> None:
        self.path = Path(path)

    def append(self, item: str, attempt: int, value: Value) -> Line:
        """Put one answer on the disk and give back its line.

        Raises:
            JournalError: the answer could not be kept (a full disk, no permission, an answer that no grader accepts).
        """
        return self.append_all([Line(item, attempt, value, now())])[-1]

    def append_all(self, lines: list[Line]) -> list[Line]:
        """Put several lines on the disk in one go: how answers found in the notebook come back into the journal.

        Raises:
            JournalError: they could not be kept.
        """
        try:
            checked = [check_line(line.as_data()) for line in lines]
        except DistrustedError as error:
            raise JournalError(f"not an answer that can be kept: {error.code}") from error
        data = "".join(f"{line.as_json()}\n" for line in checked).encode()
        try:
            with self._open() as file:
                size = _mend(file)
                if size + len(data) > MAX_JOURNAL:
                    raise JournalFullError(f"{self.path} has reached {MAX_JOURNAL} bytes")
                _write(file, data)
                os.fsync(file.fileno())
        except OSError as error:
            raise JournalError(f"{self.path}: {error.strerror or error}") from error
        return checked

    def read(self) -> bytes:
        """What stands in the file, or nothing when there is none; never more than a grader reads."""
        try:
            with self.path.open("rb") as file:
                return file.read(MAX_JOURNAL + 1)
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise JournalError(f"{self.path}: {error.strerror or error}") from error

    def lines(self, item: str | None = None) -> tuple[Line, ...]:
        """The answers that can be believed, in order; those to one item when it is named."""
        # Imported here because collecting needs the limits above.
        from course.answers.collect import collect  # noqa: PLC0415

        found = collect(self.read(), None).lines
        return found if item is None else tuple(line for line in found if line.item == item)

    @contextmanager
    def _open(self) -> Iterator[IO[bytes]]:
        # "a+b" makes every write land at the end, whatever another kernel has written in the meantime.
        with self.path.open("a+b", buffering=0) as file, locked(file):
            yield file


def _write(file: IO[bytes], data: bytes) -> None:
    # Without a buffer a write may take only a part; a disk that is full then says so at the next one.
    while data:
        data = data[file.write(data) :]


def _mend(file: IO[bytes]) -> int:
    """Close or remove a last line without line break; returns the size of the file after that."""
    size = file.seek(0, os.SEEK_END)
    if size == 0:
        return 0
    start = max(0, size - MAX_LINE - 1)
    file.seek(start)
    tail = file.read(size - start)
    if tail.endswith(b"\n"):
        return size
    cut = tail.rfind(b"\n") + 1
    torn = tail[cut:]
    if _is_whole(torn) or (cut == 0 and start > 0):
        # A whole answer that lost only its line break (an editor does that), or something too long to be ours:
        # closed, never thrown away.
        _write(file, b"\n")
        return size + 1
    file.truncate(start + cut)
    return start + cut


def _is_whole(raw: bytes) -> bool:
    try:
        parse_line(raw)
    except DistrustedError:
        return False
    return True
