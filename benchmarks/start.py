"""From the start of the process to the first frame, in a pseudo-terminal: the title, and the page of a run."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import ROUNDS, Row, at_most, interleaved, milliseconds
from benchmarks.synthetic import places, write_story
from benchmarks.terminal import terminal
from game.play.runlines import Header, header_text

OCTOBER = (sys.executable, "-m", "game")
TINY = (sys.executable, "-m", "benchmarks.tiny")
LIMIT = 1.35
FEW, MANY = 10, 10_000
"""Runs on the shelf."""


def rows(folder: Path) -> Iterator[Row]:
    """The title, a page, and a page of a story ten times as large, beside the least Textual app; a long shelf."""
    saves = str(folder / "start-saves")
    small = write_story(folder / "start-1", 100)
    large = write_story(folder / "start-10", 100, scenes=10)
    words = first_words(100)
    sides = (
        frame([*OCTOBER, "--saves", saves], "Quit"),
        frame([*OCTOBER, "play", str(small), "--saves", saves], words),
        frame([*OCTOBER, "play", str(large), "--saves", saves], words),
        frame(TINY, "nothing was pressed"),
    )
    title, page, page_of_ten, tiny = interleaved(*sides, rounds=ROUNDS)
    beside = f"{milliseconds(tiny)} tiny Textual app"
    note = "from the process to the words being written to the terminal"
    yield at_most("start to the title", milliseconds(title), beside, title / tiny, LIMIT, note)
    yield at_most("start to a page, 100 states", milliseconds(page), beside, page / tiny, LIMIT)
    yield at_most("the same, a story of 10 scenes", milliseconds(page_of_ten), beside, page_of_ten / tiny, LIMIT)
    few, many = interleaved(*(_continued(shelf(folder, count), count) for count in (FEW, MANY)), rounds=ROUNDS)
    what = f"start to the title's Continue, {MANY:,} runs"
    note = "the newest run is found among those on the shelf"
    yield at_most(what, milliseconds(many), f"{milliseconds(few)} with {FEW}", many / few, 1.25, note)


def shelf(folder: Path, count: int) -> Path:
    """A folder of that many runs, each a header alone, the last of them played last."""
    saves = folder / f"start-runs-{count}"
    saves.mkdir(exist_ok=True)
    for number in range(1, count + 1):
        header = Header("october", "1.0.0", 7, "july-days", name=f"the run {number}")
        path = saves / f"run-{number}.yaml"
        path.write_text(header_text(header), encoding="utf-8")
        os.utime(path, (number, number))
    return saves


def _continued(saves: Path, count: int) -> Callable[[], float]:
    return frame([*OCTOBER, "--saves", str(saves)], f"the run {count}")


def first_words(count: int) -> str:
    """How the synthetic story begins."""
    return " ".join(places(count)[0].before.split()[:6])


def frame(command: list[str] | tuple[str, ...], words: str) -> Callable[[], float]:
    """Measures the start of a program until it shows `words`."""

    def start() -> float:
        with terminal(command) as screen:
            return screen.seen(words)

    return start
