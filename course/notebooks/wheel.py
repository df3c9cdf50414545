"""The course as a student installs it: a wheel without the sources of exercises, which hold the answers.

Written here rather than by a build tool, so that it can be made from the repository and from an installed course
alike, without a network, and comes out the same, byte for byte.
"""

import base64
import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import course
from course.roleplay.plans.annotations import notes_file

_NAME: Final = "achterban"

#: Folders of the package that students do without: lessons and exercises as text, with their keys.
_WITHOUT: Final = frozenset({"_sources", "__pycache__"})

#: What is for authors only: the pages of the linter, and play plans, which tell how a role-play is played well.
_RULES: Final = Path("rules")
_PLANS: Final = Path("scenarios") / "plans"

Moment = tuple[int, int, int, int, int, int]

#: The oldest moment that a zip can name; a real one would make every wheel differ.
_MOMENT: Final[Moment] = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class About:
    """What an installer must know of the course."""

    summary: str
    python: str
    requires: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """A wheel: the name of its file, and what it holds by path."""

    name: str
    content: Mapping[str, bytes]


def student_wheel() -> Wheel:
    """The wheel of the course without sources of exercises and without the grader."""
    version = course.__version__
    info = f"{_NAME}-{version}.dist-info"
    files = dict(_package())
    files[f"{info}/METADATA"] = _metadata(version, about()).encode()
    files[f"{info}/WHEEL"] = b"Wheel-Version: 1.0\nGenerator: achterban\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/entry_points.txt"] = b"[console_scripts]\ncourse = course.cli:main\n"
    rows = [f"{path},sha256={_digest(data)},{len(data)}" for path, data in files.items()]
    files[f"{info}/RECORD"] = "\n".join([*rows, f"{info}/RECORD,,", ""]).encode()
    return Wheel(f"{_NAME}-{version}-py3-none-any.whl", files)


def about() -> About:
    """What the project says of itself: in the repository its project file, elsewhere what was installed."""
    project = Path(course.__file__).resolve().parent.parent / "pyproject.toml"
    if project.is_file():
        said = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
        return About(said["description"], said["requires-python"], tuple(said["dependencies"]))
    installed = metadata.metadata(_NAME)
    requires = tuple(line for line in installed.get_all("Requires-Dist") or () if "extra ==" not in line)
    return About(installed["Summary"], installed["Requires-Python"], requires)


def zipped(files: Mapping[str, bytes], to: Path, moment: Moment = _MOMENT) -> Path:
    """Write a zip that is the same, byte for byte, for the same files and moment."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(to, "w", ZIP_DEFLATED) as archive:
        for path, data in files.items():
            entry = ZipInfo(path, moment)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    return to


def _package() -> Iterator[tuple[str, bytes]]:
    folder = Path(course.__file__).resolve().parent
    for path in sorted(folder.rglob("*")):
        below = path.relative_to(folder)
        if path.is_file() and not _hidden(path, below) and not path.name.startswith("."):
            yield f"{folder.name}/{below.as_posix()}", path.read_bytes()


def _hidden(path: Path, below: Path) -> bool:
    """What students do without. A play plan with notes is meant to be watched (``watch(...)``), so it goes along."""
    if _WITHOUT.intersection(below.parts) or below.is_relative_to(_RULES):
        return True
    return below.is_relative_to(_PLANS) and not notes_file(path.with_name(f"{path.name.split('.')[0]}.txt")).is_file()


def _metadata(version: str, said: About) -> str:
    lines = ["Metadata-Version: 2.1", f"Name: {_NAME}", f"Version: {version}", f"Summary: {said.summary}"]
    lines += [f"Requires-Python: {said.python}", *(f"Requires-Dist: {each}" for each in said.requires)]
    return "\n".join([*lines, ""])


def _digest(data: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
