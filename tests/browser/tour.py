"""What the programs share that go through the whole course in a browser: their options, and a folder for pictures."""

import argparse
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from course.locale import Language

BUILD = Path(__file__).parents[2] / "build"


@dataclass(frozen=True)
class Tour:
    """In which language and width, where the pictures go, and which stops (all, when none is named)."""

    language: Language
    width: int
    to: Path
    stops: tuple[str, ...]

    def takes(self, name: str) -> bool:
        """Whether this stop is wanted."""
        return not self.stops or any(part in name for part in self.stops)


def read_tour(arguments: Sequence[str] | None, about: str | None, name: str, stops: str) -> Tour:
    """The options of a program; its folder for pictures is made anew."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--language", choices=("nl", "en"), default="nl")
    parser.add_argument("--width", type=int, default=1280, help="pixels of the window")
    parser.add_argument("--to", type=Path, default=BUILD / name, help="folder for the pictures")
    parser.add_argument(f"--{stops}", dest="stops", nargs="*", default=(), help=f"only {stops} with one of these in it")
    given = parser.parse_args(arguments)
    to: Path = given.to / f"{given.language}-{given.width}"
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    return Tour(given.language, given.width, to, tuple(given.stops))
