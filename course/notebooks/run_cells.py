"""Runs the code cells of pages without a kernel: the program that :mod:`course.notebooks.running` talks to.

One line of JSON comes in for each page, ``{"folder": ..., "cells": [...]}``; the first cell is the generated one. For
each cell a line goes out before it runs, ``{"cell": 0}``, and at the end ``{"problem": "..."}`` of the last one, or
``{"problem": null}``: what comes after a cell that failed fails because of it. Before all pages goes ``{"ready":
true}``: loading the program is nobody's time.
"""

import json
import os
import sys
from typing import IO, Any, Final

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

#: How the widgets of the course mark a box that says what went wrong: they never raise at a student.
_TROUBLE: Final = 'role="alert"'


def main() -> None:
    """Serve pages until the input ends."""
    answers: IO[str] = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever cells print must not get between the answers
    _say(answers, {"ready": True})
    for line in sys.stdin:
        page = json.loads(line)
        os.chdir(page["folder"])
        _say(answers, {"problem": _run(page["cells"], answers)})


def _say(answers: IO[str], message: dict[str, Any]) -> None:
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def _run(cells: list[str], answers: IO[str]) -> str | None:
    shell: Any = InteractiveShell.instance()
    shell.reset(new_session=True)
    problem = None
    for number, code in enumerate(cells):
        _say(answers, {"cell": number})
        with capture_output() as captured:
            result = shell.run_cell(code)
        problem = _problem(result, captured.outputs)
        if problem is not None:
            break
    if "matplotlib.pyplot" in sys.modules:
        sys.modules["matplotlib.pyplot"].close("all")
    return problem


def _problem(result: Any, outputs: list[Any]) -> str | None:
    error = result.error_before_exec or result.error_in_exec
    if error is not None:
        return f"{type(error).__name__}: {error}"
    for output in outputs:
        data = getattr(output, "data", None) or {}
        if _TROUBLE in data.get("text/html", ""):
            return str(data.get("text/plain", ""))
    return None


if __name__ == "__main__":
    main()
