"""The settings: one to a line, changed where they stand; beside or below them a page that shows what comes of it."""

from collections.abc import Iterator
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widgets import Static

from game.i18n import N_, _
from game.terminal.blocks import Voice
from game.terminal.sanitise import one_line
from game.terminal.screens.listing import Listing
from game.terminal.setting_words import Setting, all_settings
from game.terminal.settings import Settings, settings_path
from game.terminal.widgets.footer import Footer, Key
from game.terminal.widgets.lines import Lines, Part, clipped, fitted
from game.terminal.widgets.sample import Sample

BESIDE, BELOW = 112, 22
"""Columns from which there is room for the sample beside the list; rows from which there is room below it."""
NAME = 16


class SettingsScreen(Listing):
    """A line for each setting; left and right change the lit one, at once and for good."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,enter,space", "change(1)", N_("The next value"), priority=True),
        Binding("left", "change(-1)", N_("The value before"), priority=True),
        Binding("s,comma", "back", N_("Back"), show=False),
    ]
    DEFAULT_CSS = """
    SettingsScreen {
        & > .body { layout: vertical; height: 1fr; }
        & .list { height: 1fr; }
        & Lines { height: 1fr; padding: 0 1; }
        & .about { height: 4; padding: 1 2 0 2; color: $dim; }
        & Sample { display: none; height: 1fr; }
        &.-below Sample { display: block; border-top: solid $rule; }
        &.-below .list { height: 13; }
        &.-beside Lines { max-height: 9; }
        &.-beside > .body { layout: horizontal; }
        &.-beside .list { width: 56; height: 100%; }
        &.-beside Sample { display: block; width: 1fr; height: 100%; border-left: solid $rule; padding: 1 0; }
        &.-small > .heading { padding: 0 2; }
        &.-low .about { display: none; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._settings: tuple[Setting, ...] = ()

    def compose(self) -> ComposeResult:
        """Heading, list, what there is to say of the lit line; the sample; keys."""
        self._fit(self.app.size.width, self.app.size.height)
        yield Static(classes="heading")
        with Container(classes="body"):
            with Vertical(classes="list"):
                yield Lines(self.draw)
                yield Static(classes="about")
            yield Sample()
        yield Footer()

    def on_mount(self) -> None:
        """Say what there is."""
        self._say()

    def on_resize(self, event: events.Resize) -> None:
        """The sample stands where there is room for it."""
        self._fit(event.size.width, event.size.height)

    def heed(self, before: Settings) -> None:
        """Something was set, here or elsewhere."""
        self._say(self.lines.lit)

    def draw(self, line: int, width: int) -> Iterator[Part]:
        """What a setting is called, and its value; between arrows where the keys change it."""
        setting = self._settings[line]
        value = one_line(setting.word_of(self.app.settings))
        yield fitted(setting.name, NAME), Voice.TEXT
        lit = line == self.lines.lit
        yield clipped(f"← {value} →" if lit else f"  {value}", width - NAME), Voice.TEXT

    def on_lines_lit(self, message: Lines.Lit) -> None:
        """Say what the lit setting does, and what else it could be."""
        setting = self._settings[message.line]
        what = setting.what
        if setting.key == "theme" and self.app.no_color:
            what += " " + _("This terminal has none, or was told to show none.")
        now = setting.word_of(self.app.settings)
        words = [f"[{word}]" if word == now else word for _value, word in setting.values]
        self.about((what, "$foreground"), "\n", " · ".join(one_line(word) for word in words))

    def on_lines_taken(self, message: Lines.Taken) -> None:
        """A click on the lit line: the next value."""
        self.action_change(1)

    def action_change(self, direction: int) -> None:
        """Give the lit setting the value after the one it has, or before it."""
        setting = self._settings[self.lines.lit]
        self.app.action_set(setting.key, setting.beside(self.app.settings, direction))

    def _say(self, lit: int = 0) -> None:
        """Everything, in the language in use."""
        self._settings = all_settings(in_browser=self.app.is_web)
        where = _("kept in {path}").format(path=one_line(str(settings_path())))
        self.head((_("SETTINGS"), "bold $foreground"), "   " + clipped(where, max(0, self.app.size.width - 16)))
        self.query_one(Footer).keys = (
            Key("←→", _("change"), "change(1)"),
            Key("q", _("back"), "back"),
            Key("↑↓", _("another")),
            Key("?", _("keys"), "app.keys"),
        )
        self.lines.fill(len(self._settings), lit)

    def _fit(self, width: int, height: int) -> None:
        self.set_class(height < BELOW - 4, "-small")
        self.set_class(width >= BESIDE, "-beside")
        self.set_class(width < BESIDE and height >= BELOW, "-below")
