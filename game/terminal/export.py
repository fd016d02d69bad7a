"""What is written to a place of the player's: a run's file as it is, or what was read of it as text."""

import os
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from game.i18n import _
from game.terminal.sanitise import one_line

if TYPE_CHECKING:
    from textual.app import App

TRANSCRIPTS = "transcripts"
"""The folder, beside the runs, of what was copied out of them."""


def exported(path: Path, to: Path) -> str:
    """Write the run at `path` to `to`, a file or a folder, over nothing; what came of it, in a sentence."""
    try:
        return written(path.read_bytes(), to, path.name)
    except OSError as error:
        return _not_written(error)


def written(data: bytes, to: Path, name: str) -> str:
    """Write `data` to `to`, a file, or as `name` in that folder, over nothing; what came of it, in a sentence."""
    try:
        target = to.expanduser()
        target = target / name if target.is_dir() else target
        with target.open("xb") as file:
            file.write(data)
    except FileExistsError:
        return _("{path} is there already, and stays as it is.").format(path=one_line(str(target)))
    except (OSError, ValueError, RuntimeError) as error:
        return _not_written(error)
    return _("Written to {path}.").format(path=one_line(str(target)))


def handed_over(app: "App[None]", what: Path | BytesIO, name: str) -> str:
    """Give a player who reads in a browser a file, as a download; what came of it, in a sentence."""
    try:
        app.deliver_binary(what, save_filename=name)
    except OSError as error:
        return _not_written(error)
    return _("Your browser has it, as {name}.").format(name=one_line(name))


def put_beside(saves: Path, name: str, text: str) -> Path:
    """Write a transcript to its own place beside the runs, over what was there; where that is. Raises OSError."""
    folder = saves / TRANSCRIPTS
    folder.mkdir(parents=True, exist_ok=True)
    target, new = folder / name, folder / f".{name}.{os.getpid()}"
    try:
        new.write_text(text, encoding="utf-8")
        new.replace(target)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise
    return target


def _not_written(error: Exception) -> str:
    return _("That could not be written: {why}.").format(why=getattr(error, "strerror", None) or error)
