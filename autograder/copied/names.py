"""What the students of a class are called; asks a grade book that is there, and makes none."""

from pathlib import Path
from typing import Any, Final

from autograder.class_folder.names import straight

SQLITE: Final = "sqlite:///"


def names_of(config: Any) -> dict[str, str]:
    """The names in the grade book, by id; none when there is no grade book yet."""
    from nbgrader.api import Gradebook  # noqa: PLC0415 - importing nbgrader takes a second
    from nbgrader.coursedir import CourseDirectory  # noqa: PLC0415

    coursedir = CourseDirectory(config=config)
    url = str(coursedir.db_url)
    if url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).is_file():
        return {}
    with Gradebook(url, coursedir.course_id) as book:
        return {
            str(each.id): straight(f"{each.first_name or ''} {each.last_name or ''}".strip()) for each in book.students
        }
