"""`october play`: a new run, or one resumed; on the screen, or as plain lines."""

from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.common import DEFAULT_STORY, load, saves_option, story_of, story_place
from game.commands.opening import has_screen, let_collector_rest, opening, plain_option, play_plain

if TYPE_CHECKING:
    from game.play.session import Session

SEEDS = 2**31
LOOKED_THROUGH = 50
"""How many runs are looked at for one that can go on."""


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

    STORY is a bundled story's name (october) or a folder with a story.yaml; SCENE.STATE is where to start.
    """
    let_collector_rest()
    from game.play.shelf import saves_folder

    opens = opening(plain, lang)
    folder, start = story_place(story or DEFAULT_STORY)
    if resume is not None and (start or seed is not None):
        raise click.UsageError("a run that is resumed has its start and its seed")
    session = _resume(resume, story, saves) if resume is not None else _new(folder, start, seed, name, saves)
    if resume is not None and name:
        session.rename(name)
    if opens.plain:
        return play_plain(session, opens.settings)
    from game.terminal.app import run_app

    try:
        return run_app(session.run.story.folder, saves_folder(saves), session, resumed=resume is not None)
    finally:
        session.close()


def open_game(*, plain: bool | None, saves: Path | None) -> int:
    """What `october` does without a command."""
    from game.play.shelf import saves_folder

    let_collector_rest()
    folder, start = story_place(DEFAULT_STORY)
    opens = opening(plain, remember=True)
    if not opens.plain:
        from game.terminal.app import run_app
        from game.terminal.settled import WANTS_PLAIN

        code = run_app(folder, saves_folder(saves))
        if code != WANTS_PLAIN:
            return code
        opens = opening(plain=True)
    if has_screen():
        _offer_last(saves_folder(saves))
    return play_plain(_new(folder, start, None, "", saves), opens.settings)


def _offer_last(saves: Path) -> None:
    """Say how the run goes on that was last played, if there is one that does: the plain reader has no title."""
    from game.play.shelf import Shelf

    newest = islice(Shelf(saves, DEFAULT_STORY).last_played(), LOOKED_THROUGH)
    if last := next((saved for saved in newest if saved.step and not saved.ending and not saved.broken), None):
        click.echo(f"Your last run goes on with: october play --resume {last.path.stem}", err=True)


def _new(folder: Path, start: str, seed: int | None, name: str, saves: Path | None) -> "Session":
    from random import SystemRandom

    from game.play.session import Session
    from game.play.shelf import saves_folder

    return Session.new(
        load(folder),
        saves_folder(saves),
        start=start,
        seed=SystemRandom().randrange(SEEDS) if seed is None else seed,
        name=name,
    )


def _resume(run: str, story: str | None, saves: Path | None) -> "Session":
    from game.play.runfile import read_run_file
    from game.play.session import Session
    from game.play.shelf import Shelf, saves_folder

    folder = saves_folder(saves)
    path = Shelf(folder).find(run)
    return Session.resume(story_of(read_run_file(path), path, story), path, folder)
