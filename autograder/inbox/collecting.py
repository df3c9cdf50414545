"""Collects hand-ins from the downloads of a learning platform, as plug-ins of ``nbgrader zip_collect``."""

import io
import stat
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path, PurePosixPath
from typing import Any, Final

from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from autograder.class_folder.class_list import ClassList
from autograder.class_folder.classroom import JOURNAL, is_student_id
from autograder.inbox.platforms import Sent, by_platform, is_older, stem, time_of, without_work
from autograder.inbox.zips import MOST_ENTRIES, open_zip

LARGEST_FILE: Final = 50_000_000
# Of one student; notebooks become some ten times as large, so that a whole class stays far below the rest.
MOST_FILES: Final = 2_000
LARGEST_HAND_IN: Final = 200_000_000
LEAST_ROOM: Final = 2_000_000_000
EXPANSION: Final = 50
LONGEST_STEM: Final = 100
WANTED: Final = frozenset({".ipynb", Path(JOURNAL).suffix})


class HandInCollector(FileNameCollectorPlugin):
    """Finds student, file and time in the names that Moodle, Brightspace and Canvas give, or in a folder a student.

    What was extracted is either the download of a platform (a folder, in it something for each student) or one folder
    for each student. Only names that the platform or the instructor gave are believed: a folder within a student's
    own zip is no way to hand in for somebody else.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._seen: dict[tuple[str, str], str | None] = {}
        self._told: set[str] = set()
        self._kind = cache(_Kind)
        coursedir = getattr(self.parent, "coursedir", None)
        self._class = ClassList() if coursedir is None else ClassList.of(coursedir)

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """What nbgrader needs to know about one extracted file; ``None`` leaves it out."""
        path = Path(submitted_file)
        if path.is_symlink() or path.suffix not in WANTED:
            return None
        # A Mac adds a twin to every file of a zip: __MACOSX/._purchasing.ipynb
        if path.name.startswith(".") or "__MACOSX" in path.parts:
            return None
        if self.named_regexp:
            return self._checked(super().collect(submitted_file))
        root = _extracted(path)
        if root is None:
            return None
        kind = self._kind(root)
        place = kind.place(path.relative_to(root).parts)
        found = by_platform(place)
        if found is None and (kind.platform or place == path.name):
            return None
        # One folder or one zip a student, named after the student: "anna.jansen/purchasing.ipynb"
        student = self._who(found) if found is not None else self._class.find(place, place) or place
        # In a folder or an unpacked zip the file has its own name; in a platform's names it stands behind the student.
        name = found["file"] if found is not None and place == path.name else path.name
        return self._checked(self._from(path, student, {**(found or {}), "file": name}))

    def _who(self, found: Mapping[str, str | None]) -> str:
        """The student of the class list whom the platform means; its own number for the student when there is none."""
        number, name = str(found["number"]), str(found["name"])
        student = self._class.find(number, name)
        if found.get("late"):
            self._tell(
                f"late {number}",
                f"Late, says Canvas, without the time: {name!r}. "
                f"Write it into timestamp.txt in submitted/{student or number}/",
            )
        if student is None and self._class:
            self._tell(
                number,
                f"Not in the class list: {name!r}; collected as student {number}. "
                f"Add the student, or the number as lms_user_id",
            )
        elif student is None:
            self._tell(
                "list",
                "There is no class list, so students get the platform's numbers. First run: autograder roster",
            )
        return student or number

    def _tell(self, topic: str, words: str) -> None:
        """Says a thing once, not for each file."""
        if topic not in self._told:
            self._told.add(topic)
            self.log.warning("%s", words)

    def _from(self, path: Path, student: str, found: Mapping[str, str | None]) -> dict[str, str]:
        name = Path(str(found["file"]))
        file_id = f"{stem(name)[:LONGEST_STEM]}{name.suffix}"
        when = self._when(found.get("when"))
        # nbgrader stops the class when a student has two files of one name and no time tells which is newer: the older
        # one, or the second, keeps a name of its own.
        there = (student, file_id) in self._seen
        taken = there and (when is None or self._seen[student, file_id] in {None, when})
        if taken or (file_id != name.name and path.with_name(file_id).is_file()) or is_older(path, found):
            copies = (f"{name.stem[:LONGEST_STEM]} ({number}){name.suffix}" for number in count(len(self._seen)))
            file_id = next(copy for copy in copies if (student, copy) not in self._seen)
        self._seen[student, file_id] = when
        return {"student_id": student, "file_id": file_id} | ({} if when is None else {"timestamp": when})

    def _when(self, text: str | None) -> str | None:
        when = None if text is None else time_of(text)
        if text is not None and when is None:
            self._tell(f"time {text}", f"No time can be read from {text!r}; the hand-in counts as without a time")
        return when

    def _checked(self, info: dict[str, str] | None) -> dict[str, str] | None:
        if info is None or is_student_id(str(info.get("student_id", ""))):
            return info
        self.log.warning(
            "Left out: %r cannot be a student id (letters, digits, dots and dashes)", info.get("student_id")
        )
        return None


def _extracted(path: Path) -> Path | None:
    """The folder that everything was extracted to: the outermost of that name below ``downloaded``."""
    parts = path.parts[:-1]
    after = parts.index("downloaded") if "downloaded" in parts else 0
    return Path(*parts[: parts.index("extracted", after) + 1]) if "extracted" in parts[after:] else None


class _Kind:
    """What was extracted: downloads of a platform, one folder with a folder for each student, or these folders."""

    def __init__(self, root: Path) -> None:
        tops = [top for top in root.iterdir() if top.is_dir()] if root.is_dir() else []
        self.platform = bool(tops) and all(map(_is_download, tops))
        self.below = self.platform or (len(tops) == 1 and by_platform(tops[0].name) is None and not _has_files(tops[0]))

    def place(self, parts: tuple[str, ...]) -> str:
        """The part of a path that says who the student is."""
        return parts[1] if self.below and len(parts) > 2 - self.platform else parts[0]


def _has_files(top: Path) -> bool:
    """Whether a folder is itself a hand-in: with files in it, not only folders."""
    return any(path.suffix in WANTED for path in top.iterdir() if path.is_file())


def _is_download(top: Path) -> bool:
    """Whether most of what is in a folder has names that only platforms give."""
    names = [path.name for path in top.iterdir() if path.is_dir() or path.suffix in WANTED]
    return 2 * sum(by_platform(name) is not None for name in names) > len(names)


class SafeExtractor(ExtractorPlugin):
    """Unpacks zip files, but only notebooks and journals that stay inside the folder and have a sensible size."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpacks every zip file in the archive folder and copies notebooks and journals."""
        archive, target = Path(archive_path), Path(extracted_path).resolve()
        sent: list[Sent] = []
        for file in sorted(p for p in archive.rglob("*") if p.is_file() and not p.is_symlink()):
            inside = file.relative_to(archive)
            if file.suffix in WANTED and file.stat().st_size <= LARGEST_FILE:
                self._write(target / inside, file.read_bytes())
            if file.suffix.lower() != ".zip":
                sent.append((inside.parts, file.suffix in WANTED))
            else:
                # A zip for each student gets a folder with its name; a platform's download has folders of its own.
                self._open(file, file.stat().st_size, _folder(target / inside))
        self._name_who_sent_nothing(sent, "")

    def _name_who_sent_nothing(self, sent: Sequence[Sent], own: str) -> None:
        """Whoever sent a document in the place of the notebook would otherwise just be missing."""
        for who, files in without_work(sent, own).items():
            self.log.warning("Nothing to grade from %r: neither a notebook nor a journal, only %s", who, files)

    def _open(self, file: Any, size: int, folder: Path, *, nested: bool = False) -> None:
        try:
            with open_zip(file, MOST_ENTRIES if not nested else MOST_FILES * 10) as zipped:
                self._unpack(
                    zipped, LARGEST_HAND_IN if nested else max(LEAST_ROOM, EXPANSION * size), folder, nested=nested
                )
        except Exception as problem:  # noqa: BLE001 - zipfile and its decompressors raise what they like
            self.log.error("Left out %r: %s", folder.name, problem)  # noqa: TRY400 - a reason, not a traceback

    def _unpack(self, zipped: zipfile.ZipFile, room: int, folder: Path, *, nested: bool) -> None:
        # In the download of a platform each student has a name of their own: nobody takes the place of the others.
        used: Counter[str] = Counter()
        files: Counter[str] = Counter()
        full: set[str] = set()
        for entry, goal in self._goals(zipped, folder, nested=nested):
            whose = "" if nested else goal.relative_to(folder).parts[0]
            used[whose] += entry.file_size
            files[whose] += 1
            room -= entry.file_size
            large = entry.file_size > LARGEST_FILE or used[whose] > LARGEST_HAND_IN or room < 0
            if large or files[whose] > MOST_FILES:
                self.log.warning("Left out of %r: %r is too much", folder.name, entry.filename)
                continue
            try:
                # zipfile gives no more than the size that the zip says.
                content = zipped.read(entry)
                if goal.suffix in WANTED:
                    self._write(goal, content)
                else:
                    self._open(io.BytesIO(content), len(content), _folder(goal), nested=True)
                    full |= {str(PurePosixPath(entry.filename))} if _folder(goal).exists() else set()
            except Exception as problem:  # noqa: BLE001 - one bad file never stops the rest
                self.log.warning("Left out of %r: %r (%s)", folder.name, entry.filename, problem)
        if not nested:
            names = [PurePosixPath(entry.filename) for entry in zipped.infolist() if not entry.is_dir()]
            sent = [(name.parts, name.suffix in WANTED or str(name) in full) for name in names if name.parts]
            self._name_who_sent_nothing(sent, folder.name)

    def _goals(self, zipped: zipfile.ZipFile, folder: Path, *, nested: bool) -> Iterator[tuple[zipfile.ZipInfo, Path]]:
        """The notebooks and journals in a zip, in the outer one also zips, and where each goes."""
        for entry in zipped.infolist():
            suffix = Path(entry.filename).suffix
            if entry.is_dir() or not (suffix in WANTED or (suffix.lower() == ".zip" and not nested)):
                continue
            goal = (folder / entry.filename).resolve()
            if stat.S_ISLNK(entry.external_attr >> 16) or not goal.is_relative_to(folder):
                self.log.warning("Left out of %r: %r", folder.name, entry.filename)
                continue
            yield entry, goal

    @staticmethod
    def _write(goal: Path, content: bytes) -> None:
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(content)


def _folder(file: Path) -> Path:
    """The folder for what is in a zip; a zip called ``...zip`` would otherwise stand for the folder above its own."""
    return file.with_name(file.stem.strip(".") or "zip")
