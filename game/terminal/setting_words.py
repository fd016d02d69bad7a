"""The settings in words: what each is called, what it does, and what its values are called.

The screen, the command palette and the plain reader all tell them from here.
"""

from typing import NamedTuple

from game.i18n import _, languages
from game.terminal.settings import MEASURE, NARROWEST, VALUES, WIDEST, Settings

STEP = 4
"""By how many cells the text is made wider or narrower."""


class Setting(NamedTuple):
    """One thing that can be set: its name in the file, what it is called, what it does, its values and their words."""

    key: str
    name: str
    what: str
    values: tuple[tuple[str, str], ...]

    def word_of(self, settings: Settings) -> str:
        """What the value that holds is called; as it is, where it is none of those offered."""
        value = str(getattr(settings, self.key))
        return dict(self.values).get(value, value)

    def beside(self, settings: Settings, direction: int) -> str:
        """The value after the one that holds, or before it, round and round."""
        values = [value for value, _word in self.values]
        value = str(getattr(settings, self.key))
        place = values.index(value) if value in values else -1 if direction > 0 else 0
        return values[(place + direction) % len(values)]


def all_settings(*, in_browser: bool = False) -> tuple[Setting, ...]:
    """All of them, in the order in which they are shown, in the language in use; a browser cannot open as lines."""
    return (
        _setting("theme", _("Theme"), _("The colours of every screen.")),
        Setting("language", _("Language"), _("The language of menus and hints."), _languages()),
        _setting("calendar", _("Calendar"), _("Which date leads: Old Style as in the Russia of 1917, or ours.")),
        _setting("reveal", _("New text"), _("Whether a new page comes at once; any key shows the rest.")),
        _setting("motion", _("Motion"), _("Reduced: nothing moves or blinks, and new text comes at once.")),
        _setting("record", _("The record"), _("When a hinge shows what is on the record.")),
        _setting("record_at", _("Record stands"), _("Where, on a page that is wide enough for a margin.")),
        Setting("width", _("Text width"), _("How many letters a line has at most, where there is room."), _widths()),
        *(
            ()
            if in_browser
            else (_setting("opens", _("Opens as"), _("From the next start on; october --full undoes it.")),)
        ),
    )


def _setting(key: str, name: str, what: str) -> Setting:
    words = {
        "ink": _("ink"),
        "paper": _("paper"),
        "high-contrast": _("high contrast"),
        "terminal": _("the terminal's own"),
        "old": _("Old Style first"),
        "new": _("New Style first"),
        "at-once": _("at once"),
        "paragraphs": _("by paragraphs"),
        "full": _("as it is"),
        "reduced": _("reduced"),
        "ask": _("when asked for"),
        "always": _("after every hinge"),
        "never": _("never by itself"),
        "margin": _("in the margin"),
        "below": _("below the text"),
        "screens": _("screens"),
        "plain": _("plain lines"),
    }
    return Setting(key, name, what, tuple((value, words[value]) for value in VALUES[key]))


def _languages() -> tuple[tuple[str, str], ...]:
    return (("", _("the system's")), *languages().items())


def _widths() -> tuple[tuple[str, str], ...]:
    widths = sorted({MEASURE, *range(NARROWEST, WIDEST + 1, STEP)})
    return tuple((str(width), str(width)) for width in widths)
