"""Grading a class on the purchasing assignment, beside nbgrader as it comes.

The class is made by the simulated players of `autograder demo`. "Stock" is `nbgrader autograde` with its Execute and a
kernel a notebook, on a variant whose graded cells call the same scoring inside the kernel; its scores are compared with
ours. It is so slow that a sample is taken, and its start is left out in its favour: the time of ten hand-ins less that
of two. Our own times are those of the whole command, start included, unless the row says otherwise.
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from autograder.classroom import JOURNAL, Classroom
from autograder.demo import ASSIGNMENT
from benchmarks import crowd
from benchmarks.measure import Measurement
from course.roleplay.load import library, load
from course.roleplay.record import read_run

PLACE = Path(__file__).parent.parent / "build" / "bench" / "grading"
CLASS = 200
LARGE = int(os.environ.get("BENCH_LARGE", "5000"))
FEW, SAMPLE = 2, 10
SCORES = """
    select submitted_assignment.student_id, base_cell.name, grade.auto_score from grade
    join submitted_notebook on grade.notebook_id = submitted_notebook.id
    join submitted_assignment on submitted_notebook.assignment_id = submitted_assignment.id
    join base_cell on grade.cell_id = base_cell.id order by 1, 2
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of all processors, and the largest process in megabytes."""

    seconds: float
    busy: float
    megabytes: float


def measure() -> Iterator[Measurement]:
    """Ours, nbgrader with our steps, nbgrader as it comes; small and large; beside the bare cost."""
    shutil.rmtree(PLACE, ignore_errors=True)
    try:
        classroom = crowd.make(PLACE / "class", CLASS)
        bare = _bare(classroom)
        ours = grade(classroom.root)
        alone = grade(classroom.root, "--force", "--jobs", "1")
        again = grade(classroom.root)
        plain = _sampled(_with_our_steps(classroom), "autograde", ASSIGNMENT)
        crowd.make_stock(PLACE / "stock", classroom, SAMPLE)
        stock = _sampled(PLACE / "stock", "autograde", ASSIGNMENT)
        assert _scores(PLACE / "stock", SAMPLE) == _scores(classroom.root, SAMPLE), "other scores"
        yield from _side_by_side(stock, plain, ours.seconds / CLASS)
        yield Measurement("the same again, nothing changed", again.seconds, "s", f"all {CLASS}, start included")
        yield from _beside_bare(bare, alone)
        yield from _large(ours)
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)


def _side_by_side(stock: float, plain: float, ours: float) -> Iterator[Measurement]:
    yield Measurement("nbgrader autograde, stock", stock * 1000, "ms", f"a hand-in; sample of {SAMPLE}, start left out")
    yield Measurement("nbgrader autograde with our steps", plain * 1000, "ms", "a hand-in, measured in the same way")
    yield Measurement("autograder grade", ours * 1000, "ms", f"a hand-in; class of {CLASS}, start included")
    yield Measurement("stock against nbgrader with our steps", stock / plain, "×", "at least 10, aim 30")
    yield Measurement("stock against autograder grade", stock / ours, "×", "at least 500")


def _beside_bare(bare: float, alone: Cost) -> Iterator[Measurement]:
    yield Measurement("bare cost", bare * 1000, "ms", "a hand-in: parsed, replayed, one transaction; one process")
    ratio = alone.busy / CLASS / bare
    yield Measurement("autograder grade --jobs 1", alone.busy / CLASS * 1000, "ms", "of processor, start included")
    yield Measurement("that against the bare cost", ratio, "×", "at most 3")


def _large(small: Cost) -> Iterator[Measurement]:
    """Cost and memory of a class of 5,000 beside one of 200, both without the start of the program."""
    start = grade(_empty()).busy
    large = grade(crowd.make(PLACE / "large", LARGE).root)
    each, before = (large.busy - start) / LARGE * 1000, (small.busy - start) / CLASS * 1000
    yield Measurement(f"a hand-in of {CLASS}", before, "ms", "of processor, all processes, start left out")
    yield Measurement(f"a hand-in of {LARGE:,}", each, "ms", "")
    yield Measurement("the large class against the small one", each / before, "×", "at most 1.1, or 0.5 ms more")
    yield Measurement(f"by the clock, {LARGE:,}", large.seconds, "s", "start included")
    yield Measurement(f"memory, {CLASS}", small.megabytes, "MB", "the largest process")
    yield Measurement(f"memory, {LARGE:,}", large.megabytes, "MB", "at most 1.2 times as much")


def grade(root: Path, *more: str) -> Cost:
    """``autograder grade`` as a program."""
    return run(root, [sys.executable, "-W", "ignore", "-m", "autograder.cli", "grade", ASSIGNMENT, *more])


def run(root: Path, command: Sequence[str], *, check: bool = True) -> Cost:
    """Runs a program to its end."""
    log = root.with_name(f"{root.name}.log")
    begin = time.perf_counter()
    with log.open("w", encoding="utf-8") as stream:
        process = subprocess.Popen(command, cwd=root, env=_environment(), stdout=stream, stderr=stream)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begin
    assert not check or process.returncode == 0, log.read_text(encoding="utf-8")[-3000:]
    return Cost(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _environment() -> dict[str, str]:
    here = str(Path(__file__).parent.parent)
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return {**os.environ, "PYTHONPATH": here, "PATH": path}


def _sampled(root: Path, *command: str) -> float:
    """Seconds a hand-in: the time of the sample less that of a few, so that the start does not count."""
    aside = root / "later"
    (root / "submitted").rename(aside)
    took: list[float] = []
    for first, last in ((0, FEW), (FEW, SAMPLE + FEW)):
        for number in range(first, last):
            student = f"s{number % SAMPLE:05}"
            if (aside / student).exists():
                (root / "submitted").mkdir(exist_ok=True)
                (aside / student).rename(root / "submitted" / student)
        took.append(run(root, [sys.executable, "-W", "ignore", "-m", "nbgrader", *command, "--force"]).seconds)
    return (took[1] - took[0]) / (SAMPLE - FEW)


def _with_our_steps(classroom: Classroom) -> Path:
    """A copy with a sample of the hand-ins, for plain nbgrader."""
    root = classroom.root.with_name("plain")
    shutil.copytree(classroom.root, root, ignore=_all_but_sample)
    (root / "gradebook.db").unlink()
    crowd.generate(root)
    return root


def _all_but_sample(folder: str, names: list[str]) -> set[str]:
    name = Path(folder).name
    if name in {"autograded", "reports", ".autograder", "release"}:
        return set(names)
    return {each for each in names if each > f"s{SAMPLE - 1:05}"} if name == "submitted" else set()


def _empty() -> Path:
    """A class with one hand-in: what is left is the start of the program."""
    return crowd.make(PLACE / "one", 1).root


def _bare(classroom: Classroom) -> float:
    """Seconds a hand-in for what nobody can leave out: parsing it, replaying it, one transaction."""
    case = load(library()["purchasing"])
    read_run([], lambda *_: case)
    with closing(sqlite3.connect(PLACE / "bare.db")) as book:
        book.execute("create table grade (student text, cell text, points real)")
        begin = time.process_time()
        for student in classroom.handed_in(ASSIGNMENT):
            folder = classroom.step("submitted", ASSIGNMENT, student)
            notebook = json.loads((folder / f"{ASSIGNMENT}.ipynb").read_bytes())
            lines = [json.loads(line) for line in (folder / JOURNAL).read_bytes().splitlines()]
            played = read_run([line["value"] for line in lines], lambda *_: case)
            rows = [(student, cell["id"], float(played.finished)) for cell in notebook["cells"]]
            book.executemany("insert into grade values (?, ?, ?)", rows)
            book.commit()
        return (time.process_time() - begin) / CLASS


def _scores(root: Path, count: int) -> dict[tuple[str, str], float | None]:
    """What nbgrader or we gave, by student and part of the role-play."""
    with closing(sqlite3.connect(root / "gradebook.db")) as book:
        found = {(student, cell): points for student, cell, points in book.execute(SCORES)}
    return {place: points for place, points in found.items() if place[0] < f"s{count:05}"}
