"""Nothing that a story, a run file or a name holds may drive the terminal."""

import re

# C0 without the line feed, DEL, C1; bidirectional embeddings, overrides and isolates; the separators that
# some terminals take for a new line; interlinear marks, the byte order mark, tags; halves of a surrogate
# pair.
_CONTROL = (
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_SPACES = {"\t", "\x0b", "\x0c", "\r", "\x85", "\u2028", "\u2029"}


def sanitise(text: str) -> str:
    """`text` without what a terminal would obey; line feeds stay, other blanks become spaces.

    A lone surrogate, which no terminal can be sent, becomes U+FFFD.
    """
    return text if text.isprintable() else re.sub(_CONTROL, _instead, text)


def one_line(text: str) -> str:
    """The same on one line: for names, titles and whatever stands in a sentence."""
    return " ".join(sanitise(text).split())


def escaped(json: str) -> str:
    """JSON of the same value, with an escape of JSON's for each sign that a terminal would obey."""
    return re.sub(_CONTROL, _as_escape, json)


def _as_escape(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))


def _instead(found: re.Match[str]) -> str:
    sign = found[0]
    if sign in _SPACES:
        return " "
    return "\N{REPLACEMENT CHARACTER}" if "\ud800" <= sign <= "\udfff" else ""
