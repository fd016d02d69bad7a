"""From a scene's file to a `Scene`: read at its door, with all that is wrong in it."""

import re
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

from game.story.calendar import BadMoment, Unit, read_moment
from game.story.choice_reader import read_choices
from game.story.expressions import Use, read_expression
from game.story.model import Clock, Scene, State, spot_of
from game.story.prose_reader import ProseReader
from game.story.reading import Fields, Reader, old_names
from game.story.scene_checks import check_hinge, check_storylets, check_ways
from game.story.scene_context import SceneContext, Surroundings
from game.story.shapes import SCENE, STATE
from game.story.sketch import Sketch, outline_of, sketch_of
from game.story.source import Mapping as MappingNode
from game.story.source import Node
from game.story.variables import read_preset, read_variables

_BACKWARDS = re.compile(r"(?P<date>[\d\- :]+?)\s+-\s*(?P<amount>.+?)\s+(?P<unit>minutes|hours|days|months)")
"""A clock that is set back as nobody may write it."""
_CLOCK = re.compile(r"(?P<date>[\d\- :]+?)\s*\+\s*(?P<amount>.+?)\s+(?P<unit>minutes|hours|days|months)")
_USUAL = frozenset(("text", "at", "place", "do", "choices", "next", "facts", "was"))

ReadState = Callable[[SceneContext, str, Sketch, tuple[str, ...]], State | None]
"""Reads a state by its id and its old ids; None where it is none."""


def read_scene(
    reader: Reader, node: Node, file: Path, around: Surroundings, read: ReadState | None = None
) -> Scene | None:
    """The scene written in `node`; None where it is too broken to be one. What is wrong is told to `reader`.

    States are read by `read`, which may know them already; `read_state` unless told.
    """
    fields = reader.fields(node, SCENE, "a scene")
    if fields is None:
        return None
    id = _scene_id(reader, fields, file)
    was = reader.ids(fields.get("was"), "was", SCENE)
    own = read_variables(reader, fields.get("variables"), SCENE, around.variables, id)
    sketches = _sketches(reader, fields.get("states"))
    context = SceneContext(
        reader,
        around,
        id,
        was[0] if was else id,
        reader.ids(fields.get("outcomes"), "outcomes", SCENE),
        reader.flag(fields.get("what-if"), "what-if", SCENE),
        {**around.variables, **own},
        outline_of(sketches),
        {},
        {},
    )
    initial = reader.scalar(fields.get("initial"), "initial", SCENE)
    if initial is not None:
        reader.known(initial, sketches, "unknown-state", state=initial.value, where="this scene")
    states = _read_states(context, read or read_state)
    alone = read_preset(reader, fields.get("alone"), around.variables)
    title = reader.title(fields.get("title"), "title", SCENE)
    facts = context.facts(fields.get("facts"), SCENE)
    if initial is None or not states:
        return None
    scene = Scene(
        id,
        context.origin,
        file,
        title,
        initial.value,
        states,
        own,
        alone,
        context.outcomes,
        context.what_if,
        facts,
        was,
    )
    _check_hinge_ids(context, scene)
    check_storylets(reader, scene)
    return scene


def _scene_id(reader: Reader, fields: Fields, file: Path) -> str:
    written = reader.scalar(fields.get("scene"), "scene", SCENE)
    id = reader.id_of(written) if written is not None else ""
    if written is not None and id and id != file.stem:
        reader.tell("misnamed-scene", written.place(), file=file.name, scene=id)
    return id or file.stem


def _sketches(reader: Reader, node: Node | None) -> dict[str, Sketch]:
    sketches: dict[str, Sketch] = {}
    for key, value in reader.entries(node, "states", SCENE):
        reader.id_of(key)
        if isinstance(value, MappingNode):
            sketches[key.value] = sketch_of(key, value)
        else:
            reader.not_a_mapping(value, key.value, "a state, with keys and values")
    if isinstance(node, MappingNode) and not node.entries:
        reader.tell("empty-list", node.place(), what='"states"')
    return sketches


def _read_states(context: SceneContext, read: ReadState) -> dict[str, State]:
    sketches = context.outline.sketches
    was = old_names(
        context.reader,
        ((id, _value(sketch.node, "was")) for id, sketch in sketches.items()),
        STATE,
        sketches.__contains__,
    )
    states = ((id, read(context, id, sketch, was[id])) for id, sketch in sketches.items())
    return {id: state for id, state in states if state is not None}


