"""The least that Textual can be: one line of text, which a key changes. What stands beside our start and our keys."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Tiny(App[None]):
    """Counts keys."""

    count = 0

    def compose(self) -> ComposeResult:
        """The line."""
        yield Static("nothing was pressed yet")

    def on_key(self, event: events.Key) -> None:
        """One more."""
        self.count += 1
        self.query_one(Static).update(f"pressed {self.count} times")


if __name__ == "__main__":
    Tiny().run()
