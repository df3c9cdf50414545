"""The small scripts behind the Makefile: which Python, which Chromium, what `make clean` leaves alone."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools import chromium

REPOSITORY = Path(__file__).parents[2]
SCRIPTS = REPOSITORY / "tools"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make is for Linux and macOS")


def program(path: Path, script: str) -> Path:
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


def find_python(*candidates: str | Path) -> "subprocess.CompletedProcess[str]":
    command = ["sh", SCRIPTS / "find-python.sh", *candidates]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_first_python_that_will_do_is_taken(tmp_path: Path) -> None:
    old = program(tmp_path / "old", "exit 1")
    found = find_python("not-there", old, sys.executable)
    assert Path(found.stdout.strip()).samefile(sys.executable)


def test_no_python_is_said_in_one_line(tmp_path: Path) -> None:
    found = find_python("not-there", program(tmp_path / "old", "exit 1"))
    assert found.returncode == 1
    assert found.stderr.startswith("No Python 3.11 or newer was found")
    assert found.stderr.count("\n") == 1


def test_a_python_without_venv_is_said_to_need_it(tmp_path: Path) -> None:
    bare = program(tmp_path / "bare", 'case "$2" in *ensurepip*) exit 1 ;; esac')
    found = find_python(bare)
    assert found.returncode == 1
    assert "install the package python3-venv" in found.stderr


def test_clean_leaves_a_students_work(tmp_path: Path) -> None:
    kept = ["build/course-nl/exercises/purchasing/purchasing.ipynb", ".venv/lib/__pycache__/x.pyc"]
    gone = ["build/demo/gradebook.db", "tests/__pycache__/x.pyc", "dist/achterban.whl", ".ruff_cache/x"]
    for name in (*kept, *gone):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    subprocess.run(["sh", SCRIPTS / "clean.sh"], cwd=tmp_path, check=True, stdout=subprocess.DEVNULL)
    left = [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(left) == sorted(kept)


def test_a_named_chromium_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = program(tmp_path / "my-chromium", "")
    monkeypatch.setenv("ACHTERBAN_CHROMIUM", str(named))
    assert chromium.find() == named
    monkeypatch.setenv("ACHTERBAN_CHROMIUM", str(tmp_path / "absent"))
    assert chromium.find() is None


@pytest.mark.parametrize(("ci", "status"), [("true", 1), ("", 0)])
def test_a_missing_chromium_is_a_failure_only_in_ci(
    ci: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr(chromium, "find", lambda: None)
    monkeypatch.setattr(chromium, "install", lambda: False)
    assert chromium.main() == status
    assert capsys.readouterr().err.strip() == chromium.ADVICE


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_help_names_every_target() -> None:
    told = subprocess.run(
        ["make", "--no-print-directory", "help"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "MAKEFLAGS": ""},
    ).stdout
    makefile = (REPOSITORY / "Makefile").read_text(encoding="utf-8")
    phony = next(line for line in makefile.splitlines() if line.startswith(".PHONY:")).split()[1:]
    assert [line.split()[1] for line in told.splitlines()] == phony
