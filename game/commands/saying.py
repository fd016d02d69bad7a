"""How the commands speak: whatever stands in a story, a run or a path, nothing they print drives the terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from click import ClickException


def say(words: object, *, err: bool = False, nl: bool = True) -> None:
    """Print words, or a path, on stdout or stderr."""
    import click

    from game.terminal.sanitise import sanitise

    click.echo(sanitise(str(words)), err=err, nl=nl)


def say_data(data: object) -> None:
    """Print data as JSON."""
    import json

    import click

    from game.terminal.sanitise import escaped

    click.echo(escaped(json.dumps(data, ensure_ascii=False, indent=2)))


def say_wrong(error: "ClickException") -> None:
    """Tell what is wrong with a call, on stderr: it repeats what was typed."""
    from io import StringIO

    told = StringIO()
    error.show(told)
    say(told.getvalue(), err=True, nl=False)
