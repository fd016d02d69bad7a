"""From story.yaml to the parts of a story that every play needs."""

from collections.abc import Mapping
from typing import NamedTuple

from game.story.expressions import Expression, Scope
from game.story.guards import read_guard
from game.story.model import Ending, Route, spot_of
from game.story.reading import Reader, old_names
from game.story.rules import RuleReader
from game.story.shapes import ENDING, RULE, SCENE_ROUTES, STORY
from game.story.source import Node, Scalar
from game.story.types import Variable
from game.story.variables import read_variables

FORMAT = "october-story/1"


class StoryParts(NamedTuple):
    """What story.yaml says."""

    id: str
    title: str
    version: str
    language: str
    initial: str
    variables: Mapping[str, Variable]
    routes: Mapping[str, Route]
    endings: Mapping[str, Ending]
    note: str = ""
    gregorian: bool = False
    """Whether its dates are reckoned by the calendar of today at all times."""
    decided: str = ""


def read_story_parts(
    reader: Reader, node: Node, hinges: Mapping[str, tuple[str, ...]] | None = None
) -> StoryParts | None:
    """The parts of a story; None where there are too few to go on. What is wrong is told to `reader`."""
    fields = reader.fields(node, STORY, "story.yaml")
    if fields is None:
        return None
    written = reader.scalar(fields.get("format"), "format", STORY)
    if written is not None and written.value != FORMAT:
        reader.tell("unknown-format", written.place(), found=written.value)
    variables = read_variables(reader, fields.get("variables"), STORY, {})
    routes = _routes(reader, fields.get("scenes"), Scope(variables, hinges=hinges))
    endings = _endings(reader, fields.get("endings"))
    initial = reader.scalar(fields.get("initial"), "initial", STORY)
    if initial is None or not reader.known(initial, routes, "unknown-scene", scene=initial.value):
        return None
    return StoryParts(
        reader.id(fields.get("story"), "story", STORY),
        reader.title(fields.get("title"), "title", STORY),
        reader.label(fields.get("version"), "version", STORY),
        reader.label(fields.get("language"), "language", STORY),
        initial.value,
        variables,
        routes,
        endings,
        reader.label(fields.get("note"), "note", STORY),
        _is_gregorian(reader, fields.get("calendar")),
        reader.title(fields.get("decided"), "decided", STORY),
    )


def _is_gregorian(reader: Reader, node: Node | None) -> bool:
    written = reader.scalar(node, "calendar", STORY)
    if written is None:
        return False
    told = {"what": '"calendar"', "expected": "russian or gregorian", "found": written.value}
    return reader.known(written, ("russian", "gregorian"), "bad-value", **told) and written.value == "gregorian"


def _routes(reader: Reader, node: Node | None, scope: Scope) -> dict[str, Route]:
    entries = [(key, value) for key, value in reader.entries(node, "scenes", STORY) if reader.id_of(key)]
    ids = [key.value for key, _ in entries]

    def condition(written: Node | None) -> Expression | None:
        scalar = reader.scalar(written, "when", RULE)
        return read_guard(reader, scalar, scope) if scalar else None

    def target(scalar: Scalar) -> str:
        reader.known(scalar, ids, "unknown-scene", scene=scalar.value)
        return scalar.value

    def outcome(scalar: Scalar) -> str:
        return reader.id_of(scalar, ())

    rules = RuleReader(reader, condition, target, outcome=outcome)
    routes = {}
    for key, value in entries:
        fields = reader.fields(value, SCENE_ROUTES, f'scene "{key.value}" in story.yaml')
        following = rules.read(fields.get("next"), "next", SCENE_ROUTES) if fields else ()
        routes[key.value] = Route(key.value, following, spot_of(key))
    return routes


def _endings(reader: Reader, node: Node | None) -> dict[str, Ending]:
    entries = [(key, value) for key, value in reader.entries(node, "endings", STORY) if reader.id_of(key)]
    ids = {key.value for key, _ in entries}
    read = [(key, reader.fields(value, ENDING, f'ending "{key.value}"')) for key, value in entries]
    was = old_names(
        reader, ((key.value, fields.get("was")) for key, fields in read if fields is not None), ENDING, ids.__contains__
    )
    return {
        key.value: Ending(
            key.value,
            reader.title(fields.get("title"), "title", ENDING),
            reader.flag(fields.get("history"), "history", ENDING),
            was[key.value],
            spot_of(key),
        )
        for key, fields in read
        if fields is not None
    }
