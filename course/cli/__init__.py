"""The command ``course``: build the notebooks, look for mistakes in the sources, play a role-play.

A module for each kind of commands, ``base`` for what they share; which commands there are, and in which order help
lists them, stands here. Everything heavy is imported inside the command that needs it, so that ``course --help``
answers at once.
"""

from typing import Final

import typer

from course import __version__
from course.cli.base import FAILED, SPOKEN, beside, default_language, tell
from course.cli.roleplays import new_roleplay, play, players
from course.cli.sources import build, coverage, lint
from course.cli.two_tests import agreement, kit, takers
from course.locale import say

app: Final[typer.Typer] = typer.Typer(
    help=tell("about"),
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def version() -> None:
    """Print the version."""
    typer.echo(f"achterban {__version__}")


app.command(help=tell("build"))(build)
app.command(help=tell("lint"))(lint)
app.command(help=tell("coverage"))(coverage)
app.command(help=tell("play"))(play)
app.command("new-roleplay", help=tell("new_roleplay"))(new_roleplay)
app.command(help=say("players.about", SPOKEN))(players)
app.command(help=tell("version"))(version)
app.command(help=say("takers.help", SPOKEN))(takers)
app.command(help=say("kit.help", SPOKEN))(kit)
app.command(help=say("agreement.help", SPOKEN))(agreement)


def main() -> None:
    """Run the command."""
    app()


__all__ = ["FAILED", "app", "beside", "default_language", "main"]
