"""`october play`: a new run, or one resumed; on the screen, or as plain lines."""

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.common import DEFAULT_STORY, load, saves_option, story_of, story_place

if TYPE_CHECKING:
    from game.play.session import Session

SEEDS = 2**31
INTERRUPTED = 130


@click.command()
@click.argument("story", required=False, metavar="[STORY[:SCENE[.STATE]]]")
@click.option("--plain", is_flag=True, help="Plain lines instead of screens.")
@click.option("--seed", type=click.IntRange(-(10**18), 10**18), help="The same chances each time.")
@click.option("--name", default="", help="What the run is called.")
@click.option("--lang", metavar="LL", help="The language to play in.")
@click.option("--resume", metavar="RUN", help="Go on with a run.")
@saves_option
def play(
    story: str | None,
    plain: bool,
    seed: int | None,
    name: str,
    lang: str | None,
    resume: str | None,
    saves: Path | None,
) -> int:
    """Play a story: a new run, or one resumed.

    STORY is a bundled story's name (october) or a folder with a story.yaml; SCENE.STATE is where to start.
    """
    from game.play.shelf import saves_folder

    if lang is not None:
        speak(lang)
    folder, start = story_place(story or DEFAULT_STORY)
    if resume is not None and (start or seed is not None):
        raise click.UsageError("a run that is resumed has its start and its seed")
    session = _resume(resume, story, saves) if resume is not None else _new(folder, start, seed, name, saves)
    if resume is not None and name:
        session.rename(name)
    if plain or not has_screen():
        return play_plain(session)
    from game.terminal.app import run_app

    try:
        return run_app(session.run.story.folder, saves_folder(saves), session, resumed=resume is not None)
    finally:
        session.close()


def open_game(*, plain: bool, saves: Path | None) -> int:
    """What `october` does without a command."""
    folder, start = story_place(DEFAULT_STORY)
    if plain or not has_screen():
        return play_plain(_new(folder, start, None, "", saves))
    from game.play.shelf import saves_folder
    from game.terminal.app import run_app

    return run_app(folder, saves_folder(saves))


def speak(language: str) -> None:
    """Use `language` from now on; say so when there is none of that name."""
    from game.i18n import SOURCE, use_language

    if use_language(language) == SOURCE and not language.lower().startswith(SOURCE):
        click.echo(f'there is no translation "{language}"; this is English', err=True)


def has_screen() -> bool:
    """Whether there is a terminal on both sides that can show more than lines."""
    terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return terminal and os.environ.get("TERM") != "dumb"


def width_of_terminal() -> int:
    """How many columns there are for plain lines."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if on_terminal or "COLUMNS" in os.environ else 80


def play_plain(session: "Session") -> int:
    """Read the session's story on standard input and output; the exit code."""
    from io import StringIO

    from game.terminal.plain import PlainReader

    reader = PlainReader(
        session, sys.stdin, sys.stdout or StringIO(), sys.stderr or StringIO(), width=width_of_terminal()
    )
    try:
        return 0 if reader.play() else 1
    except KeyboardInterrupt:
        reader.leave()
        return INTERRUPTED
    finally:
        session.close()


def _new(folder: Path, start: str, seed: int | None, name: str, saves: Path | None) -> "Session":
    from secrets import randbelow

    from game.play.session import Session
    from game.play.shelf import saves_folder

    return Session.new(
        load(folder),
        saves_folder(saves),
        start=start,
        seed=randbelow(SEEDS) if seed is None else seed,
        name=name,
    )


def _resume(run: str, story: str | None, saves: Path | None) -> "Session":
    from game.play.runfile import read_run_file
    from game.play.session import Session
    from game.play.shelf import Shelf, saves_folder

    folder = saves_folder(saves)
    path = Shelf(folder).find(run)
    return Session.resume(story_of(read_run_file(path), path, story), path, folder)
