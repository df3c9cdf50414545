"""What `make course` does once everything is installed: build the notebooks, start JupyterLab, say where it is."""

import argparse
import json
import os
import secrets
import signal
import subprocess
import sys
import time
import urllib.request
import webbrowser
from collections.abc import Mapping
from pathlib import Path

from jupyter_core.paths import jupyter_runtime_dir

from course.cli import default_language
from course.locale import Language

START = "start.ipynb"

# A student is not asked about news of the Jupyter project, and JupyterLab looks for nothing on the internet.
QUIET_LAB = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}

# Of nbgrader a student needs the button Validate; the rest is for whoever makes and grades assignments.
TEACHERS_TOOLS = ("assignment-list", "course-list", "create-assignment", "formgrader", "menu")
TEACHERS_SERVICES = ("assignment_list", "course_list", "formgrader")
STUDENTS_LAB = {"disabledExtensions": {f"@jupyter/nbgrader:{tool}": True for tool in TEACHERS_TOOLS}}


def has_screen(environ: Mapping[str, str], platform: str) -> bool:
    """Whether a browser can be shown here: not in CI, over SSH or on a Linux without a display."""
    if environ.get("CI") or environ.get("SSH_CONNECTION"):
        return False
    if platform.startswith("linux") and not (environ.get("DISPLAY") or environ.get("WAYLAND_DISPLAY")):
        return False
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def wait_for_address(server: "subprocess.Popen[bytes]", runtime: Path, seconds: float = 120) -> str | None:
    """The address of a Jupyter server as soon as it answers; None when it stopped or never does.

    Jupyter takes another port when its own is in use; which one stands in a file in its runtime folder.
    """
    said = runtime / f"jpserver-{server.pid}.json"
    until = time.monotonic() + seconds
    while server.poll() is None and time.monotonic() < until:
        try:
            address = f"http://127.0.0.1:{json.loads(said.read_text(encoding='utf-8'))['port']}"
            with urllib.request.urlopen(f"{address}/login", timeout=5):  # noqa: S310 - our own server
                return address
        except (OSError, ValueError, KeyError):  # not yet there, or half written
            time.sleep(0.1)
    return None


def lab_command(folder: Path, settings: Path) -> list[str]:
    """The command that serves `folder`; its token goes by the environment, where other users cannot read it."""
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser"),
        f"--ServerApp.root_dir={folder.resolve()}",
        f"--LabServerApp.app_settings_dir={settings.resolve()}",
        f"--LabApp.default_url=/lab/tree/{START}",
        *(f"--ServerApp.jpserver_extensions=nbgrader.server_extensions.{name}=False" for name in TEACHERS_SERVICES),
        "--Application.log_level=ERROR",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # in a container everybody is root
    return command


def serve(folder: Path, *, show: bool) -> int:
    """Start JupyterLab on the folder, print its address, open it when there is a screen; returns its exit status."""
    settings = folder.parent / "lab-settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps(QUIET_LAB), encoding="utf-8")
    (settings / "page_config.json").write_text(json.dumps(STUDENTS_LAB), encoding="utf-8")
    token = secrets.token_hex(24)
    # It runs in the folder that it shows; nbgrader calls anything else a mistake.
    environment = {**os.environ, "JUPYTER_TOKEN": token}
    server = subprocess.Popen(lab_command(folder, settings), cwd=folder, env=environment)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is JupyterLab's to answer: it asks before it stops
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    if address := wait_for_address(server, Path(jupyter_runtime_dir())):
        page = f"{address}/lab/tree/{START}?token={token}"
        print(f"\nThe course is open at\n\n    {page}\n\nStop it with Ctrl-C.\n", flush=True)
        if show:
            webbrowser.open(page)
    return server.wait()


def main(arguments: list[str] | None = None) -> int:
    """Build the student's notebooks and open them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--language", help="nl or en, the language of the notebooks (default: your locale's)")
    parser.add_argument("--no-browser", action="store_true", help="only print the address")
    options = parser.parse_args(arguments)
    if options.language not in {None, "nl", "en"}:
        parser.error(f"the course is there in Dutch and English: LANGUAGE=nl or LANGUAGE=en, not {options.language}")
    language: Language = options.language or default_language()
    folder = Path("build") / f"course-{language}"
    course = Path(sys.executable).with_name("course")
    built = subprocess.run([course, "build", "--language", language, "--to", folder], check=False)
    if built.returncode:
        return built.returncode
    return serve(folder, show=not options.no_browser and has_screen(os.environ, sys.platform))


if __name__ == "__main__":
    sys.exit(main())
