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
from game.terminal.settings import Settings
from game.terminal.widgets.footer import Footer
from game.terminal.widgets.lines import Lines, Part

if TYPE_CHECKING:
    from game.terminal.app import OctoberApp
    from game.terminal.widgets.find import FindLine


LOW = 12
"""Rows from which there is room for more than the list."""


class Listing(Screen[None]):
    """A list over what was there before; Esc goes back to that.

    One that `FINDS` has a line for words to be looked for, which its `look_for` does.
    """

    FINDS: ClassVar[bool] = False

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("comma", "app.settings", N_("Settings")),
        Binding("question_mark", "app.keys", N_("The keys of this screen")),
        Binding("escape,q", "back", N_("Back")),
        Binding("g", "end(False)", N_("To the first line"), show=False),
        Binding("G", "end(True)", N_("To the last line"), show=False),
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
        if self.FINDS:
            from game.terminal.widgets.find import FindLine

            yield FindLine()
        yield Footer()

    def on_mount(self) -> None:
        """From now on, hold to what is set."""
        self.app.settings_changed.subscribe(self, self.heed)

    def heed(self, before: Settings) -> None:
        """Perhaps another calendar leads."""
        self.lines.refresh()

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

    def action_end(self, last: bool) -> None:
        """To the first line or the last, as Home and End do."""
        self.lines.action_go(-1 if last else 0)

    # Finding

    def look_for(self, words: str) -> str:
        """Show what has these words in it; what is to be said of that."""
        return words

    def step_found(self, direction: int) -> None:
        """To the next of what was found, or the one before."""
        self.lines.lit += direction

    def action_find(self) -> None:
        """Ask for words."""
        self._find_line.open()

    def on_find_line_changed(self, message: "FindLine.Changed") -> None:
        """As they are typed."""
        self._find_line.say(self.look_for(message.words))

    def on_find_line_step(self, message: "FindLine.Step") -> None:
        """The arrows, while they are typed."""
        self.step_found(message.direction)

    def on_find_line_done(self) -> None:
        """Enter: go on with what was found."""
        self._find_line.close()
        self.lines.focus()

    def on_find_line_left(self) -> None:
        """Esc: look for nothing."""
        self._find_line.clear()
        self.look_for("")
        self.on_find_line_done()

    @property
    def _find_line(self) -> "FindLine":
        from game.terminal.widgets.find import FindLine

        return self.query_one(FindLine)

    def action_back(self) -> None:
        """No longer look for anything; else back to what was there before."""
        if self.FINDS and self._find_line.words:
            self.on_find_line_left()
        else:
            self.dismiss()
