"""Stops the grading of a class at random moments and looks at what is left.

Each moment is a run in a process group of its own that is stopped from outside: killed (``kill -9`` of the whole group)
or interrupted (Ctrl-C). Right after it the grade book must be sound, every student's rows must be those of before or
after, and every folder of graded files whole. Then the same run, left alone, must end with exactly the rows and files
of a class where nothing was ever stopped.
"""

import argparse
import gc
import hashlib
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.grading import batch
from autograder.grading.seal import our_version
from autograder.start import start_quickly
from tests.autograder.classes import ASSIGNMENT, GOOD, HandIn, line, make_class
from tests.autograder.grades import everything

STUDENTS = 30
ROWS_AT_ONCE = 8  # several transactions in a small class
MOST_CHANGES = 250  # what the one who writes changes in a run; a worker changes about as many
WRITTEN = ("autograded", "reports", "submitted", "aside")

Files = dict[str, str]
Rows = dict[str, dict[str, list[tuple[object, ...]]]]


@dataclass(frozen=True)
class Moment:
    """One stop: what was going on, how it was stopped, and when: after some time, or before some change to a file.

    Time rarely hits what is quick, such as the swap of two folders; counting changes does.
    """

    start: str
    signal: signal.Signals
    after: float = 60.0
    change: int = 0


def make(root: Path) -> Classroom:
    """A class in which a third of the hand-ins has to be mended first."""
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415 - importing nbgrader takes a second

    classroom = make_class(root)
    shutil.rmtree(root / "release")
    config = load_config(root)
    config.NbGraderAPI.log_level = "ERROR"
    assert NbGraderAPI(config=config).generate_assignment(ASSIGNMENT)["success"]
    for number in range(STUDENTS):
        hand_in = HandIn(classroom, f"s{number:02}")
        hand_in.answer(GOOD if number % 2 else [line("q-choice", {"chosen": "refuse"}, 3)])
        hand_in.write_answer(f"Ik luisterde {number} keer.")
        (hand_in.folder / "timestamp.txt").write_text(f"2026-11-21 10:{number:02}:00 UTC")
        TROUBLE[number % len(TROUBLE)](hand_in)
    return classroom


def _fine(hand_in: HandIn) -> None:
    pass


def _renamed(hand_in: HandIn) -> None:
    hand_in.file.rename(hand_in.folder / "mijn versie.ipynb")


def _damaged(hand_in: HandIn) -> None:
    hand_in.file.write_text("{")
    (hand_in.folder / "timestamp.txt").write_text("half past ten")


def _cluttered(hand_in: HandIn) -> None:
    hand_in.embed(GOOD)
    (hand_in.folder / "photo.png").write_bytes(b"x" * 1000)
    (hand_in.folder / "notes").mkdir()
    (hand_in.folder / "notes" / "a.txt").write_text("a")
    (hand_in.folder / "link").symlink_to("/")


def _journal_alone(hand_in: HandIn) -> None:
    hand_in.file.unlink()


def _old(hand_in: HandIn) -> None:
    notebook = hand_in.read()
    notebook["nbformat"], notebook["worksheets"] = 3, [{"cells": notebook.pop("cells")}]
    hand_in.write(notebook)


TROUBLE: tuple[Callable[[HandIn], None], ...] = (
    _fine, _fine, _renamed, _fine, _damaged, _fine, _cluttered, _journal_alone, _fine, _old,
)  # fmt: skip


def change(classroom: Classroom) -> None:
    """Half the class hands in again."""
    for number in range(0, STUDENTS, 2):
        folder = classroom.step("submitted", ASSIGNMENT, f"s{number:02}")
        shutil.rmtree(folder)
        again = HandIn(classroom, f"s{number:02}.new")
        again.answer(GOOD)
        _renamed(again) if number % 4 else _cluttered(again)
        again.folder.rename(folder)
        again.folder.parent.rmdir()


def grade(root: Path, *, force: bool) -> None:
    """One run, in this process."""
    batch.BATCH = ROWS_AT_ONCE
    for outcome in batch.grade_class(Classroom.open(root), load_config(root), ASSIGNMENT, jobs=2, force=force):
        assert not outcome.problem, outcome


