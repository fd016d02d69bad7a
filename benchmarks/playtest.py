"""A playtest of the story that ships: two workers beside one, and its memory after many plays beside few."""

import resource
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import ROOT, Row, alone, at_least, at_most, interleaved
from game.author.playtest import playtest

STORY = ROOT / "scenes" / "october"
PLAYS = 20_000
ROUNDS = 5
FEW, MANY = 1_000, 100_000


def rows(folder: Path) -> Iterator[Row]:
    """Plays a second with one worker and with two; resident memory at its highest."""
    two, one = interleaved(lambda: timed(2), lambda: timed(1), rounds=ROUNDS, warm=0)
    yield at_least(
        "playtest of October, 2 workers",
        f"{PLAYS / two:.0f} plays/s",
        f"{PLAYS / one:.0f} plays/s, 1 worker",
        one / two,
        1.7,
        f"{PLAYS:,} plays and a quarter as many for coverage, with the time to start the workers",
    )
    few, many = alone(after_few, folder), alone(after_many, folder)
    yield at_most(
        f"memory of {MANY:,} plays", f"{many / 1e6:.0f} MB", f"{few / 1e6:.0f} MB after {FEW:,}", many / few, 1.1,
        "the most that one worker and what it found ever held, resident",
    )  # fmt: skip


def timed(workers: int) -> float:
    """The seconds of a playtest with so many workers."""
    return playtest(STORY, plays=PLAYS, workers=workers).seconds


def after_few(_folder: Path) -> int:
    """The most bytes that the process held, after few plays."""
    return _peak(FEW)


def after_many(_folder: Path) -> int:
    """The most bytes that the process held, after many plays."""
    return _peak(MANY)


def _peak(plays: int) -> int:
    playtest(STORY, plays=plays)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
