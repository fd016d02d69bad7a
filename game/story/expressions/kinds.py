"""What the parts of an expression may be while it is checked."""

from typing import NamedTuple

from game.story.types import Bool, Enum, Int


class Literal(NamedTuple):
    """A quoted text, and where it stands, with its quotes."""

    text: str
    offset: int
    length: int


class HingeUse(NamedTuple):
    """A hinge that is compared to an answer: a choice, or "none"."""

    hinge: Literal
    answer: Literal


class Quoted(NamedTuple):
    """Quoted texts, one of which is the value; `counted` if `word()` may make it instead."""

    literals: tuple[Literal, ...]
    counted: bool = False


class Answer(NamedTuple):
    """The choice taken at a hinge."""

    hinge: Literal


Kind = Int | Bool | Enum | Quoted | Answer


class Typed(NamedTuple):
    """A checked part: its source in Python, in brackets if it needs them, and what it may be."""

    source: str
    kind: Kind


class TypedInt(NamedTuple):
    """A checked part that is an int."""

    source: str
    kind: Int


class TypedBool(NamedTuple):
    """A checked part that is a bool."""

    source: str
    kind: Bool


def lone(enum: Enum) -> bool | None:
    """Two values of an enum are known to be equal if it has but one."""
    return True if len(enum.words) == 1 else None


def described(kind: Kind) -> str:
    """`kind` in a sentence."""
    match kind:
        case Int():
            return "an int"
        case Bool():
            return "a bool"
        case Enum():
            return "an enum"
        case Quoted():
            return "words" if kind.counted else "quoted text"
        case Answer():
            return "the choice at a hinge"


def unquoted(kind: Kind, *, digits: bool) -> str:
    """The number (or else the bool) that was quoted by mistake; empty if none was."""
    if not isinstance(kind, Quoted) or len(kind.literals) != 1:
        return ""
    text = kind.literals[0].text
    fits = text.isascii() and text.removeprefix("-").isdigit() if digits else text in ("true", "false")
    return text if fits else ""
