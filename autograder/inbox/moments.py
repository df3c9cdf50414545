"""When a hand-in came: the time stamp that nbgrader's collecting leaves beside it."""

import re
from datetime import datetime
from pathlib import Path
from typing import Final

TIMESTAMP: Final = "timestamp.txt"
# As the collectors write it, nearly always; nbgrader's parser takes anything, and its time.
_USUAL: Final = re.compile(r"(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{6})?)(?: UTC|Z)", re.ASCII)


def read_moment(text: str) -> datetime:
    """What a time stamp says, in UTC and without a zone, as nbgrader keeps it.

    Raises:
        Exception: nbgrader's parser does not understand it; which error is the parser's choice.
    """
    if usual := _USUAL.fullmatch(text):
        return datetime.fromisoformat(usual[1])
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - importing nbgrader takes a second

    found: datetime = parse_utc(text)
    return found


def handed_in_at(folder: Path) -> datetime | None:
    """When a hand-in came, as its time stamp says; ``None`` without one."""
    try:
        text = (folder / TIMESTAMP).read_text(encoding="utf-8").strip()
    except OSError:
        return None
    return read_moment(text) if text else None
