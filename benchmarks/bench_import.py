"""Importing the course in a fresh interpreter.

Student notebooks begin with it, so it stays cheap: pandas and matplotlib load when they are first needed.
"""

import subprocess
import sys
from collections.abc import Iterator

from benchmarks.measure import Measurement, fastest


def measure() -> Iterator[Measurement]:
    """Start-up of Python alone, then with each import."""
    for statement, note in (
        ("pass", "Python itself, part of every row below"),
        ("import course", ""),
        ("import course.negotiation", ""),
        ("import course.widgets", "ipywidgets and anywidget included"),
        ("import pandas", "to compare"),
        ("import matplotlib.pyplot", "to compare"),
    ):
        yield Measurement(statement, fastest(lambda code=statement: _run(code)) * 1000, "ms", note)  # type: ignore[misc]


def _run(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
