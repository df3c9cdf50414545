"""What the names in the downloads of Moodle, Brightspace and Canvas say: who, when, and which upload is the latest."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from dateutil import parser

from autograder.class_folder.classroom import JOURNAL

NUMBER: Final = r"(?P<number>\d+)"
CANVAS: Final = re.compile(rf"(?P<name>[^/_]+)_(?P<late>LATE_)?{NUMBER}_(?P<upload>\d+)_(?P<file>[^/]+)")
# The file or folder that a platform makes for a student. What is deeper was named by the student and names nobody.
PLATFORMS: Final = (
    # Moodle: Anna Jansen_123456_assignsubmission_file_, with the files in it
    re.compile(rf"(?P<name>[^/]*)_{NUMBER}_assignsubmission_file_?"),
    # Moodle, with folders switched off: Anna Jansen_123456_assignsubmission_file_purchasing.ipynb
    re.compile(rf"(?P<name>[^/]*)_{NUMBER}_assignsubmission_file_(?P<file>[^/]+)"),
    # Brightspace: 98765-4321 - Anna Jansen - November 21, 2026 1015 AM, with the files in it
    re.compile(rf"{NUMBER}-\d+ - (?P<name>[^/]*) - (?P<when>[^/]*\d{{4}}[^/]*)"),
    # Canvas: jansenanna_LATE_55012_778899_purchasing-1.ipynb; a folder when it was a zip. Later uploads count higher.
    CANVAS,
)
DUTCH_MONTHS: Final = {"maa": "mar", "mrt": "mar", "mei": "may", "okt": "oct"}
Sent = tuple[tuple[str, ...], bool]
"""The parts of the name of a file in a download, and whether there is something to grade in it."""
MOST_NAMES: Final = 3
_COPY: Final = re.compile(r"(?: ?\(\d+\)|-\d+)$")


def by_platform(name: str) -> dict[str, str | None] | None:
    """What the name of a file or folder says, when a platform gave it."""
    return next((found.groupdict() for pattern in PLATFORMS if (found := pattern.fullmatch(name))), None)


def time_of(text: str) -> str | None:
    """The time in the name of a folder, which is local time, as nbgrader keeps times: in UTC."""
    # Brightspace writes 10:15 as 1015.
    plain = re.sub(r"(\d{1,2})(\d\d)( [AP]M)?$", r"\1:\2\3", text.strip())
    plain = re.sub(r"[^\W\d_]{3,}\.?", lambda word: _month(word.group()), plain)
    try:
        moment: datetime = parser.parse(plain)
        return moment.astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    except (ValueError, OverflowError):
        return None


def stem(name: Path) -> str:
    """The name that a file had before a browser or a platform numbered it."""
    return Path(JOURNAL).stem if name.suffix == Path(JOURNAL).suffix else _COPY.sub("", name.stem)


def is_older(path: Path, found: Mapping[str, str | None]) -> bool:
    """Whether Canvas put a later upload of the same file beside this one."""
    if found.get("upload") is None or CANVAS.fullmatch(path.name) is None:
        return False
    name = Path(str(found["file"]))
    for other in path.parent.iterdir():
        beside = CANVAS.fullmatch(other.name)
        if beside is None or beside["number"] != found["number"] or other.suffix != path.suffix:
            continue
        if stem(Path(beside["file"])) == stem(name) and int(beside["upload"]) > int(str(found["upload"])):
            return True
    return False


def without_work(sent: Sequence[Sent], own: str) -> dict[str, str]:
    """Who sent only files that nobody can grade, and the first of these files.

    ``own`` is the name of the zip, for what stands in it loose: a zip of one student.
    """
    real = [(parts, good) for parts, good in sent if "__MACOSX" not in parts and not parts[-1].startswith(".")]
    alone = any(good and len(parts) == 1 and by_platform(parts[0]) is None for parts, good in real)
    tops = {parts[0] for parts, _ in real}
    wrapped = len(tops) == 1 and all(len(parts) > 2 for parts, _ in real)
    files: dict[str, list[str]] = {}
    busy: set[str] = set()
    for parts, good in real:
        known = next((found for part in parts if (found := by_platform(part)) is not None), None)
        folder = parts[wrapped] if len(parts) > 1 and not alone else own
        who = folder if known is None else f"{known['name']} ({known['number']})"
        files.setdefault(who, []).append(parts[-1])
        if good:
            busy.add(who)
    quiet = busy | ({own} if busy or not own else set())
    return {who: ", ".join(map(repr, each[:MOST_NAMES])) for who, each in files.items() if who not in quiet}


def _month(word: str) -> str:
    short = word[:3].lower()
    return DUTCH_MONTHS.get(short, short)
