"""Where the play plans of our role-plays stand: beside them, a folder for each."""

from pathlib import Path

from course.roleplay.load import library, load
from course.roleplay.plans import plans_of


def plans() -> list[tuple[Path, Path]]:
    """Every plan with the role-play that it plays."""
    return [(file, source) for source in library().values() for file in plans_of(load(source))]
