"""Calm lines above and below the page: what stays true until it is mended, and what a new reader is told."""

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from game.terminal.sanitise import one_line


class Notice(Widget):
    """Shown while there is something to say."""

    DEFAULT_CSS = """
    Notice {
        display: none;
        height: auto;
        max-height: 3;
        padding: 0 2;
        background: $background;
        color: $accent;
        text-style: italic;
        &.-said { display: block; }
    }
    """

    text: reactive[str] = reactive("", layout=True)
    """What it says; nothing hides it."""

    def watch_text(self, text: str) -> None:
        """Show itself, or go."""
        self.set_class(bool(text), "-said")

    def render(self) -> Content:
        """The sentence."""
        return Content(one_line(self.text))


class Hint(Notice):
    """The same below the page, in a quieter voice."""

    DEFAULT_CSS = """
    Hint {
        color: $dim;
        text-style: none;
        padding: 0 2;
    }
    """
