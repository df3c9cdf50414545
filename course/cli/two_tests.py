"""The commands about the test before and after: ``course takers``, ``course kit`` and ``course agreement``."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from course.cli.base import SPOKEN, FormOption, LanguageOption, beside, check_form, fail, language_of, tell
from course.locale import Language, say

if TYPE_CHECKING:
    from course.notebooks import Shelf


def _told(key: str) -> str:
    return say(key, SPOKEN)


ExerciseOption = Annotated[list[str] | None, typer.Option("--exercise", help=_told("kit.exercise"), metavar="NAME")]


def takers(
    before: Annotated[str, typer.Argument(help=_told("takers.before"), metavar="BEFORE")] = "test-before",
    after: Annotated[str, typer.Argument(help=_told("takers.after"), metavar="AFTER")] = "test-after",
    people: Annotated[int, typer.Option("--people", help=_told("takers.people"), min=2, metavar="N")] = 500,
    seed: Annotated[int, typer.Option("--seed", help=_told("takers.seed"), metavar="N")] = 1,
    form: FormOption = "text",
    language: LanguageOption = None,
) -> None:
    """Print what simulated test-takers score in both tests; exit status 1 when the tests are not alike."""
    from course.notebooks import UnknownPageError, forms  # noqa: PLC0415

    chosen = language_of(language)
    check_form(form, chosen)
    shelf = _shelf(chosen)
    try:
        found = forms.takers(shelf, before, after, people, seed)
    except UnknownPageError as error:
        fail(say("kit.unknown", chosen, name=error.name, known=", ".join(error.known)))
    except ValueError:
        fail(say("kit.nothing", chosen, names=f"{before}, {after}"))
    typer.echo(forms.takers_as_json(found) if form == "json" else forms.takers_as_text(found, chosen))
    if not found.fair:
        raise typer.Exit(1)


def kit(
    to: Annotated[Path, typer.Option("--to", help=tell("to"), metavar="DIR")],
    rater: Annotated[str, typer.Option("--rater", help=_told("kit.rater"), metavar="NAME")] = "",
    exercise: ExerciseOption = None,
    language: LanguageOption = None,
    *,
    pack: Annotated[bool, typer.Option("--pack", help=_told("kit.pack"))] = False,
) -> None:
    """Build the notebook in which a practitioner rates the questions of a test."""
    from course.notebooks import UnknownPageError  # noqa: PLC0415
    from course.notebooks import kit as making  # noqa: PLC0415
    from course.notebooks.pack import MissingPartError, write_kit_pack  # noqa: PLC0415

    chosen = language_of(language)
    shelf = _shelf(chosen)
    names = exercise or making.TESTS
    whose = rater or to.resolve().name
    packed = None
    try:
        built = making.write_kit(to, chosen, whose, names, shelf)
        if pack:
            files = making.kit_files(chosen, whose, names, shelf)
            packed = write_kit_pack(chosen, files, f"{making.NAME}.ipynb", beside(to), shelf)
    except UnknownPageError as error:
        fail(say("kit.unknown", chosen, name=error.name, known=", ".join(error.known)))
    except making.NothingToRateError:
        fail(say("kit.nothing", chosen, names=", ".join(names)))
    except MissingPartError as error:
        fail(tell("cannot_pack", chosen, file=error.file))
    except OSError as error:
        fail(say("cli.cannot_write", chosen, file=error.filename or to, problem=error.strerror or error))
    for file in built.kept:
        typer.echo(say("cli.kept", chosen, file=to / file))
    typer.echo(say("kit.built", chosen, file=to / f"{making.NAME}.ipynb"))
    if packed is not None:
        typer.echo(say("kit.packed", chosen, file=packed))


def agreement(
    files: Annotated[list[Path], typer.Argument(help=_told("agreement.files"), metavar="FILE...")],
    exercise: ExerciseOption = None,
    form: FormOption = "text",
    language: LanguageOption = None,
) -> None:
    """Print how far raters agree with each other and with the key, and the questions to look at."""
    from course.answers.raters import RatingsError  # noqa: PLC0415
    from course.notebooks import UnknownPageError, forms  # noqa: PLC0415
    from course.notebooks import kit as making  # noqa: PLC0415

    chosen = language_of(language)
    check_form(form, chosen)
    names = exercise or making.TESTS
    try:
        raters, found = forms.rated(making.to_rate(_shelf(chosen), names), files)
    except UnknownPageError as error:
        fail(say("kit.unknown", chosen, name=error.name, known=", ".join(error.known)))
    except making.NothingToRateError:
        fail(say("kit.nothing", chosen, names=", ".join(names)))
    except RatingsError as error:
        fail("\n".join(say(f"agreement.{why}", chosen, file=file) for file, why in error.problems.items()))
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
        fail(say("findings.L062", language))
    return shelf
