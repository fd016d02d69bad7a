"""`october replay`: a run again, as it was read; or one line on whether it still holds."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from game.commands.common import plain_option, saves_option, story_of, story_option
from game.commands.opening import opening, width_of_terminal
from game.commands.saying import say

if TYPE_CHECKING:
    from game.play.run import Run
    from game.story.model import Story


@click.command()
@click.argument("run")
@plain_option
@click.option("--speed", type=click.FloatRange(min=0, min_open=True), help="How fast pages turn on the screen.")
@click.option("--to", type=click.IntRange(min=0), metavar="STEP", help="Stop after this step.")
@click.option("--verify", is_flag=True, help="Only say whether every step still holds.")
@story_option
@saves_option
def replay(
    run: str,
    plain: bool | None,
    speed: float | None,
    to: int | None,
    verify: bool,
    story: str | None,
    saves: Path | None,
) -> int:
    """Show a run again, or verify that the story still tells it.

    On a terminal it plays on the page, from the beginning or at the step of --to; plain lines come at once, at any
    speed, and stop at that step. Exits with 1 when a step no longer holds.
    """
    from game.play.replay import replay as replay_record
    from game.play.runfile import read_run_file
    from game.play.runlines import standing
    from game.play.shelf import NoSuchStep, Shelf, saves_folder

    path = Shelf(saves_folder(saves)).find(run)
    record = read_run_file(path)
    the_story = story_of(record, path, story)
    steps = len(standing(record.lines).choices)
    if to is not None and to > steps:
        raise NoSuchStep(f"the run has {steps} steps that stand")
    opens = opening(plain)
    if not verify and not opens.plain:
        return _play_again(the_story, path, to, speed, saves_folder(saves))
    replayed = replay_record(the_story, record, to)
    if record.torn:
        say(f"the last line of {path} was cut off and is left out", err=True)
    faults = [f"line {one.line} cannot be read: {one.reason}" for one in record.problems]
    if record.unfinished:
        faults.append("the file is not read to its end: it is too large, or too much of it is broken")
    if (divergence := replayed.divergence) is not None:
        faults.insert(0, f"step {divergence.step}, {divergence.state}: {divergence.reason}")
    if verify:
        held = replayed.run.step
        say(f"{path.stem}: " + (faults[0] if faults else f"{held} steps hold" if held != 1 else "1 step holds"))
    else:
        _show(replayed.run, min(width_of_terminal(), opens.settings.width))
    for fault in faults[verify:]:
        say(f"{path.stem}: {fault}", err=True)
    return 1 if faults else 0


def _play_again(story: "Story", path: Path, to: int | None, speed: float | None, saves: Path) -> int:
    """The run on the page: it plays unless a step was asked for."""
    from game.terminal.app import run_app
    from game.terminal.replaying import Replaying
    from game.terminal.screens.replay import ReplayScreen

    again = Replaying.of(story, path)
    screen = ReplayScreen(again, to or 0, speed or 1.0, playing=to is None or speed is not None)
    return run_app(story.folder, saves, replay=screen) or (1 if again.fault else 0)


def _show(run: "Run", width: int) -> None:
    from game.terminal.plain_text import played

    for text in played(run, width):
        say(text, nl=False)
