"""The land as signs of a terminal: Braille dots, eight to a cell, or plain signs where there are none of those."""

from collections.abc import Iterator
from functools import lru_cache
from math import ceil, floor
from typing import NamedTuple

from game.terminal.map.land import Dots, land_in, outlines, shores_of
from game.terminal.map.projection import Frame, project

ACROSS, DOWN = 2, 4
"""Dots in a cell."""
_BRAILLE = 0x2800
_PAIRS = _FIRST, _SECOND, _THIRD, _FOURTH = (
    (0x00, 0x01, 0x08, 0x09), (0x00, 0x02, 0x10, 0x12), (0x00, 0x04, 0x20, 0x24), (0x00, 0x40, 0x80, 0xC0)
)  # fmt: skip
"""How Braille counts the dots of each row of a cell: neither, the left one, the right one, both."""
_WAVE = 2
"""Which of a cell's rows of dots is drawn on water."""
_NET = range(-10, 101, 10), range(30, 81, 10)
"""The meridians and parallels that are drawn."""
_GAP = 3.0
"""Dots from one point of theirs to the next."""
_STEEP = 0.5
"""How many dots a shore falls within a cell before it is drawn as a slope."""


class Drawing(NamedTuple):
    """Rows of signs, and for each row which of them are shore (1); the others are water, or the net on land."""

    rows: tuple[str, ...]
    shore: tuple[bytes, ...]


@lru_cache(maxsize=16)
def drawn(frame: Frame, dots: bool = True) -> Drawing:
    """The land in a window, by Braille dots or by plain signs; nothing where it is not known."""
    if not frame.known:
        width, height = ceil(frame.width / ACROSS), ceil(frame.height / DOWN)
        return Drawing((" " * width,) * height, (bytes(width),) * height)
    land = land_in(frame, outlines())
    shore = _cells(shores_of(land, frame.width), frame.width)
    behind = _cells(_waves_and_net(frame, land) if dots else land, frame.width)
    rows = []
    for number, (coast, ground) in enumerate(zip(shore, behind, strict=True)):
        if dots:
            rows.append("".join(chr(_BRAILLE | a | b) if a | b else " " for a, b in zip(coast, ground, strict=True)))
        else:
            signs = enumerate(zip(coast, ground, strict=True))
            rows.append("".join(_plain(a) if a else " " if b else _water(number, column) for column, (a, b) in signs))
    return Drawing(tuple(rows), tuple(bytes(map(bool, coast)) for coast in shore))


def _cells(dots: Dots, width: int) -> list[list[int]]:
    """Rows of cells, the dots of each as Braille counts them."""
    places = range(0, width, ACROSS)
    rows = []
    for top in range(0, len(dots), DOWN):
        four = dots[top : top + DOWN]
        if any(four):
            a, b, c, d = (*four, 0, 0, 0)[:DOWN]
            row = [_FIRST[a >> x & 3] | _SECOND[b >> x & 3] | _THIRD[c >> x & 3] | _FOURTH[d >> x & 3] for x in places]
            rows.append(row)
        else:
            rows.append([0] * len(places))
    return rows


def _waves_and_net(frame: Frame, land: Dots) -> Dots:
    """Lines on the water, and meridians and parallels on the land."""
    full = (1 << frame.width) - 1
    dots = [full & ~row if number % DOWN == _WAVE else 0 for number, row in enumerate(land)]
    for latitude, longitude in _net(frame.scale):
        x, y = map(floor, frame.dot(project(latitude, longitude)))
        if 0 <= x < frame.width and 0 <= y < frame.height:
            dots[y] |= land[y] & 1 << x
    return dots


def _net(scale: float) -> Iterator[tuple[float, float]]:
    """The points of the net, so many kilometres to a dot."""
    meridians, parallels = _NET
    step = scale * _GAP / 111.2
    for longitude in meridians:
        for number in range(ceil((parallels[-1] - parallels[0]) / step)):
            yield parallels[0] + number * step, longitude
    for latitude in parallels:
        across = step * 1.8
        for number in range(ceil((meridians[-1] - meridians[0]) / across)):
            yield latitude, meridians[0] + number * across


def _plain(bits: int) -> str:
    """The sign of the plain ones that looks most like the dots of a cell."""
    left = [number for number, pair in enumerate(_PAIRS) if bits & pair[1]]
    right = [number for number, pair in enumerate(_PAIRS) if bits & pair[2]]
    if not left or not right:
        return "|" if len(left) + len(right) > 1 else "'--."[(left or right)[0]]
    fall = sum(right) / len(right) - sum(left) / len(left)
    if {*left, *right} == {left[0]}:
        return "'--_"[left[0]]
    return "\\" if fall > _STEEP else "/" if fall < -_STEEP else "+"


def _water(row: int, column: int) -> str:
    """Waves, a few."""
    return "~" if (column + row * 2) % 4 == 0 else " "
