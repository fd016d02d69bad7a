"""Draws the outlines of the map's land anew: `python tools/outlines.py`, which needs `npm` and asks its registry.

The land is Natural Earth's, 1:50 million, in the public domain, as the npm package `world-atlas` has it in TopoJSON.
It is cut to a box, made simpler, and written to `game/terminal/map/land.txt`. Shores alone: the borders of today are
not those of 1917.
"""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from math import ceil, hypot
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent.parent
PACKAGE, VERSION, MEMBER = "world-atlas", "2.0.2", "land-50m.json"
WEST, SOUTH, EAST, NORTH = BOX = (-8.0, 31.0, 95.0, 74.0)
"""What is kept, in degrees."""
TOLERANCE = 3.0
"""How far a shore may be moved, in kilometres."""
LEAST = 120.0
"""The smallest island that is kept, in square kilometres."""

Ring = list[tuple[float, float]]
"""A closed line: longitude and latitude in degrees, or kilometres; the last point is not the first again."""


def fetched() -> Any:
    """The topology, from the package."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=folder, check=True, timeout=300)
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            member = archive.extractfile(f"package/{MEMBER}")
            assert member is not None
            return json.load(member)


def rings_of(topology: Any) -> Iterator[Ring]:
    """Every ring of the object `land`, shores and the shores of inland seas alike."""
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * wide + west, y * high + south))
        arcs.append(points)
    for shape in topology["objects"]["land"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for ring in (ring for polygon in polygons for ring in polygon):
            # An arc's last point is the next one's first; a number below zero is an arc that runs backwards.
            parts = (arcs[number] if number >= 0 else arcs[~number][::-1] for number in ring)
            yield unwrapped([point for part in parts for point in part[:-1]])


def unwrapped(ring: Ring) -> Ring:
    """The same ring without leaps from one end of the world to the other: longitudes go on beyond 180."""
    points, turns, before = [], 0, ring[0][0]
    for longitude, latitude in ring:
        turns += (longitude - before < -180) - (longitude - before > 180)
        before = longitude
        points.append((longitude + 360 * turns, latitude))
    back = 360 if min(longitude for longitude, _latitude in points) < -180 else 0
    return [(longitude + back, latitude) for longitude, latitude in points]


def clipped(ring: Ring, box: tuple[float, float, float, float] = BOX) -> Ring:
    """What of a ring's area lies in the box, one side of the box after the other."""
    west, south, east, north = box
    for axis, bound, sign in ((0, west, 1), (1, south, 1), (0, east, -1), (1, north, -1)):
        kept: Ring = []
        for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
            was, now = (sign * (one[axis] - bound) for one in (before, point))
            if (was < 0) != (now < 0):
                share = was / (was - now)
                crossing = tuple(a + share * (b - a) for a, b in zip(before, point, strict=True))
                kept.append((bound, crossing[1]) if axis == 0 else (crossing[0], bound))
            if now >= 0:
                kept.append(point)
        ring = kept
    return ring


def bent(ring: Ring, step: float = 2.0) -> Ring:
    """The same with a point every `step` degrees at least, so that the box's sides bend as parallels do."""
    points: Ring = []
    for a, b in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        parts = ceil(_apart(a, b) / step) or 1
        points += [(a[0] + (b[0] - a[0]) * n / parts, a[1] + (b[1] - a[1]) * n / parts) for n in range(parts)]
    return points


def simplified(ring: Ring, flat: Ring, tolerance: float = TOLERANCE) -> Ring:
    """Those points of a ring without which it would move by more than `tolerance`; `flat` are the same projected."""
    if len(ring) < 4:
        return ring
    far = max(range(len(flat)), key=lambda one: _apart(flat[0], flat[one]))
    kept = {0, far}
    closed = [*flat, flat[0]]
    pieces = [(0, far), (far, len(flat))]
    while pieces:
        first, last = pieces.pop()
        between = range(first + 1, last)
        worst = max(between, key=lambda one: _beside(closed[one], closed[first], closed[last]), default=None)
        if worst is not None and _beside(closed[worst], closed[first], closed[last]) > tolerance:
            kept.add(worst)
            pieces += [(first, worst), (worst, last)]
    return [ring[one] for one in sorted(kept)]


def area(flat: Ring) -> float:
    """How much a ring encloses."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, [*flat[1:], flat[0]], strict=True))) / 2


def written(rings: Sequence[Ring]) -> str:
    """The file's text: a ring a line, in hundredths of a degree, each point as the step from the one before."""
    lines = [
        "# The land around European Russia: rings of longitude and latitude in hundredths of a degree, a ring a line,",
        "# each point as the step from the one before, under their box in degrees. Water lies in an even number.",
        f"# From Natural Earth, 1:50m land (public domain), by the npm package {PACKAGE} {VERSION}, {MEMBER}:",
        f"# cut to {WEST:g}..{EAST:g} east, {SOUTH:g}..{NORTH:g} north, simplified to {TOLERANCE:g} km, without those",
        f"# islands of less than {LEAST:g} square km. Written by tools/outlines.py.",
        f"{WEST:g} {SOUTH:g} {EAST:g} {NORTH:g}",
    ]
    for ring in rings:
        steps, x, y = [], 0, 0
        for point in ring:
            new_x, new_y = round(point[0] * 100), round(point[1] * 100)
            if not steps or (new_x, new_y) != (x, y):
                steps.append(f"{new_x - x} {new_y - y}")
            x, y = new_x, new_y
        lines.append(" ".join(steps))
    return "\n".join([*lines, ""])


def outlines(topology: Any) -> list[Ring]:
    """The rings that are kept, the longest first."""
    from game.terminal.map.projection import project

    kept = []
    for ring in (bent(clipped(ring)) for ring in rings_of(topology)):
        flat = [project(latitude, longitude) for longitude, latitude in ring]
        if area(flat) >= LEAST if len(ring) > 2 else False:
            kept.append(simplified(ring, flat))
    return sorted((ring for ring in kept if len(ring) > 2), key=len, reverse=True)


def _apart(a: tuple[float, float], b: tuple[float, float]) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _beside(point: tuple[float, float], a: tuple[float, float], b: tuple[float, float]) -> float:
    """How far a point lies from the line between two others."""
    length = _apart(a, b)
    if not length:
        return _apart(point, a)
    along = ((point[0] - a[0]) * (b[0] - a[0]) + (point[1] - a[1]) * (b[1] - a[1])) / length**2
    along = max(0.0, min(1.0, along))
    return _apart(point, (a[0] + along * (b[0] - a[0]), a[1] + along * (b[1] - a[1])))


if __name__ == "__main__":
    sys.path.insert(0, str(HERE))
    path = HERE / "game" / "terminal" / "map" / "land.txt"
    path.write_text(written(outlines(fetched())), encoding="ascii")
    print(f"{path.relative_to(HERE)}: {path.stat().st_size} bytes")
