"""The commands about one role-play: ``course play``, ``course new-roleplay`` and ``course players``."""

from pathlib import Path
from typing import Annotated

import typer

from course.cli.base import (
    SPOKEN,
    FormOption,
    LanguageOption,
    ScenarioArgument,
    VariantOption,
    check_form,
    clear_errors,
    described,
    fail,
    language_of,
    scenario_file,
    tell,
)
from course.locale import say


def play(
    scenario: ScenarioArgument,
    language: LanguageOption = None,
    variant: VariantOption = None,
    plan: Annotated[Path | None, typer.Option("--plan", help=tell("plan"), metavar="FILE")] = None,
    save: Annotated[Path | None, typer.Option("--save", help=tell("save"), metavar="FILE")] = None,
) -> None:
    """Play a role-play in the terminal, or hear a play plan as a story; exit status 1 when it comes out otherwise."""
    from course.roleplay import plans, terminal  # noqa: PLC0415
    from course.roleplay.load import ScenarioError  # noqa: PLC0415

    chosen = language_of(language)
    file = scenario_file(scenario, chosen)
    told, found = plans.read(plan) if plan is not None else (None, [])
    if found:
        fail(described(found, chosen))
    if save is not None and save.exists():
        fail(tell("exists", chosen, file=save))
    try:
        played = terminal.play(file, chosen, plan=told, variant=variant)
    except ScenarioError as error:
        fail(described(error.findings, chosen))
    if save is not None:
        with clear_errors(chosen, save):
            save.parent.mkdir(parents=True, exist_ok=True)
            save.write_text(plans.written(played), encoding="utf-8")
        typer.echo(say("cli.saved", chosen, file=save))
    if told is not None and told.expected and played.ended:
        found = plans.differences(told, played)
        typer.echo("\n".join(each.describe(chosen) for each in found) or say("cli.as_planned", chosen))
        if found:
            raise typer.Exit(1)


def new_roleplay(
    name: Annotated[str, typer.Argument(help=tell("new_id"), metavar="ID")],
    to: Annotated[Path, typer.Option("--to", help=tell("new_to"), metavar="DIR")] = Path(),
    language: LanguageOption = None,
    kind: Annotated[str, typer.Option("--kind", help=tell("kind"), metavar="table|private")] = "table",
) -> None:
    """Write a small role-play that can be played, for an author to change."""
    from course.roleplay import starter  # noqa: PLC0415
    from course.roleplay.load import library  # noqa: PLC0415

    chosen, file = language_of(language), to / f"{name}.yaml"
    if not starter.is_id(name):
        fail(tell("bad_id", chosen, value=name))
    if kind not in starter.KINDS:
        fail(tell("bad_kind", chosen, value=kind, known=", ".join(starter.KINDS)))
    if name in library():
        fail(tell("taken", chosen, value=name))
    if file.exists():
        fail(tell("exists", chosen, file=file))
    with clear_errors(chosen, to):
        to.mkdir(parents=True, exist_ok=True)
        file.write_text(starter.starter(name, kind, chosen, to), encoding="utf-8")
    typer.echo(say("cli.new_there", chosen, file=file))


def players(
    scenario: ScenarioArgument,
    games: Annotated[int, typer.Option("--games", help=say("players.games", SPOKEN), min=1, metavar="N")] = 40,
    variant: VariantOption = None,
    plot: Annotated[
        Path | None, typer.Option("--plot", help=say("players.plot", SPOKEN), metavar="FILE.png|FILE.svg")
    ] = None,
    form: FormOption = "text",
    language: LanguageOption = None,
) -> None:
    """Print what simulated players score in a role-play."""
    from course.roleplay.load import ScenarioError, load  # noqa: PLC0415
    from course.roleplay.players import table  # noqa: PLC0415

    chosen = language_of(language)
    file = scenario_file(scenario, chosen)
    check_form(form, chosen)
    if plot is not None and plot.suffix.lower() not in table.PLOTS:
        fail(say("players.bad_plot", chosen, file=plot))
    try:
        played = load(file, variant)
    except ScenarioError as error:
        fail(described(error.findings, chosen))
    rows = table.rows(played, games, chosen)
    if form == "json":
        typer.echo(table.as_json(rows, played))
    else:
        typer.echo(f"{table.heading(played, games, chosen)}\n\n{table.as_text(rows, chosen)}")
    if plot is not None:
        with clear_errors(chosen, plot):
            table.plot(rows, played, plot, chosen)
        typer.echo(say("players.plotted", chosen, file=plot), err=True)
