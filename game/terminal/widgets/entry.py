"""An entry of the codex, whose links can be followed by key and by mouse."""

from collections.abc import Iterable
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message

from game.i18n import N_
from game.story.text import Span
from game.terminal.blocks import Block
from game.terminal.widgets.column import Column

LIT = Style(reverse=True, bold=True)
FOCUSED = "›"


class Entry(Column):
    """Some blocks, one of their links lit."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab,right", "link(1)", N_("The next link"), show=False),
        Binding("shift+tab", "link(-1)", N_("The link before"), show=False),
        Binding("enter", "follow", N_("Follow the lit link"), show=False),
        Binding("down,j", "line(1)", N_("A line on"), show=False),
        Binding("up,k", "line(-1)", N_("A line back"), show=False),
        Binding("space,pagedown", "turn(1)", N_("Read on"), show=False),
        Binding("pageup,b", "turn(-1)", N_("Read back"), show=False),
    ]
    DEFAULT_CSS = """
    Entry { height: 1fr; }
    """

    class Followed(Message):
        """A link was followed."""

        def __init__(self, entry: str) -> None:
            self.entry = entry
            super().__init__()

    def __init__(self) -> None:
        super().__init__()
        self._links: list[tuple[int, str]] = []
        self._lit = -1

    def show_entry(self, blocks: Iterable[Block]) -> None:
        """Show another entry, from its beginning."""
        self.truncate(0)
        self.append(blocks)
        self._links = [
            (number, span.link)
            for number, block in enumerate(self.galley.blocks)
            for span in block.paragraph.spans
            if span.link
        ]
        self._lit = -1
        self.move_to(0)

    @property
    def link(self) -> str:
        """The link that is lit, or nothing."""
        return self._links[self._lit][1] if 0 <= self._lit < len(self._links) else ""

    def action_link(self, direction: int) -> None:
        """Light the next link, round and round."""
        if self._links:
            self._lit = (self._lit + direction) % len(self._links) if self.link else 0 if direction > 0 else -1
            self._lit %= len(self._links)
            self.show(self._links[self._lit][0])
            self.repaint()

    def action_follow(self) -> None:
        """To what the lit link names."""
        if self.link:
            self.post_message(self.Followed(self.link))

    def action_line(self, by: int) -> None:
        """Move a line."""
        self.move_to(self.window[0] + by)

    def action_turn(self, direction: int) -> None:
        """Move a window."""
        self.turn(direction)

    def on_click(self, event: events.Click) -> None:
        """A click on a link follows it."""
        spot = self.spot_at(event.x, event.y)
        if spot is not None and spot.span is not None and spot.span.link:
            self.post_message(self.Followed(spot.span.link))

    def on_focus(self) -> None:
        """Light the first link, if it is in sight, and say so that the keys are here."""
        if not self.link and self._links and self.shows(self._links[0][0]):
            self._lit = 0
        self.repaint()

    def on_blur(self) -> None:
        """The keys are elsewhere."""
        self._lit = -1
        self.repaint()

    def mark_of(self, block: int) -> str:
        """A sign beside its name while the keys are here."""
        return FOCUSED if self.has_focus and not block else ""

    def dress(self, block: int, span: Span, style: Style) -> Style:
        """The lit link stands out."""
        dressed = super().dress(block, span, style)
        return dressed + LIT if span.link and (block, span.link) == self._lit_at else dressed

    @property
    def _lit_at(self) -> tuple[int, str]:
        return self._links[self._lit] if self.link else (-1, "")
