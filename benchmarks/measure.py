"""What a benchmark reports, and how it takes the time."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Measurement:
    """One row of the table: what was measured, the figure and its unit, and what to hold it against."""

    what: str
    figure: float
    unit: str
    note: str = ""


def fastest(work: Callable[[], object], runs: int = 5) -> float:
    """Seconds of the quickest of several runs: what the work costs when nothing disturbs it."""
    return min(_seconds(work) for _ in range(runs))


def _seconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def table(heading: str, rows: Iterable[Measurement]) -> str:
    """One benchmark as Markdown: its heading and its rows."""
    lines = [f"## {heading}", "", "| what | figure | note |", "|---|---:|---|"]
    lines += [f"| {row.what} | {row.figure:,.4g} {row.unit} | {row.note} |" for row in rows]
    return "\n".join(lines) + "\n"
