"""What a player has set, and what she has learnt: a few lines of YAML among the user's settings.

Whatever the file holds, something can be played with: a line that says nothing known is passed over, and kept.
"""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from game.terminal.themes import DEFAULT, THEMES

FILE = "settings.yaml"
SIZE_LIMIT = 64 * 1024

RecordNotes = Literal["ask", "always", "never"]
RecordPlace = Literal["margin", "below"]


@dataclass(frozen=True, slots=True)
class Settings:
    """All there is to set. `learnt` are the lessons that need not be told again."""

    theme: str = DEFAULT
    record: RecordNotes = "ask"
    """Whether what is on the record is shown after a hinge: when asked for, always, or never."""
    record_at: RecordPlace = "margin"
    """Where it stands on a wide page: in the margin while it fits there, or below the text."""
    learnt: frozenset[str] = frozenset()
    others: tuple[str, ...] = ()
    """Lines of the file that mean nothing to this version."""


def settings_path() -> Path:
    """Where the settings are kept: in the folder OCTOBER_CONFIG, else among the user's."""
    if from_environment := os.environ.get("OCTOBER_CONFIG"):
        return Path(from_environment) / FILE
    from platformdirs import user_config_path

    return user_config_path("october-or-otherwise", appauthor=False) / FILE


def read_settings(path: Path) -> Settings:
    """The settings at `path`; what is not there, or makes no sense, is as at first."""
    try:
        with path.open("rb") as file:
            text = file.read(SIZE_LIMIT).decode("utf-8", "replace")
    except (OSError, ValueError):
        return Settings()
    settings = Settings()
    for line in text.splitlines():
        key, _colon, value = line.partition(":")
        if key.strip() and not line.startswith("#"):
            settings = _with(settings, key.strip(), value.strip(), line)
    return settings


def write_settings(path: Path, settings: Settings) -> bool:
    """Keep the settings at `path`, all or nothing; whether that could be done."""
    new = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(settings_text(settings), encoding="utf-8")
        new.replace(path)
    except OSError:
        with suppress(OSError):
            new.unlink()
        return False
    return True


def settings_text(settings: Settings) -> str:
    """The file's text."""
    lines = [
        f"theme: {settings.theme}",
        f"record: {settings.record}",
        f"record_at: {settings.record_at}",
        f"learnt: [{', '.join(sorted(settings.learnt))}]",
        *settings.others,
    ]
    return "\n".join([*lines, ""])


def _with(settings: Settings, key: str, value: str, line: str) -> Settings:
    """The settings with one line more."""
    match key:
        case "theme":
            return replace(settings, theme=value) if value in THEMES else settings
        case "record":
            known = next((one for one in get_args(RecordNotes) if one == value), settings.record)
            return replace(settings, record=known)
        case "record_at":
            where = next((one for one in get_args(RecordPlace) if one == value), settings.record_at)
            return replace(settings, record_at=where)
        case "learnt":
            words = value.strip("[]").replace(",", " ").split()
            return replace(settings, learnt=frozenset(word for word in words if word.isidentifier()))
    printable = line.isprintable() and len(settings.others) < 100
    return replace(settings, others=(*settings.others, line)) if printable else settings
