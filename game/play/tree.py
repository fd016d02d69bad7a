"""All runs of a story as one tree of decisions, as variations are in the record of a chess game.

A node holds its parent and one choice, never a state of play: that is had by playing the choices. Runs are merged
by the choices they share; nothing of them is lost, and each can be read back from its tip.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from game.play.runlines import Chosen, Header

Key = tuple[str, str]


@dataclass(slots=True, eq=False, repr=False)
class Node:
    """A decision: the choice taken at a place, after its parent's. The root of a tree has no choice."""

    place: str
    choice: str
    step: int
    parent: "Node | None" = None
    children: "dict[Key, Node]" = field(default_factory=dict)
    tips: list[int] = field(default_factory=list)
    """The runs that end here, by their number."""
    runs: int = 0
    """How many runs come through here."""

    def path(self) -> list["Node"]:
        """The decisions from the first to this one."""
        path = []
        node: Node | None = self
        while node is not None and node.parent is not None:
            path.append(node)
            node = node.parent
        return path[::-1]


@dataclass
class Tree:
    """The trees of the places where runs began; the runs are numbered as they were added."""

    roots: dict[str, Node] = field(default_factory=dict)
    tips: list[Node] = field(default_factory=list)

    def add(self, header: Header, choices: Iterable[Chosen]) -> int:
        """Merge a run into the tree; its number."""
        number = len(self.tips)
        node = self.roots.setdefault(header.start, Node(header.start, "", 0))
        node.runs += 1
        for line in choices:
            key = (line.state, line.choose)
            child = node.children.get(key)
            if child is None:
                child = node.children[key] = Node(line.state, line.choose, node.step + 1, node)
            child.runs += 1
            node = child
        node.tips.append(number)
        self.tips.append(node)
        return number

    def choices_of(self, number: int) -> list[Key]:
        """The choices of a run, read back."""
        return [(node.place, node.choice) for node in self.tips[number].path()]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the tree as it is shown: a stretch of decisions without a branch, by its last one.

    `first` is the stretch's first decision; `prefix` the lines drawn before it; `skipped` how many decisions of the
    stretch lie between what is shown of it.
    """

    node: Node
    first: Node
    prefix: str
    shown: tuple[Node, ...]
    skipped: int


def rows_of(tree: Tree, notable: "frozenset[Key] | set[Key]" = frozenset()) -> Iterator[Row]:
    """The rows of all trees, top to bottom: a row for each stretch between branches and tips.

    Of a stretch, the decisions in `notable` (a place and a choice: hinges) are shown, and its first and last.
    Walked with a stack of its own, so that no run is too long.
    """
    for root in tree.roots.values():
        stack: list[tuple[Node, str, bool | None]] = [(root, "", None)]
        while stack:
            first, before, last = stack.pop()
            stretch = [first]
            while len(stretch[-1].children) == 1 and not stretch[-1].tips:
                stretch.append(next(iter(stretch[-1].children.values())))
            node = stretch[-1]
            shown = tuple(one for one in stretch if one in (first, node) or (one.place, one.choice) in notable)
            branch = "" if last is None else "└─ " if last else "├─ "
            yield Row(node, first, before + branch, shown, len(stretch) - len(shown))
            below = before if last is None else before + ("   " if last else "│  ")
            children = list(node.children.values())
            for number, child in reversed(list(enumerate(children))):
                stack.append((child, below, number == len(children) - 1))
