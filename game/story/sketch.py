"""A first look at a scene: what its states may name of one another, before any of them is read."""

from collections.abc import Mapping
from typing import NamedTuple

from game.story.source import Mapping as MappingNode
from game.story.source import Node, Scalar, Sequence


class Sketch(NamedTuple):
    """A state's id and node; the ids of its choices, its tags, the tags it offers among choices, and all it deals."""

    key: Scalar
    node: MappingNode
    choices: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    deals: tuple[str, ...] = ()


class Outline(NamedTuple):
    """All sketches of a scene, by id; its storylets by tag; and what can be chosen in each state."""

    sketches: Mapping[str, Sketch]
    storylets: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, tuple[str, ...]]
    dealers: bool = False


def sketch_of(key: Scalar, node: MappingNode) -> Sketch:
    """What can be made out of a state without reading it."""
    choices: list[str] = []
    offers: list[str] = []
    deals = _dealt(node, "next")
    offered = node.entries.get("choices")
    for item in _items(offered.value if offered else None):
        if isinstance(item, MappingNode):
            choices += _scalars(item, "id")
            if "draw" in item.entries:
                offers += _scalars(item, "draw")
            deals += _dealt(item, "to")
    tags = tuple(_scalars(node, "tags"))
    return Sketch(key, node, tuple(choices), tags, tuple(offers), tuple(offers + deals))


def outline_of(sketches: Mapping[str, Sketch]) -> Outline:
    """The sketches together."""
    storylets: dict[str, tuple[str, ...]] = {}
    for id, sketch in sketches.items():
        for tag in sketch.tags:
            storylets[tag] = (*storylets.get(tag, ()), id)
    choices = {
        id: sketch.choices + tuple(it for tag in sketch.offers for it in storylets.get(tag, ()))
        for id, sketch in sketches.items()
    }
    return Outline(sketches, storylets, choices, any(sketch.deals for sketch in sketches.values()))


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


def _dealt(node: MappingNode, key: str) -> list[str]:
    """The tags that the rules under `key` deal."""
    entry = node.entries.get(key)
    if entry is None or not isinstance(entry.value, Sequence):
        return []
    rules = (rule for rule in entry.value.items if isinstance(rule, MappingNode))
    return [tag for rule in rules for tag in _scalars(rule, "draw")]


def _scalars(node: MappingNode, key: str) -> list[str]:
    entry = node.entries.get(key)
    if entry is None:
        return []
    value = entry.value
    if isinstance(value, Scalar):
        return [value.value]
    return [item.value for item in value.items if isinstance(item, Scalar)] if isinstance(value, Sequence) else []


def old_names_in(node: Node | None) -> list[str]:
    """The old names of a scene, by its file."""
    return _scalars(node, "was") if isinstance(node, MappingNode) else []


def hinges_in(node: Node) -> dict[str, tuple[str, ...]]:
    """The hinges of a scene's file, each with the choices of its state, without reading the scene."""
    if not isinstance(node, MappingNode) or "states" not in node.entries:
        return {}
    states = node.entries["states"].value
    if not isinstance(states, MappingNode):
        return {}
    hinges: dict[str, tuple[str, ...]] = {}
    for entry in states.entries.values():
        if isinstance(entry.value, MappingNode):
            for hinge in _scalars(entry.value, "hinge"):
                hinges.setdefault(hinge, sketch_of(entry.key, entry.value).choices)
    return hinges
