"""Grading a class on the purchasing assignment, beside nbgrader as it comes.

The class is made by the simulated players of `autograder demo`. "Stock" is `nbgrader autograde` with its Execute and a
kernel a notebook, on a variant whose graded cells call the same scoring inside the kernel; its scores are compared with
ours. It is so slow that a sample of ten is taken. The start of each program is left out: the cost of a few hand-ins is
taken from the cost of all. Times by the clock need a machine with nothing else to do; those of processors count every
process and stand more.
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

from autograder.class_folder.classroom import JOURNAL, Classroom
from autograder.trial.demo import ASSIGNMENT
from benchmarks import crowd
from benchmarks.measure import Measurement
from course.roleplay.load import library, load
from course.roleplay.record import read_run

PLACE = Path(__file__).parent.parent / "build" / "bench" / "grading"
CLASS = 200
LARGE = int(os.environ.get("BENCH_LARGE", "5000"))
FEW, SAMPLE = 2, 10
LONGER = 60
"""With our steps a sample of ten would drown in the start."""
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

    def __sub__(self, other: "Cost") -> "Cost":
        return Cost(self.seconds - other.seconds, self.busy - other.busy, self.megabytes)

    def __truediv__(self, count: float) -> "Cost":
        return Cost(self.seconds / count, self.busy / count, self.megabytes)


def measure() -> Iterator[Measurement]:
    """Ours, nbgrader with our steps, nbgrader as it comes; small and large; beside the bare cost."""
    shutil.rmtree(PLACE, ignore_errors=True)
    try:
        classroom = crowd.make(PLACE / "class", CLASS)
        start = grade(crowd.make(PLACE / "one", 1).root)
        bare = _bare(classroom)
        whole = grade(classroom.root)
        ours = (whole - start) / (CLASS - 1)
        alone = (grade(classroom.root, "--force", "--jobs", "1") - start) / (CLASS - 1)
        again = grade(classroom.root)
        plain = _sampled(_with_our_steps(classroom), LONGER)
        crowd.make_stock(PLACE / "stock", classroom, SAMPLE)
        stock = _sampled(PLACE / "stock", SAMPLE)
        assert _scores(PLACE / "stock", SAMPLE) == _scores(classroom.root, SAMPLE), "other scores"
        yield from _rows("nbgrader autograde, stock", stock)
        yield from _rows("nbgrader autograde, our steps", plain)
        yield from _rows("autograder grade", ours)
        yield from _ratios("nbgrader with our steps: faster than stock", stock, plain, "at least 10, aim 30")
        yield from _ratios("autograder grade: faster than stock", stock, ours, "at least 500")
        yield Measurement(f"the whole command, {CLASS} hand-ins", whole.seconds, "s", "start included")
        yield Measurement("the same again, nothing changed", again.seconds, "s", "start included")
        yield Measurement("bare cost", bare * 1000, "ms", "parsed, replayed, one transaction; processor, one process")
        yield Measurement("autograder grade --jobs 1", alone.busy * 1000, "ms", "processor, both processes")
        yield Measurement("that against the bare cost", alone.busy / bare, "×", "at most 3")
        yield from _large(start, whole, ours)
    finally:
        shutil.rmtree(PLACE, ignore_errors=True)


def _rows(what: str, each: Cost) -> Iterator[Measurement]:
    yield Measurement(f"{what}: by the clock", each.seconds * 1000, "ms", "a hand-in, start left out")
    yield Measurement(f"{what}: of processors", each.busy * 1000, "ms", "")


def _ratios(what: str, slow: Cost, fast: Cost, aim: str) -> Iterator[Measurement]:
    yield Measurement(f"{what}, by the clock", slow.seconds / fast.seconds, "×", aim)
    yield Measurement(f"{what}, of processors", slow.busy / fast.busy, "×", "what a busy machine shows as well")


def _large(start: Cost, small: Cost, before: Cost) -> Iterator[Measurement]:
    """Cost and memory of a class of 5,000 beside one of 200."""
    large = grade(crowd.make(PLACE / "large", LARGE).root)
    each = (large - start) / (LARGE - 1)
    yield from _rows(f"autograder grade, {LARGE:,}", each)
    note = f"at most 1.1, or 0.5 ms more: {(each.busy - before.busy) * 1000:+.2f} ms"
    yield Measurement(f"{LARGE:,} against {CLASS}, of processors", each.busy / before.busy, "×", note)
    yield Measurement(f"the whole command, {LARGE:,} hand-ins", large.seconds, "s", "start included")
    yield Measurement(f"memory, {CLASS}", small.megabytes, "MB", "the largest process")
    yield Measurement(
        f"memory, {LARGE:,}", large.megabytes, "MB", f"{large.megabytes / small.megabytes:.2f} ×, aim 1.2"
    )


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


def _sampled(root: Path, sample: int) -> Cost:
    """What a hand-in costs nbgrader: the sample less a few of it, so that the start does not count."""
    aside = root / "later"
    (root / "submitted").rename(aside)
    (root / "submitted").mkdir()
    took: list[Cost] = []
    command = [sys.executable, "-W", "ignore", "-m", "nbgrader", "autograde", ASSIGNMENT, "--force"]
    for last in (FEW, sample):
        for student in sorted(aside.iterdir())[: last - len(took) * FEW]:
            student.rename(root / "submitted" / student.name)
        took.append(run(root, command))
    return (took[1] - took[0]) / (sample - FEW)


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
    return {each for each in names if each > f"s{LONGER - 1:05}"} if name == "submitted" else set()


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
