"""A first role-play for an author: small, right in every respect, with remarks that say what to change.

``table.yaml`` and ``private.yaml`` beside this module are the patterns. A remark stands in both languages, a line each:
``#en …`` and ``#nl …``; the author gets one of them.
"""

import os
import re
from importlib import resources
from pathlib import Path
from typing import Final

from course.locale import Language

KINDS: Final = ("table", "private")
"""Home, mandate, table, report and vote; or a private talk of two."""

_ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LONGEST_ID: Final = 64


def is_id(name: str) -> bool:
    """Whether a role-play can be called this: small letters, digits and hyphens."""
    return len(name) <= _LONGEST_ID and _ID.fullmatch(name) is not None


def starter(name: str, kind: str, language: Language, folder: Path) -> str:
    """The text of a new role-play for a file in ``folder``.

    Raises:
        KeyError: there is no such kind.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    pattern = (resources.files(__package__) / f"{kind}.yaml").read_text(encoding="utf-8")
    lines = [f"# yaml-language-server: $schema={_schema(folder)}"]
    for line in pattern.replace("{{id}}", name).splitlines():
        remark = re.match(r"( *)#(en|nl) (.*)", line)
        if remark is None:
            lines.append(line)
        elif remark[2] == language:
            lines.append(f"{remark[1]}# {remark[3]}")
    return "\n".join(lines) + "\n"


def _schema(folder: Path) -> str:
    """Where an editor finds the schema: from the folder if there is a way, else as an address."""
    schema = Path(str(resources.files("course.roleplay"))) / "scenario.schema.json"
    try:
        return Path(os.path.relpath(schema, folder)).as_posix()
    except ValueError:  # on another drive
        return schema.as_uri()
