"""Text sources become notebooks in one language.

``build`` makes the folder that a student opens, ``build_assignment`` what nbgrader starts from, ``write_keys`` the
keys that only a grader may have. ``lint`` says what is wrong in the sources.
"""

from course.notebooks.build import build, build_assignment, write_keys
from course.notebooks.folder import Built
from course.notebooks.lint import lint
from course.notebooks.notebook import stub
from course.notebooks.shelf import NoSourcesError, Page, Shelf, UnknownPageError, find
from course.notebooks.source import Source, SourceError, read

__all__ = [
    "Built",
    "NoSourcesError",
    "Page",
    "Shelf",
    "Source",
    "SourceError",
    "UnknownPageError",
    "build",
    "build_assignment",
    "find",
    "lint",
    "read",
    "stub",
    "write_keys",
]
