"""nbgrader and we make the same student's copy, so that both ways of handing out can be graded."""

import subprocess
import sys
from pathlib import Path

import pytest

from course.locale import LANGUAGES, Language
from course.notebooks import Shelf, build, build_assignment, stub

pytestmark = pytest.mark.nbgrader


@pytest.mark.parametrize("language", LANGUAGES)
def test_generate_assignment_gives_what_build_gives(real: Shelf, tmp_path: Path, language: Language) -> None:
    build_assignment("purchasing", language, tmp_path / "source" / "purchasing", sources=real)
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "purchasing", "--create"]
    ran = subprocess.run(
        [*command, f"--course={tmp_path}", f"--ClearSolutions.text_stub={stub(language)}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    build(language, tmp_path / "built", sources=real)
    released = (tmp_path / "release" / "purchasing" / "purchasing.ipynb").read_text(encoding="utf-8")
    ours = (tmp_path / "built" / "exercises" / "purchasing" / "purchasing.ipynb").read_text(encoding="utf-8")
    assert released == ours
