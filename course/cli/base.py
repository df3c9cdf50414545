"""What all commands share: the language they speak, their common options, and how they say that something is wrong."""

import locale
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, NoReturn

import typer

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


def tell(key: str, language: Language = SPOKEN, **values: object) -> str:
    """A text of the command itself."""
    return say(f"cli.{key}", language, **values)


LanguageOption = Annotated[str | None, typer.Option("--language", "-l", help=tell("language"), metavar="nl|en")]
FormOption = Annotated[str, typer.Option("--format", help=tell("form"), metavar="text|json")]
VariantOption = Annotated[str | None, typer.Option("--variant", help=tell("variant"), metavar="NAME")]
ScenarioArgument = Annotated[str, typer.Argument(help=tell("scenario"), metavar="SCENARIO")]


def language_of(wish: str | None) -> Language:
    """The language that was asked for, else that of this computer; one that the course does not have stops it."""
    if wish is None:
        return SPOKEN
    found = next((language for language in LANGUAGES if language == wish.lower()), None)
    return found or fail(tell("bad_language", value=wish))


def check_form(form: str, language: Language) -> None:
    """Output is text or JSON; anything else stops the command."""
    if form not in {"text", "json"}:
        fail(tell("bad_form", language, value=form))


def scenario_file(name: str, language: Language) -> Path:
    """The file of a role-play: the one of the course with this id, else the file of this name."""
    from course.findings import did_you_mean  # noqa: PLC0415
    from course.roleplay.load import library  # noqa: PLC0415

    known = library()
    if name not in known and not Path(name).is_file():
        fail(tell("no_scenario", language, value=name, meant=did_you_mean(name, sorted(known))))
    return known.get(name, Path(name))


def beside(folder: Path) -> Path:
    """Where the pack of a built folder goes: beside it, under its name."""
    whole = folder.resolve()
    return whole.with_name(f"{whole.name or 'course'}.zip")


def fail(message: str) -> NoReturn:
    """Say on the error output what is wrong, and stop with exit status 2."""
    typer.echo(message, err=True)
    raise typer.Exit(FAILED)


@contextmanager
def clear_errors(language: Language, to: Path | None = None) -> Iterator[None]:
    """One line that says what to do, in the place of a traceback, for everything that can go wrong outside of us."""
    from course.notebooks import NoSourcesError, SourceError  # noqa: PLC0415

    try:
        yield
    except NoSourcesError:
        fail(say("findings.L062", language))
    except SourceError as error:
        fail(f"{described(error.findings, language)}\n{tell('not_built', language)}")
    except OSError as error:
        if to is None:
            raise
        fail(tell("cannot_write", language, file=error.filename or to, problem=error.strerror or error))


def described(findings: "Iterable[Finding]", language: Language) -> str:
    """What was found, a line each."""
    return "\n".join(finding.describe(language) for finding in from_here(findings))


def from_here(findings: "Iterable[Finding]") -> "list[Finding]":
    """The same with files named as seen from the folder in which the command runs."""
    here = f"{Path.cwd()}{os.sep}"
    return [replace(each, file=each.file.removeprefix(here)) for each in findings]
