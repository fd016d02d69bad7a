"""What the lines around a place look like, for messages and for guessing what an author meant."""

import re

from game.story.nodes import Source

LETTERS_LOOKED_AT = 2_000
"""How far back on a line a guess looks."""

_EXCERPT = 40
_LINES_LOOKED_AT = 200
_KEY = re.compile(r"(?:^|[\s\[{,])([A-Za-z_][\w-]*) *: ", re.MULTILINE)
_KEY_LINE = re.compile(r" *(?:- +)*([A-Za-z_][\w-]*) *:(?:[ \r\n]|$)")
_ITEM = re.compile(r"( *)(-?)")
_KEY_OR_ITEM = re.compile(r" *(- |[A-Za-z_][\w-]* *:(?:[ \r\n]|$))")
_VALUE = re.compile(r" *(?:- +)*(?:[A-Za-z_][\w-]* *: +)?")
_DASHES = re.compile(r" *(?:- +)*")
_PART = re.compile(r"[^,}\]\r\n]*")


def value_start(source: Source, index: int) -> int:
    """Where the value of the line of `index` begins, after its dashes and its key."""
    value = _VALUE.match(source.text, source.text.rfind("\n", 0, index) + 1)
    return value.end() if value else index


def words_start(source: Source, line: int) -> int:
    """Where the line that starts at `line` has its first letter, after its dashes."""
    dashes = _DASHES.match(source.text, line)
    return dashes.end() if dashes else line


def part_end(source: Source, index: int) -> int:
    """Where the item in brackets ends that `index` is in, or its line."""
    part = _PART.match(source.text, index)
    return part.end() if part else index


def line_end(source: Source, index: int) -> int:
    """Where the line of `index` ends, before its break."""
    stop = source.text.find("\n", index)
    return len(source.text) if stop < 0 else stop


def key_before(source: Source, index: int) -> str:
    """The key whose value `index` stands in, by the look of the lines up to there; empty for none."""
    line = source.text.rfind("\n", 0, index) + 1
    if keys := _KEY.findall(source.text, max(line, index - LETTERS_LOOKED_AT), index):
        return str(keys[-1])
    item = _ITEM.match(source.text, line)
    deepest = len(item[1]) - (not item[2]) if item else 0
    for _ in range(_LINES_LOOKED_AT):
        if line == 0:
            break
        line = source.text.rfind("\n", 0, line - 1) + 1
        key = _KEY_LINE.match(source.text, line)
        if key and key.start(1) - line <= deepest:
            return str(key[1])
    return ""


def excerpt(words: str) -> str:
    """Words short enough for a message, on one line."""
    line = " ".join(words[: 4 * _EXCERPT].split())
    return line if len(line) <= _EXCERPT else line[: _EXCERPT - 1].rstrip() + "…"


def indents_above(source: Source, index: int) -> set[int]:
    """The columns at which the keys and items begin that the line of `index` could go on with."""
    indents: set[int] = set()
    line = source.text.rfind("\n", 0, index) + 1
    lowest = line_end(source, index)
    for _ in range(_LINES_LOOKED_AT):
        if line == 0 or lowest == 0:
            break
        line = source.text.rfind("\n", 0, line - 1) + 1
        found = _KEY_OR_ITEM.match(source.text, line)
        if found and found.start(1) - line < lowest:
            lowest = found.start(1) - line
            indents |= {lowest, words_start(source, line) - line}
    return indents
