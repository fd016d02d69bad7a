"""The pins of a story's map: which town shows what, from which day, and while which condition holds."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping

from game.story.calendar import BadMoment, Moment, read_moment
from game.story.expressions import Scope, Use, read_expression
from game.story.pins import Pin, Shows, StoryMap, Town
from game.story.reading import Reader, kind_of
from game.story.shapes import PIN
from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence


def read_towns(ledger: Node | None) -> dict[str, Town]:
    """The places of a ledger of facts that have a latitude and a longitude, by id."""
    told = Counter(place for fact in _entries(ledger, "facts") for place in _texts(fact, "places"))
    towns = {}
    for place in _entries(ledger, "places"):
        try:
            (id,), (name,), (latitude,), (longitude,) = (_texts(place, key) for key in ("id", "name", "lat", "lon"))
            towns[id] = Town(id, name, float(latitude), float(longitude), told[id])
        except ValueError:
            continue
    return towns


def _entries(ledger: Node | None, section: str) -> Iterator[MappingNode]:
    """The entries of a ledger's section."""
    listed = ledger.entries.get(section) if isinstance(ledger, MappingNode) else None
    if listed is not None and isinstance(listed.value, Sequence):
        yield from (item for item in listed.value.items if isinstance(item, MappingNode))


def _texts(entry: MappingNode, key: str) -> list[str]:
    """What is written under a key: one text, the texts of a list, or none."""
    written = entry.entries[key].value if key in entry.entries else None
    items = written.items if isinstance(written, Sequence) else [written]
    return [item.value for item in items if isinstance(item, Scalar)]


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
    facts = {id for fact in _entries(ledger, "facts") for id in _texts(fact, "id")}
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
