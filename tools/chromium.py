"""Finds the Chromium that the browser tests drive; `python -m tools.chromium` installs it where it can."""

import os
import shutil
import sys
from pathlib import Path

from tools import apt

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
ADVICE = (
    "No Chromium was found for the browser tests: install the package chromium (or Google Chrome), "
    "run `.venv/bin/playwright install chromium`, or name one in the variable ACHTERBAN_CHROMIUM."
)


def find() -> Path | None:
    """A Chromium or Chrome on this machine: the one that ACHTERBAN_CHROMIUM names, a system's, or Playwright's own."""
    if named := os.environ.get("ACHTERBAN_CHROMIUM"):
        return Path(named) if Path(named).is_file() else None
    on_path = (shutil.which(name) for name in NAMES)
    in_place = (place for place in PLACES if Path(place).is_file())
    found = next(filter(None, (*on_path, *in_place)), None)
    return Path(found) if found else _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - slow, and not needed when a system has one

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def install() -> bool:
    """Install the system's Chromium when we may do so without asking: as root, with apt."""
    return apt.install("Chromium for the browser tests", "chromium", "fonts-liberation")


def main() -> int:
    """Make sure there is a Chromium. Without one the browser tests are skipped, but in CI that is a failure."""
    if find() is not None or (install() and find() is not None):
        return 0
    print(ADVICE, file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
