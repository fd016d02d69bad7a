"""What is wrong with a file that is not YAML, in an author's words: most often one of the traps."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from game.story.diagnostics import Problem, problem
from game.story.lines import excerpt, indents_above, key_before, line_end, part_end, value_start, words_start
from game.story.nodes import Source
from game.story.positions import ESCAPE_WIDTH
from game.story.shapes import CHOICE, DRAW, PROSE_FORMS, RULE, SCENE, STATE, VARIABLE
from game.story.traps import (
    EXPRESSION_KEYS,
    bracket_problem,
    changed_problem,
    colon_problem,
    glued_key_problem,
    lost_problem,
    quote_problem,
    sign_problem,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """Where and why the parser gave up; places are indexes into the source's text."""

    said: str
    """What the parser said, in its own words."""
    index: int
    """Where it stood."""
    opened: int | None
    """Where what it was reading had begun."""
    last: tuple[int, int] | None
    """The start and end of the last text, or list or mapping in brackets, that was whole."""


_KEYS = frozenset(key for shape in (SCENE, STATE, CHOICE, DRAW, RULE, VARIABLE, *PROSE_FORMS.values()) for key in shape)
_SIGNS = "!&*%@`|>?-"
_KEY_WORD = re.compile(r"[a-z][a-z0-9_-]*")
_KEY_OR_ITEM = re.compile(r" *(?:- |[A-Za-z_][\w-]*:(?:[ \r\n]|$))")
_REAL_KEY = re.compile(r"\{[ \r\n]*(?:\"[^\"\n]*\"|'[^'\n]*'|[A-Za-z_][\w-]*) *:(?:[ \r\n]|$)")
_COMMENT = re.compile(r" +(#[^\n]*)\s*")
_LIST_AHEAD = re.compile(r"- +[\w-]+:")
_COLON = re.compile(r":(?=[ \r\n]|$)")


def syntax_problem(source: Source, fault: Fault) -> Problem:
    """The trap that a fault is, or the plainest account of it."""
    recognise = _BY_MESSAGE.get(fault.said)
    if recognise and (found := recognise(source, fault)):
        return found
    place = source.place(fault.index, line_end(source, fault.index))
    rest = excerpt(source.text[fault.index : fault.index + place.length])
    return problem("not-yaml", place, what=f'"{rest}"' if rest else "here")


def _sign(source: Source, fault: Fault) -> Problem | None:
    """A text that starts with one of YAML's signs, or an expression that starts with "!"."""
    start = fault.index if fault.opened is None else fault.opened
    sign = source.text[start : start + 1]
    if sign == "!" and key_before(source, start) in EXPRESSION_KEYS:
        return changed_problem(source, start, max(fault.index, start + 1))
    return sign_problem(source, start) if sign and sign in _SIGNS else None


def _dash(source: Source, fault: Fault) -> Problem | None:
    """A "-" in the middle of a line starts a text; at the start of one, the line stands where it cannot."""
    line = source.text.rfind("\n", 0, fault.index) + 1
    if not source.text[line : fault.index].strip():
        return _misaligned(source, fault.index)
    if _LIST_AHEAD.match(source.text, fault.index):
        return problem("sign-first", source.place(fault.index), sign="-", hint="Start the list on the next line.")
    return sign_problem(source, fault.index, "-")


def _open_quote(source: Source, fault: Fault) -> Problem | None:
    """A quote that is never closed."""
    if fault.opened is None:
        return None
    if key_before(source, fault.opened) in EXPRESSION_KEYS:
        return changed_problem(source, fault.opened, part_end(source, fault.opened))
    return quote_problem(source, fault.opened, None)


def _escape(source: Source, fault: Fault) -> Problem:
    """A backslash that makes nothing."""
    start = source.text.rfind("\\", 0, fault.index + 1)
    end = start + ESCAPE_WIDTH.get(source.text[start + 1 : start + 2], 2)
    place = source.place(start, end)
    return problem("bad-escape", place, escape=source.text[start : start + place.length])


