"""A column whose newest text may come paragraph by paragraph; a key or a click brings all of it."""

from textual import events
from textual.strip import Strip
from textual.timer import Timer

from game.terminal.blocks import Voice
from game.terminal.widgets.column import Column

PACE, LONGEST = 0.8, 4.0
"""Seconds from one paragraph to the next; and until all is shown, at most, however many there are."""


class Veiled(Column):
    """Everything has its place from the start; what is behind the veil is not drawn yet, and cannot be taken."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._stops: list[int] = []
        """The blocks before which the veil will stand, the next one first: paragraphs, then what follows them."""
        self._lifting: Timer | None = None

    @property
    def veiled(self) -> bool:
        """Whether some of the text is yet to come."""
        return bool(self._stops)

    def veil(self, first: int, after: int) -> None:
        """Let the paragraphs of blocks `first` to `after` come one by one, as far as the window shows them."""
        self.unveil()
        top = self.window[0]
        bottom = top + (self.size.height or self.app.size.height)
        blocks = self.galley.blocks
        paragraphs = [at for at in range(first, after) if blocks[at].voice is Voice.TEXT]
        stops = [*paragraphs[1:], after]
        self._stops = [stop for stop in stops if stop < len(blocks) and self.galley.text_top_of(stop) < bottom]
        if self._stops:
            self._lifting = self.set_interval(min(PACE, LONGEST / len(self._stops)), self.lift)
        self.refresh()

    def lift(self) -> None:
        """Show the next paragraph, or what follows the last."""
        del self._stops[:1]
        if not self._stops:
            self.unveil()
        self.refresh()

    def unveil(self) -> bool:
        """Show all there is; whether anything was yet to come."""
        was = self.veiled
        self._stops = []
        if self._lifting is not None:
            self._lifting.stop()
            self._lifting = None
        if was:
            self.refresh()
        return was

    def on_key(self, event: events.Key) -> None:
        """Whatever the key, it first brings all of the text."""
        if self.unveil():
            event.stop()
            event.prevent_default()

    def render_line(self, y: int) -> Strip:
        """The strip at a line of the window."""
        line = self.galley.line_at(y + self.scroll_offset.y)
        if line is not None and self._stops and line.block >= self._stops[0]:
            return Strip.blank(self.size.width, self.voice(Voice.TEXT))
        return super().render_line(y)
