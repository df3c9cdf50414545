"""Reads the nbgrader configuration of a class folder, for our own commands."""

from pathlib import Path
from typing import Any, Final

from autograder.errors import ClassFolderError

NAME: Final = "nbgrader_config.py"


def load_config(root: Path, *, look: bool = False) -> Any:
    """The configuration as nbgrader's own commands would read it, with the instructor's additions.

    With ``look`` nothing in the class folder is tidied on the way.

    Raises:
        ClassFolderError: the file is missing or broken.
    """
    from traitlets.config.loader import PyFileConfigLoader  # noqa: PLC0415 - kept out of the start of the program

    from autograder.config import only_looking  # noqa: PLC0415 - as above

    if not (root / NAME).is_file():
        raise ClassFolderError("no_config", file=root / NAME)
    token = only_looking.set(look)
    try:
        return PyFileConfigLoader(NAME, str(root)).load_config()
    except Exception as problem:
        raise ClassFolderError(
            "config_broken", file=root / NAME, why=f"{type(problem).__name__}: {problem}"
        ) from problem
    finally:
        only_looking.reset(token)
