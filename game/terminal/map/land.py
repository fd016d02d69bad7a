"""The outlines of the land, read once from `land.txt`, and which dots of a window are land."""

from collections.abc import Mapping
from functools import cache
from math import ceil
from pathlib import Path
from typing import NamedTuple

from game.terminal.map.projection import MIDDLE, Frame, Point, frame_of, project

FILE = Path(__file__).with_name("land.txt")

Ring = tuple[Point, ...]
"""A closed line of projected points; the last leads back to the first."""
Dots = list[int]
"""A number for each row of dots; its bit 1 << x says whether there is something at x."""


class Outlines(NamedTuple):
    """Every shore within a box: its west, south, east and north in degrees."""

    box: tuple[float, float, float, float]
    rings: tuple[Ring, ...]

    def cover(self, frame: Frame) -> bool:
        """Whether the window shows nothing that lies beyond the box."""
        west, south, east, north = self.box
        return all(south <= latitude <= north and west <= longitude <= east for latitude, longitude in frame.edges)


@cache
def outlines() -> Outlines:
    """The shores that are known; none where the file cannot be read: towns are drawn all the same."""
    try:
        box, *rings = (line for line in FILE.read_text(encoding="ascii").splitlines() if not line.startswith("#"))
        west, south, east, north = map(float, box.split())
        return Outlines((west, south, east, north), tuple(map(_ring, rings)))
    except (OSError, ValueError):
        return Outlines((0.0, 0.0, 0.0, 0.0), ())


def _ring(line: str) -> Ring:
    longitude = latitude = 0
    points = []
    steps = map(int, line.split())
    for east, north in zip(steps, steps, strict=True):
        longitude, latitude = longitude + east, latitude + north
        points.append(project(latitude / 100, longitude / 100))
    return tuple(points)


def framed(places: Mapping[str, tuple[float, float]], width: int, height: int) -> tuple[Frame, dict[str, Point]]:
    """The window on places (latitude and longitude by name) of at most so many dots, and the projected places.

    Where it shows more land than is known, their own middle is the meridian that runs straight down.
    """
    points = {name: project(*place) for name, place in places.items()}
    frame = frame_of(points.values(), width, height)
    if outlines().cover(frame):
        return frame, points
    middle = sum(longitude for _latitude, longitude in places.values()) / max(1, len(places))
    points = {name: project(latitude, longitude - middle + MIDDLE) for name, (latitude, longitude) in places.items()}
    return frame_of(points.values(), width, height)._replace(known=False), points


def land_in(frame: Frame, known: Outlines) -> Dots:
    """Which dots of the window are land: those whose middle an odd number of rings goes around."""
    crossings: list[list[float]] = [[] for _row in range(frame.height)]
    for ring in known.rings:
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
