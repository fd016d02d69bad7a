"""A run's whole text to be read again, with what is looked for in it marked where it stands."""

from collections.abc import Iterable, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from game.i18n import N_
from game.terminal.blocks import Block
from game.terminal.finding import Found, folded
from game.terminal.galley import Line, Place
from game.terminal.widgets.column import Column

FOUND, LIT = Style(reverse=True), Style(reverse=True, bold=True, underline=True)
"""How a place looks that was found, and the one at which the reader stands: it has a sign beside it too."""


class Pages(Column):
    """Blocks that can be searched; one of the places found is lit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "line(1)", N_("A line on"), show=False),
        Binding("up,k", "line(-1)", N_("A line back"), show=False),
        Binding("space,pagedown", "turn(1)", N_("Read on"), show=False),
        Binding("pageup,b", "turn(-1)", N_("Read back"), show=False),
        Binding("home,g", "top", N_("To the beginning"), show=False),
        Binding("end,G", "bottom", N_("To the end"), show=False),
    ]
    DEFAULT_CSS = """
    Pages { height: 1fr; }
    """

    class Moved(Message):
        """The reader may stand elsewhere."""

    class Asked(Message):
        """The reader asked about something that the text links."""

        def __init__(self, entry: str) -> None:
            self.entry = entry
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self.found = Found()
        self.lit = 0
        """Which of the places found the reader stands at."""
        self._texts: list[str] | None = None
        self._at_lit = False
        """Whether the reader went to the lit place last, and has not moved since."""

    def refill(self, blocks: Iterable[Block]) -> None:
        """Hold other blocks; nothing is looked for any more."""
        self.truncate(0)
        self.append(blocks, now=False)
        self.found, self._texts = Found(), None

    # What is looked for

    def look_for(self, words: str, block: int) -> None:
        """Mark the words wherever they stand, and go to the first of them from `block` on."""
        if self._texts is None:
            self._texts = [folded(each.paragraph.plain) for each in self.galley.blocks]
        self.found = Found(self._texts, words)
        self.lit = self.found.first_from(block)
        self.repaint()
        self._show_lit()

    def step(self, direction: int) -> None:
        """To the next place found, or the one before, round and round."""
        if self.found:
            self.lit = (self.lit + direction) % len(self.found)
            self.repaint()
            self._show_lit()

    def _show_lit(self) -> None:
        if not self.found:
            return
        block, letter = self.found[self.lit]
        self.galley.set_near(self.galley.top_of(block), self.size.height)
        self._grown()
        line = self.galley.line_of(Place(block, letter))
        top, bottom = self.window
        if not top < line < bottom - 1:
            self.move_to(line - (bottom - top) // 3)
        self._at_lit = True

    # Where the reader is

    @property
    def first(self) -> int:
        """The first block in the window."""
        return self.galley.block_at(self.window[0] + 1)

    def leap(self, blocks: Sequence[int], direction: int) -> None:
        """Show at the top the next of these blocks, or the one before; the beginning or the end behind the last."""
        here = self.window[0]
        tops = [self.galley.text_top_of(block) for block in blocks]
        if direction > 0:
            self.go_to(next((b for b, top in zip(blocks, tops, strict=True) if top > here), len(self.galley)))
        else:
            before = [b for b, top in zip(blocks, tops, strict=True) if top < here]
            self.go_to(before[-1] if before else 0)

    def go_to(self, block: int) -> None:
        """Show a block at the top."""
        self.galley.set_near(self.galley.top_of(block), self.size.height)
        self._grown()
        self.move_to(self.galley.text_top_of(block))

    def settle(self) -> None:
        """After a resize: what was found stays in sight, or what stood at the top."""
        at_lit = self._at_lit
        super().settle()
        if at_lit:
            self._show_lit()

    def moved(self) -> None:
        """Tell the screen."""
        self._at_lit = False
        self.post_message(self.Moved())

    def action_line(self, by: int) -> None:
        """Move a line."""
        self.move_to(self.window[0] + by)

    def action_turn(self, direction: int) -> None:
        """Move a window."""
        self.turn(direction)

    def action_top(self) -> None:
        """To the first line."""
        self.move_to(0)

    def action_bottom(self) -> None:
        """To the last lines."""
        self.move_to(self.galley.height)

    def on_click(self, event: events.Click) -> None:
        """A click opens a link."""
        spot = self.spot_at(event.x, event.y)
        if spot is not None and spot.span is not None and spot.span.link:
            self.post_message(self.Asked(spot.span.link))

    # How it is drawn

    def mark_at(self, line: Line) -> str:
        """A sign beside the line of the lit place."""
        if not self.found:
            return ""
        block, letter = self.found[self.lit]
        here = line.block == block and self.galley.line_of(Place(block, letter)) == self._line_of(line)
        return "›" if here else ""

    def _line_of(self, line: Line) -> int:
        return self.galley.text_top_of(line.block) + line.number

    def inked(self, line: Line, style: Style) -> Iterable[Segment]:
        """The words of a line, cut where something found begins and ends."""
        places = self.found.within(line.block) if self.found else []
        if not places:
            yield from super().inked(line, style)
            return
        block, letter = self.found[self.lit]
        at = line.row.start
        for span in line.row.spans:
            dressed = self.dress(line.block, span, style)
            for number, sign in enumerate(span.text, at):
                place = next((start for start in places if start <= number < start + self.found.width), None)
                if place is None:
                    yield Segment(sign, dressed)
                else:
                    yield Segment(sign, dressed + (LIT if (line.block, place) == (block, letter) else FOUND))
            at += len(span.text)
