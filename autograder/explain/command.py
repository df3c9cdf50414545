"""``autograder explain STUDENT ASSIGNMENT``."""

import json
import sys

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config


def run_explain(
    classroom: Classroom, student: str, assignment: str, *, form: str, language: str | None, cell: str | None
) -> None:
    """Prints every point of one hand-in; nothing in the class folder changes.

    Raises:
        AutograderError: there is no such student, assignment or cell, or nothing was handed in.
    """
    from autograder.explain.run import explain, only  # noqa: PLC0415 - importing nbgrader takes a second

    config = load_config(classroom.root, look=True)
    found = explain(classroom, config, student, assignment, language or classroom.language)
    if cell is not None:
        found = only(found, cell)
    if form == "json":
        json.dump(found.as_data(), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from autograder.explain.show import show  # noqa: PLC0415 - one of the two

        show(found, whole=cell is None)
