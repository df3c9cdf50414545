"""A whole class without people, through exactly nbgrader's steps."""

import logging
import shutil
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from autograder.class_folder.classroom import Classroom
from autograder.class_folder.config_file import load_config
from autograder.class_folder.new_class import new_class
from autograder.config import find_alembic
from autograder.errors import AutograderError
from autograder.files import write_text
from autograder.marking.labels import label
from autograder.marking.marking import number
from autograder.reports.show_grades import progress
from autograder.trial.cast import CLASS, Pupil, hand_in, journal_of, roster
from course.locale import Language, say

ASSIGNMENT: Final = "purchasing"
MARKER: Final = ".demo"


class DemoError(AutograderError):
    """The demo cannot be made here, or one of its steps failed."""


def run_demo(folder: Path, language: Language, console: Console | None = None) -> Path:
    """Makes the class in ``folder`` and prints what came out; gives the folder.

    Raises:
        DemoError: the folder holds something else, or a step failed.
    """
    console = console or Console()
    folder = folder.resolve()
    _clear(folder)
    find_alembic()
    with progress(console) as bar, _quiet():
        classroom, api, config = _prepare(folder, language, bar)
        _play(classroom, bar)
        for step in ("autograde", "generate_feedback"):
            name = {"autograde": "step_autograde", "generate_feedback": "step_feedback"}[step]
            for pupil in bar.track(CLASS, description=say(f"demo.{name}", language)):
                _check(step, getattr(api, step)(ASSIGNMENT, pupil.name))
        _finish(classroom, config, bar)
    _show(classroom, config, console)
    return folder


def _prepare(folder: Path, language: Language, bar: Progress) -> tuple[Classroom, Any, Any]:
    from nbgrader.apps import NbGraderAPI  # noqa: PLC0415 - importing nbgrader takes a second

    steps = iter(bar.track(range(3), description=say("demo.step_class", language)))
    next(steps)
    classroom = new_class(folder, language, only=(ASSIGNMENT,)).classroom
    write_text(folder / MARKER, "")
    write_text(folder / "roster.csv", roster(CLASS))
    config = load_config(folder)
    config.NbGraderAPI.log_level = "ERROR"
    api = NbGraderAPI(config=config)
    next(steps)
    _check("generate_assignment", api.generate_assignment(ASSIGNMENT))
    _enroll(api)
    next(steps)
    _check("release_assignment", api.release_assignment(ASSIGNMENT))
    next(steps, None)
    return classroom, api, config


def _enroll(api: Any) -> None:
    with api.gradebook as book:
        for pupil in CLASS:
            names = {"first_name": pupil.first, "last_name": pupil.last, "email": f"{pupil.name}@example.org"}
            book.update_or_create_student(pupil.name, **names)


def _play(classroom: Classroom, bar: Progress) -> None:
    for pupil in bar.track(CLASS, description=say("demo.step_play", classroom.language)):
        hand_in(classroom, ASSIGNMENT, pupil, journal_of(pupil))


def _finish(classroom: Classroom, config: Any, bar: Progress) -> None:
    from autograder.reports.export import write_grades  # noqa: PLC0415 - each step loads what it needs
    from autograder.reports.report import write_page  # noqa: PLC0415

    steps = iter(bar.track(range(2), description=say("demo.step_export", classroom.language)))
    next(steps)
    write_grades(config, "csv", classroom.root / "grades.csv")
    next(steps)
    write_page(classroom, config, classroom.root / "report.html")
    next(steps, None)


def _show(classroom: Classroom, config: Any, console: Console) -> None:
    from autograder.grading.scores import AssignmentScores, Row, read_scores  # noqa: PLC0415

    language = classroom.language
    scores: AssignmentScores = read_scores(config)[0]
    parts = [part for part in scores.parts if part.name.startswith(ASSIGNMENT)]
    rows: Mapping[str, Row] = {row.student: row for row in scores.rows}
    # Narrow enough for a terminal of 80 columns, wide enough for the longest word of each heading.
    table = Table(box=SIMPLE_HEAD, padding=(0, 0), show_edge=False)
    table.add_column(say("autograder.column_student", language), no_wrap=True)
    table.add_column(say("demo.column_plays", language), no_wrap=True)
    for part in parts:
        heading = label(part.name, language)
        table.add_column(heading, justify="right", min_width=max(map(len, heading.split())))
    table.add_column(say("demo.column_roleplay", language), justify="right", style="bold", no_wrap=True)
    for pupil, total in sorted(((p, _roleplay(rows[p.name], parts)) for p in CLASS), key=lambda each: -each[1]):
        points = (f"{rows[pupil.name].scores[part.name]:.0f}" for part in parts)
        table.add_row(pupil.first, _plays(pupil, language), *points, f"{total:.0f}")
    console.print(table)
    waiting = sum(bool(row.waiting) for row in scores.rows)
    console.print(say("demo.written", language, count=number(waiting, language)))
    feedback = classroom.step("feedback", ASSIGNMENT, CLASS[0].name) / f"{ASSIGNMENT}.html"
    for file in (
        classroom.root / "report.html",
        classroom.root / "grades.csv",
        classroom.root / "gradebook.db",
        feedback,
    ):
        console.print(f"  {file}", soft_wrap=True, highlight=False)


def _roleplay(row: Any, parts: list[Any]) -> float:
    return float(sum(row.scores.get(part.name, 0.0) for part in parts))


def _plays(pupil: Pupil, language: str) -> str:
    return say(f"demo.plays_{pupil.plays}", language)


def _check(step: str, result: Mapping[str, Any]) -> None:
    if not result["success"]:
        lines = [line for line in (result.get("log") or result.get("error") or "").splitlines() if line.strip()]
        raise DemoError("demo_step", step=step, why=lines[-1] if lines else "–")


def _clear(folder: Path) -> None:
    """Removes an earlier demo; never anything else."""
    if not folder.exists() or not any(folder.iterdir()):
        return
    if not (folder / MARKER).is_file():
        raise DemoError("demo_not_ours", folder=folder)
    shutil.rmtree(folder)


@contextmanager
def _quiet() -> Iterator[None]:
    """nbgrader's log would tear the progress bar; a step that fails says why."""
    before = logging.root.manager.disable
    logging.disable(logging.INFO)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
