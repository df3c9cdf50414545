"""Mends a submitted folder before nbgrader reads it, and keeps what it changes aside.

nbgrader stops the class at some broken hand-ins and leaves others out. After this step the folder holds each notebook
under its released name, readable, with a time stamp that is one, and no links out of the folder.
"""

import hashlib
import json
import os
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Any, Final

from autograder.class_folder.classroom import JOURNAL, Classroom
from autograder.errors import HandInError
from autograder.files import write_json
from autograder.inbox.joining import join_strays, likeness, missing, notebook_bytes
from autograder.inbox.leftovers import is_plain, set_aside, tidy_up
from autograder.inbox.moments import TIMESTAMP, read_moment
from autograder.inbox.strays import Stray, find_strays, keep_what_is_in
from autograder.inbox.undo import Undo
from autograder.marking.notes import Kind, Note, note
from autograder.marking.reading import LARGEST_JOURNAL, LARGEST_NOTEBOOK, Reading, read_file, read_notebook
from autograder.marking.rebuild import read_release
from course.locale import Text

LONGEST_TIMESTAMP: Final = 100
MOST_ENTRIES: Final = 3_000
"""Files and folders of one hand-in. Each is linked, moved and counted; a virtual environment has some ten thousand."""
DEEPEST: Final = 50
_LOG: Final = "intake.json"
# What may have stood where a notebook should: a link, a pipe, a folder.
_IN_ITS_PLACE: Final = frozenset({"link", "special_file", "files_aside"})


def hook(assignment: str, student: str, notebooks: list[str]) -> None:
    """nbgrader's ``pre_convert_hook`` for autograding.

    nbgrader passes ``student="*"`` for a whole class and goes on with the list ``notebooks``, so the student is read
    from the paths and the list is changed in place.
    """
    del student
    folder = Path(notebooks[0]).parent
    refuse_link(folder)
    classroom = Classroom.open(folder.parents[2])
    name = assignment if assignment not in {"", "*"} else folder.name
    mend(classroom, name, folder.parent.name)
    expected = [folder / f"{each}.ipynb" for each in classroom.notebooks(name)]
    notebooks[:] = [str(file) for file in expected if file.is_file()]


def refuse_link(folder: Path) -> None:
    """Nothing is read from, and nothing is mended in, a place that a link leads to: it is somebody else's.

    Raises:
        HandInError: the folder of a hand-in is a link, or stands in one.
    """
    if folder.is_symlink() or folder.parent.is_symlink():
        raise HandInError("link", folder=folder)


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
    names = classroom.notebooks(assignment)
    usual = _is_usual(folder, names)
    strays = [] if usual else _strays(classroom, assignment, folder, names)
    readings: dict[str, Reading] = {}
    for name in names:
        notes, reading = _notebook(classroom, assignment, folder, aside, name, strays, undo)
        found += notes
        if reading is not None:
            readings[name] = reading
    found += _journal(folder, aside, strays, undo)
    if strays:
        joined = join_strays(folder, aside, _releases(classroom, assignment, names), strays, undo)
        readings = {} if joined else readings
        found += joined
    if len(readings) < len(names):
        found += _gaps(classroom, assignment, folder, found, undo)
    if not usual and any(file.suffix in {".ipynb", ".jsonl"} for file in folder.iterdir()):
        found += tidy_up(folder, aside, classroom.step("release", assignment), TIMESTAMP, before=undo)
    if found:
        _remember(folder, aside, names, list(dict.fromkeys((*earlier, *found))))
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
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return ()


def _remember(folder: Path, aside: Path, names: Sequence[str], notes: Sequence[Note]) -> None:
    entries = [{"kind": str(n.kind), "code": n.code, "en": n.text.en, "nl": n.text.nl} for n in notes]
    write_json(aside / _LOG, {"hash": _hash(folder, names), "notes": entries})


def _hash(folder: Path, names: Sequence[str]) -> str:
    total = hashlib.sha256()
    files = [file for name in names if (file := folder / f"{name}.ipynb").is_file()]
    for file in files or [each for each in (folder / JOURNAL,) if each.is_file()]:
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
    """What is neither a file nor a folder, in a fixed order.

    Raises:
        HandInError: there is more in the folder than anybody can have meant to hand in, or it cannot be read.
    """
    odd: list[Path] = []
    todo = [(folder, 0)]
    room = MOST_ENTRIES
    while todo:
        place, depth = todo.pop()
        if depth > DEEPEST:
            raise HandInError("too_deep", depth=DEEPEST)
        try:
            with os.scandir(place) as listed:
                entries = list(islice(listed, room + 1))
        except OSError as problem:
            raise HandInError("folder", why=problem.strerror or type(problem).__name__) from problem
        room -= len(entries)
        if room < 0:
            raise HandInError("too_many_files", count=MOST_ENTRIES)
        for entry in sorted(entries, key=lambda each: each.name):
            if entry.is_dir(follow_symlinks=False):
                todo.append((Path(entry.path), depth + 1))
            elif not entry.is_file(follow_symlinks=False):
                odd.append(Path(entry.path))
    return odd


def _timestamp(folder: Path, aside: Path, undo: Undo) -> list[Note]:
    file = folder / TIMESTAMP
    if not file.exists():
        return []
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(LONGEST_TIMESTAMP + 1)
        read_moment(text.strip() if len(text) <= LONGEST_TIMESTAMP else "")
    except Exception:  # noqa: BLE001 - the parser raises what it likes
        undo()
        set_aside(file, aside)
        return [note(Kind.REPAIRED, "timestamp")]
    return []


