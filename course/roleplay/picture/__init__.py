"""The picture of a role-play: which scenes there are, what can be said in them, and where it leads.

As our own SVG, for looking and printing, or as Mermaid text, which many viewers draw. Everything in the chosen
language; the ids are those of the file.
"""

from pathlib import Path
from typing import Final

from course.locale import Language
from course.roleplay.picture.graph import graph
from course.roleplay.picture.mermaid import mermaid
from course.roleplay.picture.svg import svg
from course.roleplay.scenario import Draft

__all__ = ["WRITERS", "graph", "mermaid", "picture", "svg"]

WRITERS: Final = {".svg": svg, ".mmd": mermaid}
"""How a picture is drawn, by the ending of its file."""


def picture(scenario: Draft, file: Path, language: Language) -> str:
    """The text of the picture that ``file`` is to hold.

    Raises:
        KeyError: the file ends neither in ``.svg`` nor in ``.mmd``.
    """
    return WRITERS[file.suffix.lower()](graph(scenario, language))
