"""A PostgreSQL server of our own: in a folder of its own, reached by a socket there, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tools.postgres import ADVICE, find

SETTINGS = "-c listen_addresses= -c fsync=off -c max_connections=20 -c unix_socket_directories="


@contextmanager
def postgres() -> Iterator[str]:
    """Starts a server and gives the address of an empty data base in it, as ``db_url`` wants it."""
    programs = find()
    if programs is None:
        assert not os.environ.get("CI"), ADVICE
        pytest.skip(ADVICE)
    # Short, since the name of a socket may not be long; and not below a folder that only its owner may enter.
    place = Path(tempfile.mkdtemp(prefix="pg-"))
    user = _somebody_else()
    if user is not None:
        shutil.chown(place, user)
    data, log = place / "data", place / "log"
    start = ["-D", str(data), "-l", str(log), "-w", "-t", "60", "-o", f"{SETTINGS}{place}", "start"]
    try:
        _run(
            user,
            programs / "initdb",
            "-D",
            str(data),
            "-U",
            "grader",
            "--auth=trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
        )
        _run(user, programs / "pg_ctl", *start)
        yield f"postgresql+psycopg://grader@/postgres?host={place}"
    finally:
        if (data / "postmaster.pid").exists():
            _run(user, programs / "pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(place)


def _run(user: str | None, program: Path, *arguments: str) -> None:
    # To a file, since the server keeps what it inherits open for as long as it runs.
    with tempfile.TemporaryFile("w+") as told:
        done = subprocess.run(
            [program, *arguments], user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=told, stderr=told, check=False
        )
        told.seek(0)
        assert done.returncode == 0, told.read()


def _somebody_else() -> str | None:
    """The server refuses to be run by root."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"
