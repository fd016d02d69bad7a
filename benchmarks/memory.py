"""What a loaded story holds in memory, beside the size of its file: each time in a process of its own."""

import gc
import sys
import tracemalloc
from collections.abc import Iterator
from os import sysconf
from pathlib import Path
from statistics import median

from benchmarks import engine
from benchmarks.measuring import Row, alone, at_most
from benchmarks.synthetic import write_story
from game.play.run import Run
from game.story.loader import load_story

ROUNDS = 5


def rows(folder: Path) -> Iterator[Row]:
    """What Python holds of 1,000 states, loaded and then played; and what the process grows by."""
    story = write_story(folder / "memory-1000", 1000)
    size = (story / "scene-0.yaml").stat().st_size
    written = f"{size / 1e6:.2f} MB of YAML"
    loaded, played = alone(held, story)
    yield at_most(
        "memory of 1,000 states", _megabytes(loaded), written, loaded / size, 12, "what Python holds, by tracemalloc"
    )
    yield Row(
        "the same, played",
        _megabytes(played),
        written,
        played / size,
        note="after 20,000 choices, the run let go: its machine and what it compiled stay",
    )
    if sys.platform == "linux":
        grown = median(alone(resident, story) for _ in range(ROUNDS))
        note = "resident memory: what is held, and what loading used for a while"
        yield Row("the process grows by", _megabytes(grown), written, grown / size, note=note)


def held(folder: Path) -> tuple[int, int]:
    """The bytes that a story holds: loaded, and played."""
    warm(folder)
    tracemalloc.start()
    story = load_story(folder)
    story.scene(story.initial)
    gc.collect()
    loaded = tracemalloc.get_traced_memory()[0]
    engine.play(Run.begin(story), engine.SEED, 20_000)
    gc.collect()
    return loaded, tracemalloc.get_traced_memory()[0]


def resident(folder: Path) -> int:
    """By how many bytes the process grows as a story is loaded."""
    warm(folder)
    before = _resident()
    story = load_story(folder)
    story.scene(story.initial)
    return _resident() - before


def warm(folder: Path) -> None:
    """Import and set up all that a story needs, on one of three states."""
    load_story(write_story(folder.parent / "warm", 3)).scene("scene-0")
    gc.collect()


def _resident() -> int:
    pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * sysconf("SC_PAGE_SIZE")


def _megabytes(size: float) -> str:
    return f"{size / 1e6:.1f} MB"
