"""A run that is killed at any moment leaves a sound class, and the next run ends as if nothing had happened."""

import subprocess
import sys

import pytest

from tests.autograder.commands import REPOSITORY, environment

pytestmark = [
    pytest.mark.nbgrader,
    pytest.mark.skipif(sys.platform == "win32", reason="process groups and kill -9 are POSIX"),
]

KILLS = 50


def test_no_moment_is_a_bad_moment_to_be_killed() -> None:
    # In a process of its own: it forks, which goes badly beside the threads that other tests may have started.
    command = [sys.executable, "-W", "ignore", "-m", "tests.autograder.grading.killing", "--kills", str(KILLS)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]
    assert f"{KILLS} runs killed" in done.stdout
