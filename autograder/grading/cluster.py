"""Hand-ins on the machines of a dask cluster. Rows and the ledger are still written here, by one writer.

The workers of the cluster must have this version of the course installed and see the class folder under the same path,
as on a shared file system. Install the extra ``cluster``.
"""

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final, Self

from autograder.errors import ClassFolderError, HandInError
from autograder.grading.crew import LIMIT, TICK, TRIES
from autograder.grading.seal import our_version
from autograder.grading.worker import Job, Result, Task, work

if TYPE_CHECKING:
    from distributed import Client

WAIT: Final = 10
"""Seconds to reach the scheduler."""
AHEAD: Final = 4


class ClusterCrew:
    """The workers behind a dask scheduler."""

    def __init__(self, job: Job, address: str, limit: float = LIMIT) -> None:
        self._job = job
        self._address = address
        self._limit = limit
        self._client: Client | None = None

    def __enter__(self) -> Self:
        """Reaches the cluster.

        Raises:
            ClassFolderError: dask is not installed, there is no such cluster, or it has another version than ours.
        """
        try:
            from distributed import Client  # noqa: PLC0415 - an extra
        except ImportError as problem:
            raise ClassFolderError("no_distributed") from problem
        try:
            self._client = Client(self._address, timeout=WAIT)
            self._client.wait_for_workers(1, timeout=WAIT)
            there = self._client.run(_looks, str(self._job.classroom.root))
        except Exception as problem:
            self._close()
            why = str(problem) or type(problem).__name__
            raise ClassFolderError("no_cluster", address=self._address, why=why) from problem
        strangers = [worker for worker, found in there.items() if found != (our_version(), True)]
        if strangers:
            self._close()
            raise ClassFolderError("strange_worker", worker=", ".join(strangers), folder=self._job.classroom.root)
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        self._close()

    def run(self, tasks: Iterable[Task]) -> Iterator[Result]:
        """Does all tasks and gives what became of each, in the order in which they are done."""
        assert self._client is not None
        left = list(tasks)[::-1]
        going: dict[Any, tuple[Task, float]] = {}
        while left or going:
            room = AHEAD * max(1, sum(self._client.nthreads().values())) - len(going)
            for _ in range(min(room, len(left))):
                task = left.pop()
                # Each hand-in is done once: dask does it again only when a worker was lost.
                future = self._client.submit(work, self._job, task, pure=False)
                going[future] = task, time.monotonic()
            yield from self._collect(going)
            yield from self._give_up(going)

    def _collect(self, going: dict[Any, tuple[Task, float]]) -> Iterator[Result]:
        from distributed import wait  # noqa: PLC0415 - an extra

        try:
            wait(list(going), timeout=TICK, return_when="FIRST_COMPLETED")
        except TimeoutError:
            return
        for future in [each for each in going if each.done()]:
            task, _ = going.pop(future)
            yield self._result(future, task)

    def _result(self, future: Any, task: Task) -> Result:
        try:
            found: Result = future.result()
        except Exception as problem:  # noqa: BLE001 - whatever a cluster comes up with is one hand-in's misfortune
            why = HandInError("worker_died", status=type(problem).__name__).text
            return Result(task.student, problem=why.of(self._job.classroom.language))
        return found

    def _give_up(self, going: dict[Any, tuple[Task, float]]) -> Iterator[Result]:
        """Ends what takes too long, with the worker that it keeps busy; dask gives its other hand-ins to the rest."""
        assert self._client is not None
        now = time.monotonic()
        for future in [each for each, (_, since) in going.items() if now - since > self._limit * TRIES * AHEAD]:
            task, _ = going.pop(future)
            busy = [worker for worker, keys in self._client.processing().items() if future.key in keys]
            future.cancel()
            self._client.restart_workers(busy)
            why = HandInError("too_long", seconds=round(self._limit)).text
            yield Result(task.student, problem=why.of(self._job.classroom.language))

    def _close(self) -> None:
        if self._client is not None:
            self._client.close()
            self._client = None


def _looks(folder: str) -> tuple[str, bool]:
    """What a worker of the cluster says of itself: its version of the course, and whether it sees the class."""
    from pathlib import Path  # noqa: PLC0415 - runs elsewhere

    return our_version(), Path(folder, "class.yaml").is_file()
