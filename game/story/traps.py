"""What an author meant where YAML reads another thing: the traps, and how the author is told of each.

The functions of a node are asked by whoever expected something else there; those of a place in the source are
asked by the reader. None means that it is no trap this module knows, or that nothing is wrong.
"""

import re

from game.story.diagnostics import Problem, problem
from game.story.lines import LETTERS_LOOKED_AT, excerpt
from game.story.nodes import Entry, Mapping, Node, Scalar, Sequence, Source

EXPRESSION_KEYS = frozenset({"when", "do", "weight"})

_ITEMS_LOOKED_AT = 16
_OUTSIDE = (0, "")
_ID = re.compile(r"[a-z][a-z0-9_-]*")
_GLUED_KEY = re.compile(r"([A-Za-z][\w-]*):[^ \r\n:/]")
_COMMENT = re.compile(r" +#")
_FAIR_COMMENT = re.compile(r"  +#(?:[ \r\n]|$)")
_LOST_VALUE = re.compile(r" *: +(#[^ \r\n])")
_COLON_AHEAD = re.compile(r"[ \r\n]*:")


def text_problem(node: Node, name: str) -> Problem | None:
    """What made a mapping or a list of the text of the key `name`: a colon, a comma or its first sign."""
    if isinstance(node, Mapping):
        return _mapping_as_text(node, name)
    if isinstance(node, Sequence) and node.flow and node.items:
        first = node.items[0]
        if isinstance(first, Sequence) and first.flow and first.start == node.start + 1:
            return bracket_problem(node.source, node.start)
    return None


def comment_problem(source: Source, scalar: Scalar) -> Problem | None:
    """A plain text cut short by " #": a comment after text has two spaces before it and one after."""
    if scalar.style or not (found := _COMMENT.match(source.text, scalar.end)):
        return None
    return None if _FAIR_COMMENT.match(source.text, scalar.end) else lost_problem(source, found.end() - 1)


def flow_text_problem(sequence: Sequence) -> Problem | None:
    """A sentence without quotes in [ ], where the next comma would part it."""
    for item in sequence.items:
        if isinstance(item, Scalar) and not item.style and re.search(r"\s", item.value):
            return problem("bare-text-in-list", item.place(), words=excerpt(item.value))
    return None


def effect_problem(node: Node, number: int) -> Problem | None:
    """What YAML made of an effect, `node` itself or the item of that number, so that it cannot be read.

    An effect that a comma of its own parted gives the same problem for each part.
    """
    if not isinstance(node, Sequence):
        return None if isinstance(node, Scalar) else expression_problem(node)
    if not isinstance(node.items[number], Scalar):
        return expression_problem(node.items[number])
    parted = _parted_at(node, number) if node.flow else None
    return problem("comma-in-list", parted.place(), words=excerpt(parted.value)) if parted else None


def expression_problem(node: Node) -> Problem:
    """An expression that is no text: a ": " in it made a mapping of it, or a bracket a list."""
    if isinstance(node, Mapping):
        for entry in node.entries.values():
            return changed_problem(node.source, entry.key.start, entry.key.end)
    return changed_problem(node.source, node.start, node.end)


def mapping_problem(node: Node) -> Problem | None:
    """A text where a mapping was expected, as its first colon has no space after it: `text:x`."""
    if isinstance(node, Scalar) and not node.style:
        return glued_key_problem(node.source, node.start)
    return None


def key_problem(mapping: Mapping, entry: Entry) -> Problem | None:
    """What made a key of words that are none: a comma before them, or a colon after them."""
    key = entry.key
    if mapping.flow and isinstance(entry.value, Scalar) and entry.value.missing:
        return empty_problem(mapping, key)
    if key.missing or _ID.fullmatch(key.value):
        return None
    if mapping.source.text.startswith("?", mapping.start):
        return sign_problem(mapping.source, mapping.start, "?")
    first = next(iter(mapping.entries.values())) is entry
    return comma_problem(key) if mapping.flow and not first else colon_problem(key.source, key.start, key.end)


def empty_problem(mapping: Mapping, key: Scalar) -> Problem:
    """A key with no value: cut off by a comma or a comment, a bracket that starts a text, or just empty."""
    source = key.source
    if mapping.flow and not _COLON_AHEAD.match(source.text, key.end):
        if glued := glued_key_problem(source, key.start):
            return glued
        is_first = not mapping.entries or next(iter(mapping.entries.values())).key.start == key.start
        return bracket_problem(source, mapping.start) if is_first else comma_problem(key)
    if lost := _LOST_VALUE.match(source.text, key.end):
        return lost_problem(source, lost.start(1))
    return problem("empty-value", key.place(), what=f'"{excerpt(key.value)}"')


