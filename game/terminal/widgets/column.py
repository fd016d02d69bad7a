"""A centred column of text on Textual's line API: one widget, however long what it holds."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from game.story.text import Span
from game.terminal.blocks import Block, Voice
from game.terminal.galley import Galley, Line, Place
from game.terminal.settings import Settings
from game.terminal.widgets.voiced import EMPHASIS, LINK, STRONG, Voiced

if TYPE_CHECKING:
    from game.terminal.settled import SettledApp


class Spot(NamedTuple):
    """Where a point of the window falls: a block, and the span there, if it falls on one."""

    block: int
    span: Span | None = None


class Column(Voiced):
    """Blocks of text under each other, as wide as is good to read and no wider."""

    app: "SettledApp"

    def __init__(self, blocks: Iterable[Block] = (), *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.galley = Galley()
        self.galley.append(blocks)
        self._margin = 0
        self._place = Place(0)
        self._placing = False
        self._sized = Size(0, 0)

    # What it holds

    def append(self, blocks: Iterable[Block], *, now: bool = True) -> None:
        """Put blocks under the last; set them `now`, or when they come near the window."""
        self.galley.append(blocks, now=now)
        self._grown()

    def truncate(self, count: int) -> None:
        """Keep the first `count` blocks."""
        self.galley.truncate(count)
        self._grown()

    def repaint(self, start: int = 0, end: int | None = None) -> None:
        """Blocks `start` to `end` look otherwise now."""
        self.galley.unpaint(start, end)
        self.refresh()

    # Where the reader is

    @property
    def at_end(self) -> bool:
        """Whether nothing is left below the window."""
        return self.window[1] >= self.galley.height

    def shows(self, block: int) -> bool:
        """Whether all of a block is in the window, or as much as the window can hold."""
        top, bottom = self.window
        first, after = self.galley.text_top_of(block), self.galley.top_of(block + 1)
        return top <= first and (after <= bottom or (first == top and after - first > bottom - top))

    def show(self, block: int) -> None:
        """Move no further than it takes to have all of a block in the window."""
        top, bottom = self.window
        first, after = self.galley.text_top_of(block), self.galley.top_of(block + 1)
        if after > bottom:
            self.move_to(min(first, after - (bottom - top)))
        elif first < top:
            self.move_to(first)

    def moved(self) -> None:
        """The reader has moved on or back."""

    def spot_at(self, x: int, y: int) -> Spot | None:
        """What stands at a point of the window."""
        line = self.galley.line_at(y + self.scroll_offset.y)
        if line is None:
            return None
        at = x - self._margin - self._before(line)
        for span in line.row.spans:
            width = cell_len(span.text)
            if 0 <= at < width:
                return Spot(line.block, span)
            at -= width
        return Spot(line.block)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Set what comes near, and remember the place."""
        super().watch_scroll_y(old_value, new_value)
        if self.size != self._sized:
            return  # Textual holds the window inside another size: that is no reader moving, and on_resize follows
        self._keep_still()
        if not self._placing:
            self._place = self.galley.place_at(self.scroll_offset.y)
        self.moved()

    def on_mount(self) -> None:
        """From now on, heed how wide a line of text may get."""
        self.app.settings_changed.subscribe(self, self._heed)

    def _heed(self, before: Settings) -> None:
        if before.width != self.app.settings.width and self.size:
            self._fit(self.size.width)

    def on_resize(self, event: events.Resize) -> None:
        """Set everything to the new measure, and find the reader's place again."""
        self._sized = self.size
        self._fit(event.size.width)

    def _fit(self, width: int) -> None:
        self.measure_to(width)
        self._placing = True
        self.settle()
        self._placing = False

    def measure_to(self, width: int) -> None:
        """Take the measure and the margins for a column in `width` cells."""
        least = 1 if width < 30 else 2 if width < 60 else 4
        measure = max(1, min(self.app.settings.width, width - 2 * least))
        margin = max(0, (width - measure) // 2)
        if measure != self.galley.measure:
            self.galley.remeasure(measure)
        elif margin != self._margin:
            self.galley.unpaint()
        self._margin = margin

    def settle(self) -> None:
        """Stand where the reader was before everything was set anew."""
        self.galley.set_near(self.galley.line_of(self._place), self.size.height)
        self._grown()
        self.move_to(self.galley.line_of(self._place))

    def _keep_still(self) -> None:
        """Set what is near the window, and stay with what the reader looks at if that moves it."""
        if moved := self.galley.set_near(self.scroll_offset.y, self.size.height):
            self._grown()
            self.move_to(self.scroll_offset.y + moved)

    def _grown(self) -> None:
        """Tell what scrolls how much there is, and one line of air; no other widget's layout depends on it."""
        self.set_reactive(Widget.virtual_size, Size(self.size.width, self.galley.height + 1))
        self.refresh()

    # How it is drawn

    def look_of(self, block: int) -> Voice:
        """The voice in which a block is drawn now."""
        return self.galley.blocks[block].voice

    def mark_of(self, block: int) -> str:
        """A sign in the margin beside a block."""
        return ""

    def mark_at(self, line: Line) -> str:
        """The same beside a line: a block's stands at its first."""
        return self.mark_of(line.block) if line.number == 0 else ""

    def dress(self, block: int, span: Span, style: Style) -> Style:
        """The style of one span in a block of this style."""
        if span.emphasis:
            style += EMPHASIS
        if span.strong:
            style += STRONG
        if span.link:
            style += LINK
        return style

    def inked(self, line: Line, style: Style) -> Iterable[Segment]:
        """The words of a line in a block of this style."""
        return [Segment(span.text, self.dress(line.block, span, style)) for span in line.row.spans]

    def notify_style_update(self) -> None:
        """Other colours: draw everything anew."""
        super().notify_style_update()
        self.galley.unpaint()

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the window."""
        width = self.size.width
        line = self.galley.line_at(y + self.scroll_offset.y)
        if line is None:
            return Strip.blank(width, self.voice(Voice.TEXT))
        strips = self.galley.strips_of(line.block)
        strip = strips[line.number]
        if strip is None or strip.cell_length != width:
            strip = strips[line.number] = self._paint(line, width)
        return strip

    def _before(self, line: Line) -> int:
        """How many cells of the column stand before a line's first span."""
        block = self.galley.blocks[line.block]
        return cell_len(block.prefix) if line.number == 0 and block.prefix else line.row.indent

    def _paint(self, line: Line, width: int) -> Strip:
        block = self.galley.blocks[line.block]
        style = self.voice(self.look_of(line.block))
        first = line.number == 0
        mark = self.mark_at(line) if self._margin >= 2 else ""
        segments = [Segment(" " * (self._margin - 2 * bool(mark)), style)]
        if mark:
            segments.append(Segment(f"{mark} ", self.voice(Voice.RED)))
        before = block.prefix if first and block.prefix else " " * line.row.indent
        segments.append(Segment(before, self.voice(Voice.RED) if block.red else style))
        segments += self.inked(line, style)
        return Strip(Segment.simplify(segments)).adjust_cell_length(width, style)
