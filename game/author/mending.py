"""The tree of a scene's file, mended where its text was rewritten: only the states that a change touches are parsed.

Nothing is guessed. Where a state begins is what the parser said of the text before; the rewritten states are parsed by
themselves, under a line `states:` of their own; and wherever that might not give what the whole file would, `mended`
returns None, and the whole is for its caller to parse.
"""

from bisect import bisect_left, bisect_right
from copy import copy
from dataclasses import dataclass

from game.story.diagnostics import Problems
from game.story.source import Entry, Mapping, Node, Source, read
from game.story.yaml_tree import MOST_EVENTS

_ABOVE = "states:\n"


@dataclass(slots=True)
class _Block:
    """A state from its key's line to the next one's: where that line begins in the text now, and where in the source
    it was parsed from, which has it `lower` lines less far down."""

    start: int
    entry: Entry
    source: Source
    home: int
    lower: int = 0

    @property
    def key_length(self) -> int:
        """How far the key reaches into its line."""
        return self.entry.key.end - self.home


class Mending:
    """One scene's file as it was last in order."""

    def __init__(self, root: Mapping, states: Mapping, blocks: list[_Block], tail: _Block, indent: int) -> None:
        self._root = root
        self._states = states
        self._blocks = blocks
        self._tail = tail
        self._indent = indent
        self._text = root.source.text

    @classmethod
    def of(cls, root: Node | None) -> "Mending | None":
        """For a file in which nothing was refused; None where its states are not written as blocks."""
        listed = root.entries.get("states") if isinstance(root, Mapping) else None
        if not isinstance(root, Mapping) or root.flow or listed is None:
            return None
        states = listed.value
        if not isinstance(states, Mapping) or states.flow or not states.entries:
            return None
        source = root.source
        indent = _column(source.text, next(iter(states.entries.values())).start)
        if indent < 1 or _column(source.text, listed.start) != 0:
            return None
        starts = ((entry.start - indent, entry) for entry in states.entries.values())
        blocks = [_Block(start, entry, source, start) for start, entry in starts]
        after = [entry for entry in root.entries.values() if entry.start > listed.start]
        end = min((entry.start for entry in after), default=len(source.text))
        return cls(root, states, blocks, _Block(end, listed, source, end), indent)

    def mended(self, text: str) -> Mapping | None:
        """The tree of `text`, states that read as before being the very same nodes; None if it cannot be said."""
        if text == self._text:
            return self._root
        stretch = self._stretch(text)
        if stretch is None:
            return None
        first, last, end = stretch
        begin = self._blocks[first].start
        states = self._parsed(text[begin:end])
        if states is None:
            return None
        others = [*self._blocks[:first], *self._blocks[last:]]
        if any(one.entry.key.value in states.entries for one in others):
            return None
        source = states.source
        lower = text.count("\n", 0, begin) - 1
        made = []
        for entry in states.entries.values():
            home = entry.start - self._indent
            made.append(_Block(begin + home - len(_ABOVE), entry, source, home, lower))
        further = len(text) - len(self._text)
        lines = text.count("\n", begin, end) - self._text.count("\n", begin, end - further)
        for block in (*self._blocks[last:], self._tail):
            block.start += further
            block.lower += lines
        self._blocks[first:last] = made
        self._text = text
        self._settle()
        return self._root

    def _stretch(self, text: str) -> tuple[int, int, int] | None:
        """The first block that is rewritten, the first after it that is not, and where that begins in `text`."""
        old, further = self._text, len(text) - len(self._text)
        begin = _alike(old, text)
        stop = len(old) - _alike_at_the_end(old, text, min(len(old), len(text)) - begin)
        if text[stop + further - 1 : stop + further] != "\n":
            stop += 1  # no line of what follows begins here
        starts = [one.start for one in self._blocks]
        first, last = bisect_right(starts, begin) - 1, bisect_left(starts, stop)
        if len(text) >= MOST_EVENTS or first < 0 or self._tail.start < min(stop, len(old)):
            return None
        if first > 0 and begin - starts[first] <= self._blocks[first].key_length + 1:
            first -= 1  # its key may be a key no more: what stands there may belong to the state before
        return first, last, (starts[last] if last < len(starts) else self._tail.start) + further

    def _parsed(self, text: str) -> Mapping | None:
        """The states that `text` holds, if they are written where the others are and nothing in them is refused."""
        problems = Problems()
        root = read((_ABOVE + text).encode(), self._root.source.name, problems)
        if problems or not isinstance(root, Mapping) or list(root.entries) != ["states"]:
            return None
        states = root.entries["states"].value
        if not isinstance(states, Mapping) or states.flow or not states.entries:
            return None
        first = next(iter(states.entries.values())).start
        return states if first == len(_ABOVE) + self._indent and not text[: self._indent].strip(" ") else None

    def _settle(self) -> None:
        """Make a tree of the blocks, and tell their sources how far down they are now."""
        listed = copy(self._tail.entry)
        listed.value = states = copy(self._states)
        states.entries = {one.entry.key.value: one.entry for one in self._blocks}
        self._root = copy(self._root)
        self._root.entries = {**self._root.entries, "states": listed}
        homes: dict[Source, list[_Block]] = {}
        for block in (*self._blocks, self._tail):
            homes.setdefault(block.source, []).append(block)
        for source, blocks in homes.items():
            source.lower([one.home for one in blocks], [one.lower for one in blocks])


def _column(text: str, index: int) -> int:
    """How many spaces stand before `index` on its line; -1 where there is anything else."""
    line = text.rfind("\n", 0, index) + 1
    return -1 if text[line:index].strip(" ") else index - line


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _alike_at_the_end(one: str, other: str, most: int) -> int:
    """How many characters, `most` at the most, two texts end with alike."""
    low, high, a, b = 0, most, len(one), len(other)
    while low < high:
        middle = (low + high + 1) // 2
        same = one[a - middle : a - low] == other[b - middle : b - low]
        low, high = (middle, high) if same else (low, middle - 1)
    return low
