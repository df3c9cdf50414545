"""The command ``course``: build the notebooks, look for mistakes in the sources, play a role-play.

Everything heavy is imported inside the command that needs it, so that ``course --help`` answers at once.
"""

import locale
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
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


_SPOKEN: Final = default_language()


def _say(key: str, **values: object) -> str:
    return say(f"cli.{key}", _SPOKEN, **values)


app = typer.Typer(
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

    chosen = _language(language)
    with _clear_errors(to):
        built = notebooks.build(chosen, to, with_keys=with_keys, fresh=fresh)
        for file in built.kept:
            typer.echo(_say("kept", file=to / file))
        typer.echo(_say("built", count=built.notebooks, folder=to))
        if pack:
            _pack(chosen, beside(to), with_keys=with_keys)


@app.command(help=_say("lint"))
def lint(
    files: Annotated[list[Path] | None, typer.Argument(help=_say("files"), metavar="[FILE]...")] = None,
    form: Annotated[str, typer.Option("--format", help=_say("form"), metavar="text|json")] = "text",
    language: LanguageOption = None,
) -> None:
    """Print what is wrong in the sources; exit status 1 when there is anything."""
    from course import notebooks  # noqa: PLC0415
    from course.findings import render  # noqa: PLC0415

    chosen = _language(language)
    if form not in {"text", "json"}:
        _fail(_say("bad_form", value=form))
    with _clear_errors():
        findings = _from_here(notebooks.lint(notebooks.find(), files or ()))
        if form == "json":
            typer.echo(render(findings, chosen, "json"))
        elif findings:
            typer.echo(render(findings, chosen))
            typer.echo(say("cli.found", chosen, count=len(findings)), err=True)
        else:
            typer.echo(say("cli.nothing_found", chosen))
    if findings:
        raise typer.Exit(1)


@app.command(help=_say("play"))
def play(
    scenario: Annotated[str, typer.Argument(help=_say("scenario"), metavar="SCENARIO")],
    language: LanguageOption = None,
) -> None:
    """Play a role-play in the terminal."""
    from course.findings import did_you_mean  # noqa: PLC0415
    from course.roleplay import terminal  # noqa: PLC0415
    from course.roleplay.load import ScenarioError, library  # noqa: PLC0415

    chosen = _language(language)
    known = library()
    if scenario not in known and not Path(scenario).is_file():
        _fail(_say("no_scenario", value=scenario, meant=did_you_mean(scenario, sorted(known))))
    try:
        terminal.play(known.get(scenario, Path(scenario)), chosen)
    except ScenarioError as error:
        _fail(_described(error.findings))


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


def _pack(language: Language, to: Path, *, with_keys: bool) -> None:
    from course.notebooks.pack import MissingPartError, write_pack  # noqa: PLC0415

    try:
        typer.echo(_say("packed", file=write_pack(language, to, with_keys=with_keys)))
    except MissingPartError as error:
        _fail(_say("cannot_pack", file=error.file))


def _language(wish: str | None) -> Language:
    if wish is None:
        return _SPOKEN
    found = next((language for language in LANGUAGES if language == wish.lower()), None)
    return found or _fail(_say("bad_language", value=wish))


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(FAILED)


@contextmanager
def _clear_errors(to: Path | None = None) -> Iterator[None]:
    """One line that says what to do, in the place of a traceback, for everything that can go wrong outside of us."""
    from course.notebooks import NoSourcesError, SourceError  # noqa: PLC0415

    try:
        yield
    except NoSourcesError:
        _fail(say("findings.L062", _SPOKEN))
    except SourceError as error:
        _fail(f"{_described(error.findings)}\n{_say('not_built')}")
    except OSError as error:
        if to is None:
            raise
        _fail(_say("cannot_write", file=error.filename or to, problem=error.strerror or error))


def _described(findings: "Iterable[Finding]") -> str:
    return "\n".join(finding.describe(_SPOKEN) for finding in _from_here(findings))


def _from_here(findings: "Iterable[Finding]") -> "list[Finding]":
    here = f"{Path.cwd()}{os.sep}"
    return [replace(each, file=each.file.removeprefix(here)) for each in findings]


if __name__ == "__main__":
    sys.exit(app())
