"""What a line of the tree can be found by: its decisions, hinges, ending and run."""

from collections.abc import Iterator

from game.play.tree import Node, Row
from game.story.model import Story, StoryNotInOrder
from game.terminal.branches import Drawing
from game.terminal.finding import folded
from game.terminal.forest import Branch, words_of
from game.terminal.marks import name_of


def text_of(branch: Branch, drawing: Drawing, story: Story) -> str:
    """All of a line's words, those of decisions that it has no room to show among them."""
    return folded("  ".join(_parts(branch, drawing, story)))


def _parts(branch: Branch, drawing: Drawing, story: Story) -> Iterator[str]:
    if branch.row is not None:
        for node in _decisions(branch.row):
            yield name_of(node.place.partition(".")[0])
            if node.choice:
                yield from (name_of(node.choice), words_of(story, node))
            if (node.place, node.choice) in drawing.hinges:
                yield _hinge(node, story)
    if branch.run is not None:
        kept = drawing.forest.kept(branch.run)
        yield from (kept.name, kept.path.stem, kept.note, kept.broken, drawing.ending_of(kept))


def _decisions(row: Row) -> Iterator[Node]:
    """Those of a stretch, the last one first."""
    node: Node | None = row.node
    while node is not None:
        yield node
        node = node.parent if node is not row.first else None


def _hinge(node: Node, story: Story) -> str:
    """The name of the hinge that a decision was taken at."""
    scene, _dot, state = node.place.partition(".")
    try:
        return name_of(story.scene(scene).states[state].hinge)
    except (StoryNotInOrder, KeyError, OSError):
        return ""
