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
    deals = [tag for rule in _rules_in(node, "next") for tag in _scalars(rule, "draw")]
    offered = node.entries.get("choices")
    for item in _items(offered.value if offered else None):
        if isinstance(item, MappingNode):
            choices += _scalars(item, "id")
            offers += _scalars(item, "draw")
            deals += [tag for rule in _rules_in(item, "to") for tag in _scalars(rule, "draw")]
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


def _rules_in(node: MappingNode, key: str) -> list[MappingNode]:
    entry = node.entries.get(key)
    return [rule for rule in _items(entry.value if entry else None) if isinstance(rule, MappingNode)]


def _scalars(node: MappingNode, key: str) -> list[str]:
    entry = node.entries.get(key)
    if entry is None:
        return []
    items = entry.value.items if isinstance(entry.value, Sequence) else [entry.value]
    return [item.value for item in items if isinstance(item, Scalar)]


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
