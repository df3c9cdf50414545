"""Links between sources become links between notebooks, and files that a page shows travel with it."""

import posixpath
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final
from urllib.parse import quote, unquote

from course.notebooks import markdown
from course.notebooks.shelf import Page, Shelf

#: Text sources and keys never travel with a notebook, whatever links to them.
_STAYS: Final = frozenset({".md", ".yaml", ".yml", ".py"})

#: Folder for files that stand neither in nor below the folder of their page.
_SHARED: Final = "files"


@dataclass(slots=True)
class Linker:
    """Rewrites the links of one page and remembers which files it needs.

    ``alone`` is for an assignment in a class folder: its neighbours do not travel with it, so a link to another page
    becomes its words.
    """

    shelf: Shelf
    page: Page
    alone: bool = False
    files: dict[PurePosixPath, Path] = field(default_factory=dict)

    def rewrite(self, text: str) -> str:
        """The Markdown of one cell with its links as the notebook needs them."""
        for target in markdown.targets(text):
            path, _, fragment = target.partition("#")
            source = self.page.path.parent / unquote(path)
            other = self.shelf.page_at(source)
            if other is not None and self.alone and other != self.page:
                text = _words_only(text, target)
            elif other is not None:
                new = posixpath.relpath(other.built.as_posix(), self.page.built.parent.as_posix())
                text = markdown.replace_target(text, target, quote(new) + (f"#{fragment}" if fragment else ""))
            elif carried(source):
                text = markdown.replace_target(text, target, quote(self._carry(source)))
        return text

    def _carry(self, source: Path) -> str:
        folder = self.page.path.parent.resolve()
        file = source.resolve()
        below = PurePosixPath(file.relative_to(folder).as_posix()) if file.is_relative_to(folder) else None
        place = below or PurePosixPath(_SHARED, file.name)
        self.files[place] = file
        return place.as_posix()


def carried(source: Path) -> bool:
    """Whether a file that a page links to goes along with its notebook."""
    return source.is_file() and source.suffix.lower() not in _STAYS


def _words_only(text: str, target: str) -> str:
    return re.sub(rf"(?<!!)\[([^\]]*)\]\(\s*<?{re.escape(target)}>?(?:\s+\"[^\"]*\")?\s*\)", r"\1", text)