def _colon(source: Source, fault: Fault) -> Problem:
    """A ": " where no key can be."""
    colon = fault.index
    if fault.last and fault.last[1] <= colon and "\n" in source.text[fault.last[0] : colon]:
        return _colon_on_later_line(source, fault.last[0], colon)
    if trap := _after_opener(source, fault):
        return trap
    value = value_start(source, colon)
    if value >= colon:
        return sign_problem(source, colon, ":")
    return _at_first_colon(source, value, colon)


def _at_first_colon(source: Source, value: int, colon: int) -> Problem:
    """A value with a ": " in it, at `colon` or before."""
    first = _COLON.search(source.text, value)
    end = min(first.start(), colon) if first else colon
    if key_before(source, value) in EXPRESSION_KEYS:
        return changed_problem(source, value, end + 1)
    return colon_problem(source, value, end)


def _colon_on_later_line(source: Source, start: int, colon: int) -> Problem:
    """A ": " in a text of several lines: often the text is a key without its space, or the line is a key."""
    if source.text[start] in "\"'":
        return quote_problem(source, start, None)
    if glued := glued_key_problem(source, start):
        return glued
    line = source.text.rfind("\n", 0, colon) + 1
    value = words_start(source, line)
    word = source.text[value:colon].strip()
    text_before = source.text[start:line].strip()
    if _KEY_WORD.fullmatch(word) and (word in _KEYS or " " not in text_before):
        return _misaligned(source, value)
    return colon_problem(source, value, colon)


def _no_colon(source: Source, fault: Fault) -> Problem | None:
    """A line where a key should be."""
    start = fault.index if fault.opened is None else fault.opened
    if trap := glued_key_problem(source, start) or _cut_by_comment(source, fault, start):
        return trap
    return problem("missing-colon", source.place(start, line_end(source, start)))


def _out_of_place(source: Source, fault: Fault) -> Problem:
    """Something after a whole value, or a line indented like none before it."""
    text = source.text
    if trap := _after_opener(source, fault) or _cut_by_comment(source, fault, fault.index):
        return trap
    value = value_start(source, fault.index)
    if value < fault.index:
        if text[value] in "\"'":
            closing = text.find(text[value], value + 1, fault.index)
            return quote_problem(source, value, closing + 1 or None)
        if text[value] in "{[":
            return sign_problem(source, value)
    if text[fault.index : fault.index + 1] == ":":
        return problem("empty-key", source.place(fault.index))
    before = text[: fault.index].rstrip()
    if before.endswith("\n...") or before == "...":
        return problem("second-document", source.place(fault.index))
    return _misaligned(source, fault.index)


def _nothing(source: Source, fault: Fault) -> Problem | None:
    """A sign of lists and mappings where a value should begin."""
    sign = source.text[fault.index : fault.index + 1]
    if sign == ":":
        return problem("empty-key", source.place(fault.index))
    if sign and sign in ",]}" and value_start(source, fault.index) == fault.index:
        return sign_problem(source, fault.index, sign)
    return None


def _in_brackets(source: Source, fault: Fault) -> Problem | None:
    """What cannot stand in [ ] or { }."""
    text, index, opened = source.text, fault.index, fault.opened
    if opened is None:
        return None
    in_braces = text[opened] == "{"
    if in_braces and not _REAL_KEY.match(text, opened):
        return glued_key_problem(source, opened + 1) or sign_problem(source, opened)
    start = fault.last[0] if fault.last else opened
    if index >= len(text.rstrip()) or "\n" in text[start:index]:
        return _cut_by_comment(source, fault, index, flow=True) or _unclosed(source, opened)
    sign = text[index]
    if sign == ")":
        code = "comma-in-braces" if in_braces else "comma-in-list"
        comma = text.rfind(",", opened, index)
        return problem(code, source.place(max(comma, opened)), words=_words_about(source, comma, in_braces))
    if sign in "{[" or (fault.last and text[start] in "{["):
        where = index if sign in "{[" else start
        return _bracket(source, where, start, in_braces)
    if trap := _after_opener(source, fault):
        return trap
    return _at_first_colon(source, start, index) if sign == ":" else _unclosed(source, opened)


