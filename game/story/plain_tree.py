r"""Reads the plain forms of YAML that nearly every file keeps to, without a YAML parser and in half its time.

Block mappings and lists, a key or an item a line; texts that are plain, folded, literal, or quoted with no escape
but \"; lists and mappings in brackets. Whatever else stands in a file, or may, makes `plain_tree` give the file up:
the parser then reads it whole, or says what is wrong. A test holds the two to the same trees.
"""

import re
from functools import cache
from sys import intern
from typing import Any

from game.story.nodes import Entry, Mapping, Node, Scalar, Sequence, Source

MOST_CHARACTERS = 2_000_000
"""A file that is larger might hold more values than are read of any."""
MOST_DEPTH = 20

_KEY = r"[A-Za-z_][A-Za-z0-9_-]{0,99}"
_FIRST = r"""(?:[^\s\-?:,\[\]{}#&*!|>'"%@`]|-(?=[0-9]))"""
_LINE = re.compile(
    rf"""(\ *)(-\ )?
    (?:({_KEY}):(?:\ +|(?=\n)))?
    (?:({_FIRST}[^\n:#]*(?:(?::(?=[^\ \n])|(?<!\ )\#)[^\n:#]*)*)((?<=\ )\#[^\n]*)?(?:\n|\Z))?""",
    re.VERBOSE,
)
"""Indent, dash, key, plain text and comment: as far as they stand there, so it always matches."""
_NOTHING = re.compile(r" *(?:#[^\n]*)?(?:\n|\Z)")
_REST = re.compile(r"(?: +#[^\n]*| *)(?:\n|\Z)")
_SPACES_ALONE = re.compile(r" +(?:\n|\Z)")
_QUOTED = {'"': re.compile(r'"([^"\\]*(?:\\"[^"\\]*)*)"'), "'": re.compile(r"'([^']*)'(?!')")}
_UNINDENTED = re.compile(r"\n(?![ \n])")
_BREAKS = re.compile(r"(?<! ) *\n[ \n]*")
_BLOCK = re.compile(r"[>|](-?)\n( +)(?=[^ \n])")
_LINE_FEEDS = re.compile(r"\n+")
_GAP = r"(?:\ |\n(?=[ \n]))*"
_OPENING = re.compile(rf"[\[{{]{_GAP}")
_NEXT = re.compile(rf"{_GAP}(,)?{_GAP}")
_FLOW_KEY = re.compile(rf"({_KEY}): +(?=[^ \n])")
_FLOW = r"[^\s?:,\[\]{}#]"
_FLOW_TEXT = re.compile(rf"({_FIRST}{_FLOW}*(?:(?::(?=[A-Za-z0-9])|\ +(?={_FLOW})){_FLOW}*)*){_GAP}(,)?{_GAP}")


class _OtherFormError(Exception):
    """Something that only a YAML parser should judge."""


def plain_tree(source: Source) -> Node | None:
    """The tree of a file that keeps to the plain forms; None for any other, be it right or wrong."""
    if len(source.text) > MOST_CHARACTERS or "\r" in source.text:
        return None
    try:
        return _tree(source)
    except _OtherFormError:
        return None


def _tree(source: Source) -> Node:
    """Read line by line. `outer` are the mappings and lists around `here`, each with its column.

    One long loop over local names, as each call it made would be paid for with every line.
    """
    text = source.text
    size = len(text)
    line = _LINE.match
    root: Any = None
    here: Any = None
    column = -1
    outer: list[tuple[int, Any]] = []
    waiting: Entry | None = None
    """A key whose value begins on a later line."""
    last: Scalar | None = None
    """A plain text that a later line may go on with, and where the line after it begins."""
    after_last = 0
    node: Any
    at = 0
    while at < size:
        found: Any = line(text, at)
        indent, dash, key, words, comment = found.groups()
        indented = len(indent)
        if dash is None and key is None:
            if words is None:
                nothing = _NOTHING.match(text, at)
                if nothing is None:
                    raise _OtherFormError
                if "#" in nothing[0]:
                    last = None
                at = nothing.end()
                continue
            if last is None or indented <= column:
                raise _OtherFormError
            at = _go_on(last, after_last, column)
            last = None
            continue
        if indented < column:
            if waiting is not None:
                raise _OtherFormError
            while indented < column:
                column, here = outer.pop()
        kind = Mapping if dash is None else Sequence
        if indented > column:
            node = kind(source, at + indented, False)
            if waiting is not None:
                waiting.value = node
                waiting = None
            elif root is None and not indented:
                root = node
            else:
                raise _OtherFormError
            outer.append((column, here))
            column, here = indented, node
            if len(outer) > MOST_DEPTH:
                raise _OtherFormError
        elif waiting is not None or type(here) is not kind:
            raise _OtherFormError
        if dash is not None and key is not None:
            node = Mapping(source, at + indented + 2, False)
            here.items.append(node)
            outer.append((column, here))
            column, here = indented + 2, node
        entry: Entry | None = None
        if key is not None:
            if key in here.entries:
                raise _OtherFormError
            start = at + column
            key = intern(key)
            here.entries[key] = entry = Entry(source, key, "", start, start + len(key))
        if words is not None:
            words = words.rstrip(" ")
            start = found.start(4)
            node = Scalar(source, words, "", start, start + len(words))
            last = None if comment else node
            at = after_last = found.end()
        else:
            start = found.end()
            sign = text[start : start + 1]
            last = None
            if sign in "[{" and sign:
                node, at = _flow(source, start, len(outer))
            elif sign in "\"'" and sign:
                node, at = _quoted(source, start)
            elif sign in ">|" and sign:
                node, at = _block(source, start, column)
            elif entry is not None and (nothing := _NOTHING.match(text, start)):
                waiting = entry
                at = nothing.end()
                continue
            else:
                raise _OtherFormError
            if sign in "[{\"'":
                rest = _REST.match(text, at)
                if rest is None:
                    raise _OtherFormError
                at = rest.end()
        if entry is not None:
            entry.value = node
        else:
            here.items.append(node)
    if root is None or waiting is not None:
        raise _OtherFormError
    return root  # type: ignore[no-any-return]