def _value(node: MappingNode, key: str) -> Node | None:
    entry = node.entries.get(key)
    return entry.value if entry is not None else None


def read_state(context: SceneContext, id: str, sketch: Sketch, was: tuple[str, ...]) -> State | None:
    """The state `id`, which has the old ids `was`; None where it is too broken to be one."""
    reader = context.reader
    fields = reader.fields(sketch.node, STATE, f'state "{id}"')
    if fields is None:
        return None
    get = fields.get
    key, origin = f"{context.id}.{id}", f"{context.origin}.{was[0] if was else id}"
    prose = context.prose_reader(id, key, origin)
    state = State(
        id=id,
        key=key,
        origin=origin,
        spot=spot_of(sketch.key),
        text=prose.prose(get("text")),
        at=_read_clock(reader, get("at"), prose, gregorian=context.around.gregorian),
        place=context.codex_place(get("place"), STATE),
        effects=context.effects(get("do"), prose.scope, origin),
        choices=read_choices(context, get("choices"), prose, id),
        next=context.rules(get("next"), "next", STATE, prose, outcomes="call" in fields),
        facts=context.facts(get("facts"), STATE),
        was=was,
    )
    if not fields.keys() <= _USUAL:
        state = state._replace(**_read_seldom(context, fields, prose))
    check_ways(reader, state, fields)
    check_hinge(reader, state, fields, what_if=context.what_if)
    return state


def _read_seldom(context: SceneContext, fields: Fields, prose: ProseReader) -> dict[str, Any]:
    """What few states have, by the names it has in a `State`."""
    reader, get = context.reader, fields.get
    return {
        "outcome": _named(reader, fields, "outcome", context.outcomes, "unknown-outcome", scene=context.id),
        "ending": _named(reader, fields, "ending", context.around.endings, "unknown-ending"),
        "call": _named(reader, fields, "call", context.around.scenes, "unknown-scene"),
        "hinge": reader.reference(get("hinge"), "hinge", STATE),
        "record": prose.prose(get("record"), "record"),
        "drawing": reader.verbatim(get("drawing"), "drawing", STATE),
        "title": prose.line(get("title"), "title", STATE),
        "tags": reader.ids(get("tags"), "tags", STATE),
        "weight": prose.condition(get("weight"), Use.INT),
        "when": prose.condition(get("when")),
        "once": reader.flag(get("once"), "once", STATE),
    }


def _named(reader: Reader, fields: Fields, key: str, known: Collection[str], code: str, **blanks: object) -> str:
    """What `key` names elsewhere in the story, told as `code` if it is not known there."""
    scalar = reader.scalar(fields.get(key), key, STATE)
    if scalar is None:
        return ""
    blanks[{"call": "scene"}.get(key, key)] = scalar.value
    reader.known(scalar, known, code, **blanks)
    return scalar.value


def _read_clock(reader: Reader, node: Node | None, prose: ProseReader, *, gregorian: bool) -> Clock | None:
    scalar = reader.scalar(node, "at", STATE)
    if scalar is None:
        return None
    match = _CLOCK.fullmatch(scalar.value)
    try:
        base = read_moment(match["date"].strip() if match else scalar.value, gregorian=gregorian)
    except BadMoment as bad:
        back = _BACKWARDS.fullmatch(scalar.value)
        hint = f"To set a clock back, write {back['date']} + -{back['amount']} {back['unit']}." if back else ""
        reader.tell("bad-date", scalar.place(), hint, why=str(bad))
        return None
    if match is None:
        return Clock(base)
    start = match.start("amount")
    report = reader.report_in(scalar)

    def moved(code: str, offset: int, length: int, /, *, hint: str = "", **blanks: object) -> None:
        report(code, start + offset, length, hint=hint, **blanks)

    amount = read_expression(match["amount"], prose.scope, Use.INT, moved)
    return Clock(base, amount, Unit(match["unit"]))


def _check_hinge_ids(context: SceneContext, scene: Scene) -> None:
    seen: set[str] = set()
    for state in scene.states.values():
        if state.hinge and state.hinge in seen:
            node = _value(context.outline.sketches[state.id].node, "hinge")
            if node is not None:
                context.reader.tell("duplicate-id", node.place(), kind="a hinge", id=state.hinge)
        seen.add(state.hinge)
