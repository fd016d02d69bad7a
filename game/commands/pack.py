"""`october pack`: a story as one file."""

from pathlib import Path

import click

from game.commands.common import load, story_place
from game.commands.saying import say


@click.command()
@click.argument("story", default="", metavar="[STORY]")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="STORY-VERSION.october unless told.",
)
def pack(story: str, output: Path | None) -> int:
    """Make a story one file for others: october play FILE.

    Exits with 1, and the problems, when the story does not check.
    """
    from game.author.check import check_story
    from game.author.pack import CannotPack, usual_name
    from game.author.pack import pack as write_pack
    from game.story.report import as_text

    folder, _ = story_place(story)
    problems = [one for one in check_story(folder) if one.is_error]
    if problems:
        say(as_text(problems), err=True)
        return 1
    loaded = load(folder)
    try:
        path = write_pack(loaded, output or Path(usual_name(loaded)))
    except CannotPack as cannot:
        say(f"october: {cannot}", err=True)
        return 1
    say(path)
    return 0
