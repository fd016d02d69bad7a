"""How all rows measure: rounds in which the sides take turns, the median of each, a ratio of the medians."""

import gc
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeVar

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
T = TypeVar("T")
gc.set_threshold(20_000)  # as the game's door has it; what stands beside ours in Python gains by it too
_NOT_PASSED_ON = ("COLUMNS", "LINES", "NO_COLOR", "PYTHONDONTWRITEBYTECODE", "OCTOBER_SAVES")


@dataclass(frozen=True)
class Row:
    """One line of the report. `met` is None where nothing is asked; `note` says what was counted."""

    what: str
    ours: str
    peer: str
    ratio: float | None = None
    target: str = ""
    met: bool | None = None
    note: str = ""


@dataclass(frozen=True)
class Growth:
    """A table of what grows: a line a size, the size first. `note` says what was counted."""

    what: str
    headings: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    note: str


def interleaved(*sides: Callable[[], float], rounds: int = ROUNDS, warm: int = 1) -> list[float]:
    """The median of what each side returns, over rounds in which each has its turn; rounds to warm up do not count."""
    taken = every(*sides, rounds=rounds, warm=warm)
    return [median(side) for side in taken]


def every(*sides: Callable[[], float], rounds: int = ROUNDS, warm: int = 1) -> list[list[float]]:
    """As `interleaved`, but all that was returned."""
    taken: list[list[float]] = [[] for _ in sides]
    for number in range(rounds + warm):
        for side, found in zip(sides, taken, strict=True):
            one = side()
            if number >= warm:
                found.append(one)
    return taken


def seconds(work: Callable[[], object]) -> float:
    """How long `work` takes, with nothing left of what was before for the collector to find."""
    gc.collect()
    start = perf_counter()
    work()
    return perf_counter() - start


def environment() -> dict[str, str]:
    """What a program is started with: nothing that changes what it shows, and its bytecode is kept."""
    return {name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON}


def alone(work: Callable[[Path], T], folder: Path) -> T:
    """What `work` returns in a process of its own, which nothing measured before has touched."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, folder).result()


def at_most(what: str, ours: str, peer: str, ratio: float, limit: float, note: str = "") -> Row:
    """A row whose ratio may be as large as `limit`."""
    return Row(what, ours, peer, ratio, f"at most {limit:g} x", ratio <= limit, note)


def at_least(what: str, ours: str, peer: str, ratio: float, limit: float, note: str = "") -> Row:
    """A row whose ratio may be as small as `limit`."""
    return Row(what, ours, peer, ratio, f"at least {limit:g} x", ratio >= limit, note)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that `share` of all are at or below."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def thousands(number: float) -> str:
    """A count a second, in thousands."""
    return f"{number / 1000:.1f} k/s"


def milliseconds(taken: float) -> str:
    """A time of up to some seconds."""
    return f"{taken * 1000:.3g} ms" if taken < 0.0995 else f"{taken * 1000:.0f} ms"


def microseconds(taken: float) -> str:
    """A time too short for milliseconds."""
    return f"{taken * 1e6:.3g} µs" if taken < 99.5e-6 else f"{taken * 1e6:.0f} µs"
