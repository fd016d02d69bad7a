"""What a variable is, what types values have, and what a variable may be called."""

import re
from collections.abc import Mapping
from keyword import iskeyword
from types import MappingProxyType
from typing import Literal, NamedTuple

from game.story.diagnostics.record import Place

TypeName = Literal["int", "bool", "enum"]
Value = int | bool | str
"""What a variable holds: an int, a bool, or the name of an enum's value."""


LIMIT = 1_000_000_000
"""The largest number that may be written, and the farthest a variable runs from 0 unless told."""

FUNCTION_NAMES = frozenset(
    ("abs", "chose", "hinge", "max", "min", "roll", "visited", "visits", "word"),
)
_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


class Int(NamedTuple):
    """An int that is at least `low` and at most `high`."""

    low: int
    high: int


class Bool(NamedTuple):
    """A bool; `known` is its value where the declared ranges alone decide it."""

    known: bool | None = None


class Enum(NamedTuple):
    """One of the values that are the keys of `words`; each maps to the words it is shown as."""

    words: Mapping[str, str]


class Words:
    """Words to be shown, which only braces in prose can hold."""


WORDS = Words()
"""All words are of one type."""


Type = Int | Bool | Enum | Words

BOOLS: Mapping[bool | None, Bool] = {known: Bool(known) for known in (None, True, False)}
"""The three bools there are, to be shared."""


class Variable(NamedTuple):
    """A declared variable: its range if it is an int, its values and their words if it is an enum."""

    name: str
    type: TypeName
    initial: Value
    low: int = -LIMIT
    high: int = LIMIT
    words: Mapping[str, str] = MappingProxyType({})
    label: str = ""
    about: str = ""
    gauge: bool = False
    was: tuple[str, ...] = ()
    scene: str = ""
    """The scene it belongs to; empty for one of the whole story."""
    place: Place | None = None
    """Where it is declared."""

    @property
    def kind(self) -> Int | Bool | Enum:
        """The type of its value."""
        if self.type == "int":
            return Int(self.low, self.high)
        return BOOLS[None] if self.type == "bool" else Enum(self.words)


def name_problem(name: str) -> str:
    """Why no variable can have this name, as the end of a sentence; empty if one can."""
    if name in ("true", "false"):
        return f'"{name}" is a value'
    if name in FUNCTION_NAMES:
        return f'"{name}" is a function'
    if iskeyword(name):
        return f'"{name}" is a word of the language'
    if not _NAME.fullmatch(name):
        return "a variable is lower-case words joined by underscores"
    return ""


def written(value: Value) -> str:
    """A value as authors write it, and as digests count it: a bool as `true` or `false`."""
    return str(value).lower() if isinstance(value, bool) else str(value)
