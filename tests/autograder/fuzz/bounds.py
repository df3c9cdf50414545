"""Bounds that a hand-in may not reach: seconds of this process's own time, and memory on top of what it had.

Processor time and not the clock: a busy machine fails nothing. Where the system knows no such bounds there are none.
"""

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Final

SECONDS: Final = 1.0
MEGABYTES: Final = 200
_STATUS: Final = Path("/proc/self/status")


class TooSlowError(BaseException):
    """A hand-in took too long. Not an ``Exception``: whoever goes on after every error must not go on after this."""


@contextlib.contextmanager
def bounded(seconds: float = SECONDS, megabytes: int = MEGABYTES) -> Iterator[None]:
    """Ends what takes too long with :class:`TooSlowError`, and refuses memory as a full machine would."""
    with _timed(seconds), _lean(megabytes):
        yield


@contextlib.contextmanager
def _timed(seconds: float) -> Iterator[None]:
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(_: int, __: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} s of processor time")

    before = signal.signal(signal.SIGPROF, end)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextlib.contextmanager
def _lean(megabytes: int) -> Iterator[None]:
    if sys.platform != "linux":
        yield
        return
    import resource  # noqa: PLC0415 - not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_kilobytes("VmData") * 1024 + megabytes * 1_000_000, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def forget_peak() -> bool:
    """Begins a new measurement of :func:`peak`; whether that can be done here."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return False
    return True


def resident() -> float:
    """Megabytes that this process has now."""
    return _kilobytes("VmRSS") / 1000


def peak() -> float:
    """The most megabytes that it had since :func:`forget_peak`."""
    return _kilobytes("VmHWM") / 1000


def _kilobytes(name: str) -> int:
    try:
        lines = _STATUS.read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(f"{name}:")), 0)
