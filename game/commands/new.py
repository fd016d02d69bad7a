"""`october new`: a story, or a scene more, to begin from."""

from pathlib import Path

import click

from game.commands.common import story_place
from game.commands.saying import say


@click.group()
def new() -> None:
    """Lay the beginnings of a story, or of a scene, with a test.

    A new scene draws one warning, until another scene leads to it.
    """


@new.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="NAME")
@click.option("--title", help="The story's title; its name unless told.")
def story(folder: Path, title: str | None) -> int:
    """Lay a new story in a folder of this name."""
    from game.author.scaffold import CannotScaffold, new_story

    try:
        files = new_story(folder, title or _title(folder.name))
    except CannotScaffold as cannot:
        raise click.UsageError(str(cannot)) from None
    for path in files:
        say(path)
    say(f"play it:  october play {folder}\ncheck it: october check {folder}", err=True)
    return 0


@new.command()
@click.argument("words", nargs=-1, required=True, metavar="[STORY] NAME")
@click.option("--title", help="The scene's title; its name unless told.")
def scene(words: tuple[str, ...], title: str | None) -> int:
    """Add a scene to a story, and to its story.yaml.

    STORY is the one you stand in, unless told.
    """
    from game.author.scaffold import CannotScaffold, new_scene
    from game.commands.here import story_here

    if len(words) > 2 or (len(words) == 1 and story_here() is None):
        raise click.UsageError("expected a story, and a name for its new scene")
    folder, _ = story_place(words[0] if len(words) == 2 else "")
    name = words[-1]
    try:
        files = new_scene(folder, name, title or _title(name))
    except CannotScaffold as cannot:
        raise click.UsageError(str(cannot)) from None
    for path in files:
        say(path)
    then = "then lead to it from another scene, in story.yaml; until then october check warns of it"
    say(f"play it: october play {folder}:{name}\n{then}", err=True)
    return 0


def _title(name: str) -> str:
    return name.replace("-", " ").title()
