"""A line of days with a thumb on one of them: to be clicked, and dragged along."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from game.terminal.map.signs import FINE, Signs


class Slider(Widget):
    """Days from 0 to `last`; marks stand at some of them, their words below where there is a second row."""

    DEFAULT_CSS = """
    Slider {
        height: 2;
        background: $background;
        color: $dim;
        padding: 0 2;
    }
    """

    day: reactive[int] = reactive(0)
    """Where the thumb is."""
    last: reactive[int] = reactive(0)
    """The last day."""
    marks: reactive[tuple[tuple[int, str], ...]] = reactive(())
    """Days with a mark, and what each is called."""
    here: reactive[int] = reactive(-1)
    """A day that has a sign of its own, or -1."""
    signs: reactive[Signs] = reactive(FINE)
    """What it is drawn with."""

    class Moved(Message):
        """The thumb was moved to a day."""

        def __init__(self, day: int) -> None:
            self.day = day
            super().__init__()

    def render(self) -> Content:
        """The line, what is past of it in full voice, and the words below."""
        width = self.content_size.width
        if width < 3:
            return Content("")
        line = [self.signs.line] * width
        line[0], line[-1] = self.signs.left, self.signs.right
        for day, _word in self.marks:
            if 0 < (column := self._column(day)) < width - 1:
                line[column] = self.signs.month
        if self.here >= 0:
            line[self._column(self.here)] = self.signs.here
        thumb = self._column(self.day)
        return Content.assemble(
            ("".join(line[:thumb]), "$foreground"),
            (self.signs.thumb, "bold $accent"),
            ("".join(line[thumb + 1 :]), "$dim"),
            "\n",
            "".join(_spread([(self._column(day), word) for day, word in self.marks], width)),
        )

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the thumb, wherever the line was pressed."""
        self.capture_mouse()
        self._point(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Take the thumb along."""
        if self.app.mouse_captured is self:
            self._point(event)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        self.release_mouse()

    def _point(self, event: events.MouseEvent) -> None:
        width = self.content_size.width
        column = max(0, min(event.x - self.styles.padding.left, width - 1))
        self.post_message(self.Moved(round(column * self.last / max(1, width - 1))))

    def _column(self, day: int) -> int:
        width = self.content_size.width
        return max(0, min(round(day * (width - 1) / max(1, self.last)), width - 1))


def _spread(words: Sequence[tuple[int, str]], width: int) -> Iterator[str]:
    """Words at their columns, those left out that would touch the one before or the end."""
    at = 0
    for column, word in words:
        if column >= at + (at > 0) and column + cell_len(word) <= width:
            yield " " * (column - at) + word
            at = column + cell_len(word)
