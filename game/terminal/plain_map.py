"""The map in the plain reader: how things stand on the day reached, and what is set on the days from then on."""

from collections.abc import Iterator

from game.i18n import _
from game.play.run import Run
from game.play.spread import Timeline, is_conditional, standing_pins
from game.story.diagnostics import did_you_mean
from game.story.pins import Shows, Town
from game.terminal.dates import full_day
from game.terminal.map.words import name_of, news, word_of
from game.terminal.plain_text import Typesetter
from game.terminal.sanitise import one_line


def map_answer(run: Run, setter: Typesetter, name: str) -> str:
    """The map as this run has it, as a list of days; or all that is known of the town `name`."""
    timeline = Timeline(tuple(standing_pins(run.story, run.position)))
    if not timeline.pins:
        return setter.wrapped(_("This story has no map."))
    towns = run.story.map.towns or {}
    if not name:
        return "".join(_days(run, timeline, setter))
    names = {one_line(towns[pin.place].name): towns[pin.place] for pin in timeline.pins}
    found = next((town for one, town in names.items() if one.casefold() == name.casefold()), None)
    if found is not None:
        return "".join(_town(timeline, found, setter))
    hint = did_you_mean(name, names)
    told = _('There is no town "{name}" on the map.').format(name=one_line(name)[:60])
    return setter.wrapped(f"{told} {hint[:1].upper()}{hint[1:]}".strip())


def _days(run: Run, timeline: Timeline, setter: Typesetter) -> Iterator[str]:
    """What towns show on the day reached, and each day after it on which one changes."""
    towns, today = run.story.map.towns or {}, timeline.number(run.at)
    whose = _("The map as your year has it.") if is_conditional(run.story) else _("The map as the record has it.")
    yield setter.wrapped(f"{full_day(run.at or timeline.moment(today))}. {whose}")
    shown = timeline.shown(today).values()
    for shows in dict.fromkeys(pin.shows for pin in shown if pin.shows is not Shows.NONE):
        names = ", ".join(name_of(towns, pin) for pin in shown if pin.shows is shows)
        yield setter.wrapped(f"{word_of(shows)}: {names}.", "-  ")
    if not shown:
        yield setter.wrapped(_("Nothing has changed yet."))
    later = sorted({day for day in timeline.days if day > today})
    if later:
        yield setter.wrapped(_("From then on:"))
    for day in later:
        told = "; ".join(words for _shows, words in news(timeline, towns, day))
        yield setter.wrapped(f"{full_day(timeline.moment(day))}: {told}.", "-  ")
    yield setter.wrapped(_("Type map and a town for all about it."))


def _town(timeline: Timeline, town: Town, setter: Typesetter) -> Iterator[str]:
    """What a town shows from which day on, what happened, and by what sources."""
    yield setter.wrapped(f"{one_line(town.name)}.")
    for pin in (pin for pin in timeline.pins if pin.place == town.id):
        yield setter.wrapped(f"{full_day(pin.at)}: {word_of(pin.shows)}.")
        yield from setter.facts(pin.facts)
