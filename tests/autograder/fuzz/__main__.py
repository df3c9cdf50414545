"""Spoils hand-ins in every way for as long as one likes: `python -m tests.autograder.fuzz --count 20000 --seed 7`.

Prints for each family how many were graded and refused, and what the slowest and the largest one cost. What fails is
told with its number and, with `--save`, kept with its files. A hand-in that takes the whole process down is told too.
"""

import argparse
import multiprocessing as mp
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from autograder.start import start_quickly

start_quickly()

from tests.autograder.fuzz.bounds import MEGABYTES, SECONDS, TooSlowError  # noqa: E402 - after what makes it quick
from tests.autograder.fuzz.families import NAMES, Case, case  # noqa: E402
from tests.autograder.fuzz.judging import Judge, Verdict  # noqa: E402
from tests.autograder.fuzz.limits import ROWS, Row, grade  # noqa: E402
from tests.autograder.fuzz.school import School, make_school  # noqa: E402

CHUNK = 500
"""Hand-ins in one process: a new one begins as clean as the first."""


@dataclass
class Tally:
    """What became of a family."""

    graded: int = 0
    refused: int = 0
    failed: int = 0
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    reasons: set[str] = field(default_factory=set)


def work(pipe: Connection, school: School, family: str, numbers: Sequence[int], seed: int, save: Path | None) -> None:
    """Judges some mutants and sends what became of each."""
    judge = Judge(school)
    for original in school.originals:
        judge.points_of(original)
    for number in numbers:
        found = case(family, number, seed, school.originals)
        try:
            verdict = judge.judge(found)
            pipe.send((number, found.name, "", verdict.refused, verdict.seconds, verdict.megabytes))
        except (Exception, TooSlowError) as problem:  # noqa: BLE001 - that is what we look for
            why = f"{type(problem).__name__}: {str(problem)[:500]}"
            if save is not None:
                keep(save, found, "".join(traceback.format_exception(problem)))
            pipe.send((number, found.name, why, "", 0.0, 0.0))
    pipe.close()
    os._exit(0)


def keep(folder: Path, found: Case, why: str) -> None:
    """Keeps the files of a failing hand-in."""
    place = folder / f"{found.family}-{found.number}"
    shutil.rmtree(place, ignore_errors=True)
    for name, content in found.mutant.files.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    (place / "why.txt").write_text(f"{found.name}\n\n{why}", encoding="utf-8", errors="replace")


def run(school: School, family: str, numbers: Sequence[int], seed: int, save: Path | None, tally: Tally) -> list[str]:
    """Judges mutants of one family, some in each process; says what failed."""
    failures: list[str] = []
    left = list(numbers)
    while left:
        chunk, left = left[:CHUNK], left[CHUNK:]
        mine, theirs = mp.get_context("fork").Pipe(duplex=False)
        process = mp.get_context("fork").Process(target=work, args=(theirs, school, family, chunk, seed, save))
        process.start()
        theirs.close()
        done = 0
        try:
            while True:
                number, name, why, refused, seconds, megabytes = mine.recv()
                done += 1
                if why:
                    tally.failed += 1
                    failures.append(f"{name}: {why}")
                    continue
                tally.refused += bool(refused)
                tally.graded += not refused
                tally.reasons |= {refused} if refused else set()
                tally.slowest = max(tally.slowest, (seconds, str(number)))
                tally.largest = max(tally.largest, (megabytes, str(number)))
        except EOFError:
            process.join()
        if done < len(chunk):
            tally.failed += 1
            failures.append(f"{case(family, chunk[done], seed, school.originals).name}: exit {process.exitcode}")
            left = chunk[done + 1 :] + left
    return failures


def send_row(pipe: Connection, judge: Judge, row: Row) -> None:
    """Grades the hand-in of one row."""
    pipe.send(grade(judge, row)[0])
    pipe.close()
    os._exit(0)


def show_limits(school: School) -> int:
    """Prints what the largest, deepest and oddest hand-ins cost; says how many cost too much."""
    judge = Judge(school, 60.0)
    for original in school.originals:
        judge.points_of(original)
    too_much = 0
    for row in ROWS:
        # Each in a process of its own: memory that one has given back would be free for the next.
        mine, theirs = mp.get_context("fork").Pipe(duplex=False)
        process = mp.get_context("fork").Process(target=send_row, args=(theirs, judge, row))
        process.start()
        theirs.close()
        found: Verdict = mine.recv()
        process.join()
        is_much = found.seconds > SECONDS or found.megabytes > MEGABYTES
        too_much += is_much
        said = "refused" if found.refused else row.points
        print(
            f"{row.name:<46}{found.seconds * 1000:>6.0f} ms{found.megabytes:>6.0f} MB  {said:<11} "
            f"{row.code}{'  TOO MUCH' if is_much else ''}",
            flush=True,
        )
    return too_much


def main(arguments: list[str]) -> int:
    """Spoils, grades, counts."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000, help="how many hand-ins, shared over the families")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--family", choices=NAMES, help="only this one")
    parser.add_argument("--number", type=int, help="only the hand-in of this number")
    parser.add_argument("--limits", action="store_true", help="what is too large or too odd, instead of the families")
    parser.add_argument("--save", type=Path, help="where failing hand-ins are kept")
    wanted = parser.parse_args(arguments)
    families = NAMES if wanted.family is None else (wanted.family,)
    each = max(1, wanted.count // len(families))
    numbers = range(each) if wanted.number is None else (wanted.number,)
    memory = Path("/dev/shm")  # noqa: S108 - a folder in it gets a name of its own
    failures: list[str] = []
    begin = time.monotonic()
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        school = make_school(Path(folder) / "class")
        if wanted.limits:
            return 1 if show_limits(school) else 0
        print(f"{'family':<12}{'count':>7}{'graded':>8}{'refused':>9}{'failed':>8}{'slowest':>11}{'largest':>10}")
        for family in families:
            tally = Tally()
            failures += run(school, family, numbers, wanted.seed, wanted.save, tally)
            print(
                f"{family:<12}{len(numbers):>7}{tally.graded:>8}{tally.refused:>9}{tally.failed:>8}"
                f"{tally.slowest[0] * 1000:>8.0f} ms{tally.largest[0]:>7.0f} MB   "
                f"(numbers {tally.slowest[1]}, {tally.largest[1]})",
                flush=True,
            )
    for failure in failures:
        print(failure)
    total = len(families) * len(numbers)
    print(
        f"{total} hand-ins, {len(failures)} failed; bounds: {SECONDS:g} s, {MEGABYTES} MB each. "
        f"{time.monotonic() - begin:.0f} s in all."
    )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
