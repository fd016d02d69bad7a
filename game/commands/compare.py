"""`october compare`: two runs of a story, where they part, and what came of it."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.common import saves_option, story_of, story_option
from game.commands.saying import say, say_data

if TYPE_CHECKING:
    from game.play.run import Run
    from game.story.model import Story


@click.command()
@click.argument("a")
@click.argument("b")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@story_option
@saves_option
def compare(a: str, b: str, as_json: bool, story: str | None, saves: Path | None) -> int:
    """Compare two runs: how far they go together, then turn by turn.

    Exits with 1 when a run no longer holds; what holds of it is compared.
    """
    from game.play.compare import as_json as shape
    from game.play.compare import compare as compare_runs
    from game.play.shelf import Shelf, saves_folder

    shelf = Shelf(saves_folder(saves))
    paths = shelf.find(a), shelf.find(b)
    the_story, first, name_a, held_a = _played(paths[0], story, None)
    _story, second, name_b, held_b = _played(paths[1], story, the_story)
    found = compare_runs(first, second, name_a, name_b)
    if as_json:
        say_data(shape(found))
    else:
        from game.commands.opening import hold_to_settings, width_of_terminal
        from game.terminal.compared_text import as_text

        width = min(hold_to_settings().width, width_of_terminal())
        say(as_text(found, first, second, width), nl=False)
    return 0 if held_a and held_b else 1


def _played(path: Path, written: str | None, known: "Story | None") -> "tuple[Story, Run, str, bool]":
    """The story and the run in a file, as far as it holds; what it is called; and whether all of it holds."""
    from game.play.replay import replay
    from game.play.runfile import read_run_file

    record = read_run_file(path)
    story = known if known is not None else story_of(record, path, written)
    if record.header is None or record.header.story != story.id:
        from game.play.session import NotARun

        raise NotARun(f"{path}: " + (record.problems[0].reason if record.header is None else "of another story"))
    replayed = replay(story, record)
    if (divergence := replayed.divergence) is not None:
        say(f"{path.stem}: step {divergence.step}, {divergence.state}: {divergence.reason}", err=True)
    return story, replayed.run, record.name or path.stem, divergence is None
