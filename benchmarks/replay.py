"""A run of 10,000 choices read from its file and played again, beside the engine playing as many."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.engine import CHOICES, timed
from benchmarks.keys import played
from benchmarks.measuring import Row, at_most, interleaved, milliseconds, seconds
from benchmarks.synthetic import write_story
from game.play.replay import replay
from game.play.runfile import read_run_file
from game.story.loader import load_story


def rows(folder: Path) -> Iterator[Row]:
    """Resume or replay, to the step where the file stops, each digest verified."""
    source = write_story(folder / "replay", 1000)
    path = played(source, folder / "replay-saves", CHOICES).path
    assert path is not None
    story = load_story(source)

    def again() -> None:
        replayed = replay(story, read_run_file(path))
        assert replayed.divergence is None and replayed.run.step == CHOICES

    ours, engine = interleaved(lambda: seconds(again), lambda: timed(story))
    yield at_most(
        "replay 10,000 choices",
        milliseconds(ours),
        f"{milliseconds(engine)} playing them",
        ours / engine,
        1.5,
        "the file is read and each choice is verified by its digest; choices are not offered meanwhile",
    )
