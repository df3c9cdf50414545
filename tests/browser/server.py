"""A real Jupyter server for tests, on a free port, with a home of its own."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.open_course import QUIET_LAB, wait_for_address

REPOSITORY = Path(__file__).parent.parent.parent


@dataclass(frozen=True)
class JupyterServer:
    """A running server: `root` is the folder that it shows, `log` what it wrote."""

    url: str
    token: str
    root: Path
    log: Path

    def address(self, path: str) -> str:
        """The address of a page, with the right to see it; the path has no leading slash."""
        return f"{self.url}/{path}{'&' if '?' in path else '?'}token={self.token}"


class ServerDidNotStartError(Exception):
    """Jupyter stopped, or did not answer in time; says what it wrote."""


@contextmanager
def start_jupyter(
    root: Path,
    home: Path,
    *arguments: str,
    environ: Mapping[str, str] | None = None,
    lab: Mapping[str, object] | None = None,
) -> Iterator[JupyterServer]:
    """Serve `root` until the block ends. nbgrader finds its configuration there, since the server runs in it.

    `lab` are settings of JupyterLab, by extension.
    """
    settings = home / "lab-settings"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "overrides.json").write_text(json.dumps({**QUIET_LAB, **(lab or {})}), encoding="utf-8")
    token, runtime = secrets.token_hex(16), home / "jupyter" / "runtime"
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        f"--ServerApp.root_dir={root}",
        "--ServerApp.port=18888",  # or the next that is free, away from a JupyterLab that somebody works in
        f"--LabServerApp.app_settings_dir={settings}",
        f"--LabServerApp.workspaces_dir={home / 'workspaces'}",
        "--LabApp.expose_app_in_browser=True",  # the helpers press JupyterLab's own commands
        *arguments,
    ]
    own = {
        "HOME": str(home),
        "JUPYTER_TOKEN": token,
        "JUPYTER_CONFIG_DIR": str(home / "jupyter" / "config"),
        "JUPYTER_DATA_DIR": str(home / "jupyter" / "data"),
        "JUPYTER_RUNTIME_DIR": str(runtime),
        "IPYTHONDIR": str(home / "ipython"),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")]),
        "PYTHONPATH": str(REPOSITORY),
    }
    log = home / "jupyter.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            cwd=root,
            env={**os.environ, **own, **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            address = wait_for_address(process, runtime)
            if address is None:
                raise ServerDidNotStartError(log.read_text(encoding="utf-8", errors="replace"))
            yield JupyterServer(address, token, root, log)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
