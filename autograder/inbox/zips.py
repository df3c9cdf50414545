"""Opens zip files that somebody sent in, unless their list of contents alone would fill the memory."""

import zipfile
from pathlib import Path
from typing import IO, Final

MOST_ENTRIES: Final = 200_000
"""A platform's download of some thousand students, with all that each of them sent."""
_ENTRY: Final = b"PK\x01\x02"
_CHUNK: Final = 1 << 20


class CrowdedZipError(zipfile.BadZipFile):
    """A zip file with more entries than anybody packs."""


def open_zip(file: Path | IO[bytes], most: int = MOST_ENTRIES) -> zipfile.ZipFile:
    """Opens a zip file with at most ``most`` entries. Opening reads the list of all of them, whatever one wants.

    Raises:
        CrowdedZipError: there are more.
        zipfile.BadZipFile: it is no zip file.
        OSError: it cannot be read.
    """
    if isinstance(file, Path):
        with file.open("rb") as stream:
            _count(stream, most)
    else:
        _count(file, most)
        file.seek(0)
    return zipfile.ZipFile(file)


def _count(stream: IO[bytes], most: int) -> None:
    found = 0
    tail = b""
    while chunk := stream.read(_CHUNK):
        found += (tail + chunk).count(_ENTRY)
        if found > most:
            raise CrowdedZipError(f"more than {most} entries")
        tail = chunk[-len(_ENTRY) + 1 :]
