"""Characters a story's file may not hold: those that hide, reorder or break lines, or indent unseen."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from game.story.diagnostics import Problem, Problems, problem
from game.story.nodes import Scalar, Source

MOST_TOLD = 1_000
"""How many lines of one file are told of."""

_HIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff"
# Asked for only in a file that holds more than signs to be seen, and so compiled when they are.
_SUSPECT = f"[\t{_HIDDEN}\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
_HIDDEN_CHARACTER = f"[{_HIDDEN}]"
_REFUSED_VALUE = f"[\t\r{_HIDDEN}]"
_BREAK_CHARACTERS = "\x85\u2028\u2029"
_DIRECTIONS = "[\u202a-\u202e\u2066-\u2069]"
_WIDE_INDENT = "(?m)^ *([\xa0\u1680\u2000-\u200a\u202f\u205f\u3000])"
_LONE_RETURN = "\r(?!\n)"


def check_characters(source: Source, problems: Problems) -> Source | None:
    """The source to parse, what is refused in it told of and replaced; None when its lines are in doubt.

    Each line is told of once, and after the first thousand no more.
    """
    if source.text.replace("\n", "").isprintable():
        return source
    returns = source.text.count("\r") - source.text.count("\r\n")
    if not returns and not re.search(_SUSPECT, source.text):
        return source
    if doubtful := list(islice(_of_lines(source, returns), MOST_TOLD)):
        problems.extend(doubtful)
        return None
    if hidden := list(islice(_hidden(source), MOST_TOLD)):
        problems.extend(hidden)
        return Source(source.name, re.sub(_HIDDEN_CHARACTER, "\ufffd", source.text))
    return source


def made_by_escapes(scalar: Scalar) -> Iterator[Problem]:
    """What escapes in double quotes must not make: the same characters, tabs and returns."""
    for found in re.finditer(_REFUSED_VALUE, scalar.value):
        place = scalar.place(found.start(), 1)
        yield problem(_code_of(found[0]), place, name=_name_of(found[0]))


def _of_lines(source: Source, returns: int) -> Iterator[Problem]:
    """Tabs and lone returns, told of once with their number, and each line indented with an unseen space."""
    if tabs := source.text.count("\t"):
        yield problem("tabs", source.place(source.text.index("\t")), more=_and_more(tabs - 1))
    if returns and (found := re.search(_LONE_RETURN, source.text)):
        yield problem("lone-return", source.place(found.start()), more=_and_more(returns - 1))
    for found in re.finditer(_WIDE_INDENT, source.text):
        yield problem("no-break-indent", source.place(found.start(1)), name=_name_of(found[1]))


def _hidden(source: Source) -> Iterator[Problem]:
    """The first hidden character of each line."""
    hidden = re.compile(_HIDDEN_CHARACTER)
    after = 0
    while after >= 0 and (found := hidden.search(source.text, after)):
        yield problem(_code_of(found[0]), source.place(found.start()), name=_name_of(found[0]))
        after = source.text.find("\n", found.end())


def _code_of(character: str) -> str:
    """The code of the problem a refused character is."""
    if character in _BREAK_CHARACTERS:
        return "line-separator"
    return "text-direction" if re.match(_DIRECTIONS, character) else "control-character"


def _name_of(character: str) -> str:
    """A character's number and name: "U+2028 LINE SEPARATOR"."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def _and_more(others: int) -> str:
    """How many more there are, to follow the first."""
    if not others:
        return ""
    return f", and {others:,} more below" if others > 1 else ", and one more below"
