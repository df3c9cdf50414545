"""The command ``course``: build the notebooks, look for mistakes in the sources, play a role-play.

Everything heavy is imported inside the command that needs it, so that ``course --help`` answers at once.
"""

import locale
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

from course import __version__
from course.locale import LANGUAGES, Language, say

if TYPE_CHECKING:
    from course.findings import Finding

#: Exit status when something could not be done; 1 says that there are findings.
FAILED: Final = 2


def default_language(environ: Mapping[str, str] = os.environ, system: str | None = None) -> Language:
    """The language of this computer when the course has it, else English.

    ``LANGUAGE`` may be a list ("nl:en"), as gettext has it; ``system`` is what the operating system says without any
    such variable, as on Windows.
    """
    wishes = environ.get("LANGUAGE", "").split(":")
    wishes += [environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)][:1]
    for wish in (*wishes, system or locale.getlocale()[0] or ""):
        word = wish.lower().replace("-", "_").partition(".")[0].partition("_")[0]
        for language, names in {"nl": ("nl", "dutch"), "en": ("en", "english")}.items():
            if word in names:
                return "nl" if language == "nl" else "en"
    return "en"


#: The language of this computer.
SPOKEN: Final = default_language()


def _say(key: str, language: Language = SPOKEN, **values: object) -> str:
    return say(f"cli.{key}", language, **values)


app: Final[typer.Typer] = typer.Typer(
    help=_say("about"),
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

LanguageOption = Annotated[str | None, typer.Option("--language", "-l", help=_say("language"), metavar="nl|en")]


@app.command(help=_say("build"))
def build(
    to: Annotated[Path, typer.Option("--to", help=_say("to"), metavar="DIR")],
    language: LanguageOption = None,
    with_keys: Annotated[bool, typer.Option("--with-keys", help=_say("with_keys"))] = False,
    pack: Annotated[bool, typer.Option("--pack", help=_say("pack"))] = False,
    fresh: Annotated[bool, typer.Option("--fresh", help=_say("fresh"))] = False,
) -> None:
    """Build the notebooks of one language into a folder."""
    from course import notebooks  # noqa: PLC0415

    chosen = language_of(language)
    with _clear_errors(chosen, to):
        built = notebooks.build(chosen, to, with_keys=with_keys, fresh=fresh)
        for file in built.kept:
            typer.echo(_say("kept", chosen, file=to / file))
        typer.echo(_say("built", chosen, count=built.notebooks, folder=to))
        if pack:
            _pack(chosen, beside(to), with_keys=with_keys)


@app.command(help=_say("lint"))
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help=_say("files"), metavar="[FILE]...")] = None,
    form: Annotated[str, typer.Option("--format", help=_say("form"), metavar="text|json")] = "text",
    explain: Annotated[str | None, typer.Option("--explain", help=_say("explain"), metavar="CODE")] = None,
    graph: Annotated[Path | None, typer.Option("--graph", help=_say("graph"), metavar="FILE.svg|FILE.mmd")] = None,
    quick: Annotated[bool, typer.Option("--quick", help=_say("quick"))] = False,
    fairness: Annotated[bool, typer.Option("--fairness", help=_say("fairness"))] = False,
    measures: Annotated[bool, typer.Option("--measures", help=_say("measures"))] = False,
    language: LanguageOption = None,
) -> None:
    """Print what is wrong in the sources; exit status 1 when there is anything."""
    from course import notebooks  # noqa: PLC0415
    from course.findings import pages, render  # noqa: PLC0415

    chosen = language_of(language)
    if explain is not None:
        _explain(explain, chosen)
        return
    if form not in {"text", "json"}:
        fail(_say("bad_form", chosen, value=form))
    if fairness or measures:
        _figures(chosen, form, fairness=fairness, measures=measures)
        return
    if graph is not None:
        files = [_draw(graph, files or [], chosen)]
    with _clear_errors(chosen):
        findings = _from_here(notebooks.lint(notebooks.find(), files or (), played=not quick))
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


