"""Trees of YAML as they can be compared."""

from typing import Any

from game.story.nodes import Node, Scalar, Sequence, Source
from game.story.refusals import Refusals
from game.story.yaml_tree import yaml_tree


def shape(node: Node) -> Any:
    """All that a tree holds, to be compared."""
    if isinstance(node, Scalar):
        return node.value, node.style, node.start, node.end
    if isinstance(node, Sequence):
        return node.flow, node.start, node.end, [shape(item) for item in node.items]
    keys = [(name, shape(entry.key), shape(entry.value)) for name, entry in node.entries.items()]
    return "mapping", node.flow, node.start, node.end, keys


def parsed(source: Source) -> Any:
    """What the parser makes of it; None if anything was refused."""
    refusals = Refusals(source)
    tree = yaml_tree(source, refusals)
    return None if tree is None or refusals.problems else shape(tree)
