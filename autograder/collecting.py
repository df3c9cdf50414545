"""Collects hand-ins from the downloads of a learning platform, as plug-ins of ``nbgrader zip_collect``."""

import re
import stat
import zipfile
from pathlib import Path
from typing import Any, Final

from dateutil import parser
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from autograder.classroom import JOURNAL, is_student_id

LARGEST_FILE: Final = 50_000_000
MOST_FILES: Final = 2_000
NUMBER: Final = r"(?P<student_id>\d+)"
NAMES: Final = (
    # As Moodle names them: Jansen Anna_123456_assignsubmission_file_, with the files in it
    re.compile(rf".*/[^/]*_{NUMBER}_assignsubmission_file_?/(?:[^/]+/)*(?P<file>[^/]+)"),
    # As Brightspace names them: 98765-4321 - Anna Jansen - November 21, 2026 1015 AM, with the files in it
    re.compile(
        rf".*/{NUMBER}-\d+ - [^/]* - (?P<timestamp>\w+ \d+, \d{{4}} \d{{3,4}} [AP]M)/(?:[^/]+/)*(?P<file>[^/]+)"
    ),
    # As Canvas names them: jansenanna_LATE_55012_778899_purchasing-1.ipynb
    re.compile(rf".*/[^/_]+_(?:LATE_)?{NUMBER}_\d+_(?P<file>[^/]+)"),
    # Anything else: one folder or one zip a student, named after the student: "anna.jansen/purchasing.ipynb"
    re.compile(r".*/extracted/(?:[^/]+/)*?(?P<student_id>[A-Za-z0-9._-]+)/(?P<file>[^/]+)"),
)
_COPY: Final = re.compile(r"(?: ?\(\d+\)|-\d+)$")


class HandInCollector(FileNameCollectorPlugin):
    """Finds student, file and time in the names that Moodle, Brightspace and Canvas give, or in a folder a student."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._seen: set[tuple[str, str]] = set()

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """What nbgrader needs to know about one extracted file; ``None`` leaves it out."""
        path = Path(submitted_file)
        if path.is_symlink() or path.suffix not in {".ipynb", Path(JOURNAL).suffix}:
            return None
        if self.named_regexp:
            return self._checked(super().collect(submitted_file))
        for pattern in NAMES:
            found = pattern.fullmatch(path.as_posix())
            if found is not None:
                return self._checked(self._from(path, found.groupdict()))
        return None

    def _from(self, path: Path, found: dict[str, str | None]) -> dict[str, str]:
        name = Path(str(found["file"]))
        stem = Path(JOURNAL).stem if name.suffix == Path(JOURNAL).suffix else _COPY.sub("", name.stem)
        student, file_id = str(found["student_id"]), f"{stem}{name.suffix}"
        # nbgrader stops the class when a student has two files of one name: the second keeps its own.
        if (student, file_id) in self._seen or (file_id != name.name and path.with_name(file_id).is_file()):
            file_id = f"{name.stem} ({len(self._seen)}){name.suffix}"
        self._seen.add((student, file_id))
        info = {"student_id": student, "file_id": file_id}
        when = found.get("timestamp")
        if when:
            # Brightspace writes 10:15 as 1015.
            when = re.sub(r"(\d{1,2})(\d\d) ([AP]M)$", r"\1:\2 \3", when)
            info["timestamp"] = parser.parse(when).isoformat(" ")
        return info

    def _checked(self, info: dict[str, str] | None) -> dict[str, str] | None:
        if info is None or is_student_id(str(info.get("student_id", ""))):
            return info
        self.log.warning(
            "Left out: %r cannot be a student id (letters, digits, dots and dashes)", info.get("student_id")
        )
        return None


class SafeExtractor(ExtractorPlugin):
    """Unpacks zip files, but only what stays inside the folder and has a sensible size."""

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpacks every zip file in the archive folder and copies the other files."""
        archive, target = Path(archive_path), Path(extracted_path).resolve()
        for file in sorted(p for p in archive.rglob("*") if p.is_file() and not p.is_symlink()):
            inside = file.relative_to(archive)
            if file.suffix.lower() != ".zip":
                self._write(target / inside, file.read_bytes())
                continue
            # A zip for each student gets a folder with its name; the download of a platform has folders of its own.
            folder = target / inside.parent / file.stem
            try:
                with zipfile.ZipFile(file) as zipped:
                    self._unpack(zipped, folder)
            except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as problem:
                self.log.error("Left out %s: %s", file.name, problem)  # noqa: TRY400 - a reason, not a traceback

    def _unpack(self, zipped: zipfile.ZipFile, folder: Path, depth: int = 0) -> None:
        for entry in zipped.infolist()[:MOST_FILES]:
            goal = (folder / entry.filename).resolve()
            is_link = stat.S_ISLNK(entry.external_attr >> 16)
            if entry.is_dir():
                continue
            if is_link or not goal.is_relative_to(folder.resolve()) or entry.file_size > LARGEST_FILE:
                self.log.warning("Left out of %s: %r", zipped.filename, entry.filename)
                continue
            with zipped.open(entry) as stream:
                content = stream.read(LARGEST_FILE + 1)
            if len(content) > LARGEST_FILE:
                self.log.warning("Left out of %s: %r is too large", zipped.filename, entry.filename)
            elif goal.suffix.lower() == ".zip" and depth == 0:
                self._nested(content, goal, depth)
            else:
                self._write(goal, content)

    def _nested(self, content: bytes, goal: Path, depth: int) -> None:
        import io  # noqa: PLC0415

        try:
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                self._unpack(inner, goal.with_suffix(""), depth + 1)
        except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as problem:
            self.log.error("Left out %s: %s", goal.name, problem)  # noqa: TRY400 - a reason, not a traceback

    @staticmethod
    def _write(goal: Path, content: Any) -> None:
        goal.parent.mkdir(parents=True, exist_ok=True)
        goal.write_bytes(content)
