"""The commands about the test before and after: ``course takers``, ``course kit`` and ``course agreement``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from course import cli
from course.locale import Language, say

if TYPE_CHECKING:
    from course.notebooks import Shelf

app = cli.app


def _help(key: str) -> str:
    return say(key, cli.SPOKEN)


FormOption = Annotated[str, typer.Option("--format", help=_help("cli.form"), metavar="text|json")]
ExerciseOption = Annotated[list[str] | None, typer.Option("--exercise", help=_help("kit.exercise"), metavar="NAME")]


@app.command(help=_help("takers.help"))
def takers(
    before: Annotated[str, typer.Argument(help=_help("takers.before"), metavar="BEFORE")] = "test-before",
    after: Annotated[str, typer.Argument(help=_help("takers.after"), metavar="AFTER")] = "test-after",
    people: Annotated[int, typer.Option("--people", help=_help("takers.people"), min=2, metavar="N")] = 500,
    seed: Annotated[int, typer.Option("--seed", help=_help("takers.seed"), metavar="N")] = 1,
    form: FormOption = "text",
    language: cli.LanguageOption = None,
) -> None:
    """Print what simulated test-takers score in both tests; exit status 1 when the tests are not alike."""
    from course.notebooks import UnknownPageError, forms  # noqa: PLC0415

    chosen = cli.language_of(language)
    _check_form(form, chosen)
    shelf = _shelf(chosen)
    try:
        found = forms.takers(shelf, before, after, people, seed)
    except UnknownPageError as error:
        cli.fail(say("kit.unknown", chosen, name=error.name, known=", ".join(error.known)))
    except ValueError:
        cli.fail(say("kit.nothing", chosen, names=f"{before}, {after}"))
    typer.echo(forms.takers_as_json(found) if form == "json" else forms.takers_as_text(found, chosen))
    if not forms.fair(found):
        raise typer.Exit(1)


@app.command(help=_help("kit.help"))
def kit(
    to: Annotated[Path, typer.Option("--to", help=_help("cli.to"), metavar="DIR")],
    rater: Annotated[str, typer.Option("--rater", help=_help("kit.rater"), metavar="NAME")] = "",
    exercise: ExerciseOption = None,
    language: cli.LanguageOption = None,
) -> None:
    """Build the notebook in which a practitioner rates the questions of a test."""
    from course.notebooks import UnknownPageError  # noqa: PLC0415
    from course.notebooks import kit as making  # noqa: PLC0415

    chosen = cli.language_of(language)
    shelf = _shelf(chosen)
    names = exercise or making.TESTS
    try:
        built = making.write_kit(to, chosen, rater or to.resolve().name, names, shelf)
    except UnknownPageError as error:
        cli.fail(say("kit.unknown", chosen, name=error.name, known=", ".join(error.known)))
    except making.NothingToRateError:
        cli.fail(say("kit.nothing", chosen, names=", ".join(names)))
    except OSError as error:
        cli.fail(say("cli.cannot_write", chosen, file=error.filename or to, problem=error.strerror or error))
    for file in built.kept:
        typer.echo(say("cli.kept", chosen, file=to / file))
    typer.echo(say("kit.built", chosen, file=to / f"{making.NAME}.ipynb"))


@app.command(help=_help("agreement.help"))
def agreement(
    files: Annotated[list[Path], typer.Argument(help=_help("agreement.files"), metavar="FILE...")],
    exercise: ExerciseOption = None,
    form: FormOption = "text",
    language: cli.LanguageOption = None,
) -> None:
    """Print how far raters agree with each other and with the key, and the questions to look at."""
    from course.answers.raters import RatingsError  # noqa: PLC0415
    from course.notebooks import UnknownPageError, forms  # noqa: PLC0415
    from course.notebooks import kit as making  # noqa: PLC0415

    chosen = cli.language_of(language)
    _check_form(form, chosen)
    names = exercise or making.TESTS
    try:
        raters, found = forms.rated(making.to_rate(_shelf(chosen), names), files)
    except UnknownPageError as error:
        cli.fail(say("kit.unknown", chosen, name=error.name, known=", ".join(error.known)))
    except making.NothingToRateError:
        cli.fail(say("kit.nothing", chosen, names=", ".join(names)))
    except RatingsError as error:
        cli.fail(say("agreement.unreadable", chosen, file=error.file))
    if form == "json":
        typer.echo(json.dumps(forms.rated_as_data(raters, found), ensure_ascii=False, indent=1))
    else:
        typer.echo(forms.rated_as_text(raters, found, chosen))


def _shelf(language: Language) -> "Shelf":
    from course.notebooks import NoSourcesError, find  # noqa: PLC0415

    try:
        shelf = find()
        shelf.pages  # noqa: B018 - says now, and not later, that there are no sources
    except NoSourcesError:
        cli.fail(say("findings.L062", language))
    return shelf


def _check_form(form: str, language: Language) -> None:
    if form not in {"text", "json"}:
        cli.fail(say("cli.bad_form", language, value=form))