def glued_key_problem(source: Source, start: int) -> Problem | None:
    """A key at `start` with no space after its colon."""
    if glued := _GLUED_KEY.match(source.text, start):
        return problem("space-after-colon", source.place(start, glued.end(1) + 1), key=excerpt(glued[1]))
    return None


def comma_problem(key: Scalar) -> Problem:
    """A key in { } that is the rest of a text, after its comma."""
    source = key.source
    return problem(
        "comma-in-braces",
        source.place(key.start, key.end),
        words=excerpt(source.text[key.start : key.end]),
    )


def colon_problem(source: Source, start: int, end: int) -> Problem:
    """The words in `start:end` that the ": " after them made a key of."""
    place = source.place(start, end + 1)
    return problem("colon-in-text", place, words=excerpt(source.text[start:end].strip("\"'")))


def quote_problem(source: Source, start: int, end: int | None) -> Problem:
    """A text whose first character is a quote: the quoted part is `start:end`, or never ends."""
    if end is None:
        return problem("quote-first", source.place(start), rest=", which is never closed")
    rest = excerpt(source.text[end : end + 80].split("\n")[0].strip())
    line = source.place(end).line
    far = f" on line {line}" if line > source.place(start).line else ""
    return problem("quote-first", source.place(start, end), rest=f', and ends{far} before "{rest}"')


def sign_problem(source: Source, start: int, sign: str = "") -> Problem:
    """A text that starts with a sign YAML keeps for itself; by itself, the one or two signs at `start`."""
    text = source.text
    sign = sign or text[start : start + 1 + (text[start : start + 1] == text[start + 1 : start + 2])]
    return problem("sign-first", source.place(start, start + len(sign)), sign=sign)


def bracket_problem(source: Source, start: int) -> Problem:
    """A text that starts with the bracket at `start`, or holds it while it stands in braces itself."""
    line = source.text.rfind("\n", 0, start) + 1
    before = source.text[max(line, start - LETTERS_LOOKED_AT) : start]
    if source.text[start - 1 : start] != "{" and before.count("{") > before.count("}"):
        return problem("brace-in-braces", source.place(start), sign=source.text[start])
    if start > line and source.text[start - 1] == source.text[start]:
        start -= 1
    return sign_problem(source, start)


def changed_problem(source: Source, start: int, end: int) -> Problem:
    """What YAML read its own way in an expression."""
    return problem("yaml-in-expression", source.place(start, end), what=excerpt(source.text[start:end]))


def lost_problem(source: Source, sign: int) -> Problem:
    """A text cut short by the "#" at `sign`."""
    stop = source.place(sign, len(source.text))
    lost = source.text[sign : sign + stop.length]
    return problem("comment-in-text", stop, lost=excerpt(lost))


def _after(item: Node, state: tuple[int, str]) -> tuple[int, str]:
    """How many brackets are open, and which quote, after an item of an effect's text."""
    depth, quote = state
    if not isinstance(item, Scalar) or item.style:
        return state
    for sign in item.value:
        if quote:
            quote = "" if sign == quote else quote
        elif sign in "\"'":
            quote = sign
        else:
            depth = max(depth + (sign == "(") - (sign == ")"), 0)
    return depth, quote


def _parted_at(sequence: Sequence, number: int) -> Scalar | None:
    """The item whose open bracket or quote the item of that number is inside of, or leaves open itself."""
    first: Node = sequence.items[number]
    state = after = _OUTSIDE
    for item in sequence.items[max(number - _ITEMS_LOOKED_AT, 0) : number + 1]:
        state = after
        first = item if state == _OUTSIDE else first
        after = _after(item, state)
    is_last = number + 1 == len(sequence.items)
    is_whole = state == _OUTSIDE and (after == _OUTSIDE or is_last)
    return first if isinstance(first, Scalar) and not is_whole else None


def _mapping_as_text(mapping: Mapping, name: str) -> Problem | None:
    """The trap that made a mapping of a text."""
    for entry in mapping.entries.values():
        if mapping.flow and isinstance(entry.value, Scalar) and entry.value.missing:
            return empty_problem(mapping, entry.key)
    sign = mapping.source.text[mapping.start : mapping.start + 1]
    if sign == "?":
        return sign_problem(mapping.source, mapping.start, sign)
    if sign == "{":
        return None
    for entry in mapping.entries.values():
        key = entry.key
        is_lone_word = len(mapping.entries) == 1 and isinstance(entry.value, Scalar) and key.value != name
        if is_lone_word or not _ID.fullmatch(key.value):
            return colon_problem(key.source, key.start, key.end)
        break
    return None