@app.command(help=_say("coverage"))
def coverage(
    form: Annotated[str, typer.Option("--format", help=_say("form"), metavar="text|json")] = "text",
    gaps: Annotated[bool, typer.Option("--gaps", help=_say("gaps"))] = False,
    language: LanguageOption = None,
) -> None:
    """Print where each point is taught, practised and scored; exit status 1 when a column is empty."""
    from course import notebooks  # noqa: PLC0415
    from course.notebooks import coverage as table  # noqa: PLC0415

    chosen = language_of(language)
    if form not in {"text", "json"}:
        fail(_say("bad_form", chosen, value=form))
    with _clear_errors(chosen):
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


@app.command(help=_say("play"))
def play(
    scenario: Annotated[str, typer.Argument(help=_say("scenario"), metavar="SCENARIO")],
    language: LanguageOption = None,
    variant: Annotated[str | None, typer.Option("--variant", help=_say("variant"), metavar="NAME")] = None,
    plan: Annotated[Path | None, typer.Option("--plan", help=_say("plan"), metavar="FILE")] = None,
    save: Annotated[Path | None, typer.Option("--save", help=_say("save"), metavar="FILE")] = None,
) -> None:
    """Play a role-play in the terminal, or hear a play plan as a story; exit status 1 when it comes out otherwise."""
    from course.roleplay import plans, terminal  # noqa: PLC0415
    from course.roleplay.load import ScenarioError  # noqa: PLC0415

    chosen = language_of(language)
    file = _scenario(scenario, chosen)
    told, found = plans.read(plan) if plan is not None else (None, [])
    if found:
        fail(_described(found, chosen))
    if save is not None and save.exists():
        fail(_say("exists", chosen, file=save))
    try:
        played = terminal.play(file, chosen, plan=told, variant=variant)
    except ScenarioError as error:
        fail(_described(error.findings, chosen))
    if save is not None:
        with _clear_errors(chosen, save):
            save.parent.mkdir(parents=True, exist_ok=True)
            save.write_text(plans.written(played), encoding="utf-8")
        typer.echo(say("cli.saved", chosen, file=save))
    if told is not None and told.expected and played.ended:
        found = plans.differences(told, played)
        typer.echo("\n".join(each.describe(chosen) for each in found) or say("cli.as_planned", chosen))
        if found:
            raise typer.Exit(1)


def _figures(language: Language, form: str, *, fairness: bool, measures: bool) -> None:
    """Print what guessing earns, and what lessons take."""
    from course import notebooks  # noqa: PLC0415
    from course.notebooks import tables  # noqa: PLC0415

    with _clear_errors(language):
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
        fail(_say("bad_picture", language, file=to))
    if len(named) != 1:
        fail(_say("one_scenario", language, known=", ".join(sorted(library()))))
    file = _scenario(str(named[0]), language)
    scenario, _ = read(file)
    if scenario is not None:
        with _clear_errors(language, to):
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_text(picture.picture(scenario, to, language), encoding="utf-8")
        typer.echo(say("cli.drawn", language, file=to), err=True)
    return file


def _scenario(name: str, language: Language) -> Path:
    """The file of a role-play: the one of the course with this id, else the file of this name."""
    from course.findings import did_you_mean  # noqa: PLC0415
    from course.roleplay.load import library  # noqa: PLC0415

    known = library()
    if name not in known and not Path(name).is_file():
        fail(_say("no_scenario", language, value=name, meant=did_you_mean(name, sorted(known))))
    return known.get(name, Path(name))


@app.command("new-roleplay", help=_say("new_roleplay"))
def new_roleplay(
    name: Annotated[str, typer.Argument(help=_say("new_id"), metavar="ID")],
    to: Annotated[Path, typer.Option("--to", help=_say("new_to"), metavar="DIR")] = Path(),
    language: LanguageOption = None,
    kind: Annotated[str, typer.Option("--kind", help=_say("kind"), metavar="table|private")] = "table",
) -> None:
    """Write a small role-play that can be played, for an author to change."""
    from course.roleplay import starter  # noqa: PLC0415
    from course.roleplay.load import library  # noqa: PLC0415

    chosen, file = language_of(language), to / f"{name}.yaml"
    if not starter.is_id(name):
        fail(_say("bad_id", chosen, value=name))
    if kind not in starter.KINDS:
        fail(_say("bad_kind", chosen, value=kind, known=", ".join(starter.KINDS)))
    if name in library():
        fail(_say("taken", chosen, value=name))
    if file.exists():
        fail(_say("exists", chosen, file=file))
    with _clear_errors(chosen, to):
        to.mkdir(parents=True, exist_ok=True)
        file.write_text(starter.starter(name, kind, chosen, to), encoding="utf-8")
    typer.echo(say("cli.new_there", chosen, file=file))


