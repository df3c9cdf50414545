"""Processes that work through the hand-ins of a class; none of them can take the others with it.

Each worker has a pipe of its own and a few hand-ins waiting in it, so that nobody waits while rows are written. A
worker that dies, or takes too long, is replaced; the hand-in that it was at is tried once more, since the death may
have been another's fault, and then given up.
"""

import gc
import multiprocessing as mp
import os
import signal
import sys
import threading
import time
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any, Final, Protocol, Self

from autograder.errors import HandInError
from autograder.grading.worker import Job, Result, Task, get_ready, work

LIMIT: Final = 30.0
"""Seconds for one hand-in; the largest that is read at all takes a few."""
MEMORY: Final = 1024**3
"""Bytes that a worker may take; then it is the hand-in that fails and not the machine."""
AHEAD: Final = 4
TRIES: Final = 2
TICK: Final = 1.0


class Crew(Protocol):
    """Whoever does the work: processes of this machine, or a cluster."""

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Does all tasks and gives what became of each, in the order in which they are done."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None: ...


def cores() -> int:
    """How many processes may run at a time here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1


@dataclass(slots=True, eq=False)
class _Worker:
    process: Any
    pipe: Connection
    tasks: deque[Task] = field(default_factory=deque)
    since: float = 0.0

    def give(self, task: Task) -> None:
        if not self.tasks:
            self.since = time.monotonic()
        self.tasks.append(task)
        with suppress(OSError):  # it died; its sentinel says so
            self.pipe.send(task)

    def done(self) -> Iterator[Result]:
        """What it has sent since we last looked."""
        with suppress(EOFError, OSError):
            while self.tasks and self.pipe.poll():
                result: Result = self.pipe.recv()
                self.tasks.popleft()
                self.since = time.monotonic()
                yield result


class LocalCrew:
    """Worker processes of this machine. ``to_replay`` says whether any hand-in is expected to need grading at all."""

    def __init__(self, job: Job, count: int | None = None, limit: float = LIMIT, *, to_replay: bool = True) -> None:
        self._job = job
        self._to_replay = to_replay
        self._limit = limit
        self._method: Any = mp.get_context(_method())
        self._count = max(1, count or cores())
        self._workers: list[_Worker] = []

    def __enter__(self) -> Self:
        if self._forks:
            # What is read here, every worker has from its birth. What is frozen, none of them has to look through.
            get_ready(self._job, to_replay=self._to_replay)
            gc.collect()
            gc.freeze()
        try:
            # Now, so that they can get ready while the grade book is being opened.
            while len(self._workers) < self._count:
                self._hire()
        finally:
            if self._forks:
                gc.unfreeze()
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        for worker in self._workers:
            worker.pipe.close()
        for worker in self._workers:
            # Without an error they have nothing to do and leave by themselves.
            worker.process.join(0.0 if kind else 2.0)
            _end(worker)
        self._workers.clear()

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Does all tasks and gives what became of each, in the order in which they are done."""
        left = deque(tasks)
        tries: dict[str, int] = {}
        while left or any(worker.tasks for worker in self._workers):
            for worker in self._workers:
                while left and len(worker.tasks) < AHEAD:
                    worker.give(left.popleft())
            yield from self._collect()
            for worker in [each for each in self._workers if self._is_lost(each)]:
                yield from self._replace(worker, left, tries)

    def _collect(self) -> Iterator[Result]:
        things: list[Any] = [worker.pipe for worker in self._workers] + [w.process.sentinel for w in self._workers]
        ready = set(map(id, wait(things, TICK)))
        for worker in self._workers:
            if id(worker.pipe) in ready:
                yield from worker.done()

    def _is_lost(self, worker: _Worker) -> bool:
        if not worker.process.is_alive():
            return True
        return bool(worker.tasks) and time.monotonic() - worker.since > self._limit and not worker.pipe.poll()

    def _replace(self, worker: _Worker, left: deque[Task], tries: dict[str, int]) -> Iterator[Result]:
        """Takes over from a worker that is gone or hangs: who was it at, and what had it still to do?"""
        hangs = worker.process.is_alive()
        if not hangs:
            yield from worker.done()
        _end(worker)
        self._workers.remove(worker)
        if worker.tasks:
            culprit = worker.tasks.popleft()
            tries[culprit.student] = tries.get(culprit.student, 0) + 1
            left.extendleft(reversed(worker.tasks))
            if hangs or tries[culprit.student] >= TRIES:
                yield Result(culprit.student, problem=self._why(worker, hangs=hangs))
            else:
                left.appendleft(culprit)
        self._hire()

    @property
    def _forks(self) -> bool:
        return bool(self._method.get_start_method() == "fork")

    def _why(self, worker: _Worker, *, hangs: bool) -> str:
        language = self._job.classroom.language
        if hangs:
            return HandInError("too_long", seconds=round(self._limit)).text.of(language)
        return HandInError("worker_died", status=worker.process.exitcode).text.of(language)

    def _hire(self) -> None:
        mine, theirs = self._method.Pipe()
        others = [worker.pipe for worker in self._workers] if self._forks else []
        work_for = (theirs, self._job, [mine, *others])
        process = self._method.Process(target=_serve, args=work_for, kwargs={"to_replay": self._to_replay}, daemon=True)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # about threads; we fork only without
            process.start()
        theirs.close()
        self._workers.append(_Worker(process, mine))


def _method() -> str:
    # A forked worker begins at once, but a fork beside threads can hang; a started one imports everything first.
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _end(worker: _Worker) -> None:
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, job: Job, not_mine: list[Connection], *, to_replay: bool) -> None:
    """What a worker does: one hand-in after another, until nobody asks any more."""
    for each in not_mine:
        each.close()  # else the others would never see that whoever asks is gone
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks hears it too, and ends us
    _be_modest()
    try:
        get_ready(job, to_replay=to_replay)
        gc.freeze()  # what is there now stays: looking through it again and again takes longer than a hand-in
        while True:
            pipe.send(work(job, pipe.recv()))
    except (EOFError, OSError):
        os._exit(0)  # at once: a forked worker holds things of its parent that are not its own to tidy


def _be_modest() -> None:
    """Fails alone when memory runs out, and before whoever writes the grade book."""
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500", encoding="ascii")
    with suppress(ImportError, OSError, ValueError):
        import resource  # noqa: PLC0415 - not there on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, hard))
