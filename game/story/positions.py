"""Where each character of a scalar's value stands in the text it was written in.

YAML folds lines, drops indents and reads escapes, so a value is seldom the stretch of text it came from. The
walks here follow YAML's own rules over that stretch, once, and note the place of every character they keep.
All positions are indexes into the text, in characters; line breaks are "\\n" or "\\r\\n".
"""

import re
from array import array
from collections.abc import Iterator
from itertools import islice

ESCAPE_WIDTH = {"x": 4, "u": 6, "U": 10}
"""How many characters an escape takes, by the one after its backslash; others take two."""

_BLANKS = re.compile(r"[ \r\n]+")
_BREAK = re.compile(r"\r?\n")
_RUN = {"": re.compile(r"[^ \r\n]+"), "'": re.compile(r"[^ \r\n']+"), '"': re.compile(r"[^ \r\n\\]+")}
_ESCAPED_BREAK = re.compile(r"\\\r?\n[ \r\n]*")
_FIRST_TEXT = re.compile(r"^( *)[^ \r\n]", re.MULTILINE)


def spots(text: str, start: int, end: int, style: str, value: str) -> "array[int]":
    """The index of each character of `value`, a scalar of `style` written in `text[start:end]`, and its end.

    `len(value) + 1` indexes in rising order, whatever the arguments: where the text does not account for the
    value, the rest stands at the end.
    """
    found = array("L")
    if style in ("|", ">"):
        found.extend(islice(_block_spots(text, start, end, style == ">", value), len(value)))
        last = found[-1] + 1 if found else end
    else:
        last = _flow_spots(text, start + bool(style), end, style, len(value), found)
    found.extend([last] * (len(value) + 1 - len(found)))
    return found


def end_of_sign(text: str, index: int, style: str) -> int:
    """Where the character of a value ends that is written at `index`: an escape counts whole."""
    if style == '"' and text[index : index + 1] == "\\":
        return index + ESCAPE_WIDTH.get(text[index + 1 : index + 2], 2)
    return index + 2 if style == "'" and text[index : index + 1] == "'" else index + 1


def first_deeper_line(text: str, start: int, end: int, value: str) -> tuple[int, int] | None:
    """The start and end of the first line of text a folded block indents more than its first; None: even."""
    header = text.find("\n", start, end) + 1
    indent = _block_indent(text, header, end, value)
    for line in _FIRST_TEXT.finditer(text, header, end):
        if len(line[1]) > indent:
            stop = text.find("\n", line.end())
            return line.end() - 1, stop if stop >= 0 else len(text)
    return None


def _flow_spots(text: str, raw: int, end: int, style: str, length: int, found: "array[int]") -> int:
    """Fill `found` for a plain or quoted scalar, its first character at `raw`; the index after its last."""
    run = _RUN[style]
    while len(found) < length and raw < end:
        if text[raw] in " \r\n":
            raw = _blank_spots(text, raw, found)
        elif ordinary := run.match(text, raw, end):
            found.extend(range(raw, ordinary.end()))
            raw = ordinary.end()
        elif escaped := _ESCAPED_BREAK.match(text, raw):
            breaks = _BREAK.finditer(text, raw, escaped.end())
            found.extend(islice((one.start() for one in breaks), 1, None))
            raw = escaped.end()
        else:
            found.append(raw)
            raw += ESCAPE_WIDTH.get(text[raw + 1 : raw + 2], 2) if style == '"' else 2
    if len(found) > length:
        raw = found[length]
        del found[length:]
    return raw


def _blank_spots(text: str, raw: int, found: "array[int]") -> int:
    """Note what is kept of the blanks at `raw`: one break is a space, of several all but the first stay."""
    blanks = _BLANKS.match(text, raw)
    after = blanks.end() if blanks else raw + 1
    breaks = [one.start() for one in _BREAK.finditer(text, raw, after)]
    found.extend((breaks[1:] or breaks) if breaks else range(raw, after))
    return after


def _block_spots(text: str, start: int, end: int, folded: bool, value: str) -> Iterator[int]:
    """The index of each character of a literal or folded block whose "|" or ">" is at `start`."""
    line = text.find("\n", start, end) + 1 or end
    indent = _block_indent(text, line, end, value)
    held: int | None = None
    was_deeper = False
    empty: list[int] = []
    while line < end:
        stop = text.find("\n", line, end)
        stop = end if stop < 0 else stop
        tail = stop - 1 if stop > line and text[stop - 1] == "\r" else stop
        content = line + indent
        if tail <= content:
            empty.append(tail)
        else:
            deeper = text[content] == " "
            if held is not None and not (folded and empty and not deeper and not was_deeper):
                yield held
            yield from empty
            yield from range(content, tail)
            held, was_deeper, empty = tail, deeper, []
        line = stop + 1
    if held is not None:
        yield held
    yield from empty


def _block_indent(text: str, line: int, end: int, value: str) -> int:
    """How many spaces each line of a block loses: those its first line of text has, but for those it kept."""
    written = _FIRST_TEXT.search(text, line, end)
    kept = _FIRST_TEXT.search(value)
    return len(written[1]) - len(kept[1]) if written and kept else end - line
