"""`autograder grade --cluster`: a dask cluster of two workers on this machine does what our own processes do."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from autograder.class_folder.classroom import Classroom
from tests.autograder.classes import ASSIGNMENT, make_class
from tests.autograder.commands import autograder, environment, nbgrader, python
from tests.autograder.grades import everything
from tests.autograder.test_nbgrader import hand_in_all, written

pytestmark = pytest.mark.nbgrader

QUIET = ("--no-dashboard", "--host", "127.0.0.1")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers, all of them programs of their own."""
    place = tmp_path_factory.mktemp("dask")
    with ExitStack() as stack:
        scheduler = _start(stack, place / "scheduler.log", "scheduler", "--port", "0", *QUIET)
        address = _address(scheduler, place / "scheduler.log")
        for number in range(2):
            more = ("--nthreads", "1", "--local-directory", str(place), *QUIET)
            _start(stack, place / f"worker-{number}.log", "worker", address, *more)
        yield address


def _start(stack: ExitStack, log: Path, *arguments: str) -> subprocess.Popen[bytes]:
    told = stack.enter_context(log.open("wb"))
    command = [sys.executable, "-W", "ignore", "-m", "dask", *arguments]
    process = stack.enter_context(subprocess.Popen(command, env=environment(), stdout=told, stderr=told))
    stack.callback(process.terminate)
    return process


def _address(scheduler: subprocess.Popen[bytes], log: Path) -> str:
    """Where the scheduler listens, which it says when it does."""
    while scheduler.poll() is None:
        for line in log.read_text().splitlines():
            if "Scheduler at:" in line:
                return line.split()[-1]
        try:
            scheduler.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
    pytest.fail(log.read_text())


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    root = tmp_path_factory.mktemp("cluster") / "class"
    classroom = make_class(root)
    shutil.rmtree(root / "release")
    nbgrader(root, "generate_assignment", ASSIGNMENT)
    hand_in_all(classroom)
    shutil.copytree(root, root.with_name("alone"))
    return classroom


def test_a_cluster_gives_the_same_rows_and_files(school: Classroom, cluster: str) -> None:
    alone = school.root.with_name("alone")
    autograder(alone, "grade", ASSIGNMENT, check=False)
    told = autograder(school.root, "grade", ASSIGNMENT, "--cluster", cluster, check=False)
    assert "Nagekeken: 5." in told
    assert everything(school.root) == everything(alone)
    assert written(school.root, "autograded", "reports") == written(alone, "autograded", "reports")


def test_a_second_run_on_a_cluster_does_nothing(school: Classroom, cluster: str) -> None:
    told = autograder(school.root, "grade", ASSIGNMENT, "--cluster", cluster, check=False)
    assert "Nagekeken: 0." in told


def test_a_cluster_that_is_not_there_is_one_sentence(school: Classroom) -> None:
    """With less patience than an instructor has: nobody ever listens at that port."""
    told = python(
        school.root,
        "import os, sys\n"
        "from autograder import cli\nfrom autograder.grading import cluster\n"
        "os.environ['LANG'] = 'C'\n"
        "cluster.WAIT = 1\n"
        f"sys.argv = ['autograder', 'grade', {ASSIGNMENT!r}, '--cluster', 'tcp://127.0.0.1:1']\n"
        "try:\n"
        "    cli.main()\n"
        "except SystemExit as end:\n"
        "    assert end.code",
    )
    assert "autograder: There is no cluster at tcp://127.0.0.1:1" in told
    assert "Traceback" not in told


def test_workers_that_do_not_see_the_class_are_named(school: Classroom, cluster: str) -> None:
    told = python(
        school.root,
        "from dataclasses import replace\n"
        "from pathlib import Path\n"
        "from autograder.class_folder.classroom import Classroom\n"
        "from autograder.grading.cluster import ClusterCrew\n"
        "from autograder.errors import ClassFolderError\n"
        "from autograder.grading.worker import Job\n"
        "elsewhere = replace(Classroom.open(Path.cwd()), root=Path('elsewhere'))\n"
        "try:\n"
        f"    ClusterCrew(Job(elsewhere, {ASSIGNMENT!r}, ''), {cluster!r}).__enter__()\n"
        "except ClassFolderError as problem:\n"
        "    print(problem.code)",
    )
    assert told.splitlines()[-1] == "strange_worker"
