"""``autograder grade ASSIGNMENT --preview``."""

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import Console

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.errors import ClassFolderError
from autograder.reports.show_grades import progress
from course.locale import say

if TYPE_CHECKING:
    from autograder.preview.changes import Changes


def run_preview(
    classroom: Classroom,
    assignment: str,
    students: Sequence[str] | None,
    form: str,
    *,
    jobs: int | None = None,
    force: bool = False,
    cluster: str | None = None,
) -> None:
    """Prints what grading would change, as ``form`` says: text or json. Nothing in the class folder changes.

    Raises:
        AutograderError: nothing could be graded.
    """
    if cluster is not None:
        raise ClassFolderError("preview_cluster")
    changes = _look(classroom, assignment, students, jobs=jobs, force=force)
    if form == "json":
        from autograder.preview.data import as_data  # noqa: PLC0415 - one of the two

        json.dump(as_data(changes, classroom.language), sys.stdout, ensure_ascii=False, indent=1)
        sys.stdout.write("\n")
    else:
        from autograder.preview.show import show  # noqa: PLC0415

        show(changes, classroom.language)


def _look(
    classroom: Classroom, assignment: str, students: Sequence[str] | None, *, jobs: int | None, force: bool
) -> "Changes":
    from autograder.preview.run import preview_class  # noqa: PLC0415 - importing nbgrader takes a second

    with progress(Console(stderr=True)) as bar:
        task = bar.add_task(say("preview.looking_for_all", classroom.language, assignment=assignment), total=None)

        def show(done: int, count: int) -> None:
            bar.update(task, completed=done, total=count)
            if done % 10 == 0 or done == count:
                bar.refresh()

        config = load_config(classroom.root, look=True)
        return preview_class(classroom, config, assignment, students, jobs=jobs, force=force, progress=show)
