"""What takes long in looking through the whole course, shared out over the processors of this machine.

Simulated players go through each role-play, and the code of each page runs: nothing of one file says anything of
another, so each is done wherever there is room. What is found does not depend on who found it.
"""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from course.findings import Finding
from course.notebooks import parts
from course.notebooks.shelf import Shelf


def slow(shelf: Shelf, scenarios: Iterable[Path], processes: int | None = None) -> list[Finding]:
    """The findings of role-plays, players included, and of running the code of all pages of a shelf.

    ``processes`` (1 and up) work at the same time; without it, as many as there are processors and role-plays.
    """
    # The largest first, so that nobody is left with a long one at the end.
    files = sorted(scenarios, key=lambda file: -file.stat().st_size)
    count = processes or max(1, min(os.cpu_count() or 1, len(files)))
    shares = [[page.name for page in shelf.pages[n::count]] for n in range(min(count, len(shelf.pages)))]
    if count == 1:
        return [found for names in shares for found in _run(shelf.root, names)] + _played(files)
    # Each begins anew instead of as a copy of this process, as systems other than Linux have it.
    with ProcessPoolExecutor(count, mp_context=get_context("spawn")) as pool:
        ran = [pool.submit(_run, shelf.root, names) for names in shares]
        played = [pool.submit(_played, [file]) for file in files]
        return [found for each in (*ran, *played) for found in each.result()]


def _played(files: Iterable[Path]) -> list[Finding]:
    return [found for file in files for found in parts.lint_scenario(file, played=True)]


def _run(root: Path, names: Iterable[str]) -> list[Finding]:
    from course.notebooks import running  # noqa: PLC0415 - it needs the build, which needs the linter

    shelf = Shelf(root)
    return list(running.check(shelf, [shelf.page(name) for name in names]))