def _bracket(source: Source, index: int, start: int, in_braces: bool) -> Problem:
    """A bracket in a text that itself stands in brackets."""
    sign = source.text[index]
    if in_braces:
        return problem("brace-in-braces", source.place(index), sign=sign)
    words = excerpt(re.split(r"[,\]\n]", source.text[start : start + 200], maxsplit=1)[0])
    return problem("bare-text-in-list", source.place(start, index + 1), words=words)


def _after_opener(source: Source, fault: Fault) -> Problem | None:
    """What follows a whole value on its line: its first sign was not meant as a quote or a bracket."""
    if fault.last is None or source.text[fault.last[1] : fault.index].strip(" "):
        return None
    start, end = fault.last
    sign = source.text[start : start + 1]
    if sign and sign in "\"'":
        if key_before(source, start) in EXPRESSION_KEYS:
            return changed_problem(source, start, part_end(source, start))
        return quote_problem(source, start, end)
    if sign and sign in "{[":
        return bracket_problem(source, start)
    return sign_problem(source, start) if sign == "*" else None


def _cut_by_comment(source: Source, fault: Fault, index: int, *, flow: bool = False) -> Problem | None:
    """A text of several lines, or in brackets, that a comment ended; before a key or an item it did not."""
    if fault.last is None or source.text[fault.last[0] : fault.last[0] + 1] in ("", '"', "'", "|", ">"):
        return None
    comment = _COMMENT.match(source.text, fault.last[1])
    line = source.text.rfind("\n", 0, index) + 1
    if comment is None or comment.end() < line or (not flow and _KEY_OR_ITEM.match(source.text, line)):
        return None
    return lost_problem(source, comment.start(1))


def _unclosed(source: Source, opened: int) -> Problem:
    return problem("unclosed-bracket", source.place(opened), sign=source.text[opened])


def _misaligned(source: Source, index: int) -> Problem:
    """A line that belongs nowhere; where its indent is to blame, the nearest ones it could have are told."""
    here = index - (source.text.rfind("\n", 0, index) + 1)
    indents = indents_above(source, index)
    nearest = [
        max((one for one in indents if one < here), default=-1),
        min((one for one in indents if one > here), default=-1),
    ]
    near = " or ".join(str(one) for one in nearest if one >= 0)
    more = f": it is indented by {here}, they by {near}" if near and here not in indents else ""
    return problem("misaligned", source.place(index, line_end(source, index)), more=more)


def _words_about(source: Source, comma: int, in_braces: bool) -> str:
    """What follows a comma in braces, or stands before it in a list."""
    if in_braces:
        return excerpt(source.text[comma + 1 : part_end(source, comma + 1)])
    return excerpt(re.split(r"[\[,]", source.text[:comma])[-1])


_BY_MESSAGE: dict[str, Callable[[Source, Fault], Problem | None]] = {
    "found character that cannot start any token": _sign,
    "did not find expected alphabetic or numeric character": _sign,
    "did not find expected whitespace or line break": _sign,
    "did not find expected tag URI": _sign,
    "did not find URI escaped octet": _sign,
    "found an incorrect leading UTF-8 octet": _sign,
    "found an incorrect trailing UTF-8 octet": _sign,
    "did not find the expected '>'": _sign,
    "did not find expected '!'": _sign,
    "found undefined tag handle": _sign,
    "found unknown directive name": _sign,
    "could not find expected directive name": _sign,
    "found unexpected non-alphabetical character": _sign,
    "mapping keys are not allowed in this context": _sign,
    "did not find expected comment or line break": _sign,
    "found an indentation indicator equal to 0": _sign,
    "block sequence entries are not allowed in this context": _dash,
    "found unexpected end of stream": _open_quote,
    "found unexpected document indicator": _open_quote,
    "found unknown escape character": _escape,
    "did not find expected hexdecimal number": _escape,
    "found invalid Unicode character escape code": _escape,
    "mapping values are not allowed in this context": _colon,
    "could not find expected ':'": _no_colon,
    "did not find expected key": _out_of_place,
    "did not find expected '-' indicator": _out_of_place,
    "did not find expected <document start>": _out_of_place,
    "did not find expected node content": _nothing,
    "did not find expected ',' or '}'": _in_brackets,
    "did not find expected ',' or ']'": _in_brackets,
}
