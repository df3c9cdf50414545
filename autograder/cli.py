"""The command ``autograder``: class folders, grading, reports and exports."""

import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.errors import AutograderError
from autograder.start import start_quickly

if TYPE_CHECKING:
    from autograder.class_folder.classroom import Classroom

app = typer.Typer(
    help="Class folders, grading, reports and exports for the course Achterban. No student's code is ever run.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Lang(StrEnum):
    """The languages of the course."""

    nl = "nl"
    en = "en"


class Which(StrEnum):
    """Which attempt counts."""

    best = "best"
    last = "last"
    first = "first"


class Form(StrEnum):
    """What the output looks like."""

    text = "text"
    json = "json"


class Platform(StrEnum):
    """Where the grades go."""

    canvas = "canvas"
    brightspace = "brightspace"
    moodle = "moodle"
    csv = "csv"


Folder = Annotated[Path, typer.Option("--dir", help="The class folder; the current one unless told.", file_okay=False)]


@app.command("new-class")
def new_class(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    language: Annotated[Lang, typer.Option(help="The language of the class.")],
    attempts: Annotated[Which, typer.Option(help="Which attempt counts.")] = Which.best,
    assignment: Annotated[
        list[str] | None, typer.Option(help="Only this exercise; may be given more than once.")
    ] = None,
) -> None:
    """Make a class folder: a normal nbgrader course folder, with the keys apart."""
    from autograder.class_folder import new_class as making  # noqa: PLC0415 - each command loads only what it needs
    from course.locale import say  # noqa: PLC0415

    made = making.new_class(folder, language.value, attempts.value, only=assignment or ())
    print(f"{made.classroom.root}: {', '.join(made.assignments)}")
    print(say("autograder.class_made", language.value, folder=folder, assignment=made.assignments[0]))


@app.command("add-assignment")
def add_assignment(
    assignment: Annotated[str, typer.Argument(help="The exercise of the course to add.")], folder: Folder = Path()
) -> None:
    """Add an exercise to a class folder that was made without it."""
    classroom = _open(folder)
    from autograder.class_folder import new_class as making  # noqa: PLC0415
    from course.locale import say  # noqa: PLC0415

    making.add_assignment(classroom, assignment)
    print(say("autograder.assignment_added", classroom.language, assignment=assignment))


@app.command()
def roster(
    file: Annotated[
        Path, typer.Argument(help="The class list, as a spreadsheet or a learning platform saves it (CSV).")
    ],
    folder: Folder = Path(),
) -> None:
    """Enter the students of a class list in the grade book."""
    classroom = _open(folder)
    from autograder.class_folder.config_file import load_config  # noqa: PLC0415
    from autograder.class_folder.roster import enter  # noqa: PLC0415
    from course.locale import say  # noqa: PLC0415

    print(say("autograder.roster_entered", classroom.language, count=enter(load_config(classroom.root), file)))


@app.command()
def grade(
    assignment: Annotated[str, typer.Argument(help="The assignment to grade.")],
    student: Annotated[list[str] | None, typer.Option(help="Only this student; may be given more than once.")] = None,
    jobs: Annotated[int | None, typer.Option(help="How many hand-ins at a time; all cores unless told.", min=1)] = None,
    force: Annotated[bool, typer.Option("--force", help="Also those that have not changed.")] = False,
    cluster: Annotated[
        str | None, typer.Option(help="The address of a dask scheduler whose workers see this folder.")
    ] = None,
    yes: Annotated[
        bool, typer.Option("--yes", help="Do not ask before points change that were given for the same hand-in.")
    ] = False,
    preview: Annotated[
        bool, typer.Option("--preview", help="Only show whose points would change, and why; write nothing.")
    ] = False,
    form: Annotated[Form, typer.Option("--format", help="What a preview looks like.")] = Form.text,
    folder: Folder = Path(),
) -> None:
    """Grade the hand-ins of a whole class: those that are new or changed since the last time.

    When points would change that were given before, though the hand-in is the same (another key, other rules), the
    changes are listed and you are asked first. Without a terminal, nothing is written and the exit status is 3.
    """
    classroom = _open(folder)
    from autograder.class_folder.config_file import load_config  # noqa: PLC0415
    from autograder.reports.show_grades import run  # noqa: PLC0415

    if preview:
        from autograder.preview.command import run_preview  # noqa: PLC0415

        run_preview(classroom, assignment, student or None, form.value, jobs=jobs, force=force, cluster=cluster)
        return
    config = load_config(classroom.root)
    try:
        failed = run(classroom, config, assignment, student or None, jobs=jobs, force=force, cluster=cluster, yes=yes)
    except KeyboardInterrupt:
        raise typer.Exit(130) from None
    if failed:
        raise typer.Exit(1)


@app.command()
def explain(
    student: Annotated[str, typer.Argument(help="The student, as the folder in submitted/ is called.")],
    assignment: Annotated[str, typer.Argument(help="The assignment.")],
    cell: Annotated[str | None, typer.Option(metavar="NAME", help="Only this graded cell.")] = None,
    form: Annotated[Form, typer.Option("--format", help="What it looks like.")] = Form.text,
    language: Annotated[Lang | None, typer.Option(help="The language; that of the class unless told.")] = None,
    folder: Folder = Path(),
) -> None:
    """Show where every point of a hand-in comes from: answers, decisions, rules, sources. Writes nothing."""
    classroom = _open(folder)
    from autograder.explain.command import run_explain  # noqa: PLC0415

    spoken = language.value if language is not None else None
    run_explain(classroom, student, assignment, form=form.value, language=spoken, cell=cell)


@app.command()
def copied(
    assignment: Annotated[str, typer.Argument(help="The assignment to look at.")],
    to: Annotated[Path | None, typer.Option(help="A file to write: .html, .csv or .json.", dir_okay=False)] = None,
    together: Annotated[
        Path | None,
        typer.Option(help="Who may work together, a group on each line; together.csv in the class folder unless told."),
    ] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.text,
    folder: Folder = Path(),
) -> None:
    """List hand-ins that are more alike than chance makes them, with what they have in common. No verdict."""
    classroom = _open(folder)
    from autograder.class_folder.config_file import load_config  # noqa: PLC0415
    from autograder.copied import show  # noqa: PLC0415
    from autograder.copied.find import find_copied  # noqa: PLC0415
    from autograder.copied.names import names_of  # noqa: PLC0415
    from autograder.copied.words import Teller  # noqa: PLC0415

    show.check_ending(to)
    found = find_copied(classroom, assignment, together)
    teller = Teller(found, names_of(load_config(classroom.root)), classroom.language)
    if to is not None:
        show.write(found, teller, to, classroom.language)
    print(show.as_json(found, teller) if form is Form.json else show.as_text(found, teller))


@app.command()
def gain(
    before: Annotated[str, typer.Argument(help="The test that came first.")] = "test-before",
    after: Annotated[str, typer.Argument(help="The test that came last.")] = "test-after",
    to: Annotated[Path | None, typer.Option(help="A file to write: .html, .csv or .json.", dir_okay=False)] = None,
    form: Annotated[Form, typer.Option("--format", help="How to print it.")] = Form.text,
    folder: Folder = Path(),
) -> None:
    """Lay two tests side by side: the normalised gain of the class and of each student, per learning goal."""
    classroom = _open(folder)
    from autograder.class_folder.config_file import load_config  # noqa: PLC0415
    from autograder.gain import show  # noqa: PLC0415
    from autograder.gain.sittings import measure  # noqa: PLC0415

    show.check_ending(to)
    measured = measure(classroom, load_config(classroom.root), before, after)
    if to is not None:
        show.write(measured, to, classroom.language)
    print(show.as_json(measured) if form is Form.json else show.as_text(measured, classroom.language))


@app.command()
def report(
    to: Annotated[
        Path | None, typer.Option(help="The page to write; report.html in the class folder unless told.")
    ] = None,
    folder: Folder = Path(),
) -> None:
    """Make a page that shows how the class did: scores for each part and student, and their distribution."""
    classroom = _open(folder)
    from autograder.class_folder.config_file import load_config  # noqa: PLC0415
    from autograder.reports.report import write_page  # noqa: PLC0415

    print(write_page(classroom, load_config(classroom.root), to or classroom.root / "report.html"))


@app.command()
def export(
    to: Annotated[Platform, typer.Option(help="The learning platform, or plain csv.")],
    assignment: Annotated[
        list[str] | None, typer.Option(help="Only this assignment; may be given more than once.")
    ] = None,
    out: Annotated[Path | None, typer.Option(help="The file to write.")] = None,
    folder: Folder = Path(),
) -> None:
    """Write the grades for a learning platform."""
    classroom = _open(folder)
    from autograder.class_folder.config_file import load_config  # noqa: PLC0415
    from autograder.reports.export import write_grades  # noqa: PLC0415
    from course.locale import say  # noqa: PLC0415

    name = "grades.csv" if to is Platform.csv else f"grades-{to.value}.csv"
    goal = out or classroom.root / name
    waiting = write_grades(load_config(classroom.root), to.value, goal, assignment or ())
    print(goal)
    if waiting:
        print(say("autograder.still_waiting", classroom.language, count=waiting))


@app.command()
def demo(
    to: Annotated[Path, typer.Option(help="The folder for the class; made anew each time.")] = Path("build/demo"),
    language: Annotated[
        Lang | None, typer.Option(help="The language of the class; that of your machine unless told.")
    ] = None,
) -> None:
    """Run a whole class without people: release, hand in, grade, feedback, report."""
    start_quickly()
    from autograder.trial.demo import run_demo  # noqa: PLC0415

    run_demo(to, "nl" if (language or _language()) == "nl" else "en")


def _open(folder: Path) -> "Classroom":
    start_quickly()
    from autograder.class_folder.classroom import Classroom  # noqa: PLC0415
    from autograder.config import find_alembic  # noqa: PLC0415

    find_alembic()
    return Classroom.open(folder.resolve())


def _language() -> str:
    """The language of whoever sits at this machine."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name)
        if value:
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


def main() -> None:
    """Runs the command; what an instructor can mend is said in one line."""
    try:
        app()
    except AutograderError as problem:
        print(f"autograder: {problem.text.of(_language())}", file=sys.stderr)
        sys.exit(problem.status)


if __name__ == "__main__":
    main()
