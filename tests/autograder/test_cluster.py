"""`autograder grade --cluster`: a dask cluster of two workers on this machine does what our own processes do."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.batch import grade_class, prepare_job
from autograder.classroom import Classroom
from autograder.cluster import ClusterCrew
from autograder.config_file import load_config
from autograder.errors import ClassFolderError
from tests.autograder.classes import ASSIGNMENT, make_class
from tests.autograder.commands import autograder, environment, nbgrader
from tests.autograder.grades import everything
from tests.autograder.test_nbgrader import hand_in_all

pytestmark = [pytest.mark.nbgrader, pytest.mark.filterwarnings("ignore")]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    from distributed import LocalCluster  # noqa: PLC0415 - slow to import

    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment().items():
            patch.setenv(name, value)
        with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as found:
            yield found


@pytest.fixture(scope="module")
def school(tmp_path_factory: pytest.TempPathFactory) -> Classroom:
    root = tmp_path_factory.mktemp("cluster") / "class"
    classroom = make_class(root)
    shutil.rmtree(root / "release")
    nbgrader(root, "generate_assignment", ASSIGNMENT)
    hand_in_all(classroom)
    shutil.copytree(root, root.with_name("alone"))
    return classroom


def test_a_cluster_gives_the_same_rows_and_files(school: Classroom, cluster: Any) -> None:
    alone = school.root.with_name("alone")
    autograder(alone, "grade", ASSIGNMENT, check=False)
    told = autograder(school.root, "grade", ASSIGNMENT, "--cluster", cluster.scheduler_address, check=False)
    assert "Nagekeken: 5." in told
    assert everything(school.root) == everything(alone)
    for step in ("autograded", "reports"):
        files = sorted(p.relative_to(alone) for p in (alone / step).rglob("*") if p.is_file())
        assert files
        assert all((school.root / file).read_bytes() == (alone / file).read_bytes() for file in files)


def test_a_second_run_on_a_cluster_does_nothing(school: Classroom, cluster: Any) -> None:
    told = autograder(school.root, "grade", ASSIGNMENT, "--cluster", cluster.scheduler_address, check=False)
    assert "Nagekeken: 0." in told


def test_a_cluster_that_is_not_there_is_one_sentence(school: Classroom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("autograder.cluster.WAIT", 1)
    config = load_config(school.root)
    crew = ClusterCrew(prepare_job(school, config, ASSIGNMENT), "tcp://127.0.0.1:1")
    with pytest.raises(ClassFolderError) as problem:
        list(grade_class(school, config, ASSIGNMENT, crew=crew))
    assert problem.value.code == "no_cluster"


def test_workers_that_do_not_see_the_class_are_named(school: Classroom, cluster: Any, tmp_path: Path) -> None:
    config = load_config(school.root)
    job = prepare_job(school, config, ASSIGNMENT)
    elsewhere = Classroom(tmp_path / "elsewhere", school.language, school.attempts, school.course_id)
    crew = ClusterCrew(type(job)(elsewhere, ASSIGNMENT, job.seal), cluster.scheduler_address)
    with pytest.raises(ClassFolderError) as problem, crew:
        pass
    assert problem.value.code == "strange_worker"
