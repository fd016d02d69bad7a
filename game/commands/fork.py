"""`october fork`: a new run that shares the first steps of another."""

from pathlib import Path

import click

from game.commands.common import saves_option
from game.commands.saying import say


@click.command()
@click.argument("run")
@click.option("--at", "step", type=click.IntRange(min=0), required=True, metavar="STEP", help="The last step shared.")
@click.option("--name", default="", help="What the new run is called.")
@saves_option
def fork(run: str, step: int, name: str, saves: Path | None) -> None:
    """Begin a new run with the first STEP choices of another.

    Prints where it is kept.
    """
    from game.play.shelf import Shelf, saves_folder

    shelf = Shelf(saves_folder(saves))
    say(shelf.fork(shelf.find(run), step, name))
