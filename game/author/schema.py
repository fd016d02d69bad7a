"""JSON Schema (draft-07) of the files of a story, for editors: made of the shapes that the reader reads by.

What a value is depends on its key, never on its looks, so wherever text may stand a schema takes what an editor
makes of `1917` or `no` too. What only the checker can know (names, types of expressions, ways on) is not in it.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from game.author.story_tests import TEST
from game.story import shapes
from game.story.ids import PATTERN
from game.story.shapes import Key, Kind, Shape

Schema = dict[str, Any]

_ID = f"^{PATTERN}$"
_NAME = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$"
_SCALAR: Schema = {"type": ["string", "number", "boolean"]}
_TEXT: Schema = {**_SCALAR, "pattern": r"\S"}
_KINDS: Mapping[Kind, Schema] = {
    Kind.ID: {"type": "string", "pattern": _ID},
    Kind.NAME: {"type": "string", "pattern": _NAME},
    Kind.LINE: _TEXT,
    Kind.LABEL: _TEXT,
    Kind.EXPRESSION: _SCALAR,
    Kind.VERBATIM: _SCALAR,
    Kind.VALUE: _SCALAR,
    Kind.DATE: _SCALAR,
    Kind.VALUES: {"type": "object", "additionalProperties": _SCALAR},
    Kind.FLAG: {"enum": [True, False, "true", "false"]},
    Kind.PLACE: {"type": "string", "pattern": r"^[\w-]+\.[\w-]+$"},
    Kind.DIGEST: {"type": ["string", "number"], "pattern": "^[0-9a-f]{8}$"},
}
_SHAPES: Mapping[str, Shape] = {
    "variable": shapes.VARIABLE,
    "choice": shapes.CHOICE,
    "draw": shapes.DRAW,
    "state": shapes.STATE,
    "rule": shapes.RULE,
    "routes": shapes.SCENE_ROUTES,
    "ending": shapes.ENDING,
}
_REFERENCE = "#/definitions/"


def schema_of(name: str) -> Schema:
    """The schema of a kind of file: one of `FILES`."""
    title, about, body = FILES[name]()
    whole = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        "description": about,
        **body,
    }
    definitions = _definitions()
    needed = _needed(whole, definitions)
    return {**whole, "definitions": {id: one for id, one in definitions.items() if id in needed}}


def schema_text(name: str) -> str:
    """The same as it is written to a file."""
    return json.dumps(schema_of(name), ensure_ascii=False, indent=2) + "\n"


def _scene() -> tuple[str, str, Schema]:
    return (
        "A scene",
        "A state machine: its states, and the choices that lead from one to another.",
        _object(shapes.SCENE),
    )


def _story() -> tuple[str, str, Schema]:
    return "A story", "story.yaml: the state machine of scenes, and what they share.", _object(shapes.STORY)


def _codex() -> tuple[str, str, Schema]:
    about = "A file of the folder codex/: people, places and terms that text can link."
    return "Entries of the codex", about, {"type": "array", "items": _object(shapes.CODEX_ENTRY)}


def _facts() -> tuple[str, str, Schema]:
    about = "facts.yaml: the ledger of sourced facts. Its other sections are the historian's own."
    listed = {"facts": {"type": "array", "items": _object(shapes.FACT, others=True)}}
    return "The ledger of facts", about, {"type": "object", "properties": listed}


def _map() -> tuple[str, str, Schema]:
    about = "map.yaml: the pins of the map, each a town with what it shows from a day on."
    return "The pins of the map", about, {"type": "array", "items": _object(shapes.PIN)}


def _tests() -> tuple[str, str, Schema]:
    about = "A file of the folder tests/: what is chosen, and what must then be so."
    return "Tests of a story", about, {"type": "array", "items": _object(TEST)}


def _run() -> tuple[str, str, Schema]:
    about = "A run file: a document with its header, and one with an item for each choice."
    items = {"anyOf": [{"const": "undo"}, *(_object(line) for line in shapes.RUN_LINES)]}
    return "A run", about, {"anyOf": [_object(shapes.RUN_HEADER, others=True), {"type": "array", "items": items}]}


FILES = {"scene": _scene, "story": _story, "run": _run, "codex": _codex, "facts": _facts, "map": _map, "tests": _tests}


def _object(shape: Shape, *, others: bool = False) -> Schema:
    """A mapping with the keys of `shape`, and with `others` if they are not looked at."""
    made: Schema = {
        "type": "object",
        "properties": {name: _described(key) for name, key in shape.items()},
        "required": [name for name, key in shape.items() if key.required],
    }
    return made if others else {**made, "additionalProperties": False}


def _described(key: Key) -> Schema:
    about = key.about[:1].upper() + key.about[1:] + "."
    made = _of_kind(key)
    return {"description": about, **({"allOf": [made]} if "$ref" in made else made)}


def _of_kind(key: Key) -> Schema:
    if key.one_of:
        return {"enum": list(key.one_of)}
    match key.kind:
        case Kind.IDS | Kind.NAMES:
            one = _KINDS[Kind.ID if key.kind is Kind.IDS else Kind.NAME]
            return {"anyOf": [one, {"type": "array", "items": one}]}
        case Kind.LABELS:
            return {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
        case Kind.NUMBER:
            bounds = {"minimum": key.low, "maximum": key.high}
            return {"anyOf": [{"type": "integer", **bounds}, {"type": "string", "pattern": r"^-?\d{1,10}$"}]}
        case Kind.EFFECTS:
            return {"anyOf": [_SCALAR, {"type": "array", "items": _SCALAR, "minItems": 1}]}
        case Kind.WORDS:
            words = {"type": "object", "propertyNames": _KINDS[Kind.ID], "additionalProperties": _TEXT}
            return {"anyOf": [{"type": "array", "items": _KINDS[Kind.ID]}, words]}
        case Kind.LIST:
            return {"type": "array", "items": _one_of(key.of), "minItems": 1}
        case Kind.MAPPING:
            return _mapping(key)
        case Kind.PROSE | Kind.BLOCKS | Kind.RULES:
            return {"$ref": _REFERENCE + key.kind.name.lower()}
    return _KINDS[key.kind]


def _mapping(key: Key) -> Schema:
    if key.named is None:
        return _object(key.of[0])
    values = _one_of(key.of) if key.of else _TEXT
    made: Schema = {"type": "object", "additionalProperties": values}
    if key.named is not Kind.LABEL:
        made["propertyNames"] = _KINDS[key.named]
    return {**made, "minProperties": 1} if key.required else made


def _one_of(choices: tuple[Shape, ...]) -> Schema:
    """Any of some shapes: where there are two, the second is the one that has its own first key."""
    named = [{"$ref": _REFERENCE + name} for shape in choices for name, known in _SHAPES.items() if known is shape]
    if len(named) == 1:
        return named[0]
    is_second = {"type": "object", "required": [next(iter(choices[1]))]}
    return {"if": is_second, "then": named[1], "else": named[0]}


def _definitions() -> dict[str, Schema]:
    prose = {"$ref": _REFERENCE + "prose"}
    rules = {"type": "array", "items": {"$ref": _REFERENCE + "rule"}, "minItems": 1}
    blocks = {"type": "array", "items": prose, "minItems": 1}
    forms = [{"title": f"Prose: {name}", **_object(form)} for name, form in shapes.PROSE_FORMS.items()]
    return {
        "prose": {"anyOf": [_TEXT, {"$ref": _REFERENCE + "blocks"}, *forms]},
        "blocks": blocks,
        "rules": {"anyOf": [_KINDS[Kind.ID], rules]},
        **{name: {"title": name.capitalize(), **_object(shape)} for name, shape in _SHAPES.items()},
    }


def _needed(schema: Schema, definitions: Mapping[str, Schema]) -> set[str]:
    """The definitions that a schema refers to, and those that they do."""
    needed: set[str] = set()
    waiting = list(_references(schema))
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += _references(definitions[name])
    return needed


def _references(part: object) -> Iterable[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].removeprefix(_REFERENCE)
        for value in part.values():
            yield from _references(value)
    elif isinstance(part, list):
        for item in part:
            yield from _references(item)
