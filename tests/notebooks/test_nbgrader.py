"""nbgrader and we make the same student's copy, so that both ways of handing out can be graded."""

import subprocess
import sys
from pathlib import Path

import pytest

from course.notebooks import Shelf, build, build_assignment, stub

pytestmark = pytest.mark.nbgrader


def test_generate_assignment_gives_what_build_gives(real: Shelf, tmp_path: Path) -> None:
    build_assignment("purchasing", "nl", tmp_path / "source" / "purchasing", sources=real)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "purchasing", "--create"]
    ran = subprocess.run(
        [*command, f"--course={tmp_path}", f"--ClearSolutions.text_stub={stub('nl')}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    build("nl", tmp_path / "built", sources=real)
    released = (tmp_path / "release" / "purchasing" / "purchasing.ipynb").read_text(encoding="utf-8")
    ours = (tmp_path / "built" / "exercises" / "purchasing" / "purchasing.ipynb").read_text(encoding="utf-8")
    assert released == ours
