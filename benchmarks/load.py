"""Loading: from the files to a story that is checked, knows every place in them, and can be played."""

from collections.abc import Iterator
from pathlib import Path

import yaml

from benchmarks.measuring import Row, alone, at_most, interleaved, milliseconds, seconds
from benchmarks.memory import warm
from benchmarks.synthetic import write_story
from game.play.run import Run
from game.story.loader import load_story


def rows(folder: Path) -> Iterator[Row]:
    """A scene of 1,000 states beside a bare parse of the same file; and one of 100 in a story of ten."""
    whole = write_story(folder / "load-1000", 1000)
    tenth = write_story(folder / "load-100", 100, scenes=10)
    size = (whole / "scene-0.yaml").stat().st_size
    ours, parsed, part = interleaved(
        lambda: alone(loading, whole), lambda: alone(parsing, whole), lambda: alone(loading, tenth), warm=0
    )
    yield at_most(
        f"load 1,000 states ({size / 1e6:.1f} MB)",
        milliseconds(ours),
        f"{milliseconds(parsed)} CSafeLoader",
        ours / parsed,
        1.0,
        "to the first page, each time in a new process that has its modules; expressions compile when first used",
    )
    yield at_most(
        "load one scene of 100 states of 1,000",
        milliseconds(part),
        f"{milliseconds(ours)} for 1,000 in one",
        part / ours,
        0.15,
        "a scene costs in proportion to itself, not to the story",
    )


def loading(folder: Path) -> float:
    """The seconds that the story takes, to its first page."""
    warm(folder)
    return seconds(lambda: Run.begin(load_story(folder)))


def parsing(folder: Path) -> float:
    """The seconds that its scene takes as a parser reads it, without places, without any check."""
    data = (folder / "scene-0.yaml").read_bytes()
    yaml.load("warm: up", yaml.CSafeLoader)
    return seconds(lambda: yaml.load(data, yaml.CSafeLoader))
