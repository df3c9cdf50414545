"""Writes files whole or not at all."""

import json
import os
import tempfile
from pathlib import Path


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
