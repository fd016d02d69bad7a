"""From a save to the new words on the workbench's page, in a pseudo-terminal, in stories of 10,000 states."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from yaml import CSafeLoader, load

from benchmarks.measuring import Row, every, milliseconds, percentile, seconds
from benchmarks.start import OCTOBER
from benchmarks.synthetic import write_story
from benchmarks.terminal import Terminal, terminal

STATES = 10_000
A_SCENE = (1_000, 2_500)
SAVES = 20
LIMIT = 0.3
STATE = "s5"
WHOLE = 3.0
"""Seconds in which nothing more is told once the whole story was read."""


def rows(folder: Path) -> Iterator[Row]:
    """Saves of a scene that is large, and of one that is larger, beside what PyYAML's C loader needs for its file."""
    for count in A_SCENE:
        story = write_story(folder / f"workbench-{count}", count, STATES // count)
        path = story / "scene-0.yaml"
        command = [*OCTOBER, "author", f"{story}:scene-0.{STATE}", "--saves", str(folder / "workbench-saves")]
        with terminal(command) as screen:
            screen.seen("problems:")
            screen.settle(WHOLE)
            author = Author(screen, path)
            taken, loads = every(author.save, partial(loaded, path.read_text()), rounds=SAVES, warm=3)
        median, late, load_median = percentile(taken, 0.5), percentile(taken, 0.95), percentile(loads, 0.5)
        yield Row(
            f"save to page, {count:,} states a scene of {STATES:,}",
            f"{milliseconds(median)}, p95 {milliseconds(late)}",
            f"{milliseconds(load_median)} CSafeLoader",
            median / load_median,
            f"at most {LIMIT * 1000:.0f} ms",
            median <= LIMIT,
            f"{SAVES} saves that change the words of one state, until they are written to the terminal",
        )


def loaded(text: str) -> float:
    """What it takes to load the scene's file as plain YAML."""
    return seconds(lambda: load(text, CSafeLoader))


class Author:
    """Somebody who saves a scene again and again, with the workbench open on one of its states."""

    def __init__(self, screen: Terminal, path: Path) -> None:
        self._screen = screen
        self._path = path
        self._before, _key, self._after = path.read_text().partition(f"  {STATE}:\n    text: >\n      ")
        self._before += _key
        self._saves = 0

    def save(self) -> float:
        """Save other words; the seconds until they are on the page."""
        self._screen.settle(1.0)
        self._saves += 1
        words = f"Save number {self._saves}"
        text = f"{self._before}{words}. {self._after}"
        return self._screen.after(lambda: self._path.write_text(text), words)
