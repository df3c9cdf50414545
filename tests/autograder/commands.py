"""Runs nbgrader's and our own commands as an instructor does: as programs, in a class folder."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent


def environment(**more: str) -> dict[str, str]:
    """The environment of somebody who did not activate the virtual environment."""
    bare = os.pathsep.join(
        part for part in os.environ["PATH"].split(os.pathsep) if part != str(Path(sys.executable).parent)
    )
    return {**os.environ, "PATH": bare, "PYTHONPATH": str(REPOSITORY), **more}


def nbgrader(root: Path, *arguments: str, check: bool = True, env: Mapping[str, str] | None = None) -> str:
    """Runs ``nbgrader`` in a class folder and gives what it wrote."""
    return _run([sys.executable, "-W", "ignore", "-m", "nbgrader", *arguments], root, check=check, env=env)


def autograder(root: Path, *arguments: str, check: bool = True, env: Mapping[str, str] | None = None) -> str:
    """Runs ``autograder`` in a class folder and gives what it wrote."""
    return _run([sys.executable, "-m", "autograder.cli", *arguments], root, check=check, env=env)


def python(root: Path, code: str) -> str:
    """Runs a few lines of Python in a class folder."""
    return _run([sys.executable, "-W", "ignore", "-c", code], root, check=True, env=None)


def _run(command: list[str], root: Path, *, check: bool, env: Mapping[str, str] | None) -> str:
    done = subprocess.run(command, cwd=root, env=env or environment(), capture_output=True, text=True, check=False)
    written = done.stdout + done.stderr
    assert not check or done.returncode == 0, written
    return written
