"""The pack: one zip with which somebody gets the course running, by two commands, on any machine with Python.

A student gets all notebooks of a language, a practitioner the kit to rate keys.
"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from string import Template
from tempfile import TemporaryDirectory
from typing import Final

from course.locale import Language, area, say
from course.notebooks import lab
from course.notebooks.build import build
from course.notebooks.folder import MANIFEST
from course.notebooks.shelf import Shelf, find
from course.notebooks.wheel import About, Wheel, about, student_wheel, zipped

_START: Final = Path(__file__).with_name("pack_start.py")
_START_PAGE: Final = _START.with_suffix(".html")

#: The locked requirements, with hashes, as they stand under the root of the sources.
LOCK: Final = Path("requirements", "course.txt")

#: Packages that conda knows by another name.
_CONDA: Final = {"matplotlib": "matplotlib-base"}

#: What start.py says; the rest of the area stands on the start page.
_SPOKEN: Final = ("setting_up", "opening", "ready", "too_old", "no_environment", "not_installed")

#: What the pack of a kit says in other words than that of a student.
_OF_A_KIT: Final = ("title", "about", "open_heading", "first_time", "again", "yours_heading", "yours", "opening")


class MissingPartError(Exception):
    """A file that the pack needs is not there."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(str(file))


def write_pack(language: Language, to: Path, *, with_keys: bool = False, sources: Shelf | None = None) -> Path:
    """Write the pack of one language as the zip ``to``.

    The notebooks in it are built for it: nothing of what somebody did in a built folder can get into it.

    Raises:
        MissingPartError: the locked requirements are not there.
        SourceError: a source has a finding with which no notebook can be made.
    """
    shelf = sources or find()
    folder = f"achterban-{language}"
    texts = {key: say(f"pack.{key}", language) for key in area("pack")}
    files = dict(_notebooks(language, shelf, with_keys=with_keys))
    files |= dict(_setup(language, shelf, texts, folder, lab.START))
    return _written(files, folder, to)


def write_kit_pack(
    language: Language, files: Mapping[PurePosixPath, bytes], first: str, to: Path, sources: Shelf | None = None
) -> Path:
    """Write the kit of a practitioner, who need not have the course, as the zip ``to``; it opens on ``first``.

    The folder in it has the name of the zip, so that what comes back says whose it is.

    Raises:
        MissingPartError: the locked requirements are not there.
    """
    folder = re.sub(r"[^\w-]+", "-", to.stem).strip("-") or "kit"
    own = {key: say(f"kit.pack_{key}", language) for key in _OF_A_KIT}
    texts = {key: say(f"pack.{key}", language) for key in area("pack")} | own
    whole = {path.as_posix(): content for path, content in files.items()}
    whole |= dict(_setup(language, sources or find(), texts, folder, first))
    return _written(whole, folder, to)


def _written(files: Mapping[str, bytes], folder: str, to: Path) -> Path:
    now = datetime.now(UTC).astimezone().timetuple()
    return zipped({f"{folder}/{path}": files[path] for path in sorted(files)}, to, now[:6])


def _notebooks(language: Language, shelf: Shelf, *, with_keys: bool) -> Iterator[tuple[str, bytes]]:
    with TemporaryDirectory() as scratch:
        built = build(language, Path(scratch), with_keys=with_keys, sources=shelf)
        for path in built.files:
            yield path.as_posix(), (built.folder / path).read_bytes()
        yield MANIFEST, (built.folder / MANIFEST).read_bytes()


def _setup(
    language: Language, shelf: Shelf, texts: Mapping[str, str], folder: str, first: str
) -> Iterator[tuple[str, bytes]]:
    wheel = student_wheel()
    page = Template(_START_PAGE.read_text(encoding="utf-8"))
    yield "START.html", page.substitute(texts, language=language, folder=folder, first=first).encode()
    yield "start.py", _START.read_bytes()
    yield "setup/start.json", _json({"texts": {key: texts[key] for key in _SPOKEN}, "options": lab.options(first)})
    for name, settings in lab.SETTINGS.items():
        yield f"setup/lab/{name}", _json(settings)
    yield "setup/requirements.txt", _part(shelf, LOCK).encode()
    yield "setup/environment.yml", _environment(wheel, about()).encode()
    yield f"setup/{wheel.name}", _bytes_of(wheel)


def _environment(wheel: Wheel, said: About) -> str:
    """The same for conda: what the project requires, in conda's words, and our wheel."""
    needs = [f"python{said.python}", "pip", *(_for_conda(each) for each in said.requires)]
    lines = ["name: achterban", "channels:", "  - conda-forge", "  - nodefaults", "dependencies:"]
    lines += [f"  - {each}" for each in sorted(needs)]
    return "\n".join([*lines, "  - pip:", f"      - ./{wheel.name}", ""])


def _for_conda(requirement: str) -> str:
    name = re.match(r"[\w.-]+", requirement)
    word = name.group() if name else requirement
    return _CONDA.get(word.lower(), word.lower()) + requirement[len(word) :]


def _part(shelf: Shelf, file: Path) -> str:
    try:
        return (shelf.root / file).read_text(encoding="utf-8")
    except OSError:
        raise MissingPartError(shelf.root / file) from None


def _bytes_of(wheel: Wheel) -> bytes:
    with TemporaryDirectory() as scratch:
        return zipped(wheel.content, Path(scratch, wheel.name)).read_bytes()


def _json(data: object) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
