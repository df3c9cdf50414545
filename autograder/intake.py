"""Mends a submitted folder before nbgrader reads it, and keeps what it changes aside.

nbgrader stops the class at some broken hand-ins and leaves others out. After this step the folder holds each notebook
under its released name, readable, with a time stamp that is one, and no links out of the folder.
"""

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from autograder.classroom import JOURNAL, Classroom
from autograder.files import write_json
from autograder.leftovers import is_plain, set_aside, tidy_up
from autograder.notes import Kind, Note, note
from autograder.reading import LARGEST_JOURNAL, LARGEST_NOTEBOOK, Reading, read_file
from autograder.rebuild import grader_metadata
from autograder.undo import Undo
from course.locale import Text

TIMESTAMP: Final = "timestamp.txt"
LONGEST_TIMESTAMP: Final = 100
MOST_CANDIDATES: Final = 20
MOST_NAMED: Final = 5
_LOG: Final = "intake.json"


def hook(assignment: str, student: str, notebooks: list[str]) -> None:
    """nbgrader's ``pre_convert_hook`` for autograding.

    nbgrader passes ``student="*"`` for a whole class and goes on with the list ``notebooks``, so the student is read
    from the paths and the list is changed in place.
    """
    del student
    folder = Path(notebooks[0]).parent
    classroom = Classroom.open(folder.parents[2])
    name = assignment if assignment not in {"", "*"} else folder.name
    mend(classroom, name, folder.parent.name)
    notebooks[:] = [str(folder / f"{each}.ipynb") for each in classroom.notebooks(name)]


def mend(classroom: Classroom, assignment: str, student: str) -> dict[str, Reading]:
    """Mends one submitted folder; what was done stands beside the raw files in ``aside/``.

    Gives what it read, for each notebook that it left as it was, so that nobody needs to read it again.
    """
    folder = classroom.step("submitted", assignment, student)
    aside = classroom.aside(assignment, student)
    undo = Undo(classroom, assignment, student)
    undo.take_back()
    earlier = mended(classroom, assignment, student)
    found = [*_links(folder, undo), *_timestamp(folder, aside, undo)]
    readings: dict[str, Reading] = {}
    for name in classroom.notebooks(assignment):
        notes, reading = _notebook(classroom, assignment, folder, aside, name, undo)
        found += notes
        if reading is not None:
            readings[name] = reading
    found += _journal(folder, aside, undo)
    if any(folder.glob("*.ipynb")) or any(folder.glob("*.jsonl")):
        found += tidy_up(folder, aside, classroom.step("release", assignment), TIMESTAMP, before=undo)
    if found:
        _remember(folder, aside, classroom.notebooks(assignment), list(dict.fromkeys((*earlier, *found))))
    undo.done()
    return readings


