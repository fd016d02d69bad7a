"""Which calendar leads: it stands first, and alone in lists. The reader's to say, once, for all dates she is shown."""

from typing import Literal

Calendar = Literal["old", "new"]

_leading: Calendar = "old"


def lead_with(calendar: Calendar) -> None:
    """From now on the Old Style leads (as it does until this is called), or the New."""
    global _leading
    _leading = calendar


def new_leads() -> bool:
    """Whether it is the New Style that leads."""
    return _leading == "new"
