"""`october` itself: the title screen, the plain reader, and the way to all other commands."""

from importlib import import_module
from pathlib import Path

import click

from game import __version__
from game.commands.common import saves_option, story_place

COMMANDS = (
    "play",
    "replay",
    "runs",
    "fork",
    "compare",
    "check",
    "test",
    "playtest",
    "find",
    "map",
    "new",
    "author",
    "export",
    "pack",
    "schema",
    "serve",
)


PYTHON_NAMES = {"map": "map_"}
"""Commands whose function cannot bear their name."""


class Lazily(click.Group):
    """A group whose commands are imported when they are asked for: `NAME` is `game.commands.NAME.NAME`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All commands, in the order of their help."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"game.commands.{cmd_name}"), PYTHON_NAMES.get(cmd_name, cmd_name))
        assert isinstance(command, click.Command)
        return command


@click.group(cls=Lazily, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--plain/--full", "plain", default=None, help="Plain lines on a new run, or screens; remembered on a terminal."
)
@saves_option
@click.version_option(__version__, "-V", "--version", prog_name="october", message="%(prog)s %(version)s")
@click.pass_context
def october(ctx: click.Context, plain: bool | None, saves: Path | None) -> int:
    """1917 as it was written down, and as it might have been.

    Without a command, opens the game.
    """
    if ctx.invoked_subcommand is not None:
        if plain is not None or saves is not None:
            raise click.UsageError(f"options of {ctx.invoked_subcommand} stand behind it")
        return 0
    from game.commands.starting import DEFAULT_STORY, open_game

    return open_game(story_place(DEFAULT_STORY)[0], plain=plain, saves=saves)
