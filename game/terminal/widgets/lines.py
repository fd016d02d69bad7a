"""A list of lines, one of them lit: however many there are, only those in the window are ever drawn."""

from collections.abc import Callable, Iterable, Sequence
from typing import ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from game.i18n import N_
from game.story.text import plainly
from game.terminal.blocks import Voice
from game.terminal.widgets.voiced import Voiced
from game.terminal.wrap import wrap

Part = tuple[str, Voice]
"""Some words of a line, and the voice they are in."""

CURSOR = 2
"""Cells before each line, for the sign of the lit one."""


class Lines(Voiced):
    """Lines that are drawn by `draw`, which gets a line's number and how many cells there are for it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", N_("Next line"), show=False),
        Binding("up,k", "step(-1)", N_("Line before"), show=False),
        Binding("pagedown,space", "leap(1)", N_("A page on"), show=False),
        Binding("pageup,b", "leap(-1)", N_("A page back"), show=False),
        Binding("home", "go(0)", N_("To the first line"), show=False),
        Binding("end", "go(-1)", N_("To the last line"), show=False),
        Binding("enter", "take", N_("Take the lit line"), show=False),
    ]
    DEFAULT_CSS = """
    Lines { height: 1fr; }
    """

    lit: reactive[int] = reactive(0, init=False)
    """Which line is lit."""

    class Taken(Message):
        """A line was taken."""

        def __init__(self, line: int) -> None:
            self.line = line
            super().__init__()

    class Lit(Message):
        """Another line is lit."""

        def __init__(self, line: int) -> None:
            self.line = line
            super().__init__()

    def __init__(self, draw: Callable[[int, int], Iterable[Part]], *, empty: Sequence[str] = ()) -> None:
        """`empty` are the paragraphs that say what will be here, while nothing is."""
        super().__init__()
        self._draw = draw
        self._empty = list(empty)
        self.count = 0
        """How many lines there are."""

    def fill(self, count: int, lit: int = 0) -> None:
        """There are `count` lines now, and this one is lit."""
        self.count = count
        self._grown()
        self.set_reactive(Lines.lit, max(0, min(lit, count - 1)))
        self._show_lit()
        self.refresh()
        self.post_message(self.Lit(self.lit))

    def say(self, *empty: str) -> None:
        """While there is nothing, say this."""
        self._empty = list(empty)
        self.refresh()

    def validate_lit(self, lit: int) -> int:
        """Within what there is."""
        return max(0, min(lit, self.count - 1))

    def watch_lit(self, lit: int) -> None:
        """Keep it in sight."""
        self._show_lit()
        self.refresh()
        self.post_message(self.Lit(lit))

    def on_resize(self, event: events.Resize) -> None:
        """Keep the lit line in sight."""
        self._grown()
        self._show_lit()

    def action_step(self, direction: int) -> None:
        """Light the next line."""
        self.lit += direction

    def action_leap(self, direction: int) -> None:
        """Light the line a window away."""
        self.lit += direction * max(1, self.size.height - 1)

    def action_go(self, line: int) -> None:
        """Light the first line, or the last."""
        self.lit = line if line >= 0 else self.count - 1

    def action_take(self) -> None:
        """Take the lit line."""
        if self.count:
            self.post_message(self.Taken(self.lit))

    def on_click(self, event: events.Click) -> None:
        """A click lights a line; on the lit one it takes it."""
        line = event.y + self.scroll_offset.y
        if line < self.count:
            if line == self.lit:
                self.action_take()
            self.lit = line

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the window."""
        width = self.size.width
        if not self.count:
            return self._told(y, width)
        line = y + self.scroll_offset.y
        base = self.voice(Voice.TEXT)
        if line >= self.count:
            return Strip.blank(width, base)
        lit = line == self.lit
        over = self.lit_style() if lit else Style()
        segments = [Segment("› " if lit else "  ", base + over)]
        segments += [Segment(text, self.voice(voice) + over) for text, voice in self._draw(line, width - CURSOR)]
        return Strip(segments).adjust_cell_length(width, base + over)

    def _told(self, y: int, width: int) -> Strip:
        style = self.voice(Voice.DIM)
        rows: list[str] = []
        for words in self._empty:
            rows += ["", *(row.text for row in wrap(plainly(words), max(1, min(64, width - 2 * CURSOR))))]
        text = rows[y] if y < len(rows) else ""
        return Strip([Segment(" " * CURSOR + text, style)]).adjust_cell_length(width, style)

    def _show_lit(self) -> None:
        top, bottom = self.window
        if self.lit < top:
            self.move_to(self.lit)
        elif bottom > top and self.lit >= bottom:
            self.move_to(self.lit - (bottom - top) + 1)

    def _grown(self) -> None:
        self.set_reactive(Widget.virtual_size, Size(self.size.width, self.count))


def fitted(text: str, width: int) -> str:
    """Words cut to so many cells, with a sign that they go on; filled up with blanks where they are shorter."""
    cut = clipped(text, width)
    return cut + " " * (width - cell_len(cut))


def clipped(text: str, width: int) -> str:
    """Words cut to so many cells, with a sign that they go on."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(0, width - 1)).rstrip() + "…" if width > 0 else ""
