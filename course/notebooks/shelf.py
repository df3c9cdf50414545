"""Where the text sources stand, and where each goes in a built folder."""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final, Literal

import course

PageKind = Literal["start", "lesson", "exercise", "reference"]

START: Final = "start"
#: Pages that lessons lean on; they stand beside the start page.
REFERENCES: Final = ("glossary", "sources", "tactics", "games")
_NOT_PAGES: Final = frozenset({"readme", "contributing"})


class NoSourcesError(Exception):
    """There are no lessons and exercises where they were looked for."""

    def __init__(self, root: Path) -> None:
        self.root = root
        super().__init__(str(root))


class UnknownPageError(Exception):
    """There is no lesson or exercise of that name."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        self.name, self.known = name, known
        super().__init__(f"{name}: not one of {', '.join(known)}")


@dataclass(frozen=True, slots=True)
class Page:
    """One text source and the notebook it becomes.

    ``built`` is the notebook's place in a built folder; ``items`` the file of its questions, when it has one.
    """

    name: str
    kind: PageKind
    path: Path
    built: PurePosixPath
    items: Path | None

    @property
    def graded(self) -> bool:
        """Whether an instructor collects and grades this page."""
        return self.kind == "exercise"

    @property
    def number(self) -> int | None:
        """The number of a lesson, from its name (``l3-preparing``); None for every other page."""
        found = re.match(r"l(\d+)-", self.name) if self.kind == "lesson" else None
        return int(found[1]) if found else None


@dataclass(frozen=True)
class Shelf:
    """All text sources under one folder."""

    root: Path

    @property
    def lessons(self) -> Path:
        """The folder of the lessons, with the data they lean on."""
        return self.root / "lessons"

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every page: the start page and those beside it, then lessons and exercises; lessons by number."""
        found = tuple(self._pages())
        if not found:
            raise NoSourcesError(self.root)
        return found

    def page(self, name: str) -> Page:
        """The page of that name.

        Raises:
            UnknownPageError: there is none.
        """
        for page in self.pages:
            if page.name == name:
                return page
        raise UnknownPageError(name, tuple(page.name for page in self.pages))

    def page_at(self, path: Path) -> Page | None:
        """The page whose source is ``path``."""
        wanted = path.resolve()
        return next((page for page in self.pages if page.path.resolve() == wanted), None)

    def exercise(self, name: str) -> Page:
        """The exercise of that name; one clear error names those there are."""
        exercises = tuple(page for page in self.pages if page.graded)
        for page in exercises:
            if page.name == name:
                return page
        raise UnknownPageError(name, tuple(page.name for page in exercises))

    def _pages(self) -> Iterator[Page]:
        lessons = sorted((self.root / "lessons").glob("*.md"), key=_by_number)
        for name in (START, *REFERENCES):
            for path in lessons:
                if path.stem == name:
                    kind: PageKind = "start" if name == START else "reference"
                    yield Page(name, kind, path, PurePosixPath(f"{name}.ipynb"), None)
        for path in lessons:
            if path.stem not in (START, *REFERENCES) and path.stem.lower() not in _NOT_PAGES:
                quiz = path.with_name(f"{path.stem}.quiz.yaml")
                yield _page("lesson", path, quiz)
        for folder in sorted((self.root / "exercises").glob("*/")):
            path = folder / f"{folder.name}.md"
            if path.is_file():
                yield _page("exercise", path, folder / "items.yaml")


def _by_number(path: Path) -> tuple[int, str]:
    """Lesson 10 comes after lesson 9; a page without a number comes after those with one."""
    found = re.match(r"l(\d+)-", path.stem)
    return int(found[1]) if found else sys.maxsize, path.stem


def _page(kind: PageKind, path: Path, items: Path) -> Page:
    built = PurePosixPath(f"{kind}s", path.stem, f"{path.stem}.ipynb")
    return Page(path.stem, kind, path, built, items if items.is_file() else None)


def find(start: Path | None = None) -> Shelf:
    """The sources to work on: those of the repository one stands in, else the ones that came with this package.

    ``start`` is the folder one stands in, the current one unless told.

    Raises:
        NoSourcesError: there are none.
    """
    here = (start or Path.cwd()).resolve()
    package = Path(course.__file__).resolve().parent
    for root in (here, *here.parents, package.parent, package / "_sources"):
        # The start page tells a repository from a built folder, which has the same subfolders.
        if (root / "lessons" / f"{START}.md").is_file():
            return Shelf(root)
    raise NoSourcesError(package / "_sources")
