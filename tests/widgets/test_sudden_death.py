"""Killed at any moment, a role-play goes on where it was: nothing lost, nothing twice."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from random import Random

import pytest

from course.answers import Journal
from course.roleplay.load import library
from course.roleplay.record import read_run
from course.scoring.shelf import as_library
from tests.widgets.one_student import ITEM, plan

ROOT = Path(__file__).parents[2]
KILLS = 6


def student(folder: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "tests.widgets.one_student", str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "NBGRADER_EXECUTION": ""},
    )


def shown(line: str) -> int:
    return int(line) if line.strip().isdecimal() else 0


def check(folder: Path, at_least: int) -> int:
    """What is on the disk is the beginning of the plan, at least as far as the screen had come; how far that is."""
    _, decisions = plan()
    lines = Journal(folder / "answers.jsonl").lines(ITEM)
    kept = [{k: v for k, v in line.value.items() if k != "state"} for line in lines if line.value["kind"] != "start"]
    assert kept == decisions[: len(kept)]
    assert len(kept) >= at_least
    assert sum(line.value["kind"] == "start" for line in lines) == (1 if lines else 0)
    return len(kept)


def finish(folder: Path) -> None:
    done = student(folder)
    out, _ = done.communicate(timeout=120)
    assert done.returncode == 0, out
    _, decisions = plan()
    assert check(folder, len(decisions)) == len(decisions)
    run = read_run([line.value for line in Journal(folder / "answers.jsonl").lines(ITEM)], as_library(library()))
    assert run.problem is None
    assert run.finished


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_killed_right_after_a_decision_was_shown(tmp_path: Path) -> None:
    _, decisions = plan()
    for stop in range(1, len(decisions), max(1, len(decisions) // KILLS)):
        process = student(tmp_path)
        assert process.stdout is not None
        last = 0
        for line in process.stdout:
            last = shown(line)
            if last >= stop:
                process.send_signal(signal.SIGKILL)
                break
        process.stdout.close()
        process.wait()
        check(tmp_path, last)
    finish(tmp_path)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="this system has no kill -9")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    """Also in the middle of writing: between the moment that a student begins to play and some milliseconds later."""
    random = Random(7)
    for _ in range(KILLS):
        process = student(tmp_path)
        assert process.stdout is not None
        process.stdout.readline()  # ready: from here on it decides
        timer = threading.Timer(random.uniform(0, 0.06), process.kill)
        timer.start()
        last = max((shown(line) for line in process.stdout), default=0)
        process.stdout.close()
        process.wait()
        timer.join()
        check(tmp_path, last)
    finish(tmp_path)


def test_a_torn_last_line_is_played_again(tmp_path: Path) -> None:
    """Half a line on the disk: the decision was never shown, so it never happened."""
    process = student(tmp_path)
    process.communicate(timeout=120)
    file = tmp_path / "answers.jsonl"
    whole = file.read_bytes()
    file.write_bytes(whole[: whole.rstrip(b"\n").rfind(b"\n") + 40])
    before = check(tmp_path, 1)
    _, decisions = plan()
    assert before == len(decisions) - 1
    finish(tmp_path)
