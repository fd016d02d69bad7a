"""What is said of the map in words: what is new on a day, how many towns show what, and all of one town."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from game.i18n import _
from game.play.spread import Timeline
from game.story.pins import Shows, Town
from game.terminal.blocks import Block, Voice, block
from game.terminal.dates import full_day, month_of
from game.terminal.map.signs import Signs
from game.terminal.record import facts_of, sources
from game.terminal.sanitise import one_line

if TYPE_CHECKING:
    from game.story.model import Story
    from game.story.pins import Pin


def word_of(shows: Shows) -> str:
    """What a town shows."""
    return {
        Shows.SOVIET: _("soviet power"),
        Shows.CONTESTED: _("contested"),
        Shows.FAILED: _("failed"),
        Shows.NONE: _("not yet"),
    }[shows]


def name_of(towns: Mapping[str, Town], pin: "Pin") -> str:
    """The name of the town that a pin is set on."""
    return one_line(towns[pin.place].name)


def news(timeline: Timeline, towns: Mapping[str, Town], day: int) -> Iterator[tuple[Shows, str]]:
    """What towns show from a day on, and which they are: `soviet power: Petrograd, Minsk`."""
    new = timeline.new(day)
    for shows in dict.fromkeys(pin.shows for pin in new):
        names = ", ".join(name_of(towns, pin) for pin in new if pin.shows is shows)
        yield shows, _("{what}: {towns}").format(what=word_of(shows), towns=names)


def counts(timeline: Timeline, day: int) -> dict[Shows, int]:
    """How many towns show what on a day; of what none ever shows, nothing is said."""
    pins = timeline.pins
    count = Counter(pin.shows for pin in timeline.shown(day).values())
    count[Shows.NONE] += len({pin.place for pin in pins}) - count.total()
    ever = {Shows.NONE, *(pin.shows for pin in pins)}
    return {shows: count[shows] for shows in Shows if shows in ever}


def legend(timeline: Timeline, day: int, signs: Signs) -> list[str]:
    """Each sign that is used, its word, and how many towns show it."""
    return [f"{signs.towns[shows]} {word_of(shows)} {count}" for shows, count in counts(timeline, day).items()]


def months(timeline: Timeline) -> Iterator[tuple[int, str]]:
    """The days on which a month begins, and its name."""
    before = month_of(timeline.moment(0))
    for day in range(1, timeline.last + 1):
        month = month_of(timeline.moment(day))
        if month != before:
            yield day, month
        before = month


def town_story(story: "Story", timeline: Timeline, town: Town) -> Iterator[Block]:
    """All that happened in a town, by its days, and what that rests on."""
    yield block(one_line(town.name), Voice.HEADING)
    facts, cited = facts_of(story), []
    for pin in (pin for pin in timeline.pins if pin.place == town.id):
        yield block(f"{full_day(pin.at)}: {word_of(pin.shows)}", Voice.LABEL)
        for id in pin.facts:
            cited.append(id)
            if id in facts:
                yield block(one_line(facts[id].statement), Voice.TEXT, 0)
    if cited:
        yield block(_("SOURCES"), Voice.LABEL)
        yield from sources(cited, facts)
