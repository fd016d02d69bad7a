"""A short menu: a key, a word and a note on each line; letters, arrows with Enter, or a click."""

from typing import ClassVar, NamedTuple

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from game.i18n import N_


class Item(NamedTuple):
    """A line of the menu; `action` is the screen's. One that is not `here` leaves its line empty."""

    key: str
    word: str
    action: str
    note: str = ""
    here: bool = True


class Menu(Widget, can_focus=True):
    """Items under each other, one of them lit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j,tab", "step(1)", N_("Next line"), show=False),
        Binding("up,k,shift+tab", "step(-1)", N_("Line before"), show=False),
        Binding("enter,space", "take", N_("Take the lit line"), show=False),
    ]
    DEFAULT_CSS = """
    Menu {
        width: 38;
        max-width: 100%;
        height: auto;
        color: $foreground;
    }
    """

    items: reactive[tuple[Item, ...]] = reactive(())
    """What it offers."""
    lit: reactive[int] = reactive(0)
    """Which line is lit."""

    class Taken(Message):
        """An item was taken."""

        def __init__(self, item: Item) -> None:
            self.item = item
            super().__init__()

    _touched = False

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """A line for each item."""
        return len(self.items)

    def watch_items(self) -> None:
        """Light the first item that is there, unless the reader has lit another."""
        here = [number for number, item in enumerate(self.items) if item.here]
        if here and (self.lit not in here or not self._touched):
            self.lit = here[0]

    def render(self) -> Content:
        """One line for each item."""
        width = self.content_size.width
        lines = []
        for number, item in enumerate(self.items):
            if not item.here:
                lines.append(Content(""))
                continue
            lit = number == self.lit
            room = width - 6 - cell_len(item.word) - 3
            note = item.note if cell_len(item.note) <= room else set_cell_size(item.note, max(0, room - 1)) + "…"
            lines.append(
                Content.assemble(
                    ("› " if lit else "  ", "$accent"),
                    (f"{item.key}   ", "$dim"),
                    (item.word, "bold" if lit else ""),
                    (f"   {note}" if item.note and room > 8 else "", "$dim"),
                )
            )
        return Content("\n").join(lines)

    def action_step(self, direction: int) -> None:
        """Light the next item that is there, round and round."""
        here = [number for number, item in enumerate(self.items) if item.here]
        if here:
            self._touched = True
            place = here.index(self.lit) if self.lit in here else 0
            self.lit = here[(place + direction) % len(here)]

    def action_take(self) -> None:
        """Take the lit item."""
        if self.lit < len(self.items) and self.items[self.lit].here:
            self.post_message(self.Taken(self.items[self.lit]))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """What is under the mouse is lit."""
        if event.y < len(self.items) and self.items[event.y].here:
            self._touched = True
            self.lit = event.y

    def on_click(self, event: events.Click) -> None:
        """A click takes an item."""
        if event.y < len(self.items) and self.items[event.y].here:
            self.lit = event.y
            self.action_take()
