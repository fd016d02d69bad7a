"""Taking a choice back at step 10,000, beside making one."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.engine import SEED, play
from benchmarks.measuring import Row, at_most, interleaved, microseconds, seconds
from benchmarks.synthetic import write_story
from game.play.run import Run
from game.story.loader import load_story

STEP, BACK = 10_000, 500


def rows(folder: Path) -> Iterator[Row]:
    """Undo 500 times and ask what is offered each time; and 500 choices, from the same step."""
    run = Run.begin(load_story(write_story(folder / "undo", 1000)))
    play(run, SEED, STEP)

    def undo() -> None:
        for _ in range(BACK):
            run.undo()
            assert run.options

    def choose() -> None:
        play(run, SEED, BACK)

    taken, made = interleaved(lambda: seconds(undo) / BACK, lambda: seconds(choose) / BACK, rounds=15)
    yield at_most(
        "undo at step 10,000",
        microseconds(taken),
        f"{microseconds(made)} one choice",
        taken / made,
        5,
        "with what is offered then",
    )
