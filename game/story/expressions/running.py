"""From checked source to functions: the only place where anything is compiled.

Only source that our own walk wrote comes here, and it sees no builtins: just the names below.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from operator import itemgetter
from types import CodeType, FunctionType
from typing import Any, NamedTuple, cast

from game.story.expressions.scope import RunView, Values
from game.story.text import Paragraph, Span
from game.story.types import Value

ValueFunction = Callable[[Values, RunView], Value]
EffectFunction = Callable[[Values, RunView], None]
ValuesFunction = Callable[[Values], tuple[Value, ...]]
TextFunction = Callable[[Any, Any], tuple[Paragraph, ...]]


class Deed(NamedTuple):
    """Effects, ready to be done: the variables they set, what gives their values, and what does the effects."""

    writes: tuple[str, ...]
    before: ValuesFunction
    function: EffectFunction


_ENGLISH = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)


def english_number(number: int) -> str:
    """`number` as an English word from zero to twenty, else in digits."""
    return _ENGLISH[number] if 0 <= number < len(_ENGLISH) else str(number)


NUMBER_WORDS: dict[str, Callable[[int], str]] = {"en": english_number}
"""How each language writes a number; digits in one that is not here."""


def word(language: str, number: int) -> str:
    """`number` in words of `language`."""
    return NUMBER_WORDS.get(language, str)(number)


_CLAMPED = re.compile(r"^v\[('[a-z0-9_]+')\] = .*\bt$", re.MULTILINE)
"""The line that puts the value `t` into a variable, clamped."""


@lru_cache(4096)
def said(value: int | str) -> Span:
    """A number, or one in words, as text; most are said many times."""
    return Span(str(value))


_NAMES: dict[str, object] = {"__builtins__": {}, "abs": abs, "min": min, "max": max, "word": word}
_TEXT_NAMES: dict[str, object] = {**_NAMES, "said": said, "new": tuple.__new__, "Paragraph": Paragraph}


@lru_cache(4096)
def value_function(source: str) -> ValueFunction:
    """The function that gives the value of the checked expression `source`."""
    return cast(ValueFunction, eval(f"lambda v, r: {source}", _NAMES))


@lru_cache(4096)
def deed_of(writes: tuple[str, ...], lines: str) -> Deed:
    """The deed of the checked statements `lines`, one a line, which set the variables `writes`."""
    return Deed(writes, _values_function(writes), _compiled(lines, _NAMES))


def watched_deed(writes: tuple[str, ...], lines: str, told: Callable[[str], None]) -> Deed:
    """The same, which tells the name of each variable that is held at the end of its range."""
    watched = _CLAMPED.sub(r"\g<0>\nif v[\g<1>] != t: told(\g<1>)", lines)
    return Deed(writes, _values_function(writes), _compiled(watched, {**_NAMES, "told": told}))


def _values_function(names: tuple[str, ...]) -> ValuesFunction:
    if len(names) == 1:
        name = names[0]
        return lambda values: (values[name],)
    return itemgetter(*names)


def text_function(source: str, given: tuple[object, ...]) -> TextFunction:
    """The function that puts paragraphs together as `source` says, in which `given` are called `g0`, `g1`, ...

    Paragraphs of the same build share what was compiled; each has its own words as what it is given.
    """
    code = _text_code(source, len(given))
    return cast(TextFunction, FunctionType(code, _TEXT_NAMES, "text", given))


@lru_cache(4096)
def _text_code(source: str, given: int) -> CodeType:
    names = "".join([f", g{number}" for number in range(given)])
    made: FunctionType = eval(f"lambda v, r{names}: {source}", _TEXT_NAMES)
    return made.__code__


def _compiled(lines: str, names: dict[str, object]) -> EffectFunction:
    made: dict[str, EffectFunction] = {}
    body = lines.replace("\n", "\n ")
    exec(f"def effects(v, r):\n {body}", names, made)
    return made["effects"]
