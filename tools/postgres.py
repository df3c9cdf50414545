"""Finds the PostgreSQL that the tests start; `python -m tools.postgres` installs it where it can."""

import os
import shutil
import sys
from pathlib import Path

from tools import apt

PROGRAMS = ("initdb", "pg_ctl", "postgres")
PLACES = (
    ("/usr/lib/postgresql", "*/bin"),
    ("/opt/homebrew", "opt/postgresql*/bin"),
    ("/usr/local/opt", "postgresql*/bin"),
)
ADVICE = (
    "No PostgreSQL server was found for the tests of shared grade books: install the package postgresql, "
    "or name the folder of its programs (initdb, pg_ctl) in the variable ACHTERBAN_POSTGRES."
)


def find() -> Path | None:
    """The folder with the programs of a PostgreSQL server on this machine."""
    if named := os.environ.get("ACHTERBAN_POSTGRES"):
        return Path(named) if _is_whole(Path(named)) else None
    on_path = shutil.which("pg_ctl")
    places = [Path(on_path).parent] if on_path else []
    # The highest version first; the numbers have two digits by now.
    places += sorted((path for top, pattern in PLACES for path in Path(top).glob(pattern)), reverse=True)
    return next(filter(_is_whole, places), None)


def _is_whole(folder: Path) -> bool:
    return all((folder / program).is_file() for program in PROGRAMS)


def install() -> bool:
    """Install the system's PostgreSQL when we may do so without asking: as root, with apt."""
    return apt.install("PostgreSQL for the tests of shared grade books", "postgresql")


def main() -> int:
    """Make sure there is a server to start. Without one its tests are skipped, but in CI that is a failure."""
    if find() is not None or (install() and find() is not None):
        return 0
    print(ADVICE, file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
