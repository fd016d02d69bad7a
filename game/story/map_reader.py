"""The pins of a story's map: which town shows what, from which day, and while which condition holds."""

from collections.abc import Collection, Mapping

from game.story.calendar import BadMoment, Moment, read_moment
from game.story.diagnostics import Problems
from game.story.expressions import Scope, Use, read_expression
from game.story.library import read_facts
from game.story.pins import Pin, Shows, StoryMap, Town
from game.story.reading import Reader, kind_of
from game.story.shapes import PIN
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence


def read_towns(ledger: Node | None) -> dict[str, Town]:
    """The places of a ledger of facts that have a latitude and a longitude, by id."""
    if not isinstance(ledger, MappingNode) or "places" not in ledger.entries:
        return {}
    listed = ledger.entries["places"].value
    towns = {}
    for item in listed.items if isinstance(listed, Sequence) else []:
        texts = {
            key: entry.value.value
            for key, entry in (item.entries.items() if isinstance(item, MappingNode) else ())
            if isinstance(entry.value, Scalar)
        }
        try:
            towns[texts["id"]] = Town(texts["id"], texts["name"], float(texts["lat"]), float(texts["lon"]))
        except (KeyError, ValueError):
            continue
    return towns


def read_map(
    reader: Reader, pins: Node | None, ledger: Node | None, scope: Scope, *, gregorian: bool = False
) -> StoryMap:
    """The map of a story: map.yaml's pins, in file order, on the towns of the ledger. What is wrong is told."""
    if pins is None:
        return StoryMap((), {})
    towns = read_towns(ledger)
    if not isinstance(pins, Sequence):
        reader.tell("wrong-type", pins.place(), key="map.yaml", expected="a list of pins", found=kind_of(pins))
        return StoryMap((), towns)
    facts = read_facts(Reader(Problems()), ledger)
    read = (_pin(reader, item, towns, facts, scope, gregorian=gregorian) for item in pins.items)
    return StoryMap(tuple(pin for pin in read if pin is not None), towns)


def _pin(
    reader: Reader, node: Node, towns: Mapping[str, Town], facts: Collection[str], scope: Scope, *, gregorian: bool
) -> Pin | None:
    fields = reader.fields(node, PIN, "a pin")
    if fields is None:
        return None
    place = reader.scalar(fields.get("place"), "place", PIN)
    shows = reader.scalar(fields.get("shows"), "shows", PIN)
    at = reader.scalar(fields.get("at"), "at", PIN)
    cited = reader.id_scalars(fields.get("facts"), "facts", PIN)
    for scalar in cited:
        reader.known(scalar, facts, "unknown-fact", fact=scalar.value)
    known = place is not None and reader.known(place, towns, "unknown-town", town=place.value)
    named = shows is not None and reader.known(
        shows, [one.value for one in Shows], "bad-value", what='"shows"',
        expected="soviet, contested, failed or none", found=shows.value,
    )  # fmt: skip
    moment = _day(reader, at, gregorian=gregorian)
    when = reader.scalar(fields.get("when"), "when", PIN)
    condition = read_expression(when.value, scope, Use.CONDITION, reader.report_in(when)) if when is not None else None
    if place is None or shows is None or moment is None or not known or not named:
        return None
    return Pin(place.value, moment, Shows(shows.value), tuple(scalar.value for scalar in cited), condition)


def _day(reader: Reader, scalar: Scalar | None, *, gregorian: bool) -> Moment | None:
    if scalar is None:
        return None
    try:
        moment = read_moment(scalar.value, gregorian=gregorian)
    except BadMoment as bad:
        reader.tell("bad-date", scalar.place(), why=str(bad))
        return None
    if moment.new_style is None:
        reader.tell("bad-date", scalar.place(), why="a pin is set on a day")
        return None
    return moment
