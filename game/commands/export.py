"""`october export`: a story in the language of another tool."""

from pathlib import Path

import click

from game.commands.common import load, story_place
from game.commands.saying import say


@click.command()
@click.argument("story", default="", metavar="[STORY]")
@click.option("--format", "form", type=click.Choice(["twee"]), required=True, help="Twee 3, which Twine opens.")
@click.option(
    "-o",
    "output",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="Where to write it.",
)
def export(story: str, form: str, output: Path) -> int:
    """Write a story as one file that another tool opens."""
    from game.author.playtest_report import scenes_from
    from game.author.twee import as_twee
    from game.terminal.sanitise import sanitise

    folder, _ = story_place(story)
    loaded = load(folder)
    output.write_text(sanitise(as_twee(loaded, scenes_from(loaded, ""))), encoding="utf-8")
    say(f"{output} is written as {form}", err=True)
    return 0