def mended(classroom: Classroom, assignment: str, student: str) -> tuple[Note, ...]:
    """What :func:`mend` did to this hand-in, also in an earlier run, as long as it is still the same hand-in."""
    folder = classroom.step("submitted", assignment, student)
    try:
        log = json.loads((classroom.aside(assignment, student) / _LOG).read_text(encoding="utf-8"))
        if log["hash"] != _hash(folder, classroom.notebooks(assignment)):
            return ()
        return tuple(Note(Kind(n["kind"]), n["code"], Text(n["en"], n["nl"]), n.get("cell")) for n in log["notes"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _remember(folder: Path, aside: Path, names: Sequence[str], notes: Sequence[Note]) -> None:
    entries = [{"kind": str(n.kind), "code": n.code, "en": n.text.en, "nl": n.text.nl} for n in notes]
    write_json(aside / _LOG, {"hash": _hash(folder, names), "notes": entries})


def _hash(folder: Path, names: Sequence[str]) -> str:
    total = hashlib.sha256()
    for name in names:
        file = folder / f"{name}.ipynb"
        if file.is_file():
            with file.open("rb") as stream:
                total.update(stream.read(LARGEST_NOTEBOOK + 1))
    return total.hexdigest()


def _links(folder: Path, undo: Undo) -> list[Note]:
    """A link could show any file of this machine to the student: nbgrader copies what it points at."""
    found = []
    for path in _odd_things(folder):
        undo()
        name, is_link = str(path.relative_to(folder)), path.is_symlink()
        path.unlink()
        found.append(
            note(Kind.DISTRUSTED, "link", file=name) if is_link else note(Kind.DISTRUSTED, "special_file", file=name)
        )
    return found


def _odd_things(folder: Path) -> list[Path]:
    """What is neither a file nor a folder, in a fixed order."""
    odd: list[Path] = []
    with os.scandir(folder) as listed:
        for entry in sorted(listed, key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False):
                odd += _odd_things(Path(entry.path))
            elif not entry.is_file(follow_symlinks=False):
                odd.append(Path(entry.path))
    return odd


def _timestamp(folder: Path, aside: Path, undo: Undo) -> list[Note]:
    from nbgrader.utils import parse_utc  # noqa: PLC0415 - importing nbgrader takes a second

    file = folder / TIMESTAMP
    if not file.exists():
        return []
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(LONGEST_TIMESTAMP + 1)
        parse_utc(text.strip() if len(text) <= LONGEST_TIMESTAMP else "")
    except Exception:  # noqa: BLE001 - the parser raises what it likes
        undo()
        set_aside(file, aside)
        return [note(Kind.REPAIRED, "timestamp")]
    return []


def _journal(folder: Path, aside: Path, undo: Undo) -> list[Note]:
    """The head of a journal that is too long to be one; nbgrader would copy all of it to the pages."""
    file = folder / JOURNAL
    if not is_plain(file) or file.stat().st_size <= LARGEST_JOURNAL:
        return []
    undo()
    with set_aside(file, aside).open("rb") as stream:
        undo.write(file, stream.read(LARGEST_JOURNAL))
    return [note(Kind.DISTRUSTED, "too_large", file=JOURNAL, size=f"{LARGEST_JOURNAL // 1_000_000} MB")]


def _notebook(
    classroom: Classroom, assignment: str, folder: Path, aside: Path, name: str, undo: Undo
) -> tuple[list[Note], Reading | None]:
    """What was done to one notebook, and what was read when nothing had to be done."""
    file = folder / f"{name}.ipynb"
    released = classroom.step("release", assignment) / file.name
    notes: list[Note] = []
    if not file.is_file():
        if file.exists():
            undo()
            set_aside(file, aside)
            notes.append(note(Kind.IGNORED, "files_aside", count=1))
        other = _renamed(folder, classroom.notebooks(assignment), released)
        if other is None:
            return notes, None
        undo()
        undo.write(file, set_aside(other, aside).read_bytes())
        notes.append(note(Kind.REPAIRED, "renamed", file=other.name, name=file.name))
    else:
        known = classroom.notebooks(assignment)
        notes += [
            note(Kind.IGNORED, "other_notebook", file=other.name)
            for other in sorted(each for each in folder.glob("*.ipynb") if each.stem not in known)[:MOST_NAMED]
        ]
    reading = read_file(file)
    if reading is None or reading.exact:
        return notes, reading
    undo()
    set_aside(file, aside)
    if reading.notebook is None:
        # nbgrader needs a notebook to see the hand-in at all; the answers then come from the journal.
        undo.write(file, released.read_bytes())
    else:
        undo.write(file, json.dumps(_encodable(reading.notebook), ensure_ascii=True, indent=1).encode())
    return [*notes, *reading.notes], None


def _encodable(notebook: Mapping[str, Any]) -> Any:
    # Half characters survive as \udc80 in JSON, where nbformat can read them but not write them: mended here.
    text = json.dumps(notebook, ensure_ascii=False)
    return json.loads(text.encode("utf-8", "replace").decode("utf-8"))


def _renamed(folder: Path, known: Sequence[str], released: Path) -> Path | None:
    """The notebook that looks most like the released one, when it came under another name."""
    wanted = _grade_ids(released)
    others = [path for path in folder.glob("*.ipynb") if path.stem not in known and is_plain(path)]
    newest = sorted((path.stat().st_mtime, path) for path in others if path.stat().st_size <= LARGEST_NOTEBOOK)
    candidates = [(len(wanted & _grade_ids(path)), time, path) for time, path in newest[-MOST_CANDIDATES:]]
    return max(candidates)[2] if candidates else None


def _grade_ids(file: Path) -> set[str]:
    reading = read_file(file)
    cells = reading.notebook["cells"] if reading is not None and reading.notebook is not None else ()
    return {str(grader_metadata(cell)["grade_id"]) for cell in cells if grader_metadata(cell)}
