"""Where on the drawn map each town stands, and where its name finds room."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from game.terminal.map.drawing import ACROSS, DOWN
from game.terminal.map.projection import Frame, Point

_BESIDE = ((0, 0), (0, 1), (0, -1), (1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1), (0, 2), (0, -2))
"""Rows and columns to the cells a town may stand on, the nearest first, where another stands on its own."""


class Cell(NamedTuple):
    """A cell of the map: its row and its column."""

    row: int
    column: int


class Label(NamedTuple):
    """A town's name, and the cell where it begins."""

    town: str
    row: int
    column: int
    name: str


def stands_of(frame: Frame, towns: Mapping[str, Point]) -> dict[str, Cell]:
    """The cell of each town, by its id; of those that would stand on one, the first has it and the others stand by."""
    width, height = -(-frame.width // ACROSS), -(-frame.height // DOWN)
    stands: dict[str, Cell] = {}
    for town, point in towns.items():
        x, y = frame.dot(point)
        row, column = int(y) // DOWN, int(x) // ACROSS
        near = (Cell(row + down, column + right) for down, right in _BESIDE)
        free = (cell for cell in near if 0 <= cell.row < height and 0 <= cell.column < width)
        own = Cell(max(0, min(row, height - 1)), max(0, min(column, width - 1)))
        stands[town] = next((cell for cell in free if cell not in stands.values()), own)
    return stands


def labels_of(
    stands: Mapping[str, Cell], names: Mapping[str, str], order: Iterable[str], width: int, shore: Sequence[bytes] = ()
) -> list[Label]:
    """The names that find room in a map of `width` cells, the first in `order` first.

    A name stands right of its town, left of it, below or above: where it hides no town, is not so near to another
    town or name that it might be meant there, and covers the least of the shore.
    """
    taken = set(stands.values())
    height = len(shore) or 1 + max((cell.row for cell in stands.values()), default=0)
    labels = []
    for town in order:
        cells = cell_len(names[town])
        free = [
            start
            for start, around in _spots(stands[town], cells)
            if 0 <= start.row < height and start.column >= 0 and start.column + cells <= width
            and taken.isdisjoint(around)
        ]  # fmt: skip
        if free:
            best = min(free, key=lambda start: _hidden(start, cells, shore))
            taken.update(Cell(best.row, best.column + number) for number in range(cells))
            labels.append(Label(town, *best, names[town]))
    return labels


def _spots(stand: Cell, cells: int) -> Iterator[tuple[Cell, list[Cell]]]:
    """Where a name of so many cells may begin, the best first; and the cells that have to be free for it.

    Signs are read with the name behind them: so one may follow after a blank, but none stands near before.
    """
    row, column = stand
    yield _spot(row, column + 2, -1, cells + 1)
    yield _spot(row, column - 1 - cells, -2, cells + 1)
    for other in (row + 1, row - 1):
        for start in (column - cells // 2, column, column - cells + 1):
            yield _spot(other, start, -2, cells + 2)


def _spot(row: int, column: int, first: int, last: int) -> tuple[Cell, list[Cell]]:
    return Cell(row, column), [Cell(row, column + number) for number in range(first, last)]


def _hidden(start: Cell, cells: int, shore: Sequence[bytes]) -> int:
    """How many cells of shore a name would hide."""
    return sum(shore[start.row][start.column : start.column + cells]) if shore else 0
