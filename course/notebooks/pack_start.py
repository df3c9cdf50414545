"""Sets the course up in this folder, the first time, and opens it: ``python start.py``.

This file becomes ``start.py`` in the pack. It uses nothing but Python itself, and no newer Python than is needed to
say that this one is too old.
"""

import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
SETUP = HERE / "setup"
ENVIRONMENT = HERE / ".venv"
STAMP = ENVIRONMENT / "achterban.txt"
OLDEST = (3, 11)


def told() -> "dict[str, Any]":
    """What the pack says of itself: our sentences, and the options of JupyterLab."""
    found = json.loads((SETUP / "start.json").read_text(encoding="utf-8"))
    return dict(found)


def say(key: str, **values: str) -> None:
    """Print one of our sentences."""
    sys.stdout.write(told()["texts"][key].format(**values) + "\n")
    sys.stdout.flush()


def inside() -> str:
    """The Python of the course's own environment."""
    return str(ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def wheel() -> Path:
    """The file of the course itself."""
    return min(SETUP.glob("*.whl"))


def fingerprint() -> str:
    """Of everything that is installed, so that a newer pack in the same folder is noticed."""
    return hashlib.sha256((SETUP / "requirements.txt").read_bytes() + wheel().read_bytes()).hexdigest()


def installed() -> bool:
    """Whether this pack is set up already."""
    return STAMP.is_file() and Path(inside()).exists() and STAMP.read_text(encoding="utf-8") == fingerprint()


def run(*command: str) -> int:
    """Run one command; its exit status."""
    return subprocess.call(command, cwd=str(HERE))  # noqa: S603 - our own commands, in a list


def stay(*command: str) -> int:
    """Run JupyterLab until it stops; Ctrl-C is for JupyterLab to answer, which asks before it stops."""
    server = subprocess.Popen(command, cwd=str(HERE))  # noqa: S603 - see run
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return server.wait()


def set_up() -> bool:
    """Make the environment and install the course; whether that worked."""
    say("setting_up")
    if run(sys.executable, "-m", "venv", "--clear", str(ENVIRONMENT)):
        say("no_environment")
        return False
    pip = (inside(), "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
    if run(*pip, "--require-hashes", "--requirement", str(SETUP / "requirements.txt")) or run(
        *pip, "--no-deps", "--no-index", str(wheel())
    ):
        say("not_installed")
        return False
    STAMP.write_text(fingerprint(), encoding="utf-8")
    return True


def open_course(*options: str) -> int:
    """Start JupyterLab on the start page and stay until it is stopped."""
    say("opening")
    where = [f"--ServerApp.root_dir={HERE}", f"--LabServerApp.app_settings_dir={SETUP / 'lab'}", *told()["options"]]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        where.append("--allow-root")  # in a container everybody is root
    return stay(inside(), "-m", "jupyterlab", *where, *options)


def main(*options: str) -> int:
    """Set up when needed, then open; with ``--set-up-only`` only the first. Other options go to JupyterLab."""
    if sys.version_info < OLDEST:
        say("too_old", version=sys.version.split()[0])
        return 2
    if not installed() and not set_up():
        return 2
    if "--set-up-only" in options:
        say("ready")
        return 0
    return open_course(*options)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
