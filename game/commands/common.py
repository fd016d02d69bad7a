"""What commands share: their common options, and what STORY and RUN mean."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.here import id_written_in, story_here
from game.commands.starting import DEFAULT_STORY
from game.story.ids import is_id

if TYPE_CHECKING:
    from game.play.runread import Record
    from game.story.model import Story

saves_option = click.option(
    "--saves",
    type=click.Path(path_type=Path, file_okay=True),
    metavar="DIR",
    help="Where runs are kept (else OCTOBER_SAVES, else the usual folder).",
)
plain_option = click.option(
    "--plain/--full", "plain", default=None, help="Plain lines, or screens; else as it was set."
)
story_option = click.option(
    "--story", metavar="STORY", help="The story the run is of, where it is not one that ships with the game."
)


def story_place(written: str) -> tuple[Path, str]:
    """The folder of the story that STORY names, and the place (`scene` or `scene.state`) it names.

    An empty name is the story here, or else the one that is always there.
    """
    name, _colon, place = written.rpartition(":") if _is_place(written) else (written, "", "")
    folder = _folder(name) if name else story_here() or _folder(DEFAULT_STORY)
    return folder, place


def _is_place(written: str) -> bool:
    """Whether what stands behind the last colon is a place in a story, and not part of a path."""
    path, colon, place = written.rpartition(":")
    if not colon or Path(written).exists():
        return False
    scene, dot, state = place.partition(".")
    if not (is_id(scene) and (not dot or is_id(state))):
        raise click.UsageError(f'"{place}" is no place in a story: write SCENE or SCENE.STATE')
    return bool(path) or colon == ":"


def _folder(name: str) -> Path:
    from game.bundled import scenes_root, story_folder
    from game.story.diagnostics import did_you_mean

    if (found := story_folder(name)) is not None:
        return found
    folder = Path(name)
    if folder.is_dir():
        raise click.UsageError(f"there is no story.yaml in {folder}")
    if folder.is_file():
        return _pack(folder)
    bundled = [path.parent.name for path in scenes_root().glob("*/story.yaml")]
    hint = did_you_mean(name, bundled)
    raise click.UsageError(f'there is no story "{name}"' + (f"; {hint}" if hint else ""))


def _pack(path: Path) -> Path:
    from game.play.packs import BadPack, unpacked

    try:
        return unpacked(path)
    except BadPack as bad:
        raise click.UsageError(f"{path} is a file, and no story: {bad}") from None


def load(folder: Path) -> "Story":
    """The story in `folder`. Raises StoryNotInOrder."""
    from game.story.loader import load_story

    return load_story(folder)


def story_of(record: "Record", path: Path, written: str | None) -> "Story":
    """The story a run is of: `written`, or else the one here or one that ships, by the id that the run has."""
    from game.play.session import NotARun

    if record.header is None:
        raise NotARun(f"{path}: {record.problems[0].reason}")
    if written is not None:
        return load(story_place(written)[0])
    if (here := story_here()) is not None and id_written_in(here) == record.header.story:
        return load(here)
    try:
        return load(_folder(record.header.story))
    except click.UsageError:
        raise click.UsageError(
            f'{path} is a run of the story "{record.header.story}", which does not ship with the game; name its folder'
        ) from None
