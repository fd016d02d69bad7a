"""`october author`: the workbench, where a story is seen as it is written."""

from pathlib import Path

import click

from game.commands.common import saves_option, story_place


@click.command()
@click.argument("story", default="", metavar="[STORY[:SCENE[.STATE]]]")
@saves_option
def author(story: str, saves: Path | None) -> int:
    """Open the workbench, which shows the page at every save.

    STORY is a folder with a story.yaml, or a bundled story's name; the story you stand in unless told.
    """
    from game.author.bench import Bench
    from game.commands.opening import has_screen
    from game.play.shelf import saves_folder

    folder, place = story_place(story)
    if not has_screen():
        raise click.UsageError("the workbench needs a terminal; october check, playtest and find do without")
    from game.terminal.workbench.app import run_workbench

    return run_workbench(Bench(folder, saves_folder(saves), place))
