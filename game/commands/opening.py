"""How the game opens: as screens or as plain lines, in which language, with which dates."""

import gc
import os
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from game.play.session import Session
    from game.terminal.settings import Settings

INTERRUPTED = 130


class Opening(NamedTuple):
    """What the player has set, and whether to open as plain lines."""

    settings: "Settings"
    plain: bool


def opening(plain: bool | None, language: str | None = None, *, remember: bool = False) -> Opening:
    """Hold to the settings, or to what was asked for instead of them.

    Plain lines or screens: what was asked for (`remember` it for the next time), else what is set; plain lines where
    there is no screen.
    """
    settings = hold_to_settings(language)
    screen = has_screen()
    if remember and screen and plain is not None:
        settings = _remembered(settings, plain)
    return Opening(settings, not screen or (settings.opens == "plain" if plain is None else plain))


def hold_to_settings(language: str | None = None) -> "Settings":
    """Speak the language, and lead with the calendar, that the player has set; or the `language` that is given."""
    from game.i18n import prefer_language
    from game.terminal.leading import lead_with
    from game.terminal.settings import read_settings, settings_path

    settings = read_settings(settings_path())
    lead_with(settings.calendar)
    if language is not None:
        _speak(language)
    else:
        prefer_language(settings.language)
    return settings


def has_screen() -> bool:
    """Whether there is a terminal on both sides that can show more than lines."""
    terminal = all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))
    return terminal and os.environ.get("TERM") != "dumb"


def width_of_terminal() -> int:
    """How many columns there are for plain lines."""
    on_terminal = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if on_terminal or "COLUMNS" in os.environ else 80


def play_plain(session: "Session", settings: "Settings") -> int:
    """Read the session's story on standard input and output; the exit code."""
    from io import StringIO

    from game.terminal.plain import PlainReader

    gc.freeze()
    gc.enable()
    reader = PlainReader(
        session,
        sys.stdin,
        sys.stdout or StringIO(),
        sys.stderr or StringIO(),
        width=width_of_terminal(),
        settings=settings,
    )
    try:
        return 0 if reader.play() else 1
    except KeyboardInterrupt:
        reader.leave()
        return INTERRUPTED
    finally:
        session.close()


def _speak(language: str) -> None:
    """Use `language` from now on; say so when there is none of that name."""
    from game.commands.saying import say
    from game.i18n import SOURCE, use_language

    if use_language(language) == SOURCE and not language.lower().startswith(SOURCE):
        say(f'there is no translation "{language}"; this is English', err=True)


def _remembered(settings: "Settings", plain: bool) -> "Settings":
    """The settings with plain lines, or screens, for the next time too; what is new is said, with the way back."""
    from game.commands.saying import say
    from game.terminal.settings import keep_changes, settings_path, with_value

    changed = with_value(settings, "opens", "plain" if plain else "screens")
    if changed is None or changed == settings:
        return settings
    try:
        keep_changes(settings_path(), settings, changed)
    except OSError as error:
        say(f"this cannot be remembered: {error.filename or settings_path()}: {error.strerror}", err=True)
    else:
        told = "as plain lines; october --full brings the screens back" if plain else "on its screens again"
        say(f"From now on, october opens {told}.", err=True)
    return changed
