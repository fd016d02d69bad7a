"""`october play`: a new run, or one resumed; on the screen, or as plain lines."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.common import plain_option, saves_option, story_of, story_place
from game.commands.opening import opening
from game.commands.starting import begun, let_collector_rest, play_session

if TYPE_CHECKING:
    from game.play.session import Session


@click.command()
@click.argument("story", required=False, metavar="[STORY[:SCENE[.STATE]]]")
@plain_option
@click.option("--seed", type=click.IntRange(-(10**18), 10**18), help="The same chances each time.")
@click.option("--name", default="", help="What the run is called.")
@click.option("--lang", metavar="LL", help="The language to play in.")
@click.option("--resume", metavar="RUN", help="Go on with a run.")
@saves_option
def play(
    story: str | None,
    plain: bool | None,
    seed: int | None,
    name: str,
    lang: str | None,
    resume: str | None,
    saves: Path | None,
) -> int:
    """Play a story: a new run, or one resumed.

    STORY is a bundled story's name or a folder with a story.yaml; the story you stand in, or else october, unless
    told. SCENE.STATE is where to start.
    """
    let_collector_rest()
    opens = opening(plain, lang)
    folder, start = story_place(story or "")
    if resume is None:
        return play_session(begun(folder, saves, start, seed, name), saves, opens)
    if start or seed is not None:
        raise click.UsageError("a run that is resumed has its start and its seed")
    session = _resume(resume, story, saves)
    if name:
        session.rename(name)
    return play_session(session, saves, opens, resumed=True)


def _resume(run: str, story: str | None, saves: Path | None) -> "Session":
    from game.play.runfile import read_run_file
    from game.play.session import Session
    from game.play.shelf import Shelf, saves_folder

    folder = saves_folder(saves)
    path = Shelf(folder).find(run)
    return Session.resume(story_of(read_run_file(path), path, story), path, folder)
