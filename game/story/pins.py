"""What a story's map is: towns, and pins that say what each shows from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from game.story.calendar import Moment
from game.story.expressions import Expression


class Shows(StrEnum):
    """What a town on the map shows."""

    SOVIET = "soviet"
    CONTESTED = "contested"
    FAILED = "failed"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Town:
    """A place with its name and where it lies, in degrees; `told` is how many facts of the ledger name it."""

    id: str
    name: str
    latitude: float
    longitude: float
    told: int = 0


@dataclass(frozen=True, slots=True)
class Pin:
    """From its day on, while `when` holds, the town shows this."""

    place: str
    at: Moment
    shows: Shows
    facts: tuple[str, ...] = ()
    when: Expression | None = None


@dataclass(frozen=True, slots=True)
class StoryMap:
    """The pins in file order, and the towns of the ledger by id."""

    pins: tuple[Pin, ...] = ()
    towns: Mapping[str, Town] | None = None
