"""From checked source to functions: the only place where anything is compiled.

Only source that our own walk wrote comes here, and it sees no builtins: just the names below.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import cast

from game.story.expressions.scope import RunView, Values
from game.story.types import Value

ValueFunction = Callable[[Values, RunView], Value]
EffectFunction = Callable[[Values, RunView], None]

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
_NAMES: dict[str, object] = {"__builtins__": {}, "abs": abs, "min": min, "max": max, "word": word}


@lru_cache(4096)
def value_function(source: str) -> ValueFunction:
    """The function that gives the value of the checked expression `source`."""
    return cast(ValueFunction, eval(f"lambda v, r: {source}", _NAMES))


@lru_cache(4096)
def effect_function(lines: str) -> EffectFunction:
    """The function that runs the checked statements `lines`, one a line."""
    return _compiled(lines, _NAMES)


def watched_function(lines: str, told: Callable[[str], None]) -> EffectFunction:
    """The same, which tells the name of each variable that is held at the end of its range."""
    watched = _CLAMPED.sub(r"\g<0>\nif v[\g<1>] != t: told(\g<1>)", lines)
    return _compiled(watched, {**_NAMES, "told": told})


def _compiled(lines: str, names: dict[str, object]) -> EffectFunction:
    made: dict[str, EffectFunction] = {}
    body = lines.replace("\n", "\n ")
    exec(f"def effects(v, r):\n {body}", names, made)
    return made["effects"]