@app.command(help=say("players.about", SPOKEN))
def players(
    scenario: Annotated[str, typer.Argument(help=_say("scenario"), metavar="SCENARIO")],
    games: Annotated[int, typer.Option("--games", help=say("players.games", SPOKEN), min=1, metavar="N")] = 40,
    variant: Annotated[str | None, typer.Option("--variant", help=_say("variant"), metavar="NAME")] = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", help=say("players.plot", SPOKEN), metavar="FILE.png|FILE.svg")
    ] = None,
    form: Annotated[str, typer.Option("--format", help=_say("form"), metavar="text|json")] = "text",
    language: LanguageOption = None,
) -> None:
    """Print what simulated players score in a role-play."""
    from course.roleplay.load import ScenarioError, load  # noqa: PLC0415
    from course.roleplay.players import table  # noqa: PLC0415

    chosen = language_of(language)
    file = _scenario(scenario, chosen)
    if form not in {"text", "json"}:
        fail(_say("bad_form", chosen, value=form))
    if plot is not None and plot.suffix.lower() not in table.PLOTS:
        fail(say("players.bad_plot", chosen, file=plot))
    try:
        played = load(file, variant)
    except ScenarioError as error:
        fail(_described(error.findings, chosen))
    rows = table.rows(played, games, chosen)
    if form == "json":
        typer.echo(table.as_json(rows, played))
    else:
        typer.echo(f"{table.heading(played, games, chosen)}\n\n{table.as_text(rows, chosen)}")
    if plot is not None:
        with _clear_errors(chosen, plot):
            table.plot(rows, played, plot, chosen)
        typer.echo(say("players.plotted", chosen, file=plot), err=True)


@app.command(help=_say("version"))
def version() -> None:
    """Print the version."""
    typer.echo(f"achterban {__version__}")


def beside(folder: Path) -> Path:
    """Where the pack of a built folder goes: beside it, under its name."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name or 'course'}.zip")


def main() -> None:
    """Run the command."""
    app()


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
        typer.echo(_say("packed", language, file=write_pack(language, to, with_keys=with_keys)))
    except MissingPartError as error:
        fail(_say("cannot_pack", language, file=error.file))


def language_of(wish: str | None) -> Language:
    """The language that was asked for, else that of this computer; one that the course does not have stops it."""
    if wish is None:
        return SPOKEN
    found = next((language for language in LANGUAGES if language == wish.lower()), None)
    return found or fail(_say("bad_language", value=wish))


def fail(message: str) -> NoReturn:
    """Say on the error output what is wrong, and stop with exit status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(FAILED)


@contextmanager
def _clear_errors(language: Language, to: Path | None = None) -> Iterator[None]:
    """One line that says what to do, in the place of a traceback, for everything that can go wrong outside of us."""
    from course.notebooks import NoSourcesError, SourceError  # noqa: PLC0415

    try:
        yield
    except NoSourcesError:
        fail(say("findings.L062", language))
    except SourceError as error:
        fail(f"{_described(error.findings, language)}\n{_say('not_built', language)}")
    except OSError as error:
        if to is None:
            raise
        fail(_say("cannot_write", language, file=error.filename or to, problem=error.strerror or error))


def _described(findings: "Iterable[Finding]", language: Language) -> str:
    return "\n".join(finding.describe(language) for finding in _from_here(findings))


def _from_here(findings: "Iterable[Finding]") -> "list[Finding]":
    here = f"{Path.cwd()}{os.sep}"
    return [replace(each, file=each.file.removeprefix(here)) for each in findings]


# Last, since these commands use what stands above.
from course import cli_tests  # noqa: E402, F401

if __name__ == "__main__":
    # By its name, since the commands of the other module belong to the module of that name.
    from course.cli import main as run

    run()
