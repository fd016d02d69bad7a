"""The author's own editor, opened at a line."""

import os
import shlex
from collections.abc import Mapping, Sequence
from pathlib import PurePath

PLUS_LINE = frozenset("vi vim nvim view gvim nano pico emacs emacsclient micro kak joe jed ne mg jmacs mcedit".split())
COLON_LINE = frozenset(["hx", "helix", "subl", "zed", "zeditor"])
GO_TO = frozenset(["code", "code-insiders", "codium", "vscodium", "cursor"])
WINDOWED = GO_TO | {"subl", "zed", "zeditor", "gvim", "mate", "bbedit", "kate", "gedit"}
"""Editors with a window of their own: the workbench stays on the screen beside them."""

_ORDERS = frozenset("-+")
"""With these begins what an editor takes for an order: the name of a file must not be one."""


class NoEditor(Exception):
    """No editor is set, or what is set is no command; the message says what to do, as a sentence."""


def editor_words(environment: Mapping[str, str] = os.environ) -> list[str]:
    """The command that VISUAL or EDITOR holds, split as a shell would. Raises NoEditor."""
    from game.i18n import _

    written = (environment.get("VISUAL") or environment.get("EDITOR") or "").strip()
    if not written:
        raise NoEditor(_("No editor is set: put its command into the variable VISUAL or EDITOR."))
    try:
        return shlex.split(written)
    except ValueError as error:
        raise NoEditor(_("{editor} is no command: {why}.").format(editor=written, why=error)) from None


def command(words: Sequence[str], file: str, line: int, column: int = 1) -> list[str]:
    """The command that opens a file at a line, as this editor wants to be told."""
    file = f"./{file}" if file[:1] in _ORDERS else file
    name = name_of(words)
    if name in PLUS_LINE:
        return [*words, f"+{line}", file]
    if name in COLON_LINE:
        return [*words, f"{file}:{line}"]
    if name in GO_TO:
        return [*words, "-g", f"{file}:{line}:{column}"]
    return [*words, file]


def is_windowed(words: Sequence[str]) -> bool:
    """Whether the editor opens a window of its own."""
    return name_of(words) in WINDOWED


def name_of(words: Sequence[str]) -> str:
    """The editor's name: its program without folder and ending."""
    return PurePath(words[0]).name.removesuffix(".exe").removesuffix(".cmd").lower() if words else ""
