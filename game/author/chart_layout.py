"""Where the boxes of a chart stand when it is drawn: in rows, by how far they are from the beginning.

The layered way of Sugiyama, Tagawa and Toda (1981) in its plainest form: a row is the longest way from the start
that goes round no loop; within a row boxes are ordered by the mean place of their neighbours, a few times over.
"""

from dataclasses import dataclass

from game.author.chart import Box, Chart

CHARACTER = 7.0
LINE = 16.0
MOST_IN_LINE = 18
PADDING = 10.0
GAP_ACROSS = 26.0
GAP_DOWN = 54.0
_SWEEPS = 8


@dataclass(frozen=True)
class Spot:
    """A box with its lines, the middle of where it stands, and its size, all in pixels."""

    box: Box
    lines: tuple[str, ...]
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Layout:
    """The spots by the id of their box, and the size of the whole."""

    spots: dict[str, Spot]
    width: float
    height: float


def lay_out(chart: Chart) -> Layout:
    """A place for every box."""
    rows = _ordered(chart, _rows(chart))
    boxes = {box.id: box for box in chart.boxes}
    lines = {id: _lines(box.label) for id, box in boxes.items()}
    sizes = {id: _size(lines[id]) for id in boxes}
    widths = [sum(sizes[id][0] for id in row) + GAP_ACROSS * (len(row) - 1) for row in rows]
    whole = max(widths, default=0.0) + 2 * GAP_ACROSS
    spots: dict[str, Spot] = {}
    y = GAP_DOWN
    for row, row_width in zip(rows, widths, strict=True):
        tall = max(sizes[id][1] for id in row)
        x = (whole - row_width) / 2
        for id in row:
            width, height = sizes[id]
            spots[id] = Spot(boxes[id], lines[id], x + width / 2, y + tall / 2, width, height)
            x += width + GAP_ACROSS
        y += tall + GAP_DOWN
    return Layout(spots, whole, y)


def _lines(label: str) -> tuple[str, ...]:
    lines = [""]
    for word in label.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > MOST_IN_LINE:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return tuple(lines)


def _size(lines: tuple[str, ...]) -> tuple[float, float]:
    return max(len(line) for line in lines) * CHARACTER + 2 * PADDING, len(lines) * LINE + 2 * PADDING


def _rows(chart: Chart) -> list[list[str]]:
    follow = {box.id: [way.end for way in chart.ways if way.start == box.id] for box in chart.boxes}
    depth: dict[str, int] = {}
    order, forward = _forward(chart, follow)
    for id in order:
        depth.setdefault(id, 0)
        for end in forward[id]:
            depth[end] = max(depth.get(end, 0), depth[id] + 1)
    rows: dict[int, list[str]] = {}
    for box in chart.boxes:
        rows.setdefault(depth[box.id], []).append(box.id)
    return [rows[number] for number in sorted(rows)]


def _forward(chart: Chart, follow: dict[str, list[str]]) -> tuple[list[str], dict[str, list[str]]]:
    """The boxes so that every way that closes no loop leads to a later one; and those ways."""
    finished: list[str] = []
    forward: dict[str, list[str]] = {box.id: [] for box in chart.boxes}
    state: dict[str, int] = {}
    for box in chart.boxes:
        if box.id in state:
            continue
        stack = [(box.id, iter(follow[box.id]))]
        state[box.id] = 1
        while stack:
            id, ends = stack[-1]
            end = next(ends, None)
            if end is None:
                stack.pop()
                state[id] = 2
                finished.append(id)
            elif end in forward and state.get(end) != 1:
                forward[id].append(end)
                if end not in state:
                    state[end] = 1
                    stack.append((end, iter(follow[end])))
    return finished[::-1], forward


def _ordered(chart: Chart, rows: list[list[str]]) -> list[list[str]]:
    neighbours: dict[str, list[str]] = {box.id: [] for box in chart.boxes}
    for way in chart.ways:
        if way.start in neighbours and way.end in neighbours:
            neighbours[way.start].append(way.end)
            neighbours[way.end].append(way.start)
    place = {id: number / max(1, len(row)) for row in rows for number, id in enumerate(row)}
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            means = {
                id: sum(place[other] for other in neighbours[id]) / len(neighbours[id]) if neighbours[id] else place[id]
                for id in row
            }
            row.sort(key=lambda id: (means[id], place[id]))
            for number, id in enumerate(row):
                place[id] = (number + 0.5) / len(row)
    return rows
