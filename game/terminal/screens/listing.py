"""What screens with a list share: a heading, the lines, a word about the lit one, the keys."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from game.i18n import N_
from game.terminal.blocks import Voice
from game.terminal.widgets.footer import Footer
from game.terminal.widgets.lines import Lines, Part

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp


LOW = 12
"""Rows from which there is room for more than the list."""


class Listing(Screen[None]):
    """A list over what was there before; Esc goes back to that."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("escape,q", "back", N_("Back")),
    ]
    AUTO_FOCUS = "Lines"
    DEFAULT_CSS = """
    Listing {
        color: $foreground;
        & > .heading { height: auto; padding: 1 2 1 2; color: $dim; }
        & > .about { height: 2; padding: 1 2 0 2; color: $dim; }
        &.-low > .about { display: none; }
        &.-low > .heading { padding: 0 2; }
        & > Lines { padding: 0 1; }
    }
    """

    app: "OctoberApp"

    def compose(self) -> ComposeResult:
        """Heading, list, what there is to say of the lit line, keys."""
        yield Static(classes="heading")
        yield Lines(self.draw)
        yield Static(classes="about")
        yield Footer()

    def on_resize(self, event: events.Resize) -> None:
        """Where there are few rows, they are the list's."""
        self.set_class(event.size.height < LOW, "-low")

    def draw(self, line: int, width: int) -> Iterable[Part]:
        """One line of the list."""
        return ((str(line), Voice.TEXT),)

    @property
    def lines(self) -> Lines:
        """The list."""
        return self.query_one(Lines)

    def head(self, *parts: str | tuple[str, str]) -> None:
        """What the list is."""
        self.query_one(".heading", Static).update(Content.assemble(*parts))

    def about(self, *parts: str | tuple[str, str]) -> None:
        """What there is to say of the lit line."""
        self.query_one(".about", Static).update(Content.assemble(*parts))

    def action_back(self) -> None:
        """Back to what was there before."""
        self.dismiss()
