"""What an expression may name, where it stands, and whom it tells of its problems."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, Protocol

from game.story.types import Value, Variable


class Use(StrEnum):
    """What an expression is for, and so what it has to be."""

    CONDITION = "condition"
    """A bool: `when`."""
    INT = "int"
    """An int: `weight`, and the count of a clock."""
    BRACES = "braces"
    """An int, an enum or words, in prose."""
    EFFECT = "effect"
    """The right side of an effect, of the type of its variable."""


class Scope(NamedTuple):
    """What an expression may name. Ids are the current ones."""

    variables: Mapping[str, Variable]
    scene: str = ""
    """The scene it is in; empty in the story's own files."""
    state: str = ""
    """The state it is in; empty where there is none."""
    states: Collection[str] = ()
    """The states of the scene."""
    choices: Mapping[str, Collection[str]] = MappingProxyType({})
    """The choices, and storylets dealt, of each state of the scene."""
    hinges: Mapping[str, Collection[str]] | None = None
    """The choices of each hinge of the story; None while a scene is read by itself."""
    language: str = "en"
    """The language that `word()` counts in."""


class Report(Protocol):
    """Is told of a problem: its code, where it is in the text, in characters, and its message's blanks."""

    def __call__(self, code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
        """Note it."""


class RunView(Protocol):
    """What an expression may ask of the run, besides the values of variables."""

    @property
    def visits(self) -> Mapping[str, int]:
        """How often each `scene.state` was entered."""

    @property
    def taken(self) -> Mapping[str, int]:
        """How often each `scene.state.choice` was taken."""

    @property
    def hinges(self) -> Mapping[str, str]:
        """The choice taken at each hinge that was decided."""

    def roll(self, place: str, sides: int, /) -> int:
        """A number from 1 to `sides`, by chance; `place` says where the roll is written."""


Values = dict[str, Value]
"""The variables in being, by name: the story's, and the current scene's."""
