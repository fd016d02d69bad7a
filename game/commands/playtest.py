"""`october playtest`: many plays by chance, and what they found."""

import os
import sys
from pathlib import Path

import click

from game.commands.common import saves_option, story_place
from game.commands.saying import say, say_data


@click.command()
@click.argument("story", default="", metavar="[STORY[:SCENE]]")
@click.option("-n", "plays", type=click.IntRange(1), default=1_000, show_default=True, help="How many plays.")
@click.option("--seed", type=int, default=1917, show_default=True, help="The same seed gives the same plays.")
@click.option("--workers", type=click.IntRange(1), default=None, help="Processes; as many as there are cores.")
@click.option("--json", "as_data", is_flag=True, help="The report as JSON.")
@saves_option
def playtest(story: str, plays: int, seed: int, workers: int | None, as_data: bool, saves: Path | None) -> int:
    """Play many times by chance, and report what was never seen.

    A scene is played alone, with its `alone`. A run file is written for every failure. Exits with 1 when a play got
    stuck or failed.
    """
    from game.author.failures import write_failures
    from game.author.playtest import playtest as run_playtest
    from game.author.playtest_report import as_json, as_text, findings
    from game.play.shelf import saves_folder
    from game.story.loader import load_story

    folder, place = story_place(story)
    progress = _Progress()
    report = run_playtest(folder, place, plays, seed, workers or os.cpu_count() or 1, progress.show)
    progress.clear()
    loaded = load_story(folder)
    runs = write_failures(report.failures, loaded, place, saves or saves_folder())
    found = findings(report, loaded, place, runs)
    if as_data:
        say_data(as_json(found))
    else:
        say(as_text(found))
    return 0 if report.sound else 1


class _Progress:
    """A bar on a terminal's stderr; nothing elsewhere."""

    WIDTH = 30

    def __init__(self) -> None:
        self._shows = sys.stderr.isatty()

    def show(self, done: int, of: int) -> None:
        """Draw the bar."""
        if self._shows:
            full = self.WIDTH * done // of
            bar = "█" * full + "░" * (self.WIDTH - full)
            print(f"\r{bar} {done}/{of}", end="", file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Wipe it away."""
        if self._shows:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
