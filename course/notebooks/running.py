"""Whether a page runs from top to bottom, as a student runs it: without a network, and within a minute.

The code cells of each page run in order in one namespace, in a folder with the page's questions and data, in a
process of their own and without a kernel.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Final

from course.findings import Finding, listed
from course.locale import LANGUAGES, Language
from course.notebooks.build import beside
from course.notebooks.folder import put
from course.notebooks.notebook import FIRST_CELL
from course.notebooks.shelf import Page, Shelf
from course.notebooks.source import Cell, Source, SourceError, read

#: Seconds that a page may take.
SECONDS: Final = 60
_PROGRAM: Final = (sys.executable, "-m", "course.notebooks.run_cells")


@dataclass(slots=True)
class _Ran:
    """What came of a page: the last cell that ran, what was wrong with it, and whether it never came back."""

    cell: int
    problem: str | None
    stuck: bool = False


class _Runner:
    """A process that runs pages; started anew after a page that it did not come back from."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[str] | None = None

    def run(self, folder: Path, cells: list[str]) -> _Ran:
        process = self._process or self._start()
        late = threading.Timer(self._seconds, process.kill)
        late.start()
        at = 0
        try:
            _stream(process.stdin).write(json.dumps({"folder": str(folder), "cells": cells}) + "\n")
            _stream(process.stdin).flush()
            for line in _stream(process.stdout):
                said = json.loads(line)
                if "problem" in said:
                    return _Ran(at, said["problem"])
                at = said["cell"]
        except BrokenPipeError:
            pass
        finally:
            late.cancel()
        self.close()
        return _Ran(at, None, stuck=True)

    def close(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()

    def _start(self) -> subprocess.Popen[str]:
        settings = {**os.environ, "MPLBACKEND": "Agg", "PYTHONIOENCODING": "utf-8"}
        settings.pop("NBGRADER_EXECUTION", None)
        root = str(Path(__file__).resolve().parents[2])
        settings["PYTHONPATH"] = os.pathsep.join(filter(None, (root, settings.get("PYTHONPATH", ""))))
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            _PROGRAM,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            env=settings,
        )
        _stream(self._process.stdout).readline()  # it is ready
        return self._process


def check(shelf: Shelf, pages: Iterable[Page], seconds: float = SECONDS) -> Iterator[Finding]:
    """The first cell of each page that fails, in either language, and pages that do not come to an end."""
    runner = _Runner(seconds)
    try:
        for page in pages:
            try:
                source = read(page.path)
            except SourceError:
                continue
            yield from _page(runner, shelf, page, source, seconds)
    finally:
        runner.close()


def _page(runner: _Runner, shelf: Shelf, page: Page, source: Source, seconds: float) -> Iterator[Finding]:
    code = [cell for cell in source.cells if cell.kind == "code"]
    if not code:
        return
    failed: dict[int, tuple[str, list[Language]]] = {}
    for language in LANGUAGES:
        with TemporaryDirectory() as scratch:
            for path, content in beside(shelf, page).items():
                put(Path(scratch) / path, content)
            first = FIRST_CELL.format(name=page.name, language=language)
            ran = runner.run(Path(scratch), [first, *(cell.text for cell in code)])
        if ran.stuck:
            yield source.finding("L141", _line(code, ran.cell), seconds=f"{seconds:g}")
            return
        if ran.problem is not None:
            failed.setdefault(_line(code, ran.cell), (ran.problem, []))[1].append(language)
    for line, (problem, languages) in failed.items():
        said = " ".join(problem.split()).rstrip(".")
        yield source.finding("L140", line, problem=f"{said}.", lang=listed(languages))


def _line(code: list[Cell], number: int) -> int:
    """The line of a cell; the generated one, which comes first, stands at the top."""
    return code[number - 1].text_line if number else 1


def _stream(stream: IO[str] | None) -> IO[str]:
    assert stream is not None
    return stream
