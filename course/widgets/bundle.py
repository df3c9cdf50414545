"""Joins the small files of a widget into the one module and the one style sheet that the browser gets; gives drawings.

A widget's JavaScript travels to the browser as one text and can import nothing beside it. We keep it in files of one
job each, written as ordinary ES modules, and join them here: imports of neighbours fall away, ``export`` too.
"""

import re
from functools import cache
from importlib import resources

_IMPORT = re.compile(r'^import \{[^}]*\} from "\./([\w.-]+)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|const|let|class)\b)", re.MULTILINE)


def _read(name: str) -> str:
    return (resources.files("course.widgets") / "assets" / name).read_text(encoding="utf-8")


@cache
def module(name: str) -> str:
    """One ES module: the file ``name`` with every neighbour that it imports, directly or not, written before it."""
    parts: list[str] = []
    seen: set[str] = set()

    def add(file: str) -> None:
        if file in seen:
            return
        seen.add(file)
        source = _read(file)
        for neighbour in _IMPORT.findall(source):
            add(neighbour)
        parts.append(f"// {file}\n{_EXPORT.sub('', _IMPORT.sub('', source)).strip()}\n")

    add(name)
    return "\n".join(parts)


@cache
def styles(*names: str) -> str:
    """Several style sheets as one."""
    return "\n".join(_read(name) for name in names)


@cache
def drawing(name: str) -> str:
    """A drawing as it can stand in a page: without the notes of whoever drew it."""
    return re.sub(r"<!--.*?-->|(?<=>)\s+", "", _read(name), flags=re.DOTALL)
