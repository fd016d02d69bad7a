"""What a diagnostic, a place in a file and a problem are."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

_PLAYED_WITHOUT = frozenset(("unknown-codex-entry", "unknown-fact"))
"""Errors that a draft is played with: what they name is not there yet, and the page is read without it."""


class Severity(StrEnum):
    """How bad it is: an error is a mistake, a warning may be meant."""

    ERROR = "error"
    WARNING = "warning"


class Diagnostic(NamedTuple):
    """One row of the table: a kind of problem, as it is told and explained."""

    code: str
    severity: Severity
    message: str
    """The sentence after the code; a `str.format` template."""
    explanation: str
    """Why it is a problem: a short paragraph, for `--explain`."""
    example: str
    """A few lines of YAML that have it."""
    cure: str = ""
    """What to do about it: the help line, unless the finder gives a better one."""
    cured: str = ""
    """The example, mended."""


class Place(NamedTuple):
    """A stretch of one line of a file: 1-based line and column, in characters; `length` at least 1."""

    file: str
    line: int = 1
    column: int = 1
    length: int = 1


class Problem(NamedTuple):
    """One thing wrong, where it is, and what would mend it."""

    place: Place
    code: str
    severity: Severity
    message: str
    help: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it is a mistake, and `check` fails by it."""
        return self.severity is Severity.ERROR

    @property
    def stops_play(self) -> bool:
        """Whether what it is in cannot be played."""
        return self.is_error and self.code not in _PLAYED_WITHOUT


class Problems(list[Problem]):
    """Problems as they are found."""

    def in_order(self) -> "list[Problem]":
        """Each once, by file, line and column."""
        return sorted(dict.fromkeys(self), key=lambda one: (one.place, one.code, one.message))

    @property
    def errors(self) -> "list[Problem]":
        """Those that `check` fails by."""
        return [one for one in self if one.is_error]

    @property
    def stopping(self) -> "list[Problem]":
        """Those that stop what they are in from being played."""
        return [one for one in self if one.stops_play]


def did_you_mean(written: str, known: Iterable[str]) -> str:
    """`did you mean "near"?` for the nearest known word, or an empty string."""
    near = nearest(written, known)
    return f'did you mean "{near}"?' if near else ""


def nearest(written: str, known: Iterable[str]) -> str:
    """The known word that was most likely meant, or an empty string."""
    from difflib import get_close_matches

    by_letters = {_letters(one): one for one in known}
    near = get_close_matches(_letters(written), list(by_letters), n=1, cutoff=0.6)
    return by_letters[near[0]] if near else ""


def _letters(name: str) -> str:
    """A name with its capitals, underscores and spaces evened out: they are slips too."""
    return "-".join(name.lower().replace("_", " ").replace("-", " ").split())
