"""From the start of the process to the first frame, in a pseudo-terminal: the title, and the page of a run."""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.measuring import ROUNDS, Row, at_most, interleaved, milliseconds
from benchmarks.synthetic import places, write_story
from benchmarks.terminal import terminal

OCTOBER = (sys.executable, "-m", "game")
TINY = (sys.executable, "-m", "benchmarks.tiny")
LIMIT = 1.35


def rows(folder: Path) -> Iterator[Row]:
    """The title, a page, and a page of a story ten times as large, beside the least Textual app."""
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


def first_words(count: int) -> str:
    """How the synthetic story begins."""
    return " ".join(places(count)[0].before.split()[:6])


def frame(command: list[str] | tuple[str, ...], words: str) -> Callable[[], float]:
    """Measures the start of a program until it shows `words`."""

    def start() -> float:
        with terminal(command) as screen:
            return screen.seen(words)

    return start
