"""A galley: blocks of text set under each other at a measure, as much of it as anybody looks at.

A block is set when it comes near the window and not before; until then its height is a guess. Of those that were set
only the MOST last ones stay so, the others keep their height alone. So a long history costs
nothing to carry, to append to, or to set anew at another measure; `set_near` says by how much a wrong guess moved what
the reader looks at.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Iterable
from itertools import accumulate
from typing import NamedTuple

from rich.cells import cell_len
from textual.strip import Strip

from game.terminal.blocks import Block
from game.terminal.wrap import Row, wrap

MOST = 1_000
"""How many blocks stay set: many more than any window shows."""
LETTERS_A_CELL = 1.05
"""How much longer set text is than its letters, for what lines leave empty at their ends."""


class Place(NamedTuple):
    """Somewhere in the text, whatever the measure: a letter of a block; letter -1 is the gap above it."""

    block: int
    letter: int = -1


class Line(NamedTuple):
    """A line as it is set: the row and its number in its block."""

    block: int
    number: int
    row: Row


class Set:
    """A block as it was set at the galley's measure, and its strips so far."""

    __slots__ = ("rows", "strips")

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.strips: list[Strip | None] = [None] * len(rows)


class Galley:
    """Blocks and the lines they take. Lines and blocks are counted from 0, at the top."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.measure = 0
        """How many cells a line may take; nothing is set while it is 0."""
        self._set: list[Set | None] = []
        self._order: deque[int] = deque()
        """The blocks as they were set, the first set first; some may be gone, or be set no longer."""
        self._heights: list[int] = []
        self._tops: list[int] = [0]

    def __len__(self) -> int:
        return len(self.blocks)

    @property
    def height(self) -> int:
        """How many lines all blocks take."""
        return self._tops[-1]

    def append(self, blocks: Iterable[Block], *, now: bool = True) -> None:
        """Put blocks under the last; set them `now`, or when somebody comes near."""
        for block in blocks:
            done = Set(_rows(block, self.measure)) if now and self.measure else None
            if done is not None:
                self._order.append(len(self.blocks))
            height = block.gap + (len(done.rows) if done else self._guess(block))
            self.blocks.append(block)
            self._set.append(done)
            self._heights.append(height)
            self._tops.append(self._tops[-1] + height)
        self._let_go(len(self.blocks))

    def truncate(self, count: int) -> None:
        """Keep the first `count` blocks."""
        del self.blocks[count:], self._set[count:], self._heights[count:], self._tops[count + 1 :]

    def remeasure(self, measure: int) -> None:
        """Forget what was set: another measure holds now."""
        self.measure = measure
        self._set = [None] * len(self.blocks)
        self._order.clear()
        self._heights = [block.gap + self._guess(block) for block in self.blocks]
        self._tops = [0, *accumulate(self._heights)]

    def unpaint(self, start: int = 0, end: int | None = None) -> None:
        """Blocks `start` to `end` look otherwise now: forget their strips."""
        for done in self._set[start:end]:
            if done is not None:
                done.strips = [None] * len(done.rows)

    def top_of(self, block: int) -> int:
        """The line where a block begins, its gap included; for one past the last, where it would."""
        return self._tops[min(block, len(self.blocks))]

    def text_top_of(self, block: int) -> int:
        """The line of a block's first row."""
        return self.top_of(block) + (self.blocks[block].gap if block < len(self.blocks) else 0)

    def block_at(self, line: int) -> int:
        """The block that a line belongs to, the nearest for lines outside."""
        return min(max(0, len(self.blocks) - 1), max(0, bisect_right(self._tops, line) - 1))

    def line_at(self, line: int) -> Line | None:
        """What is set at a line; None in gaps, outside, and where nothing is set yet."""
        block = bisect_right(self._tops, line) - 1
        if not 0 <= block < len(self.blocks) or (done := self._set[block]) is None:
            return None
        number = line - self._tops[block] - self.blocks[block].gap
        return Line(block, number, done.rows[number]) if 0 <= number < len(done.rows) else None

    def strips_of(self, block: int) -> list[Strip | None]:
        """The strips of a block that is set, one a row, for the painter to fill."""
        done = self._set[block]
        return done.strips if done is not None else []

    def set_near(self, line: int, lines: int) -> int:
        """Set what is near a window of `lines` that begins at `line`; returns by how much that text moved down."""
        if not self.measure or not self.blocks:
            return 0
        reach = max(20, 2 * lines)
        first = max(0, bisect_right(self._tops, line - reach) - 1)
        last = min(len(self.blocks), bisect_right(self._tops, line + lines + reach))
        wanting = [block for block in range(first, last) if self._set[block] is None]
        if not wanting:
            return 0
        held = self.block_at(line)
        if self._set[held] is None and held + 1 < len(self.blocks):
            held += 1
        before = self._tops[held]
        for block in wanting:
            done = self._set[block] = Set(_rows(self.blocks[block], self.measure))
            self._heights[block] = self.blocks[block].gap + len(done.rows)
            self._order.append(block)
        self._let_go(held)
        self._tops[first:] = accumulate(self._heights[first:], initial=self._tops[first])
        return self._tops[held] - before if line > 0 else 0

    def place_at(self, line: int) -> Place:
        """What stands first at a line."""
        block = self.block_at(line)
        if block >= len(self.blocks) or (done := self._set[block]) is None:
            return Place(block)
        number = line - self._tops[block] - self.blocks[block].gap
        return Place(block, done.rows[min(number, len(done.rows) - 1)].start) if number >= 0 else Place(block)

    def line_of(self, place: Place) -> int:
        """The line where a place stands now."""
        block, letter = place
        if block >= len(self.blocks):
            return self.height
        done = self._set[block]
        if done is None or letter < 0:
            return self._tops[block]
        row = max(0, bisect_right([row.start for row in done.rows], letter) - 1)
        return self._tops[block] + self.blocks[block].gap + row

    def _let_go(self, held: int) -> None:
        """Forget how the blocks first set were set, but for those about `held`; their heights are known for good."""
        for _ in range(len(self._order) - MOST):
            block = self._order.popleft()
            if abs(block - held) <= MOST // 4:
                self._order.append(block)
            elif block < len(self._set):
                self._set[block] = None

    def _guess(self, block: Block) -> int:
        """About how many rows a block will take."""
        letters = sum(len(span.text) for span in block.paragraph.spans)
        return 1 + int(letters * LETTERS_A_CELL) // max(1, self.measure or 72)


def _rows(block: Block, measure: int) -> list[Row]:
    """A block's rows: at least one, each set in as far as it stands from the column's edge."""
    before = cell_len(block.prefix)
    rows = wrap(block.paragraph, measure - before) or [Row(())]
    if block.centred:
        wide = max(row.width for row in rows) if block.paragraph.verse else 0
        return [row._replace(indent=row.indent + max(0, measure - (wide or row.width)) // 2) for row in rows]
    return [row._replace(indent=row.indent + before) for row in rows] if before else rows
