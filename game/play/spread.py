"""The map as a run has it: what each town shows on a day, by the first of its pins that holds."""

from collections.abc import Iterator
from datetime import date

from game.play.position import Position
from game.story.model import Story
from game.story.pins import Pin, Shows


def standing_pins(story: Story, position: Position) -> list[Pin]:
    """The pins whose condition holds in this run, by their day; of one town on one day, the first in the file."""
    seen: set[tuple[str, date | None]] = set()
    pins = []
    for pin in story.map.pins:
        key = (pin.place, pin.at.new_style)
        if key in seen or not (pin.when is None or pin.when.function(position.values, position)):
            continue
        seen.add(key)
        pins.append(pin)
    return sorted(pins, key=lambda pin: pin.at.new_style or date.min)


def shown_on(pins: list[Pin], day: date) -> dict[str, Pin]:
    """What each town shows on a day: its last pin of those set by then."""
    return {pin.place: pin for pin in pins if pin.at.new_style is not None and pin.at.new_style <= day}


def count_of(pins: dict[str, Pin], shows: Shows) -> int:
    """How many towns show this."""
    return sum(pin.shows is shows for pin in pins.values())


def days_of(pins: list[Pin]) -> Iterator[date]:
    """The days on which something changes, in order."""
    last = None
    for pin in pins:
        if pin.at.new_style is not None and pin.at.new_style != last:
            last = pin.at.new_style
            yield last
