"""The line below a screen: the few keys that matter, each to be clicked too, and whether there is more to read."""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Key(NamedTuple):
    """A key as it is shown, what it does in a word, and the screen's action."""

    key: str
    word: str
    action: str = ""


class Footer(Widget):
    """Keys and words; those that find no room are left out, the last one (help) never."""

    DEFAULT_CSS = """
    Footer {
        dock: bottom;
        height: 1;
        background: $background;
        color: $dim;
        padding: 0 2;
    }
    """

    keys: reactive[tuple[Key, ...]] = reactive(())
    """What it shows, the most important first."""
    note: reactive[str] = reactive("")
    """A word at the right end."""

    def render(self) -> Content:
        """As many keys as there is room for, and the note."""
        shown = self._shown()
        parts: list[str | tuple[str, str]] = []
        for key in shown:
            if parts:
                parts.append("  ")
            parts += [(key.key, "bold $foreground"), f" {key.word}"]
        gap = self.content_size.width - _width(shown) - cell_len(self.note)
        if self.note and gap > 0:
            parts += [" " * gap, (self.note, "$foreground")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a key is the key."""
        at = event.x - self.styles.padding.left
        for key in self._shown():
            width = cell_len(key.key) + 1 + cell_len(key.word)
            if 0 <= at < width and key.action:
                self.call_later(self.screen.run_action, key.action)
            at -= width + 2

    def _shown(self) -> Sequence[Key]:
        room = self.content_size.width - (cell_len(self.note) + 2 if self.note else 0)
        keys = list(self.keys)
        while len(keys) > 1 and _width(keys) > room:
            del keys[-2]
        return keys


def _width(keys: Sequence[Key]) -> int:
    return sum(cell_len(key.key) + 3 + cell_len(key.word) for key in keys) - 2
