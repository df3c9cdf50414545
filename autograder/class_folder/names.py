"""Names of people on pages: they come from learning platforms, where students choose their own."""

from html import escape
from typing import Any, Final

from nbconvert.preprocessors import Preprocessor

# What turns the writing of the words around it, which would swap names and points in a line of text.
_TURNING: Final = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def straight(name: str) -> str:
    """A name without characters that turn the direction of what stands beside it, and without control characters."""
    return "".join(c if c >= " " and c != "\x7f" else " " for c in name.translate(_TURNING))


class SafeNames(Preprocessor):
    """For the formgrader, whose pages show the name of a student as it stands in the class list, markup included."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Makes plain text of what nbgrader says about the student."""
        for key in ("student", "first_name", "last_name", "notebook_path"):
            if isinstance(resources.get(key), str):
                resources[key] = escape(straight(resources[key]))
        return nb, resources
