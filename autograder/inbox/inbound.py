"""Collects from nbgrader's exchange, where students share a machine with the grader.

nbgrader follows the links in what a student left there: a link to the keys would come back as a file of the hand-in,
and go to the student with the feedback.
"""

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from nbgrader.exchange.default import ExchangeCollect

from autograder.files import copy_plain


class PlainCollect(ExchangeCollect):
    """nbgrader's own, for files and folders; links and special files stay where they are."""

    def do_copy(self, src: Any, dest: Any, log: Any = None) -> None:
        """Copies one hand-in; one that cannot be copied is named, and the rest go on."""
        del log
        student = Path(dest).parent.name
        if Path(src).is_symlink() or self.get_size(src) > 1000 * self.coursedir.max_dir_size:
            self.log.error("Left out %r: a link, or too large", student)
            return
        left: list[str] = []
        with tempfile.TemporaryDirectory(prefix="collect-") as place:
            plain = Path(place, "hand-in")
            try:
                shutil.copytree(
                    src,
                    plain,
                    copy_function=lambda file, target: copy_plain(Path(file), Path(target)),
                    ignore=lambda folder, names: _odd(Path(folder), names, left),
                )
                super().do_copy(plain, dest)
            except OSError as problem:
                self.log.error("Left out %r: %s", student, problem)  # noqa: TRY400 - a reason, not a traceback
        for name in left:
            self.log.warning("Left out of %r: %r is a link or a special file", student, name)


def _odd(folder: Path, names: Iterable[str], left: list[str]) -> set[str]:
    odd = {name for name in names if (folder / name).is_symlink() or not _is_ordinary(folder / name)}
    left += sorted(odd)
    return odd


def _is_ordinary(path: Path) -> bool:
    return path.is_file() or path.is_dir()
