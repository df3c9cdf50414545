"""What can be wrong on an instructor's side: one sentence each, in both languages, that says what to do."""

from course.locale import Text, both


class AutograderError(Exception):
    """Something an instructor can mend."""

    status = 1
    """The exit status of the command that met it."""

    def __init__(self, code: str, **values: object) -> None:
        self.code = code
        self.text: Text = both(f"autograder.error_{code}", **values)
        super().__init__(self.text.en)


class ClassFolderError(AutograderError):
    """The class folder is missing something or says something that cannot be."""


class AssignmentError(AutograderError):
    """An assignment is unknown, or not released yet."""


class UnconfirmedError(AutograderError):
    """Points that were given would change, and nobody said yes; nothing was written."""

    status = 3


class HandInError(AutograderError):
    """One hand-in cannot be graded at all; the rest of the class can."""