def kill_before(change: int) -> None:
    """From now on, whichever process is about to make its so manieth change to files takes all down with it."""
    left = change

    def counted(work: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*given: Any, **named: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0:
                os.killpg(0, signal.SIGKILL)
            return work(*given, **named)

        return counting

    for name in ("link", "mkdir", "rename", "replace", "rmdir", "unlink", "truncate"):
        setattr(os, name, counted(getattr(os, name)))


def start(root: Path, *, force: bool, change: int = 0) -> int:
    """The same run in a process group of its own; its number."""
    child = os.fork()
    if child:
        return child
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        if change:
            kill_before(change)
        grade(root, force=force)
        status = 0
    except KeyboardInterrupt:
        status = 130
    except BaseException:  # noqa: BLE001 - whoever started us sees only a number
        traceback.print_exc()
    finally:
        os._exit(status)


def files(root: Path) -> Files:
    """Every file that a run may touch, with a hash of what is in it; links and folders too."""
    found: Files = {}
    for step in WRITTEN:
        for path in (root / step).rglob("*"):
            name = str(path.relative_to(root))
            plain = path.is_file() and not path.is_symlink()
            found[name] = hashlib.sha256(path.read_bytes()).hexdigest() if plain else "link or folder"
    return found


def rows(root: Path) -> Rows:
    """The rows of each student, by table."""
    found: Rows = {}
    for table, lines in everything(root).items():
        for each in lines:
            found.setdefault(str(each[0]), {}).setdefault(table, []).append(each)
    return found


class Reference:
    """A class at the start of a run and after it, when nothing was stopped."""

    def __init__(self, name: str, before: Path, place: Path, *, force: bool) -> None:
        self.name = name
        self.before = before
        self.force = force
        after = Path(shutil.copytree(before, place / name / "class", symlinks=True))
        begin = time.monotonic()
        pid = start(after, force=force)
        assert os.waitpid(pid, 0)[1] == 0, f"{name}: a run that nothing stopped did not end well"
        self.seconds = time.monotonic() - begin
        self.after = after
        self.rows, self.files = rows(after), files(after)
        self.old_rows, self.old_files = rows(before), files(before)

    def check_middle(self, root: Path) -> None:
        """What must hold at any moment."""
        with closing(sqlite3.connect(root / "gradebook.db")) as book:
            assert book.execute("pragma integrity_check").fetchone() == ("ok",)
        for student, found in rows(root).items():
            assert found in (self.old_rows.get(student), self.rows.get(student)), f"{student} has other rows"
        now = files(root)
        for folder in {name.split("/")[1] for name in now if name.startswith("autograded/")}:
            here = _part(now, f"autograded/{folder}/{ASSIGNMENT}/")
            allowed = (_part(each, f"autograded/{folder}/{ASSIGNMENT}/") for each in (self.old_files, self.files))
            assert not here or here in allowed, f"{folder}: half of the graded files"
        for name, content in now.items():
            if name.startswith("reports/"):
                assert content in (self.old_files.get(name), self.files.get(name)), f"{name} is half written"

    def check_end(self, root: Path) -> None:
        """What must hold after the run that followed."""
        assert rows(root) == self.rows
        now = files(root)
        assert now == self.files, sorted(set(now.items()) ^ set(self.files.items()))[:10]
        office = root / ".autograder"
        left = {path.name for path in office.rglob("*") if path.is_file()}
        assert left == {f"{ASSIGNMENT}.jsonl", f"{ASSIGNMENT}.lock"}, left


def _part(found: Files, folder: str) -> Files:
    return {name: content for name, content in found.items() if name.startswith(folder)}


def stop(reference: Reference, moment: Moment, place: Path) -> bool:
    """Stops one run; whether it was still running. Checks what it left, and the run that follows."""
    root = Path(shutil.copytree(reference.before, place / "stopped" / "class", symlinks=True))
    try:
        pid = start(root, force=reference.force, change=moment.change)
        _wait(pid, moment.after)
        with suppress(ProcessLookupError):  # not in its own group yet, or done
            os.killpg(pid, moment.signal)
        if moment.signal is signal.SIGKILL:
            with suppress(ProcessLookupError):
                os.kill(pid, moment.signal)
        status = os.waitpid(pid, 0)[1]
        reference.check_middle(root)
        again = start(root, force=False)
        assert os.waitpid(again, 0)[1] == 0, "the run that followed did not end well"
        reference.check_end(root)
        return os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 130
    except AssertionError as problem:
        raise AssertionError(f"{moment}: {problem}") from problem
    finally:
        shutil.rmtree(root)


def _wait(pid: int, seconds: float) -> None:
    """Until the time has come, or the run has ended by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        time.sleep(0.002)


def references(place: Path) -> list[Reference]:
    """Three ways to begin: a class never graded, one graded and graded again, one where half handed in anew."""
    our_version()  # every run of this process knows it then
    make(place / "fresh" / "class")
    gc.freeze()  # so that forks copy less
    first = Reference("first", place / "fresh" / "class", place, force=False)
    second = Reference("all-again", first.after, place, force=True)
    changed = Path(shutil.copytree(first.after, place / "changed" / "class", symlinks=True))
    change(Classroom.open(changed))
    return [first, second, Reference("half-again", changed, place, force=False)]


def moments(known: list[Reference], random: Random) -> Iterator[tuple[Reference, Moment]]:
    """Moments without end: kills by the clock and by changes in turn, and now and then an interruption."""
    number = 0
    while True:
        reference = known[number % len(known)]
        if number % 2:
            yield reference, Moment(reference.name, signal.SIGKILL, change=random.randint(1, MOST_CHANGES))
        else:
            how = signal.SIGINT if number % 10 == 8 else signal.SIGKILL
            yield reference, Moment(reference.name, how, after=random.uniform(0, 1.1 * reference.seconds))
        number += 1


def main(arguments: list[str]) -> int:
    """Runs until enough moments have hit a run; says what was done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--kills", type=int, default=50, help="how many runs to kill")
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args(arguments)
    start_quickly()
    begin = time.monotonic()
    counts: dict[Any, int] = {}
    # In memory where there is such a place: a killed process loses nothing that it wrote, wherever it wrote it.
    memory = Path("/dev/shm")  # noqa: S108 - a folder in it gets a name of its own
    with tempfile.TemporaryDirectory(dir=memory if os.access(memory, os.W_OK) else None) as folder:
        place = Path(folder)
        for reference, moment in moments(references(place), Random(wanted.seed)):
            hit = stop(reference, moment, place)
            counts[moment.signal if hit else "too late"] = counts.get(moment.signal if hit else "too late", 0) + 1
            if counts.get(signal.SIGKILL, 0) >= wanted.kills:
                break
    kills, stops, late = (counts.get(key, 0) for key in (signal.SIGKILL, signal.SIGINT, "too late"))
    print(
        f"{kills} runs killed, {stops} interrupted, {late} were done before; after each the class was sound, and the "
        f"next run ended as if nothing had happened. {time.monotonic() - begin:.0f} s."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