def _is_usual(folder: Path, names: Sequence[str]) -> bool:
    """Whether there is nothing but what belongs there: so it is with nearly all, and then there is nothing to tidy."""
    expected = {*(f"{name}.ipynb" for name in names), JOURNAL, TIMESTAMP}
    with os.scandir(folder) as listed:
        return all(entry.name in expected and entry.is_file(follow_symlinks=False) for entry in listed)


def _strays(classroom: Classroom, assignment: str, folder: Path, names: Sequence[str]) -> list[Stray]:
    """Notebooks and journals that do not stand where they should, without those that the release has too."""
    found = find_strays(folder, (*(f"{name}.ipynb" for name in names), JOURNAL))
    release = classroom.step("release", assignment)
    return [stray for stray in found if stray.packed is not None or not (release / stray.name).is_file()]


def _releases(classroom: Classroom, assignment: str, names: Sequence[str]) -> dict[str, Any]:
    return {name: read_release(classroom.step("release", assignment) / f"{name}.ipynb") for name in names}


def _journal(folder: Path, aside: Path, strays: list[Stray], undo: Undo) -> list[Note]:
    """The journal under its own name, and its head when it is too long: nbgrader would copy all of it to the pages."""
    file = folder / JOURNAL
    notes: list[Note] = []
    journals = [stray for stray in strays if stray.is_journal]
    if not is_plain(file) and len(journals) == 1:
        stray = journals[0]
        strays.remove(stray)
        undo()
        raw = stray.read()
        if file.exists():
            keep_what_is_in(file, strays)
            set_aside(file, aside)
        _take(stray, raw, file, strays, aside, undo)
        notes.append(note(Kind.REPAIRED, "journal_renamed", file=stray.name))
    if not is_plain(file) or file.stat().st_size <= LARGEST_JOURNAL:
        return notes
    undo()
    with set_aside(file, aside).open("rb") as stream:
        undo.write(file, stream.read(LARGEST_JOURNAL))
    return [*notes, note(Kind.DISTRUSTED, "too_large", file=JOURNAL, size=f"{LARGEST_JOURNAL // 1_000_000} MB")]


def _take(stray: Stray, raw: bytes, file: Path, others: Sequence[Stray], aside: Path, undo: Undo) -> None:
    """Puts a stray in its place; the file that it came in goes aside when nobody needs it any more."""
    undo.write(file, raw)
    if stray.path != file and stray.path.is_file() and all(other.path != stray.path for other in others):
        set_aside(stray.path, aside)


def _notebook(
    classroom: Classroom, assignment: str, folder: Path, aside: Path, name: str, strays: list[Stray], undo: Undo
) -> tuple[list[Note], Reading | None]:
    """What was done to one notebook, and what was read when nothing had to be done."""
    file = folder / f"{name}.ipynb"
    released = classroom.step("release", assignment) / file.name
    notes: list[Note] = []
    if not file.is_file():
        if file.exists():
            undo()
            keep_what_is_in(file, strays)
            set_aside(file, aside)
            notes.append(note(Kind.IGNORED, "files_aside", count=1))
        stray = _most_alike(strays, released)
        if stray is not None:
            strays.remove(stray)
            undo()
            _take(stray, stray.read(), file, strays, aside, undo)
            notes.append(note(Kind.REPAIRED, "renamed", file=stray.name, name=file.name))
        else:
            return notes, None
    reading = read_file(file)
    if reading is None or reading.exact:
        return notes, reading
    undo()
    set_aside(file, aside)
    if reading.notebook is None:
        # nbgrader needs a notebook to see the hand-in at all; the answers then come from the journal.
        undo.write(file, released.read_bytes())
    else:
        if any(each.code == "cut_off" for each in reading.notes):
            # What broke off was not deleted by anybody.
            reading.notebook["cells"] += missing(read_release(released), reading)
        undo.write(file, notebook_bytes(reading.notebook))
    return [*notes, *reading.notes], None


def _gaps(classroom: Classroom, assignment: str, folder: Path, found: Sequence[Note], undo: Undo) -> list[Note]:
    """The released notebook for one that is missing: nbgrader gives nothing for it, whatever the journal says.

    Where nbgrader sees no notebook at all, the folder stays as it came: only our own command comes there.
    """
    names = classroom.notebooks(assignment)
    lacking = [name for name in names if not (folder / f"{name}.ipynb").is_file()]
    came = any(each.code in _IN_ITS_PLACE for each in found)
    if not lacking or (len(lacking) == len(names) and not came):
        return []
    for name in lacking:
        released = classroom.step("release", assignment) / f"{name}.ipynb"
        undo.write(folder / released.name, released.read_bytes())
    if len(lacking) == len(names):
        return [note(Kind.REPAIRED, "no_notebook")]
    return [note(Kind.REPAIRED, "notebook_missing", name=f"{name}.ipynb") for name in lacking]


def _most_alike(strays: Sequence[Stray], released: Path) -> Stray | None:
    """The notebook that looks most like the released one, when it came under another name; the newest of equals."""
    candidates = [stray for stray in strays if not stray.is_journal]
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    release = read_release(released)
    return max(
        candidates, key=lambda each: (likeness(release, read_notebook(each.read(), each.name)), each.time, each.name)
    )
