"""The map as a run has it, or the record: what each town shows on a day, by the first of its pins that holds."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from game.play.position import Position
from game.story.calendar import Moment, Unit, later
from game.story.model import Story
from game.story.pins import Pin


def standing_pins(story: Story, position: Position) -> list[Pin]:
    """The pins whose condition holds in this run, by their day; of one town on one day, the first in the file."""
    return _by_day(pin for pin in story.map.pins if pin.when is None or pin.when.function(position.values, position))


def recorded_pins(story: Story) -> list[Pin]:
    """The same before anything is decided.

    Raises StoryNotInOrder or StepFailed, where pins have conditions and the story cannot be begun.
    """
    from game.play.run import Run

    if is_conditional(story):
        return standing_pins(story, Run.begin(story).position)
    return _by_day(story.map.pins)


def is_conditional(story: Story) -> bool:
    """Whether what was decided in a run can change the map."""
    return any(pin.when is not None for pin in story.map.pins)


def _by_day(pins: Iterable[Pin]) -> list[Pin]:
    first: dict[tuple[str, date], Pin] = {}
    for pin in pins:
        first.setdefault((pin.place, _day_of(pin)), pin)
    return sorted(first.values(), key=_day_of)


def _day_of(pin: Pin) -> date:
    return pin.at.new_style or date.min


@dataclass(frozen=True)
class Timeline:
    """Pins by their day, and the days they span, numbered from 0: the day before the first of them."""

    pins: tuple[Pin, ...] = ()

    @cached_property
    def days(self) -> list[int]:
        """The number of each pin's day."""
        before = _day_of(self.pins[0]).toordinal() - 1 if self.pins else 0
        return [_day_of(pin).toordinal() - before for pin in self.pins]

    @property
    def last(self) -> int:
        """The number of the last day; 0 where there are no pins."""
        return self.days[-1] if self.pins else 0

    def moment(self, day: int) -> Moment:
        """A day by its number. Raises IndexError where there are no pins."""
        return later(self.pins[0].at, day - 1, Unit.DAYS)

    def number(self, moment: Moment | None) -> int:
        """The number of a day, held between the first and the last; 0 for one that is not known."""
        day = moment.new_style if moment is not None else None
        if day is None or not self.pins:
            return 0
        return max(0, min(day.toordinal() - _day_of(self.pins[0]).toordinal() + 1, self.last))

    def by(self, day: int) -> int:
        """How many pins are set by a day."""
        return bisect_right(self.days, day)

    def shown(self, day: int) -> dict[str, Pin]:
        """What each town shows on a day: its last pin of those set by then."""
        return {pin.place: pin for pin in self.pins[: self.by(day)]}

    def new(self, day: int) -> tuple[Pin, ...]:
        """The pins that are set on a day itself."""
        return self.pins[self.by(day - 1) : self.by(day)]
