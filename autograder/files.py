"""Writes files whole or not at all, and reads what is a file and nothing else."""

import errno
import json
import os
import shutil
import stat
import tempfile
from pathlib import Path
from typing import BinaryIO, Final

# A link is not followed, and what waits for somebody to write (a pipe) does not keep us waiting.
_PLAIN: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def open_plain(file: str | Path) -> BinaryIO:
    """Opens a plain file for reading. Looking first and opening then would let something else come in between.

    Raises:
        OSError: it cannot be read, or is a link, a folder or a special file.
    """
    handle = os.open(file, _PLAIN)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), str(file))
    return os.fdopen(handle, "rb")


def copy_plain(file: Path, target: Path) -> None:
    """Copies the content of a plain file to ``target``, which must not be there yet.

    Raises:
        OSError: as :func:`open_plain`, or ``target`` is there.
    """
    with open_plain(file) as given, target.open("xb") as taken:
        shutil.copyfileobj(given, taken)


def write_text(file: Path, text: str) -> None:
    """Writes ``text`` so that nobody ever sees half a file; what UTF-8 cannot hold is spelled out."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name[:40]}-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(text)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def write_json(file: Path, data: object) -> None:
    """Writes ``data`` as JSON that a person can read, with keys in order."""
    write_text(file, json_text(data))


def json_text(data: object) -> str:
    """The text of such a file."""
    return json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
