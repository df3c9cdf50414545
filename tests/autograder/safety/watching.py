"""Runs a command while somebody looks over its shoulder, and says what it did to the world."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.autograder.commands import REPOSITORY, environment
from tests.autograder.safety.hostile import MARK

SITE = Path(__file__).parent / "watch"
LOG = "seen.jsonl"
PROGRAMS = Path(sys.executable).parent


@dataclass(frozen=True)
class Seen:
    """What happened while a command ran."""

    events: tuple[tuple[str, Any], ...]
    home: Path
    written: str = ""
    status: int = 0

    def of(self, *names: str) -> list[Any]:
        """What is known about the events of these names."""
        return [about for name, about in self.events if name in names]

    def outside(self, *places: Path) -> set[str]:
        """Files and folders that were changed elsewhere than in these places, caches and temporary files left out."""
        kept = tuple(str(place) for place in (*places, self.home))
        return {path for path in self.of("writes") if not path.startswith(kept) and not path.startswith("/dev/")}


@dataclass
class Trap:
    """A folder in which nothing may appear, and a port at which nobody may knock."""

    folder: Path
    port: int = 0
    knocks: list[str] = field(default_factory=list)

    def caught(self) -> list[str]:
        """What fell into it."""
        return [*sorted(path.name for path in self.folder.iterdir()), *self.knocks]


@contextmanager
def trap(folder: Path) -> Iterator[Trap]:
    """Lays a trap in an empty folder."""
    folder.mkdir()
    found = Trap(folder)
    with socket.create_server(("127.0.0.1", 0)) as server:
        found.port = server.getsockname()[1]

        def listen() -> None:
            with suppress(OSError):
                while True:
                    with server.accept()[0] as caller:
                        found.knocks.append(str(caller.getsockname()))

        threading.Thread(target=listen, daemon=True).start()
        yield found
        with suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)


def watched(home: Path, place: Path) -> dict[str, str]:
    """What to add to the environment of a program to watch it. ``place`` holds files none of which may be run."""
    (home / "tmp").mkdir(parents=True, exist_ok=True)
    log = home / LOG
    log.touch()
    watch = {"WATCH_LOG": str(log), "WATCH_MARK": MARK, "WATCH_PLACE": str(place)}
    own = {"HOME": str(home), "TMPDIR": str(home / "tmp"), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"}
    return {**watch, **own, "PYTHONPATH": os.pathsep.join((str(SITE), str(REPOSITORY)))}


def seen(home: Path, written: str = "", status: int = 0) -> Seen:
    """What a watched program did until now."""
    lines = map(json.loads, (home / LOG).read_text().splitlines())
    return Seen(tuple((each["event"], each["about"]) for each in lines), home, written, status)


def run(command: Sequence[str | Path], cwd: Path, place: Path) -> Seen:
    """Runs a command in ``cwd`` and says what it did."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = {f"JUPYTER_{name}_DIR": str(home / name.lower()) for name in ("CONFIG", "DATA", "RUNTIME")}
        environ = environment(**settings, MPLCONFIGDIR=folder, IPYTHONDIR=folder) | watched(home, place)
        done = subprocess.run(
            list(map(str, command)), cwd=cwd, env=environ, capture_output=True, text=True, check=False
        )
        return seen(home, done.stdout + done.stderr, done.returncode)
