"""From degrees to kilometres on a flat sheet, and from those to the dots of a window.

The projection is Kavrayskiy's: conic, true along every meridian and on the parallels of 47 and 62 degrees north, which
maps of European Russia have long been drawn on.
"""

from collections.abc import Iterable
from math import atan2, cos, degrees, hypot, radians, sin
from typing import NamedTuple

EARTH = 6371.0
"""Its radius in kilometres."""
MIDDLE = 42.5
"""The meridian that runs straight down, in degrees east."""
_SOUTH, _NORTH = radians(47), radians(62)
_CONE = (cos(_SOUTH) - cos(_NORTH)) / (_NORTH - _SOUTH)
_APEX = cos(_SOUTH) / _CONE + _SOUTH
Point = tuple[float, float]
"""Kilometres east of the middle meridian, and south of the cone's apex."""

ABOVE, ABOUT = 0.16, 0.08
"""How much of what has to be seen is left above it, and on its other sides: the north has the seas to know it by."""
BROADEST = 1.8
"""How much broader than what has to be seen a window's view may be: beyond that there is no land to draw."""


def project(latitude: float, longitude: float) -> Point:
    """The point that lies at so many degrees."""
    distance = (_APEX - radians(latitude)) * EARTH
    angle = _CONE * radians(longitude - MIDDLE)
    return distance * sin(angle), distance * cos(angle)


def degrees_of(point: Point) -> tuple[float, float]:
    """The latitude and the longitude of a projected point."""
    x, y = point
    return degrees(_APEX - hypot(x, y) / EARTH), degrees(atan2(x, y) / _CONE) + MIDDLE


class Frame(NamedTuple):
    """A window of `width` by `height` dots: the kilometres at its left top corner, and how many a dot is.

    `known` says whether the land is known wherever it shows.
    """

    width: int
    height: int
    left: float
    top: float
    scale: float
    known: bool = True

    @property
    def edges(self) -> list[tuple[float, float]]:
        """Latitude and longitude of the window's corners and the middles of its sides."""
        right, bottom = self.width * self.scale, self.height * self.scale
        ways = ((0, 0), (0.5, 0), (1, 0), (1, 0.5), (1, 1), (0.5, 1), (0, 1), (0, 0.5))
        return [degrees_of((self.left + x * right, self.top + y * bottom)) for x, y in ways]

    def dot(self, point: Point) -> tuple[float, float]:
        """Where a projected point lies, in dots from the left top corner; outside the window if it is not seen."""
        return (point[0] - self.left) / self.scale, (point[1] - self.top) / self.scale


def frame_of(points: Iterable[Point], width: int, height: int) -> Frame:
    """The window of at most `width` by `height` dots on which all projected points are seen, with a margin.

    It is narrower than `width` where there is more room than land to show.
    """
    seen = list(points) or [project(55.0, MIDDLE)]
    east, south = [x for x, _y in seen], [y for _x, y in seen]
    across, down = max(east) - min(east), max(south) - min(south)
    most = max(across, down, 200.0)
    across, down = across + 2 * ABOUT * most, down + (ABOVE + ABOUT) * most
    scale = max(across / max(1, width), down / max(1, height))
    width = max(1, min(width, round(across * BROADEST / scale)))
    left = (max(east) + min(east) - width * scale) / 2
    top = (max(south) + min(south) - (ABOVE - ABOUT) * most - height * scale) / 2
    return Frame(width, height, left, top, scale)
