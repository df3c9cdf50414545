"""Watches a Python program from its first line, and every Python that it starts: stands in PYTHONPATH for tests.

What the program does to the world is written to the file WATCH_LOG, one JSON object a line. Text that is compiled or
executed is written down only when it holds WATCH_MARK, which stands in everything that a hostile hand-in holds, or
when it comes from below WATCH_PLACE.
"""

import json
import os
import sys
from typing import Any

_LOG = os.open(os.environ["WATCH_LOG"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
_MARK = os.environ["WATCH_MARK"]
_PLACE = os.environ["WATCH_PLACE"]
_TOLD = frozenset(
    {
        "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn",
        "os.fork", "os.forkpty", "os.kill", "os.killpg", "signal.pthread_kill",
        "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto",
        "urllib.Request", "http.client.connect", "ftplib.connect", "smtplib.connect", "webbrowser.open",
        "sqlite3.connect", "pickle.find_class", "builtins.input",
    }
)  # fmt: skip
# Which arguments are paths, and which say what folder these begin in.
_CHANGES = {
    "os.remove": ((0, 1),),
    "os.rmdir": ((0, 1),),
    "os.mkdir": ((0, 2),),
    "os.rename": ((0, 2), (1, 3)),
    "os.link": ((1, 3),),
    "os.symlink": ((1, 2),),
    "os.chmod": ((0, 2),),
    "os.chown": ((0, 3),),
    "os.truncate": ((0, None),),
    "os.setxattr": ((0, None),),
}
# Modules of Python and of packages are many, and none of them is a student's.
_KNOWN = (sys.prefix, sys.base_prefix, "<frozen")
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def _write(event: str, about: object) -> None:
    line = json.dumps({"event": event, "about": about}, default=repr)
    os.write(_LOG, line.encode("utf-8", "replace") + b"\n")


def _text(source: object) -> str:
    return source.decode("utf-8", "replace") if isinstance(source, bytes) else source if isinstance(source, str) else ""


def _path(path: Any, folder: object) -> str:
    if isinstance(path, int):
        return os.readlink(f"/proc/self/fd/{path}")  # noqa: PTH115 - nothing is imported here that a program may not need
    name = os.fsdecode(path)
    if isinstance(folder, int) and folder >= 0:
        name = os.readlink(f"/proc/self/fd/{folder}") + "/" + name  # noqa: PTH115 - as above
    return os.path.abspath(name)  # noqa: PTH100 - as above


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if event == "compile":
        if _MARK in _text(args[0]):
            _write(event, _text(args[0])[:300])
    elif event == "exec":
        file = getattr(args[0], "co_filename", "")
        if file.startswith(_PLACE) or (not file.startswith(_KNOWN) and _MARK in repr(args[0].co_consts)):
            _write(event, file)
    elif event == "open":
        path, mode, flags = args
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (isinstance(flags, int) and flags & _WRITES):
            _write("writes", _path(path, None))
    elif event in _CHANGES:
        for path, folder in _CHANGES[event]:
            _write("writes", _path(args[path], None if folder is None else args[folder]))
    elif event in _TOLD:
        _write(event, [_text(each) or each for each in args])


sys.addaudithook(_hook)