def _go_on(scalar: Scalar, at: int, column: int) -> int:
    """Add to a plain text the lines from `at` that go on with it; where the line after them begins."""
    text = scalar.source.text
    size = len(text)
    parts = [scalar.value]
    empty = 0
    after = at
    while at < size:
        found: Any = _LINE.match(text, at)
        indent, dash, key, words, comment = found.groups()
        if dash is None and key is None and words is not None and len(indent) > column:
            words = words.rstrip(" ")
            parts += "\n" * empty or " ", words
            scalar.end = at + len(indent) + len(words)
            empty = 0
            at = after = found.end()
            if comment:
                break
        elif found.end() == at + len(indent) and text.startswith("\n", found.end()):
            empty += 1
            at = found.end() + 1
        else:
            break
    scalar.value = "".join(parts)
    return after


def _flow(source: Source, start: int, depth: int) -> tuple[Node, int]:
    """A list or a mapping in brackets, and where it ends."""
    text = source.text
    if depth > MOST_DEPTH:
        raise _OtherFormError
    is_list = text[start] == "["
    closing = "]" if is_list else "}"
    node: Any = Sequence(source, start, True) if is_list else Mapping(source, start, True)
    found: Any = _OPENING.match(text, start)
    at = found.end()
    while text[at : at + 1] != closing:
        entry: Entry | None = None
        if not is_list:
            key = _FLOW_KEY.match(text, at)
            if key is None or key[1] in node.entries:
                raise _OtherFormError
            name = intern(key[1])
            node.entries[name] = entry = Entry(source, name, "", at, at + len(name))
            at = key.end()
        value: Node
        found = _FLOW_TEXT.match(text, at)
        if found:
            value = Scalar(source, found[1], "", at, found.end(1))
        elif (sign := text[at : at + 1]) and sign in "[{":
            value, at = _flow(source, at, depth + 1)
            found = _NEXT.match(text, at)
        elif sign and sign in "\"'":
            value, at = _quoted(source, at)
            found = _NEXT.match(text, at)
        else:
            raise _OtherFormError
        if entry is not None:
            entry.value = value
        else:
            node.items.append(value)
        at = found.end()
        if found[found.re.groups] is None and text[at : at + 1] != closing:
            raise _OtherFormError
    node.end = at + 1
    return node, node.end


def _quoted(source: Source, start: int) -> tuple[Scalar, int]:
    """A text in quotes with no escape but \\", and where it ends."""
    style = source.text[start]
    found = _QUOTED[style].match(source.text, start)
    if found is None:
        raise _OtherFormError
    value = found[1].replace('\\"', '"') if style == '"' else found[1]
    if "\n" in value:
        if _UNINDENTED.search(value):
            raise _OtherFormError
        value = _BREAKS.sub(lambda breaks: "\n" * (breaks[0].count("\n") - 1) or " ", value)
    return Scalar(source, value, style, start, found.end()), found.end()


def _block(source: Source, start: int, column: int) -> tuple[Scalar, int]:
    """A folded or literal text in a mapping or list at `column`, and where the line after it begins."""
    text = source.text
    opened = _BLOCK.match(text, start)
    if opened is None or len(opened[2]) <= column:
        raise _OtherFormError
    style, indent = text[start], opened[2]
    lines = _lines_of_block(style, len(indent)).match(text, opened.start(2))
    if lines is None or text.startswith(indent, lines.end()) or _SPACES_ALONE.match(text, lines.end()):
        raise _OtherFormError
    value = lines[0][len(indent) :].replace(f"\n{indent}", "\n").rstrip("\n")
    if style == ">" and "\n" in value:
        value = _LINE_FEEDS.sub(lambda breaks: breaks[0][1:] or " ", value)
    if not opened[1]:
        value += "\n"
    return Scalar(source, value, style, start, lines.end()), lines.end()


@cache
def _lines_of_block(style: str, indent: int) -> re.Pattern[str]:
    """The lines of a block of that indent; a folded one with a line indented more is of another form."""
    line = r"[^\n]*" if style == "|" else r"[^ \n][^\n]*"
    return re.compile(rf"(?: {{{indent}}}{line}\n|\n)+")
