"""What somebody may write who wants more than to tell a story; and whether what is shown would do their bidding."""

import unicodedata

ESCAPES = {
    "colours": "\x1b[31mred",
    "window title": "\x1b]0;owned\x07",
    "clipboard": "\x1b]52;c;cm0gLXJm\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
    "device string": "\x1bP+q544e\x1b\\",
    "C1": "\x9b2J\x9d0;owned\x9c\x85",
    "back and over": "good\rbad\b\b\bevil\x7f\x00",
    "bell and shifts": "\x07\x0e\x0f\x0b\x0c\t",
    "direction": "\u202eevil\u202c \u202ab\u202bc\u202dd",
    "isolates": "\u2066a\u2067b\u2068c\u2069",
    "lines": "one\u2028two\u2029three",
    "unseen": "\ufeff\u206a\ufff9\ufffa\ufffb\U000e0001\U000e0041",
}
"""By what they try."""
ALL = " ".join(ESCAPES.values())
MARKUP = "<script>alert(1)</script> \"><img src=x onerror='a()'> [red]x[/] [@click=app.quit]go[/] ::error::x %0A &lt;"
"""What is no letter to a browser, to Textual or to a forge."""
IN_A_FILES_NAME = "".join(sign for sign in ALL if sign not in "/\x00") + "\udcff\udc9b"
"""The last two are bytes that are no text."""

_DRIVING = {"\ufeff", *map(chr, (*range(0x2028, 0x202F), *range(0x2066, 0x2070), *range(0xFFF9, 0xFFFC)))}


def driving(shown: str) -> list[str]:
    """The signs in what is shown that a terminal would obey, or by which it would lie."""
    return [
        sign
        for sign in shown
        if (unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n")
        or sign in _DRIVING
        or "\U000e0000" <= sign <= "\U000e007f"
    ]


def quoted(text: str) -> str:
    """Text as a YAML scalar in double quotes, every sign of it by its number."""
    return '"' + "".join(f"\\U{ord(sign):08x}" for sign in text) + '"'
