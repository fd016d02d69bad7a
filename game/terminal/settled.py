"""An app that holds to what its player has set: colours, words, dates, whether anything moves."""

import os
from abc import abstractmethod
from collections.abc import Sequence

from textual import constants, events
from textual.app import App
from textual.command import CommandPalette
from textual.filter import LineFilter, NoColor
from textual.reactive import Initialize, Reactive
from textual.signal import Signal
from textual.theme import Theme

from game.i18n import _, prefer_language, use_language
from game.terminal.colours import has_colours
from game.terminal.leading import lead_with
from game.terminal.settings import Settings, keep_changes, read_settings, settings_path, with_value
from game.terminal.themes import THEMES

WANTS_PLAIN = 100
"""The return code with which the game asks to be opened again, as plain lines."""


def _theme_at_first(app: "SettledApp") -> str:
    return app.settings.theme


class SettledApp(App[None]):
    """What is set holds at once, on every screen, and is kept if it can be."""

    # What is lit in Textual's own widgets would show by its ground alone. (Reversed, it is not drawn so there.)
    CSS = """
    OptionList {
        &:nocolor > .option-list--option-highlighted, &:ansi > .option-list--option-highlighted {
            text-style: bold underline;
        }
    }
    Input {
        &:nocolor > .input--cursor, &:ansi > .input--cursor { text-style: bold underline; }
    }
    CommandPalette SearchIcon { display: none; }
    """

    theme: Reactive[str] = Reactive(Initialize(_theme_at_first))
    """One of ours: paper, ink, high contrast, the terminal's own; that which is set, from before Textual asks."""

    def __init__(self) -> None:
        coloured = has_colours(os.environ)
        self.settings = read_settings(settings_path())
        """What the player has set; changed by `set` and `learn` alone."""
        super().__init__()
        self.no_color = not coloured
        self.settings_changed: Signal[Settings] = Signal(self, "settings")
        """Tells every screen that something was set; with the settings as they were before."""
        self._told_unkept = False
        prefer_language(self.settings.language)
        lead_with(self.settings.calendar)
        self._keep_still()

    @abstractmethod
    def tell(self, sentence: str) -> None:
        """Say calmly what could not be done."""

    @property
    def available_themes(self) -> dict[str, Theme]:
        """Ours alone."""
        return dict(THEMES)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """With NO_COLOR, none at all: what is dim, bold or marked says enough."""
        return [NoColor()] if self.no_color else super().get_line_filters()

    @property
    def moves(self) -> bool:
        """Whether anything may move by itself."""
        return self.animation_level != "none"

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Where nothing may move, no cursor blinks in a line that is typed into."""
        if hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = self.moves

    def set(self, settings: Settings) -> None:
        """Hold to other settings from now on, and remember them; say once if that cannot be done."""
        if (trouble := self._hold(settings)) and not self._told_unkept:
            self._told_unkept = True
            self.tell(_("This holds until you leave, but cannot be remembered: {why}.").format(why=trouble))

    def learn(self, *lessons: str) -> None:
        """Remember, if that can be done, that these lessons need not be told again."""
        self._hold(self.settings._replace(learnt=self.settings.learnt.union(lessons)))

    def action_set(self, key: str, value: str) -> None:
        """Set one thing; a value that it does not have is none."""
        if (settings := with_value(self.settings, key, value)) is not None:
            self.set(settings)

    def action_command_palette(self) -> None:
        """Everything there is to do, to be found by its name; Textual's own question is English only."""
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(placeholder=_("What would you like to do?"), id="--command-palette"))

    def read_plainly(self) -> None:
        """Leave the screens for the plain reader, and open as that from now on."""
        self._hold(self.settings._replace(opens="plain"))
        self.exit(return_code=WANTS_PLAIN)

    def _hold(self, settings: Settings) -> str:
        """Hold to other settings; why they cannot be remembered, if so."""
        before, self.settings = self.settings, settings
        if settings == before:
            return ""
        self._heed(before)
        path = settings_path()
        try:
            keep_changes(path, before, settings)
        except OSError as error:
            return f"{path}: {error.strerror or error}"
        return ""

    def _heed(self, before: Settings) -> None:
        now = self.settings
        self.theme = now.theme
        lead_with(now.calendar)
        if now.language != before.language:
            use_language(now.language or None)
        self._keep_still()
        if now._replace(learnt=before.learnt) != before:
            self.settings_changed.publish(before)

    def _keep_still(self) -> None:
        self.animation_level = "none" if self.settings.motion == "reduced" else constants.TEXTUAL_ANIMATIONS
