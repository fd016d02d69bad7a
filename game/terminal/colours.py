"""Whether there are colours to be had here: of the terminal, and of whoever sits at it."""

from collections.abc import Mapping

_COLOURFUL = ("color", "direct", "kitty", "truecolor", "alacritty", "ghostty", "wezterm")
"""What stands in the names of terminals that need not be looked up."""


def has_colours(environ: Mapping[str, str]) -> bool:
    """Whether to use any: not with NO_COLOR, nor on a terminal (TERM) that is known to have none."""
    if environ.get("NO_COLOR"):
        return False
    term = environ.get("TERM", "")
    if not term or environ.get("COLORTERM") or any(part in term for part in _COLOURFUL):
        return True
    return _known_colours(term) > 1


def _known_colours(term: str) -> int:
    """How many a terminal has; 256 where nobody knows, unless its name says that it has none."""
    try:
        import curses

        curses.setupterm(term, -1)
        return curses.tigetnum("colors")
    except (ImportError, OSError, ValueError):
        pass
    except curses.error:
        pass
    return 1 if term.endswith(("-m", "-mono")) or term.startswith("vt") else 256
