"""The commands about the sources of the course: ``course build``, ``course lint`` and ``course coverage``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from course.cli.base import (
    FormOption,
    LanguageOption,
    beside,
    check_form,
    clear_errors,
    fail,
    from_here,
    language_of,
    scenario_file,
    tell,
)
from course.locale import Language, say


def build(
    to: Annotated[Path, typer.Option("--to", help=tell("to"), metavar="DIR")],
    language: LanguageOption = None,
    *,
    with_keys: Annotated[bool, typer.Option("--with-keys", help=tell("with_keys"))] = False,
    pack: Annotated[bool, typer.Option("--pack", help=tell("pack"))] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help=tell("fresh"))] = False,
) -> None:
    """Build the notebooks of one language into a folder."""
    from course import notebooks  # noqa: PLC0415

    chosen = language_of(language)
    with clear_errors(chosen, to):
        built = notebooks.build(chosen, to, with_keys=with_keys, fresh=fresh)
        for file in built.kept:
            typer.echo(tell("kept", chosen, file=to / file))
        typer.echo(tell("built", chosen, count=built.notebooks, folder=to))
        if pack:
            _pack(chosen, beside(to), with_keys=with_keys)


def lint(
    files: Annotated[list[Path] | None, typer.Argument(help=tell("files"), metavar="[FILE]...")] = None,
    form: FormOption = "text",
    explain: Annotated[str | None, typer.Option("--explain", help=tell("explain"), metavar="CODE")] = None,
    graph: Annotated[Path | None, typer.Option("--graph", help=tell("graph"), metavar="FILE.svg|FILE.mmd")] = None,
    *,
    quick: Annotated[bool, typer.Option("--quick", help=tell("quick"))] = False,
    fairness: Annotated[bool, typer.Option("--fairness", help=tell("fairness"))] = False,
    measures: Annotated[bool, typer.Option("--measures", help=tell("measures"))] = False,
    language: LanguageOption = None,
) -> None:
    """Print what is wrong in the sources; exit status 1 when there is anything."""
    from course import notebooks  # noqa: PLC0415
    from course.findings import pages, render  # noqa: PLC0415

    chosen = language_of(language)
    if explain is not None:
        _explain(explain, chosen)
        return
    check_form(form, chosen)
    if fairness or measures:
        _figures(chosen, form, fairness=fairness, measures=measures)
        return
    if graph is not None:
        files = [_draw(graph, files or [], chosen)]
    with clear_errors(chosen):
        findings = from_here(notebooks.lint(notebooks.find(), files or (), played=not quick))
        if form == "json":
            typer.echo(render(findings, chosen, "json"))
        elif findings:
            typer.echo(render(findings, chosen))
            typer.echo(say("cli.found", chosen, count=len(findings)), err=True)
            explained = next((finding.code for finding in findings if finding.code in pages()), None)
            if explained is not None:
                typer.echo(say("cli.more_about", chosen, code=explained), err=True)
        else:
            typer.echo(say("cli.nothing_found", chosen))
    if findings:
        raise typer.Exit(1)


def coverage(
    form: FormOption = "text",
    *,
    gaps: Annotated[bool, typer.Option("--gaps", help=tell("gaps"))] = False,
    language: LanguageOption = None,
) -> None:
    """Print where each point is taught, practised and scored; exit status 1 when a column is empty."""
    from course import notebooks  # noqa: PLC0415
    from course.notebooks import coverage as table  # noqa: PLC0415

    chosen = language_of(language)
    check_form(form, chosen)
    with clear_errors(chosen):
        rows = table.coverage(notebooks.find())
    empty = table.gaps(rows)
    if form == "json":
        typer.echo(table.as_json(rows))
    else:
        typer.echo("\n".join(empty) if gaps else table.as_text(rows, chosen))
        points = len({gap.partition(" ")[0] for gap in empty})
        key = "coverage.open" if empty else "coverage.complete"
        typer.echo(say(key, chosen, count=len(empty) or len(rows), points=points), err=True)
    if empty:
        raise typer.Exit(1)


def _figures(language: Language, form: str, *, fairness: bool, measures: bool) -> None:
    """Print what guessing earns, and what lessons take."""
    from course import notebooks  # noqa: PLC0415
    from course.notebooks import tables  # noqa: PLC0415

    with clear_errors(language):
        shelf = notebooks.find()
        if fairness:
            typer.echo(tables.guesses_as_json(shelf) if form == "json" else tables.guesses_as_text(shelf, language))
        if measures:
            typer.echo(tables.measures_as_text(shelf, language))


def _draw(to: Path, named: Sequence[Path], language: Language) -> Path:
    """Write the picture of the one role-play that is named, if it can be played; its file."""
    from course.roleplay import picture  # noqa: PLC0415
    from course.roleplay.load import library, read  # noqa: PLC0415

    if to.suffix.lower() not in picture.WRITERS:
        fail(tell("bad_picture", language, file=to))
    if len(named) != 1:
        fail(tell("one_scenario", language, known=", ".join(sorted(library()))))
    file = scenario_file(str(named[0]), language)
    scenario, _ = read(file)
    if scenario is not None:
        with clear_errors(language, to):
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(picture.picture(scenario, to, language), encoding="utf-8")
        typer.echo(say("cli.drawn", language, file=to), err=True)
    return file


def _explain(wish: str, language: Language) -> None:
    from difflib import get_close_matches  # noqa: PLC0415

    from course.findings import did_you_mean, meaning, page, pages  # noqa: PLC0415

    code = wish.strip().upper()
    if code in pages():
        typer.echo(page(code).describe(language))
    elif (text := meaning(code)) is not None:
        typer.echo(f"{code}: {text.of(language)}")
    else:
        meant = did_you_mean(code, get_close_matches(code, pages(), n=1))
        fail(say("cli.no_code", language, value=wish, meant=meant))


def _pack(language: Language, to: Path, *, with_keys: bool) -> None:
    from course.notebooks.pack import MissingPartError, write_pack  # noqa: PLC0415

    try:
        typer.echo(tell("packed", language, file=write_pack(language, to, with_keys=with_keys)))
    except MissingPartError as error:
        fail(tell("cannot_pack", language, file=error.file))
