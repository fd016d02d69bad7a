"""Small catalogues of the interface's words, as they would be shipped."""

import struct
from pathlib import Path

HEADER = "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=2; plural=(n != 1);\n"


def write_catalogue(locales: Path, code: str, messages: dict[str, str]) -> None:
    """Put a language among `locales`."""
    folder = locales / code / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "october.mo").write_bytes(_compiled({"": HEADER, **messages}))


def _compiled(messages: dict[str, str]) -> bytes:
    """A catalogue as msgfmt writes it: a header, two tables of (length, offset), the strings."""
    pairs = sorted((key.encode(), text.encode()) for key, text in messages.items())
    tables, strings = b"", b""
    start = 28 + 16 * len(pairs)
    for column in (0, 1):
        for pair in pairs:
            tables += struct.pack("<2I", len(pair[column]), start + len(strings))
            strings += pair[column] + b"\0"
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, 0) + tables + strings
