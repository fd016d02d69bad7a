"""Which story to play, where there is more than one."""

from pathlib import Path
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from game.i18n import N_, _
from game.terminal.sanitise import one_line
from game.terminal.widgets.menu import Item, Menu


class StoriesSheet(ModalScreen[Path | None]):
    """The stories by their titles: a number, arrows with Enter, or a click takes one."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q", "away", N_("Back"), show=False)]
    AUTO_FOCUS = "Menu"
    DEFAULT_CSS = """
    StoriesSheet {
        align: center middle;
        background: $background 60%;
        & > Vertical {
            width: 48;
            max-width: 100%;
            height: auto;
            background: $background;
            border: round $rule;
            border-title-color: $dim;
            border-subtitle-color: $dim;
            padding: 1 2;
        }
    }
    """

    def __init__(self, stories: dict[Path, str]) -> None:
        """`stories` are the titles by the story's folder."""
        super().__init__()
        self._folders = list(stories)
        self._titles = list(stories.values())

    def compose(self) -> ComposeResult:
        """A frame and the titles in it."""
        with Vertical() as frame:
            yield Menu()
        frame.border_title = _("Which story?")
        frame.border_subtitle = _("Enter: begin · q: back")

    def on_mount(self) -> None:
        """Number the titles."""
        self.query_one(Menu).items = tuple(
            Item(str(number), one_line(title), str(number)) for number, title in enumerate(self._titles, 1)
        )

    def on_key(self, event: events.Key) -> None:
        """A number takes the story that has it."""
        if event.key.isdecimal() and 1 <= int(event.key) <= len(self._folders):
            event.stop()
            self.dismiss(self._folders[int(event.key) - 1])

    def on_menu_taken(self, message: Menu.Taken) -> None:
        """Take the lit story."""
        self.dismiss(self._folders[int(message.item.action) - 1])

    def action_away(self) -> None:
        """Take none."""
        self.dismiss(None)
