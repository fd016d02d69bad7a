"""The outlines of the land, read once from `land.txt`, and which dots of a window are land."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from math import ceil
from pathlib import Path

from game.terminal.map.projection import Frame, Point, project

FILE = Path(__file__).with_name("land.txt")

Ring = tuple[Point, ...]
"""A closed line of projected points; the last leads back to the first."""
Dots = list[int]
"""A number for each row of dots; its bit 1 << x says whether there is something at x."""


@cache
def rings() -> tuple[Ring, ...]:
    """Every shore, projected. No land where the file cannot be read: the towns are drawn all the same."""
    try:
        return tuple(_rings(FILE.read_text(encoding="ascii").splitlines()))
    except (OSError, ValueError):
        return ()


def _rings(lines: Iterable[str]) -> Iterator[Ring]:
    for line in lines:
        if line.startswith("#"):
            continue
        longitude = latitude = 0
        points = []
        steps = map(int, line.split())
        for east, north in zip(steps, steps, strict=True):
            longitude, latitude = longitude + east, latitude + north
            points.append(project(latitude / 100, longitude / 100))
        yield tuple(points)


def land_in(frame: Frame, shores: Sequence[Ring]) -> Dots:
    """Which dots of the window are land: those whose middle an odd number of rings goes around."""
    crossings: list[list[float]] = [[] for _row in range(frame.height)]
    for ring in shores:
        points = [frame.dot(point) for point in ring]
        for (x, y), (other_x, other_y) in zip([*points[-1:], *points[:-1]], points, strict=True):
            low, high = (y, other_y) if y < other_y else (other_y, y)
            first, last = max(0, ceil(low - 0.5)), min(frame.height, ceil(high - 0.5))
            if first < last:
                slope = (other_x - x) / (other_y - y)
                for row in range(first, last):
                    crossings[row].append(x + (row + 0.5 - y) * slope)
    return [_between(sorted(row), frame.width) for row in crossings]


def _between(crossings: list[float], width: int) -> int:
    """A row of dots, filled from each first crossing to the second after it."""
    row = 0
    for enters, leaves in zip(crossings[::2], crossings[1::2], strict=True):
        first, last = (max(0, min(width, ceil(one - 0.5))) for one in (enters, leaves))
        row |= (1 << last) - (1 << first)
    return row


def shores_of(land: Dots, width: int) -> Dots:
    """The dots of land that have water beside, above or below them; what is beyond the window goes on as it ends."""
    shores, last = [], 1 << (width - 1)
    for row, above, below in zip(land, [*land[:1], *land[:-1]], [*land[1:], *land[-1:]], strict=True):
        right, left = row >> 1 | row & last, row << 1 | row & 1
        shores.append(row & ~(above & below & right & left))
    return shores
