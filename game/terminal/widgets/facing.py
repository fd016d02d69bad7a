"""Two columns that face each other, line by line, each entry as high as the higher of its two sides."""

from collections.abc import Iterable
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from game.i18n import N_
from game.story.text import plainly
from game.terminal.blocks import Voice
from game.terminal.marks import PARTED
from game.terminal.widgets.lines import Part, fitted
from game.terminal.widgets.voiced import Voiced
from game.terminal.wrap import wrap

WIDEST = 132
"""As wide as both columns together ever get."""
RULE = " │ "


class Facing(NamedTuple):
    """What stands on a level: a label over both, and one text each; or words across."""

    a: str = ""
    b: str = ""
    label: str = ""
    across: str = ""
    voice: Voice = Voice.TEXT


class FacingColumns(Voiced):
    """Reads as two pages of an open book."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "line(1)", N_("A line on"), show=False),
        Binding("up,k", "line(-1)", N_("A line back"), show=False),
        Binding("pagedown,space", "leap(1)", N_("Read on"), show=False),
        Binding("pageup,b", "leap(-1)", N_("Read back"), show=False),
        Binding("home,g", "go(0)", N_("To the beginning"), show=False),
        Binding("end,G", "go(-1)", N_("To the end"), show=False),
    ]
    DEFAULT_CSS = """
    FacingColumns { height: 1fr; padding: 0 2; }
    """

    def __init__(self, levels: Iterable[Facing] = ()) -> None:
        super().__init__()
        self._levels = list(levels)
        self._rows: list[tuple[Part, ...]] = []
        self._margin = 0

    def on_resize(self, event: events.Resize) -> None:
        """Set everything to the new measure."""
        width = min(WIDEST, self.size.width)
        self._margin = (self.size.width - width) // 2
        side = max(1, (width - len(RULE)) // 2)
        self._rows = [row for level in self._levels for row in _rows(level, side)]
        self.set_reactive(Widget.virtual_size, Size(self.size.width, len(self._rows)))
        self.move_to(self.window[0])
        self.refresh()

    def action_line(self, by: int) -> None:
        """Move a line."""
        self.move_to(self.window[0] + by)

    def action_leap(self, direction: int) -> None:
        """Move a window."""
        self.turn(direction)

    def action_go(self, line: int) -> None:
        """To the first line, or the last."""
        self.move_to(line if line >= 0 else len(self._rows))

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the window."""
        base = self.voice(Voice.TEXT)
        at = y + self.scroll_offset.y
        parts = self._rows[at] if at < len(self._rows) else ()
        segments = [Segment(" " * self._margin, base)]
        segments += [Segment(text, self.voice(voice)) for text, voice in parts]
        return Strip(segments).adjust_cell_length(self.size.width, base)


def _rows(level: Facing, side: int) -> Iterable[tuple[Part, ...]]:
    """The rows of one level."""
    if level.across:
        for row in wrap(plainly(level.across), 2 * side + len(RULE)):
            yield ((row.text, level.voice),)
        return
    if not (level.a or level.b or level.label):
        yield ()
        return
    if level.label:
        yield ((fitted(level.label, side), Voice.DIM), (RULE, Voice.DIM), ("", Voice.DIM))
    left, right = _side(level.a, side), _side(level.b, side)
    for number in range(max(len(left), len(right))):
        mine = left[number] if number < len(left) else ""
        theirs = right[number] if number < len(right) else ""
        yield (
            (mine, _voice(level.a, level.voice)),
            (" " * (side - cell_len(mine)), Voice.TEXT),
            (RULE, Voice.DIM),
            (theirs, _voice(level.b, level.voice)),
        )


def _side(text: str, width: int) -> list[str]:
    return [" " * row.indent + row.text for row in wrap(plainly(text), width, hang=2)] if text else []


def _voice(text: str, voice: Voice) -> Voice:
    return Voice.RED if text.startswith(PARTED) else voice
