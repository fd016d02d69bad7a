"""What a player has set, and what she has learnt: a few lines of YAML among the user's settings.

Whatever the file holds, something can be played with: a line that says nothing known is passed over, and kept.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from game.terminal.leading import Calendar

FILE = "settings.yaml"
SIZE_LIMIT = 64 * 1024
LONGEST_CODE = 16
"""How long a language's code may be."""
MOST_OTHERS = 100
"""How many lines that mean nothing to this version are kept."""

ThemeName = Literal["ink", "paper", "high-contrast", "terminal"]
Reveal = Literal["at-once", "paragraphs"]
Motion = Literal["full", "reduced"]
RecordNotes = Literal["ask", "always", "never"]
RecordPlace = Literal["margin", "below"]
Opening = Literal["screens", "plain"]

NARROWEST, WIDEST, MEASURE = 56, 80, 72
"""How wide a line of text may be set to be, and is at first: in cells."""


class Settings(NamedTuple):
    """All there is to set. `learnt` are the lessons that need not be told again."""

    theme: ThemeName = "ink"
    language: str = ""
    """The interface's, as a code ("es", "pt_BR"); nothing: as the environment says."""
    calendar: Calendar = "old"
    """Which of the two stands first, and alone where there is room for one."""
    reveal: Reveal = "at-once"
    """Whether a new page is there at once, or paragraph by paragraph."""
    motion: Motion = "full"
    record: RecordNotes = "ask"
    """Whether what is on the record is shown after a hinge: when asked for, always, or never."""
    record_at: RecordPlace = "margin"
    """Where it stands on a wide page: in the margin while it fits there, or below the text."""
    width: int = MEASURE
    """How wide a line of text may get."""
    opens: Opening = "screens"
    """As what `october` opens on a terminal: screens, or plain lines."""
    learnt: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    """Lines of the file that mean nothing to this version."""


VALUES: dict[str, Sequence[str]] = {
    "theme": get_args(ThemeName),
    "calendar": get_args(Calendar),
    "reveal": get_args(Reveal),
    "motion": get_args(Motion),
    "record": get_args(RecordNotes),
    "record_at": get_args(RecordPlace),
    "opens": get_args(Opening),
}
"""The settings that are one word of a few, with these."""


def settings_path() -> Path:
    """Where the settings are kept: in the folder OCTOBER_CONFIG, else among the user's."""
    if from_environment := os.environ.get("OCTOBER_CONFIG"):
        return Path(from_environment) / FILE
    from platformdirs import user_config_path

    return user_config_path("october-or-otherwise", appauthor=False) / FILE


def read_settings(path: Path) -> Settings:
    """The settings at `path`; what is not there, or makes no sense, is as at first."""
    settings = Settings()
    try:
        if not path.is_file():
            return settings
        with path.open("rb") as file:
            text = file.read(SIZE_LIMIT).decode("utf-8", "replace")
    except (OSError, ValueError):
        return settings
    for line in text.splitlines():
        key, _colon, value = line.partition(":")
        value = value.partition(" #")[0].strip()
        if value[:1] in ('"', "'") and value[-1:] == value[:1]:
            value = value[1:-1]
        if key.strip():
            settings = _with(settings, key.strip(), value, line)
    return settings


def write_settings(path: Path, settings: Settings) -> None:
    """Keep the settings at `path`, all or nothing. Raises OSError where that cannot be done."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(settings_text(settings), encoding="utf-8")
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def keep_changes(path: Path, before: Settings, now: Settings) -> None:
    """Keep at `path` what is new in `now` since `before`; the rest stays as it is there, whoever wrote it meanwhile.

    Raises OSError where that cannot be done.
    """
    there = read_settings(path)
    changed = {key: getattr(now, key) for key in _KEYS if getattr(now, key) != getattr(before, key)}
    write_settings(path, there._replace(**changed, learnt=there.learnt | (now.learnt - before.learnt)))


def settings_text(settings: Settings) -> str:
    """The file's text."""
    lines = [f"{key}: {getattr(settings, key)}" for key in _KEYS]
    lines += [f"learnt: [{', '.join(sorted(settings.learnt))}]", *settings.others]
    return "\n".join([*(line.rstrip() for line in lines), ""])


def with_value(settings: Settings, key: str, value: str) -> Settings | None:
    """The settings with another value, as it stands in the file; None where the setting has no such value."""
    change: dict[str, Any] = {key: value}
    if key == "width":
        if not (value.isascii() and value.isdigit() and len(value) == 2 and NARROWEST <= int(value) <= WIDEST):
            return None
        change = {key: int(value)}
    elif key == "language":
        if value and not (value.isascii() and value.replace("_", "a").isalnum() and len(value) <= LONGEST_CODE):
            return None
    elif value not in VALUES.get(key, ()):
        return None
    return settings._replace(**change)


_KEYS = tuple(name for name in Settings._fields if name not in ("learnt", "others"))


def _with(settings: Settings, key: str, value: str, line: str) -> Settings:
    """The settings with one line of the file more."""
    if key in _KEYS:
        return with_value(settings, key, value) or settings
    if key == "learnt":
        words = value.strip("[]").replace(",", " ").split()
        return settings._replace(learnt=frozenset(word for word in words if word.isidentifier()))
    kept = line.isprintable() and len(settings.others) < MOST_OTHERS
    return settings._replace(others=(*settings.others, line)) if kept else settings
