"""What an id is, and which are taken."""

import re

PATTERN = "[a-z][a-z0-9]*(-[a-z0-9]+)*"
"""Lower-case words of letters and digits joined by hyphens, a letter first."""
RESERVED = frozenset(("back", "none"))
PLAIN_READER_WORDS = frozenset(
    "undo redo where record ledger why codex map tree endings settings save help quit".split()
)
"""What the plain reader understands itself: no choice has such an id."""
_ID = re.compile(PATTERN)


def is_id(text: str) -> bool:
    """Whether it is one, taken or not."""
    return _ID.fullmatch(text) is not None
